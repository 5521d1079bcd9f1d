import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { plural } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import { failedStep } from '../model/recorder.ts'
import type {
  CacheRecord,
  DerivationRecord,
  PhaseData,
  ReportData,
  StepData,
  TrustRecord,
} from '../model/report.ts'
import { flakyWarnings, stepErrors, timingNotices } from '../report/annotations.ts'
import { removeCheckpoint, saveCheckpoint } from '../report/checkpoint.ts'
import { renderJunit } from '../report/junit/junit.ts'
import { redact } from '../report/redact.ts'
import { toReportFile } from '../report/report-json.ts'
import { renderSummary } from '../report/summary/render.ts'
import { renderTrace } from '../report/trace.ts'
import type { RunnerFiles } from '../runner/command-files.ts'
import type { RunnerLog } from '../runner/log.ts'

import type { Folders } from '../runner/state.ts'
import { type CommandResults, stepOutputs } from '../steps/command-results.ts'
import { matrixText } from './matrix/rows.ts'
import type { RunState } from './run-state.ts'
import { toBuildOutputs } from './to-build.ts'

/**
 * Reports a run as annotations, summary, files and outputs, whatever the result.
 * @param completed whether main reached its end
 * @returns whether everything that had to succeed did
 */
export async function publish(
  run: RunState,
  completed: boolean,
  page: RunnerLog,
  files: RunnerFiles,
): Promise<boolean> {
  run.progress?.end()
  run.outage.report(page)
  const success = completed && run.records.result === 'success'
  const stored = run.storeCache?.outcome(run.observed.derivations, run.observed.fetches)
  const derivations = await run.observed.withReferences()
  const data = redact(reportData(run, success, derivations, stored?.record), text =>
    page.hide(text),
  )
  annotate(data, page)
  annotateLast(run.commandResults, page)
  setOutputs(run, data, stored?.result, files)
  files.summary = renderSummary(data)
  await files.finish()
  if (run.folders) removeCheckpoint(run.folders)
  return success
}

/**
 * Saves checkpoint and outputs as if the process ended now; if it is killed, post reports them.
 * @param unfinished the current step and those after it, as they would be reported
 */
export function saveInterim(
  run: RunState,
  folders: Folders,
  unfinished: readonly StepData[],
  page: RunnerLog,
  files: RunnerFiles,
): void {
  const data = reportData(run, false, run.observed.derivations, undefined)
  const all = redact({ ...data, steps: [...data.steps, ...unfinished] }, text => page.hide(text))
  saveCheckpoint(folders, all)
  setOutputs(run, all, undefined, files)
  files.flush()
}

/** Reports for a run whose process was killed, in post. */
export async function publishRecovered(
  data: ReportData,
  folders: Folders,
  page: RunnerLog,
  files: RunnerFiles,
): Promise<void> {
  page.annotate('error', { title: 'Nix CI: killed', message: data.failureReason ?? '' })
  annotate(data, page)
  writeFiles(data, folders)
  removeCheckpoint(folders)
  files.summary = renderSummary(data)
  await files.finish()
}

/** Annotates what failed and how long everything took. */
function annotate(data: ReportData, page: RunnerLog): void {
  for (const notice of timingNotices(data, page.annotationsLeft('notice')))
    page.annotate('notice', notice)
  for (const warning of flakyWarnings(data, page.annotationsLeft('warning')))
    page.annotate('warning', warning)
  // Errors come last, because GitHub shows the end of the log.
  for (const error of stepErrors(data, page.annotationsLeft('error'))) page.annotate('error', error)
}

/** Annotations of commands get the rest of the budget. */
function annotateLast({ annotations, droppedAnnotations }: CommandResults, page: RunnerLog): void {
  let dropped = droppedAnnotations
  for (const { kind, ...annotation } of annotations) {
    if (page.annotationsLeft(kind) > 0) page.annotate(kind, annotation)
    else dropped++
  }
  if (dropped > 0)
    page.info(
      `${plural(dropped, 'annotation')} from commands not shown on the job page: GitHub keeps ten of each kind.`,
    )
}

