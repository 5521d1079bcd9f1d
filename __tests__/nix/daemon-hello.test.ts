import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { greetDaemon } from '../../src/nix/daemon-hello.ts'

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
          expect(flags).toEqual(words(0x121n, 0n, 0n))
          for (const byte of Buffer.concat([words(6n), Buffer.from('2.34.8\0\0')]))
            connection.write(Buffer.of(byte))
        })
      })
    })
    expect(await greetDaemon(socket)).toEqual({ state: 'answers', version: '2.34.8' })
  })

  it('does without the version where the protocol is too old for it', async () => {
    const socket = await listen(it => it.write(words(0x6478696fn, 0x11fn)))
    expect(await greetDaemon(socket)).toEqual({ state: 'answers', version: undefined })
  })

  it('tells one that hangs, hangs up, speaks something else, or is not there', async () => {
    const silent = await listen(() => {})
    const refuses = await listen(connection => connection.destroy())
    const other = await listen(connection => connection.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
    expect(await greetDaemon(silent, 100)).toEqual({ state: 'silent' })
    expect(await greetDaemon(refuses)).toEqual({ state: 'refuses' })
    expect(await greetDaemon(other)).toEqual({ state: 'refuses' })
    expect(await greetDaemon(join(folder, 'nothing'))).toEqual({ state: 'absent' })
  })
})
