import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Run } from '../main.ts'
import type { RunnerFiles } from '../runner-files.ts'
import { stepErrors, timingNotices } from './annotations.ts'
import { reportOf, timingsOf } from './files.ts'
import type { JobPage } from './job-page.ts'
import { failedStep } from './records.ts'
import { summaryOf } from './summary.ts'

/** Tells of a run wherever it is looked for: annotations, summary, report.json, outputs. Whatever the result. */
export function publish(
  { records, nix, folders, leavings }: Run,
  success: boolean,
  page: JobPage,
  files: RunnerFiles,
): void {
  for (const error of stepErrors(records, page.left('error'))) page.annotate('error', error)
  for (const notice of timingNotices(records, page.left('notice'))) page.annotate('notice', notice)
  const result = success ? 'success' : 'failure'
  const report = { ...reportOf(records, nix), result }
  const outputs = {
    result,
    'nix-version': nix?.version,
    'nix-flavor': nix?.flavor,
    'nix-install': nix?.install,
    system: nix?.system,
    'failed-step': failedStep(records)?.name,
    'step-outputs': JSON.stringify(leavings.outputs),
    timings: JSON.stringify(timingsOf(records)),
    report: folders && writeReport(join(folders.shared, 'report.json'), report),
  }
  for (const [name, value] of Object.entries(outputs)) files.outputs[name] = value ?? ''
  files.summary = summaryOf(records, nix, leavings.summary)
  files.flush()
}

function writeReport(path: string, report: object): string {
  writeFileSync(path, `${JSON.stringify(report, undefined, 2)}\n`)
  return path
}
