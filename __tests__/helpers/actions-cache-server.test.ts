import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ActionsCacheServer, startActionsCacheServer } from './actions-cache-server.ts'

const SERVICE = 'twirp/github.actions.results.api.v1.CacheService'

let server: ActionsCacheServer

beforeAll(async () => {
  server = await startActionsCacheServer()
})
afterAll(() => server.close())

it('keeps a key taken while its entry is finished', async () => {
  const { ACTIONS_RUNTIME_TOKEN: token } = server.env()
  const headers = { authorization: `Bearer ${token}` }
  const call = async (method: string, fields: object) => {
    const body = JSON.stringify({ version: 'v', ...fields })
    const url = `${server.url}/${SERVICE}/${method}`
    const answer = await fetch(url, { method: 'POST', headers, body })
    const told = (await answer.json()) as { ok?: boolean; signed_upload_url?: string }
    return { status: answer.status, ...told }
  }
  for (let round = 1; round <= 50; round++) {
    const key = `k-${round}`
    const { signed_upload_url = '' } = await call('CreateCacheEntry', { key })
    const put = { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: 'four' }
    expect((await fetch(signed_upload_url, put)).status).toBe(201)
    const finished = call('FinalizeCacheEntryUpload', { key, size_bytes: 4 })
    const others = await Promise.all([0, 1, 2].map(() => call('CreateCacheEntry', { key })))
    expect(others.map(it => it.status)).toEqual([409, 409, 409])
    expect(await finished).toMatchObject({ status: 200, ok: true })
    expect(server.entries).toHaveLength(round)
  }
})
