import { round } from '../lib/format.ts'
import type { LeftoverRecord, RunData } from '../model/report.ts'
import type { JobPage } from '../runner/log.ts'
import type { Folders } from '../runner/state.ts'
import { removeProgress } from './progress.ts'
import { annotate, writeFiles } from './publish.ts'
import { renderSummary } from './summary/render.ts'

/**
 * Reports a run whose process was killed: what it had come to, and what it left running.
 * @returns the summary
 */
export function publishPosthumous(
  data: RunData,
  leftovers: readonly LeftoverRecord[],
  folders: Folders,
  page: JobPage,
): string {
  const whole = completed(data, leftovers, Date.now())
  page.annotate('error', { title: 'Nix CI: killed', message: whole.trouble ?? '' })
  annotate(whole, page)
  writeFiles(whole, folders)
  removeProgress(folders)
  return renderSummary(whole)
}

/** The run as it is reported; nobody saw when exactly it ended. Pure. @param now milliseconds since 1970 */
export function completed(
  data: RunData,
  leftovers: readonly LeftoverRecord[],
  now: number,
): RunData {
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
