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
export function publish(run: Run, success: boolean, page: JobPage, files: RunnerFiles): void {
  const { records, nix, folders, leavings, trust, push } = run
  for (const error of stepErrors(records, page.left('error'))) page.annotate('error', error)
  for (const notice of timingNotices(records, page.left('notice'))) page.annotate('notice', notice)
  const result = success ? 'success' : 'failure'
  const report = { ...reportOf(run), result }
  const outputs = {
    result,
    'nix-version': nix?.version,
    'nix-flavor': nix?.flavor,
    'nix-install': nix?.install,
    system: nix?.system,
    trusted: String(trust?.decision.trusted ?? false),
    push: push?.push ?? 'skipped',
    'push-reason': push?.reason ?? trust?.decision.reason,
    'pushed-paths':
      folders && writeText(join(folders.shared, 'pushed-paths'), lines(push?.paths ?? [])),
    'failed-step': failedStep(records)?.name,
    'step-outputs': JSON.stringify(leavings.outputs),
    timings: JSON.stringify(timingsOf(records)),
    report:
      folders &&
      writeText(join(folders.shared, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`),
  }
  for (const [name, value] of Object.entries(outputs)) files.outputs[name] = value ?? ''
  files.summary = summaryOf(run, result)
  files.flush()
}

function writeText(path: string, text: string): string {
  writeFileSync(path, text)
  return path
}

function lines(texts: readonly string[]): string {
  return texts.map(text => `${text}\n`).join('')
}