/** Writes the report files, for later steps. @returns their paths by the names of the outputs */
function writeFiles(data: ReportData, { shared }: Folders): Record<string, string> {
  const write = (name: string, text: string) => writeText(join(shared, name), text)
  return {
    report: write('report.json', `${JSON.stringify(toReportFile(data), undefined, 2)}\n`),
    junit: write('junit.xml', renderJunit(data)),
    trace: write('trace.json', JSON.stringify(renderTrace(data))),
  }
}

function setOutputs(
  run: RunState,
  data: ReportData,
  storeCache: string | undefined,
  files: RunnerFiles,
): void {
  const { nix, folders, commandResults, trust, push } = run
  const pushed = (push?.paths ?? []).map(path => `${path}\n`).join('')
  const outputs: Record<string, string | undefined> = {
    result: data.result,
    'nix-version': nix?.version,
    'nix-flavor': nix?.flavor,
    'nix-install': nix?.install,
    system: nix?.system,
    trusted: String(trust?.decision.trusted ?? false),
    push: push?.push ?? 'skipped',
    'push-reason': push?.reason ?? trust?.decision.reason,
    'store-cache': storeCache ?? 'off',
    'pushed-paths': folders && writeText(join(folders.shared, 'pushed-paths'), pushed),
    ...toBuildOutputs(run, data.result === 'success'),
    matrix: matrixText(run.matrix ?? []),
    'failed-step': failedStep(data)?.name,
    'step-outputs': JSON.stringify(stepOutputs(commandResults)),
    timings: JSON.stringify(timingsOf(data)),
    ...(folders ? writeFiles(data, folders) : { report: '', junit: '', trace: '' }),
  }
  for (const [name, value] of Object.entries(outputs)) files.outputs[name] = value ?? ''
}

/** The state of a run as the plain data that all reports are rendered from. */
function reportData(
  {
    records,
    nix,
    trust,
    push,
    plan,
    matrix,
    observed,
    caches,
    commandResults,
    failureReason,
    baseline,
    storeCache: store,
  }: RunState,
  success: boolean,
  derivations: readonly DerivationRecord[],
  storeCache: CacheRecord | undefined,
): ReportData {
  const trusted: TrustRecord | null = trust
    ? {
        trusted: trust.decision.trusted,
        push: push?.push ?? 'skipped',
        reason: push?.reason ?? trust.decision.reason,
      }
    : null
  const { version, flavor, system, install, mode } = nix ?? {}
  const pushed = { pushed: push?.paths.length ?? 0, pushedBytes: push?.bytes ?? 0 }
  const phases = records.phases.map(
    (phase): PhaseData => (phase.name === 'push' ? { ...phase, counts: pushed } : phase),
  )
  return {
    startedAt: records.startedAt,
    result: success ? 'success' : 'failure',
    nix:
      version && flavor && system && install && mode
        ? { version, flavor, system, install, mode }
        : null,
    trust: trusted,
    phases,
    steps: [...records.steps],
    derivations,
    fetches: store?.asOne(observed.fetches) ?? observed.fetches,
    store: { ...observed.counts, ...pushed },
    caches: storeCache ? [...caches, storeCache] : caches,
    leftovers: [...records.leftovers],
    stepSummaries: commandResults.summaries,
    ...defined({
      failureReason,
      baseline,
      toBuild: plan && isKnown(observed) ? [...observed.toBuild] : undefined,
      matrix,
    }),
  }
}

/** Whether a plan could name something, or found that nothing has to be built. */
function isKnown({ toBuild, needsMore }: RunState['observed']): boolean {
  return toBuild.size > 0 || !needsMore
}

function writeText(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** One entry of the output `timings`. */
export interface Timing {
  readonly name: string
  /** `phase`, or the step's kind. */
  readonly kind: string
  readonly seconds: number
  readonly status: string
}

/** The output `timings`: phases and steps in order of their start. */
function timingsOf({ phases, steps }: Pick<ReportData, 'phases' | 'steps'>): Timing[] {
  const all = [...phases.map(phase => ({ ...phase, kind: 'phase' })), ...steps]
  return all
    .toSorted((a, b) => a.start - b.start)
    .map(({ name, kind, seconds, status }) => ({ name, kind, seconds, status }))
}
