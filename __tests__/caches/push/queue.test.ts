import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Cachix, CachixRefused, CachixUnreachable } from '../../../src/caches/cachix/client.ts'
import { uploadPath } from '../../../src/caches/cachix/upload.ts'
import { PushQueue, type PushResult, type Uploader } from '../../../src/caches/push/queue.ts'
import { ActionError } from '../../../src/lib/errors.ts'
import { startCachixServer } from '../../helpers/cachix-server.ts'
import { madePath } from '../nars.ts'

type Named = { path: string }
const named = (...paths: string[]) => paths.map(path => ({ path }))
const hang: Uploader<Named> = (_, cancel) =>
  new Promise((_, reject) => cancel.addEventListener('abort', () => reject(cancel.reason)))
const seconds = async (work: Promise<unknown>) => {
  const began = performance.now()
  await work
  return (performance.now() - began) / 1000
}

describe('the queue', () => {
  it('pushes each path once, some at once, in order', async () => {
    let now = 0
    let most = 0
    const begun: string[] = []
    const queue = new PushQueue<Named>(async ({ path }) => {
      begun.push(path)
      most = Math.max(most, ++now)
      await sleep(20)
      now--
      return { bytes: 7 }
    })
    queue.add(...named('a', 'b', 'c'))
    queue.add(...named('b', 'd', 'e', 'f'))
    expect(queue.pending).toBe(6)
    const results = await queue.finish(5)
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(most).toBe(4)
    expect(results).toHaveLength(6)
    expect(results[0]).toMatchObject({ path: 'a', status: 'pushed', bytes: 7 })
    expect(queue.pending).toBe(0)
  })

  it('never throws, whatever an upload and a listener do', async () => {
    const told: PushResult[] = []
    const upload: Uploader<Named> = ({ path }) => {
      if (path === 'sync') throw new Error('at once')
      if (path === 'hint') return Promise.reject(new ActionError('no', 'Do this.'))
      return path === 'odd' ? Promise.reject('text') : Promise.resolve({ bytes: 1 })
    }
    const onResult = (result: PushResult) => {
      told.push(result)
      throw new Error('a listener')
    }
    const queue = new PushQueue<Named>(upload, { parallel: 1, onResult })
    queue.add(...named('sync', 'hint', 'odd', 'good'))
    const results = await queue.finish(5)
    expect(results.map(({ status, error }) => [status, error])).toEqual([
      ['failed', 'at once'],
      ['failed', 'no\nDo this.'],
      ['failed', 'text'],
      ['pushed', undefined],
    ])
    expect(told).toEqual(results)
  })

  it('gives up where Cachix refuses, and for now where it is not there', async () => {
    const begun: string[] = []
    let error: Error = new CachixUnreachable('gone', 'gone')
    const upload: Uploader<Named> = async ({ path }) => {
      begun.push(path)
      await sleep(20)
      throw error
    }
    const queue = new PushQueue<Named>(upload, { parallel: 1 })
    queue.add(...named('a', 'b'))
    await sleep(50)
    error = new CachixRefused('no', 'Look.', 403, '403')
    queue.add(...named('c', 'd'))
    await sleep(50)
    queue.add(...named('e'))
    const results = await queue.finish(5)
    expect(begun).toEqual(['a', 'c'])
    expect(results.map(one => one.path)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(results[1]?.error).toMatch(/^gone/)
    expect(results[4]?.error).toBe('no\nLook.')
  })

  it('ends at its deadline, with a result for what is not done', async () => {
    const queue = new PushQueue<Named>(hang, { parallel: 1 })
    queue.add(...named('a', 'b'))
    expect(await seconds(queue.finish(0.2))).toBeLessThan(5)
    const error = 'not finished within 0.2 s'
    expect(queue.results).toMatchObject([
      { path: 'b', status: 'failed', error },
      { path: 'a', status: 'failed', error },
    ])
  })

  it('ends a little later although an upload does not', async () => {
    const queue = new PushQueue<Named>(() => new Promise(() => {}), { stopTimeout: 0.2 })
    queue.add(...named('a'))
    expect(await seconds(queue.finish(0))).toBeLessThan(4)
    expect(queue.results).toMatchObject([{ path: 'a', status: 'failed' }])
  })

  it('ends with a cancel', async () => {
    const controller = new AbortController()
    const queue = new PushQueue<Named>(hang, { cancel: controller.signal })
    queue.add(...named('a', 'b', 'c', 'd', 'e'))
    setTimeout(() => controller.abort(), 100)
    expect(await seconds(queue.finish(30))).toBeLessThan(10)
    expect(queue.results).toHaveLength(5)
    for (const { error } of queue.results) expect(error).toBe('the run was canceled')
    const late = new PushQueue<Named>(hang, { cancel: controller.signal })
    late.add(...named('a'))
    expect(await late.finish(30)).toMatchObject([{ error: 'the run was canceled' }])
  })

  it('takes nothing once it is finished', async () => {
    const queue = new PushQueue<Named>(async () => ({ bytes: 1 }))
    expect(await queue.finish(1)).toEqual([])
    queue.add(...named('a'))
    expect(queue.results).toMatchObject([{ path: 'a', error: 'the push has ended' }])
    expect(await queue.finish(1)).toHaveLength(1)
  })
})

describe('the queue and a server', () => {
  it('that hangs: each path has its error in time, and nothing is left half', async () => {
    const server = await startCachixServer({ caches: [{ name: 'own', tokens: { t: 'Write' } }] })
    const cachix = new Cachix({ host: server.url, name: 'own', token: 't', firstWait: 0.01 })
    const paths = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => madePath(name, 100_000))
    const dumps = new Map(paths.map(({ info, dump }) => [info.path, dump]))
    const queue = new PushQueue((info, cancel) =>
      uploadPath(cachix, info, () => dumps.get(info.path)?.() as never, { cancel }),
    )
    server.faults.push({ path: /^\/storage/, hang: true, times: 99 })
    queue.add(...paths.map(({ info }) => info))
    expect(await seconds(queue.finish(2))).toBeLessThan(7)
    expect(queue.results.filter(({ status }) => status === 'failed')).toHaveLength(6)
    expect(server.entries('own')).toEqual([])
    expect(server.caches.get('own')?.uploads.size).toBe(0)
    await cachix.close()
    await server.close()
  })
})
