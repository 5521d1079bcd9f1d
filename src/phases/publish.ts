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
import { removeProgress, saveCheckpoint } from '../report/checkpoint.ts'
import { junitOf } from '../report/junit/junit.ts'
import { redact } from '../report/redact.ts'
import { reportFile } from '../report/report-json.ts'
import { renderSummary } from '../report/summary/render.ts'
import { traceOf } from '../report/trace.ts'
import type { RunnerFiles } from '../runner/command-files.ts'
import type { RunnerLog } from '../runner/log.ts'
import type { Folders } from '../runner/state.ts'
import type { CommandResults } from '../steps/command-results.ts'
import type { RunState } from './run-state.ts'

/** Tells of a run wherever it is looked for: annotations, summary, files, outputs. Whatever the result. */
export async function publish(
  run: RunState,
  success: boolean,
  page: RunnerLog,
  files: RunnerFiles,
): Promise<void> {
  const stored = await run.storeCache?.outcome(run.observed.derivations)
  const derivations = await run.observed.withReferences()
  const data = redact(runData(run, success, derivations, stored?.record), text => page.hide(text))
  annotate(data, page)
  annotateLast(run.commandResults, page)
  setOutputs(run, data, stored?.result, files)
  files.summary = renderSummary(data)
  await files.finish()
  if (run.folders) removeProgress(run.folders)
}

/**
 * Leaves everything as it would have to be if the process ended now; post tells of it then.
 * @param unfinished the step that runs and those after it, as they would be reported
 */
export function interim(
  run: RunState,
  folders: Folders,
  unfinished: readonly StepData[],
  page: RunnerLog,
  files: RunnerFiles,
): void {
  const data = runData(run, false, run.observed.derivations, undefined)
  const all = redact({ ...data, steps: [...data.steps, ...unfinished] }, text => page.hide(text))
  saveCheckpoint(folders, all)
  setOutputs(run, all, undefined, files)
  files.flush()
}

/** Tells in the log and at the top of the job page what failed and what everything took. */
export function annotate(data: ReportData, page: RunnerLog): void {
  for (const notice of timingNotices(data, page.annotationsLeft('notice')))
    page.annotate('notice', notice)
  for (const warning of flakyWarnings(data, page.annotationsLeft('warning')))
    page.annotate('warning', warning)
  // The end of a log is what a reader is shown.
  for (const error of stepErrors(data, page.annotationsLeft('error'))) page.annotate('error', error)
}

/** What commands had to say gets what is left of the budget. */
function annotateLast({ annotations, unheard }: CommandResults, page: RunnerLog): void {
  let more = unheard
  for (const { kind, ...annotation } of annotations) {
    if (page.annotationsLeft(kind) > 0) page.annotate(kind, annotation)
    else more++
  }
  if (more > 0)
    page.info(
      `${plural(more, 'annotation')} of commands are in the log only: GitHub keeps ten of a kind.`,
    )
}

/** Writes the files of a run for later steps. @returns their paths by the names of the outputs */
export function writeFiles(data: ReportData, { shared }: Folders): Record<string, string> {
  const write = (name: string, text: string) => writeText(join(shared, name), text)
  return {
    report: write('report.json', `${JSON.stringify(reportFile(data), undefined, 2)}\n`),
    junit: write('junit.xml', junitOf(data)),
    trace: write('trace.json', JSON.stringify(traceOf(data))),
  }
}

function setOutputs(
  run: RunState,
  data: ReportData,
  storeCache: string | undefined,
  files: RunnerFiles,
): void {
  const { nix, folders, commandResults: leavings, trust, push } = run
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
    'failed-step': failedStep(data)?.name,
    'step-outputs': JSON.stringify(leavings.outputs),
    timings: JSON.stringify(timingsOf(data)),
    ...(folders ? writeFiles(data, folders) : { report: '', junit: '', trace: '' }),
  }
  for (const [name, value] of Object.entries(outputs)) files.outputs[name] = value ?? ''
}

/** A run as the plain data that every report is made of. */
function runData(
  {
    records,
    nix,
    trust,
    push,
    plan,
    observed,
    caches,
    commandResults: leavings,
    failureReason: trouble,
    baseline,
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
    fetches: observed.fetches,
    store: { ...observed.counts, ...pushed },
    caches: storeCache ? [...caches, storeCache] : caches,
    leftovers: [...records.leftovers],
    ownSummaries: leavings.summaries,
    ...defined({ trouble }),
    ...(plan ? { toBuild: [...observed.toBuild] } : {}),
    ...defined({ baseline }),
  }
}

function writeText(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** What fits into an output beside the others: a job's may be 1 MB together. */
const MOST = 500

/**
 * The outputs `needs-build` and `to-build`: what a plan found to be in no cache, or without one what the run had to
 * build, whether or not that went well. Not known where Nix could not be had, or a plan failed before it found anything.
 */
export function toBuildOutputs(
  { plan, nix, observed }: Pick<RunState, 'plan' | 'nix' | 'observed'>,
  success: boolean,
): { readonly 'needs-build': string; readonly 'to-build': string } {
  // Without a plan it also asked for what it did not build, as under --no-build.
  const built = plan ? [] : observed.derivations.map(({ drv }) => drv)
  const all = new Set([...built, ...observed.toBuild])
  const isKnown = all.size > 0 || (plan ? success : nix !== undefined)
  return {
    'needs-build': isKnown ? String(all.size > 0) : '',
    'to-build': isKnown ? JSON.stringify([...all].slice(0, MOST)) : '',
  }
}

/** One entry of the output `timings`. */
export interface Timing {
  readonly name: string
  /** `phase`, or the step's kind. */
  readonly kind: string
  readonly seconds: number
  readonly status: string
}

/** The output `timings`: phases and steps in the order in which they began. */
export function timingsOf({ phases, steps }: Pick<ReportData, 'phases' | 'steps'>): Timing[] {
  const all = [...phases.map(phase => ({ ...phase, kind: 'phase' })), ...steps]
  return all
    .toSorted((a, b) => a.start - b.start)
    .map(({ name, kind, seconds, status }) => ({ name, kind, seconds, status }))
}
