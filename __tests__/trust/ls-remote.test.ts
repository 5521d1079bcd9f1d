import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HeadFacts, type HeadOptions, headFacts } from '../../src/trust/checkout.ts'
import { readEvent } from '../../src/trust/event.ts'
import { payloadOf } from './events.ts'
import { Ground } from './repositories.ts'

const TOKEN = 'ghs_verySecretToken0123456789'
const BASIC = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')

let ground: Ground
let tip: string
let seen: IncomingMessage[]
const servers: Server[] = []

beforeEach(() => {
  ground = new Ground()
  tip = ground.commit(ground.init(ground.workspace), 'tip')
  seen = []
})
afterEach(() => {
  ground.remove()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** Serves and gives its origin. */
async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    seen.push(request)
    answer(response)
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The list of branches as a smart HTTP server of git tells it. */
function branches(commit: string) {
  const line = (text: string) => (text.length + 4).toString(16).padStart(4, '0') + text
  const refs = line(`${commit} refs/heads/main\0agent=git/2\n`)
  return (response: ServerResponse) => {
    response.setHeader('Content-Type', 'application/x-git-upload-pack-advertisement')
    response.end(`${line('# service=git-upload-pack\n')}0000${refs}0000`)
  }
}

function ask(server: string, more: Partial<HeadOptions> = {}): Promise<HeadFacts> {
  const { workspace, scratch } = ground
  const env = { ...ground.env, GITHUB_SERVER_URL: server }
  const event = readEvent('push', payloadOf('push'), {})
  return headFacts([workspace], event, { env, workspace, scratch, token: '', ...more })
}

describe('the branches over HTTP', () => {
  it('are asked without a credential where there is none', async () => {
    expect(await ask(await serve(branches(tip)))).toMatchObject([{ isTip: true }])
    expect(seen[0]?.url).toBe('/lantern/mint/info/refs?service=git-upload-pack')
    expect(seen[0]?.headers.authorization).toBeUndefined()
  })

  it('are asked with the token, which is in no argument and no file', async () => {
    const server = await serve(branches(tip))
    const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
    ground.folder('bin')
    const log = `${ground.root}/log`
    const wrapper = ground.script('bin/git', `echo "$@" >> ${log}; exec ${git} "$@"`)
    const env = {
      ...ground.env,
      GITHUB_SERVER_URL: server,
      PATH: [dirname(wrapper), ground.env.PATH].join(delimiter),
    }
    expect(await ask(server, { token: TOKEN, env })).toMatchObject([{ isTip: true }])
    expect(seen[0]?.headers.authorization).toBe(`Basic ${BASIC}`)
    expect(readFileSync(log, 'utf8')).toContain('ls-remote')
    const found = execFileSync(
      'sh',
      ['-c', `grep -rlF -e ${TOKEN} -e ${BASIC} ${ground.root} || true`],
      { encoding: 'utf8' },
    )
    expect(found).toBe('')
  })

  it('are not known where the server refuses, and nobody is asked for a password', async () => {
    const server = await serve(response => {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end()
    })
    const [checkout] = await ask(server)
    expect(checkout).toMatchObject({ commit: tip, isTip: undefined })
    expect(checkout?.trouble).toContain('could not read Username')
  })

  it('are not looked for on another server', async () => {
    const other = await serve(branches(tip))
    const server = await serve(response => {
      response.writeHead(302, { Location: `${other}/evil/mint/info/refs?service=git-upload-pack` })
      response.end()
    })
    const [checkout] = await ask(server, { token: TOKEN })
    expect(checkout?.isTip).toBeUndefined()
    expect(seen.map(({ url }) => url)).toEqual(['/lantern/mint/info/refs?service=git-upload-pack'])
  })

  it('are not waited for longer than the deadline, and nothing stays behind', async () => {
    const server = await serve(() => {})
    const began = Date.now()
    const [checkout] = await ask(server, { deadline: 1 })
    expect(Date.now() - began).toBeLessThan(3000)
    expect(checkout).toMatchObject({ commit: tip, isTip: undefined })
    expect(checkout?.trouble).toContain('did not answer within 1 s')
    await expect.poll(() => processesWith(server), { timeout: 5000 }).toEqual([])
  })
})

function processesWith(text: string): string[] {
  const all = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n')
  return all.filter(line => line.includes(text))
}
