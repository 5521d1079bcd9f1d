import { readdir, readFile, readlink } from 'node:fs/promises'
import { runShort } from './short.ts'

/** The state LISTEN in /proc/net/tcp. (include/net/tcp_states.h) */
const LISTEN = '0A'

/**
 * The TCP ports on which processes listen, from /proc or, on macOS, from lsof. Processes of other users are missing.
 * @returns by pid; without processes that do not listen
 */
export async function listeningPorts(pids: readonly number[]): Promise<Map<number, number[]>> {
  if (pids.length === 0) return new Map()
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map(name => readFile(`/proc/net/${name}`, 'utf8').catch(() => undefined)),
  )
  if (tables.every(table => table === undefined)) return fromLsof(pids)
  const ports = new Map(tables.flatMap(table => parseListening(table ?? '')))
  const found = await Promise.all(
    pids.map(async pid => {
      const listening = (await socketsOf(pid)).flatMap(inode => ports.get(inode) ?? [])
      return [pid, sorted(listening)] as const
    }),
  )
  return new Map(found.filter(([, listening]) => listening.length > 0))
}

/** Parses /proc/net/tcp or tcp6. @returns inodes of sockets that listen, with their ports */
export function parseListening(table: string): [inode: string, port: number][] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line): [string, number][] => {
      // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode (proc_pid_net(5))
      const fields = line.trim().split(/\s+/)
      const [local = '', state, inode] = [fields[1], fields[3], fields[9]]
      const port = Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16)
      return state === LISTEN && inode ? [[inode, port]] : []
    })
}

async function socketsOf(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`
  const names = await readdir(folder).catch(() => [])
  const links = await Promise.all(names.map(name => readlink(`${folder}/${name}`).catch(() => '')))
  return links.flatMap(link => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? [])
}

async function fromLsof(pids: readonly number[]): Promise<Map<number, number[]>> {
  const argv = ['lsof', '-nP', '-a', '-iTCP', '-sTCP:LISTEN', '-p', pids.join(','), '-Fpn']
  const env = { PATH: '/usr/sbin:/usr/bin:/bin' }
  const { stdout } = await runShort(argv, { env }).catch(() => ({ stdout: '' }))
  return parseLsof(stdout)
}

/** Parses the output of `lsof -Fpn`: `p` and a pid, then an `n` and an address for each of its sockets. */
export function parseLsof(text: string): Map<number, number[]> {
  const ports = new Map<number, number[]>()
  let pid = 0
  for (const line of text.split('\n')) {
    if (line.startsWith('p')) pid = Number(line.slice(1))
    const port = /^n.*:(\d+)$/.exec(line)?.[1]
    if (port) ports.set(pid, sorted([...(ports.get(pid) ?? []), Number(port)]))
  }
  return ports
}

function sorted(ports: readonly number[]): number[] {
  return [...new Set(ports)].sort((a, b) => a - b)
}
