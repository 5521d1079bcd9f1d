import { readdir, readFile } from 'node:fs/promises'
import { sleep } from './spawn.ts'
import { type ProcessEntry, processTable } from './table.ts'

/** Milliseconds between asking a process to end and ending it. */
const GRACE = 500

/**
 * Ends the processes that have an assignment in their first environment, wherever they stand in the tree of processes:
 * a daemon that left its group, say. What cleared its environment is not found, and nothing is where there is no /proc.
 * @returns what was ended
 */
export async function endMarked(assignment: string): Promise<ProcessEntry[]> {
  const found = await marked(assignment)
  if (found.length === 0) return []
  const table = await processTable()
  for (const pid of found) kill(pid, 'SIGTERM')
  for (let waited = 0; waited < GRACE && (await marked(assignment)).length > 0; waited += 20) {
    await sleep(20)
  }
  // Also what was forked meanwhile.
  for (const pid of await marked(assignment)) kill(pid, 'SIGKILL')
  return table.filter(({ pid }) => found.includes(pid))
}

async function marked(assignment: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => [])
  const pids = names.filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
  const environments = await Promise.all(
    pids.map(pid => readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')),
  )
  return pids
    .filter((_, index) => environments[index]?.split('\0').includes(assignment))
    .map(Number)
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It is gone, or belongs to somebody else.
  }
}
