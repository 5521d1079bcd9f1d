import { endProcesses, processesTagged, processTag } from '../host/process/descendants.ts'
import { round } from '../lib/format.ts'
import type { LeftoverRecord, ReportData } from '../model/report.ts'
import { readProgress, removeProgress } from '../report/checkpoint.ts'
import { renderSummary } from '../report/summary/render.ts'
import type { RunnerFiles } from '../runner/command-files.ts'
import type { RunnerLog } from '../runner/log.ts'
import type { Folders } from '../runner/state.ts'
import { leftoversOf, leftoverWarning } from '../steps/leftover-processes.ts'
import { annotate, writeFiles } from './publish.ts'

/**
 * Reports a run whose process was killed: what it had come to, and what it left running.
 * @returns the summary
 */
export function publishRecoveredReport(
  data: ReportData,
  leftovers: readonly LeftoverRecord[],
  folders: Folders,
  page: RunnerLog,
): string {
  const whole = completeReport(data, leftovers, Date.now())
  page.annotate('error', { title: 'Nix CI: killed', message: whole.trouble ?? '' })
  annotate(whole, page)
  writeFiles(whole, folders)
  removeProgress(folders)
  return renderSummary(whole)
}

/** The run as it is reported; nobody saw when exactly it ended. Pure. @param now milliseconds since 1970 */
export function completeReport(
  data: ReportData,
  leftovers: readonly LeftoverRecord[],
  now: number,
): ReportData {
  const end = (now - data.startedAt.getTime()) / 1000
  const running = data.steps.find(({ status }) => status === 'cancelled')
  const ended = leftovers.length > 0 ? ' What it had started was ended.' : ''
  const where = running ? `while ${running.name} ran` : 'before its end'
  return {
    ...data,
    steps: data.steps.map(step =>
      step === running ? { ...step, seconds: round(Math.max(0, end - step.start)) } : step,
    ),
    leftovers: [...data.leftovers, ...leftovers],
    trouble: `The process of the action was killed ${where}, and could not report itself. Did the machine run out of memory, or did a command kill it?${ended} What follows is what it had come to.`,
  }
}

/** Ends what main left behind, and reports it where it did not live to. */
export async function recoverKilledMain(
  folders: Folders,
  page: RunnerLog,
  files: RunnerFiles,
): Promise<void> {
  const find = () => processesTagged(processTag(folders.private))
  const data = await readProgress(folders)
  const running = data?.steps.find(({ status }) => status === 'cancelled')?.name ?? 'The action'
  const left = await leftoversOf(running, await find())
  const staying = await endProcesses(find)
  if (!data) {
    const all = { records: left, apart: left.map(({ pid }) => pid) }
    if (left.length > 0) page.warning(leftoverWarning(running, all, staying), 'Left running')
    return
  }
  files.summary = publishRecoveredReport(data, left, folders, page)
  await files.finish()
}
