import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { asRoot, collect } from './privilege.ts'

/**
 * Sends a signal to the command that runs in a machine behind `nsenter` (and `sudo`): the first descendant of
 * the spawned process that lives in another pid namespace. False if there is none (any more).
 */
export async function signalInside(child: ChildProcess, signal: NodeJS.Signals): Promise<boolean> {
  const target = child.pid === undefined ? undefined : findInside(child.pid)
  if (target === undefined) return false
  const done = await collect(asRoot(['kill', '-s', signal.replace(/^SIG/, ''), String(target)]))
  return done.code === 0
}

function findInside(outer: number): number | undefined {
  const depth = pidDepth(outer)
  const children = childrenOf()
  const queue = [outer]
  for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
    if (pidDepth(pid) > depth) return pid
    queue.push(...(children.get(pid) ?? []))
  }
  return undefined
}

/** In how many nested pid namespaces a process has a number; 0 if it is gone. */
function pidDepth(pid: number): number {
  const numbers = /^NSpid:\s*(.*)$/m.exec(readStatus(pid))?.[1]
  return numbers?.split(/\s+/).length ?? 0
}

function childrenOf(): Map<number, number[]> {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number(/^PPid:\s*(\d+)$/m.exec(readStatus(Number(name)))?.[1] ?? 0)
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  return children
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    // It ended while we looked.
    return ''
  }
}
