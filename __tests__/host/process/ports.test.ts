import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { listeningPorts, parseListening, parseLsof } from '../../../src/host/process/ports.ts'
import { formatProcessTree, type ProcessEntry, parsePs } from '../../../src/host/process/table.ts'

const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 0000000000000000 100 0 0 10 0
   1: 0100007F:1F91 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 31338 1 0000000000000000 20 4 30 10 -1
`
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 42 1 0000000000000000 100 0 0 10 0
`

describe('ports', () => {
  it('are read from the tables of the kernel: only sockets that listen', () => {
    expect(parseListening(TCP)).toEqual([['31337', 8080]])
    expect(parseListening(TCP6)).toEqual([['42', 443]])
    expect(parseListening('')).toEqual([])
  })

  it('are read from what lsof prints', () => {
    const text = 'p12\nf3\nn127.0.0.1:8080\nf4\nn*:80\np13\nf5\nn[::1]:9\nf6\nn[::1]:9\n'
    expect([...parseLsof(text)]).toEqual([
      [12, [80, 8080]],
      [13, [9]],
    ])
  })

  it('are found of a process that listens, and of no other', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const child = spawn('sleep', ['60'])
    try {
      await once(child, 'spawn')
      const found = await listeningPorts([process.pid, child.pid ?? 0])
      expect(found.get(process.pid)).toContain((server.address() as AddressInfo).port)
      expect(found.has(child.pid ?? 0)).toBe(false)
    } finally {
      child.kill()
      server.close()
    }
  })
})

describe('processes', () => {
  it('are read from what ps prints on macOS', () => {
    const text =
      '    1     0     1 03-02:00:10 /sbin/launchd\n  812     1   800       01:05 node a b\nbad\n'
    expect(parsePs(text)).toEqual([
      {
        pid: 1,
        parent: 0,
        group: 1,
        session: 0,
        birth: '',
        age: 266_410,
        command: '/sbin/launchd',
      },
      { pid: 812, parent: 1, group: 800, session: 0, birth: '', age: 65, command: 'node a b' },
    ])
  })

  it('are drawn as a tree with ages and ports, on one line each', () => {
    const entry = (pid: number, parent: number, age: number, command: string): ProcessEntry => ({
      pid,
      parent,
      group: 1,
      session: 1,
      birth: '',
      age,
      command,
    })
    const lines = formatProcessTree(
      [
        entry(10, 1, 1200, 'bash ./test.sh'),
        entry(11, 10, 99.4, `x\n::error::${'y'.repeat(300)}`),
        entry(9, 1, 3, 'escaped'),
      ],
      new Map([[11, [80, 8080]]]),
    )
    expect(lines).toEqual([
      '  pid 10, 20 min: bash ./test.sh',
      `    pid 11, 99 s, listens on 80, 8080: x ::error::${'y'.repeat(149)}…`,
      '  pid 9, 3 s: escaped',
    ])
  })

  it('of which there are very many are not all drawn', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({
      pid: i + 2,
      parent: 1,
      group: 1,
      session: 1,
      birth: '',
      age: 0,
      command: 'x',
    }))
    const lines = formatProcessTree(many, new Map())
    expect(lines).toHaveLength(41)
    expect(lines.at(-1)).toBe('  … and 60 more')
  })
})
