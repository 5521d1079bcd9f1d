import { endProcesses, processesTagged, processTag } from '../host/process/descendants.ts'
import { round } from '../lib/format.ts'
import type { LeftoverRecord, ReportData } from '../model/report.ts'
import { readCheckpoint } from '../report/checkpoint.ts'
import type { RunnerFiles } from '../runner/command-files.ts'
import type { RunnerLog } from '../runner/log.ts'
import type { Folders } from '../runner/state.ts'
import { leftoverRecords, leftoverWarning } from '../steps/leftover-processes.ts'

/** The last checkpoint as a report; the step that ran is taken to have lasted until `now`, in milliseconds since 1970. */
export function completeReport(
  data: ReportData,
  leftovers: readonly LeftoverRecord[],
  now: number,
): ReportData {
  const end = (now - data.startedAt.getTime()) / 1000
  const running = data.steps.find(({ status }) => status === 'cancelled')
  const when = running ? `while ${running.name} was running` : 'before it finished'
  const cleanup = leftovers.length > 0 ? ' Processes that it left running were terminated.' : ''
  return {
    ...data,
    steps: data.steps.map(step =>
      step === running ? { ...step, seconds: round(Math.max(0, end - step.start)) } : step,
    ),
    leftovers: [...data.leftovers, ...leftovers],
    failureReason: `The action was killed ${when}. Did the machine run out of memory, or did a command kill it?${cleanup} This report covers what had finished.`,
  }
}

/** Terminates what main left running, and reports for it if it was killed. */
export async function recoverKilledMain(
  folders: Folders,
  page: RunnerLog,
  files: RunnerFiles,
): Promise<void> {
  const find = () => processesTagged(processTag(folders.private))
  const data = await readCheckpoint(folders)
  const running = data?.steps.find(({ status }) => status === 'cancelled')?.name ?? 'The action'
  const found = await find()
  const leftovers = await leftoverRecords(running, found)
  const remaining = found.length > 0 ? await endProcesses(find) : []
  if (!data) {
    const all = { records: leftovers, detached: leftovers.map(({ pid }) => pid) }
    if (leftovers.length > 0) page.warning(leftoverWarning(running, all, remaining), 'Left running')
    return
  }
  const { publishRecovered } = await import('./publish.ts')
  await publishRecovered(completeReport(data, leftovers, Date.now()), folders, page, files)
}
