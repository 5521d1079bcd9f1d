import { endProcesses, processesOf } from '../host/process/descendants.ts'
import { listeningPorts } from '../host/process/ports.ts'
import { sleep } from '../host/process/spawn.ts'
import type { ProcessEntry } from '../host/process/table.ts'
import { formatProcessTree, shortCommand } from '../host/process/table.ts'
import type { LeftoverRecord } from '../model/report.ts'

/** Milliseconds that what was asked to end, or is about to, may still take without being called left. */
const GRACE = 300
/** Processes that a warning names. */
const NAMED = 8

/**
 * What runs, as a tree with the ports on which it listens.
 * @param leader the process that was started, and leads a session
 * @param mark what its environment and that of its children has; without one only the session is looked at
 */
export async function picture(leader: number, mark?: string): Promise<string[]> {
  const all = await processesOf(leader, mark)
  // Of a command the leader is the shell around it, which is no news.
  const processes = mark === undefined ? all : all.filter(({ pid }) => pid !== leader)
  return formatProcessTree(processes, await listeningPorts(processes.map(({ pid }) => pid)))
}

/** What a command left running. */
export interface Left {
  readonly records: readonly LeftoverRecord[]
  /** Those of them that left the command's session: their pids. */
  readonly apart: readonly number[]
}

/** What a command leaves running, to be found when it has ended and before that is ended. */
export async function findLeftovers(step: string, leader: number, mark: string): Promise<Left> {
  let left = await processesOf(leader, mark)
  for (let waited = 0; waited < GRACE && left.length > 0; waited += 50) {
    await sleep(50)
    left = await processesOf(leader, mark)
  }
  const apart = left.filter(({ session, group }) => session !== leader && group !== leader)
  return { records: await leftoversOf(step, left), apart: apart.map(({ pid }) => pid) }
}

/** Processes as the report has them. */
export async function leftoversOf(
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

/** The warning about what a step left running; processes of another user stay. Pure. */
export function leftoverWarning(
  step: string,
  { records, apart }: Left,
  staying: readonly ProcessEntry[],
): string {
  const names = records.slice(0, NAMED).map(({ pid, command, ports }) => {
    const listens = ports.length === 0 ? '' : `, listening on port ${ports.join(', ')}`
    return `${shortCommand(command, 80)} (pid ${pid}${listens})`
  })
  if (records.length > NAMED) names.push(`${records.length - NAMED} more`)
  const left = records.length === 0 ? [] : [`${step} left running: ${names.join('; ')}.`]
  const them = staying.map(({ pid, command }) => `${shortCommand(command, 80)} (pid ${pid})`)
  if (them.length > 0) {
    const list = them.slice(0, NAMED).join('; ')
    const advice = 'Let the test end what it starts with sudo.'
    return [
      ...left,
      `What ${step} started as another user could not be ended: ${list}. ${advice}`,
    ].join(' ')
  }
  return [
    ...left,
    records.length === 1 ? 'It was ended.' : 'They were ended.',
    ...adviceOn(records, apart),
  ].join(' ')
}

const TRAP = `Let the test end what it starts: trap 'kill $(jobs -p); wait' EXIT.`
const STOP =
  'What has a session of its own (setsid, a daemon) need not be among the jobs of the shell: let it stay in the foreground and start it with &, or end it by its stop command or pid file.'

/** A shell lists among its jobs only what it started itself and what stayed with it. */
function adviceOn(records: readonly LeftoverRecord[], apart: readonly number[]): string[] {
  const gone = records.filter(({ pid }) => apart.includes(pid)).length
  return [...(gone < records.length ? [TRAP] : []), ...(gone > 0 ? [STOP] : [])]
}

/** Ends what is left of a command wherever it is, before credentials are shown again. @returns what stays */
export function endLeft(leader: number, mark: string): Promise<readonly ProcessEntry[]> {
  return endProcesses(() => processesOf(leader, mark))
}
