import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { probeDaemon } from '../../src/nix/daemon-handshake.ts'

const folder = mkdtempSync(join(tmpdir(), 'hello-'))
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Listens at a new socket. */
async function listen(serve: (connection: Socket) => void): Promise<string> {
  const socket = join(folder, `socket-${crypto.randomUUID().slice(0, 8)}`)
  const server = createServer(serve).listen(socket)
  servers.push(server)
  await once(server, 'listening')
  return socket
}

function words(...values: bigint[]): Buffer {
  const buffer = Buffer.alloc(values.length * 8)
  for (const [index, value] of values.entries()) buffer.writeBigUInt64LE(value, index * 8)
  return buffer
}

describe('greeting the daemon', () => {
  it('hears its version, in whatever pieces that comes', async () => {
    const socket = await listen(connection => {
      connection.once('data', hello => {
        expect(hello.readBigUInt64LE(0)).toBe(0x6e697863n)
        connection.write(words(0x6478696fn, 0x126n))
        connection.once('data', flags => {
          expect(flags).toEqual(words(0x123n, 0n, 0n))
          for (const byte of Buffer.concat([words(6n), Buffer.from('2.34.8\0\0')]))
            connection.write(Buffer.of(byte))
        })
      })
    })
    expect(await probeDaemon(socket)).toEqual({ state: 'answers', version: '2.34.8' })
  })

  it.each([
    ['Lix 2.95, which refuses clients below 1.35', 0x123n, 0x123n, '2.95.3'],
    ['Nix 2.8, which speaks 1.34', 0x122n, 0x10an, '2.8.0'],
  ])('speaks no newer protocol than the daemon, and no older than it takes: %s', async (...row) => {
    const [, speaks, least, version] = row
    const socket = await listen(connection => {
      connection.once('data', () => {
        connection.write(words(0x6478696fn, speaks))
        connection.once('data', flags => {
          const theirs = flags.readBigUInt64LE(0)
          expect(theirs).toBeLessThanOrEqual(speaks)
          if (theirs < least) return connection.end()
          const text = Buffer.alloc(8)
          text.write(version)
          // From 1.35 on the daemon says whether it trusts the client; then that nothing went wrong.
          const trusts = theirs >= 0x123n ? words(1n) : Buffer.alloc(0)
          connection.write(
            Buffer.concat([words(BigInt(version.length)), text, trusts, words(0x616c7473n)]),
          )
        })
      })
    })
    expect(await probeDaemon(socket)).toEqual({ state: 'answers', version })
  })

  it('does without the version where the protocol is too old for it', async () => {
    const socket = await listen(it => it.write(words(0x6478696fn, 0x11fn)))
    expect(await probeDaemon(socket)).toEqual({ state: 'answers', version: undefined })
  })

  it('tells one that hangs, hangs up, speaks something else, or is not there', async () => {
    const silent = await listen(() => {})
    const refuses = await listen(connection => connection.destroy())
    const other = await listen(connection => connection.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(await probeDaemon(silent, 100)).toEqual({ state: 'silent' })
    expect(await probeDaemon(refuses)).toEqual({ state: 'refuses' })
    expect(await probeDaemon(other)).toEqual({ state: 'refuses' })
    expect(await probeDaemon(join(folder, 'nothing'))).toEqual({ state: 'absent' })
  })
})
