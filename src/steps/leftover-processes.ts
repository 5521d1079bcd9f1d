import { endProcesses, processesOf } from '../host/process/descendants.ts'
import { listeningPorts } from '../host/process/ports.ts'
import { sleep } from '../host/process/spawn.ts'
import { formatProcessTree, type ProcessEntry, shortCommand } from '../host/process/table.ts'
import { listed } from '../lib/format.ts'
import type { LeftoverRecord } from '../model/report.ts'

/** Milliseconds that processes get to exit before they count as left running. */
const EXIT_WAIT_MS = 300
/** Processes that a warning names. */
const MAX_PROCESSES_SHOWN = 8

/**
 * Running processes as a tree, with the ports on which they listen.
 * @param leaders the processes that were started, each of which leads a session
 * @param tag the tag in the environment of their descendants; without it only the sessions are searched
 */
export async function processTree(leaders: readonly number[], tag?: string): Promise<string[]> {
  const all = (await Promise.all(leaders.map(leader => processesOf(leader, tag)))).flat()
  // A command's leader is the shell that wraps it.
  const processes = tag === undefined ? all : all.filter(({ pid }) => !leaders.includes(pid))
  return formatProcessTree(processes, await listeningPorts(processes.map(({ pid }) => pid)))
}

/** Processes that a command left running. */
export interface Leftovers {
  readonly records: readonly LeftoverRecord[]
  /** The pids of those that left the command's session. */
  readonly detached: readonly number[]
}

/** Finds what a command left running, after it exited and before the rest is terminated. */
export async function findLeftovers(step: string, leader: number, tag: string): Promise<Leftovers> {
  let left = await processesOf(leader, tag)
  for (let waited = 0; waited < EXIT_WAIT_MS && left.length > 0; waited += 50) {
    await sleep(50)
    left = await processesOf(leader, tag)
  }
  const detached = left.filter(({ session, group }) => session !== leader && group !== leader)
  return { records: await leftoverRecords(step, left), detached: detached.map(({ pid }) => pid) }
}

/** The report's records of processes. */
export async function leftoverRecords(
  step: string,
  processes: readonly ProcessEntry[],
): Promise<LeftoverRecord[]> {
  const ports = await listeningPorts(processes.map(({ pid }) => pid))
  return processes.map(({ pid, command }) => ({
    step,
    pid,
    command: shortCommand(command, 200),
    ports: ports.get(pid) ?? [],
  }))
}

/** The warning about what a step left running. Pure. @param survivors processes of another user */
export function leftoverWarning(
  step: string,
  { records, detached }: Leftovers,
  survivors: readonly ProcessEntry[],
): string {
  const names = records.map(({ pid, command, ports }) => {
    const listens = ports.length === 0 ? '' : `, listening on port ${ports.join(', ')}`
    return `${shortCommand(command, 80)} (pid ${pid}${listens})`
  })
  const list = listed(names, MAX_PROCESSES_SHOWN, '; ')
  const [what, were] = records.length === 1 ? ['a process', 'was'] : ['processes', 'were']
  if (survivors.length > 0) {
    const them = survivors.map(({ pid, command }) => `${shortCommand(command, 80)} (pid ${pid})`)
    return [
      ...(records.length === 0 ? [] : [`${step} left ${what} running: ${list}.`]),
      `Could not terminate processes that ${step} started as another user: ${listed(them, MAX_PROCESSES_SHOWN, '; ')}. Stop them in the test with sudo.`,
    ].join(' ')
  }
  return [
    `${step} left ${what} running, which ${were} terminated: ${list}.`,
    ...adviceOn(records, detached),
  ].join(' ')
}

const TRAP = `Clean up in the test: trap 'kill $(jobs -p); wait' EXIT.`
const STOP =
  'A daemon (its own session, as with setsid) is not a job of the shell: run it in the foreground with &, or stop it with its stop command or pid file.'

/** The shell's jobs are only what it started itself and what stayed in its session. */
function adviceOn(records: readonly LeftoverRecord[], detached: readonly number[]): string[] {
  const daemons = records.filter(({ pid }) => detached.includes(pid)).length
  return [...(daemons < records.length ? [TRAP] : []), ...(daemons > 0 ? [STOP] : [])]
}

/** Terminates all that is left of a command, before credentials are available again. @returns what survived */
export function terminateLeftovers(leader: number, tag: string): Promise<readonly ProcessEntry[]> {
  return endProcesses(() => processesOf(leader, tag))
}
