import { basename, isAbsolute, join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { type Exit, endOf } from '../host/process/spawn.ts'
import { commandText } from '../inputs/steps/program-words.ts'
import { listed, plural, round } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import { escapeInvisible } from '../lib/text.ts'
import type { FailedDependency } from '../model/report.ts'
import type { CallResult } from '../nix/call.ts'
import { readDerivation } from '../nix/derivation.ts'
import {
  explainCommand,
  FOREIGN_OWNER,
  FOREIGN_OWNER_HINT,
  runningProcesses,
} from '../nix/diagnostics/command.ts'
import { type Explained, withReason } from '../nix/diagnostics/describe.ts'
import { explainNix, type Failures } from '../nix/diagnostics/explain.ts'
import { lostDaemon } from '../nix/diagnostics/rules.ts'
import { mergeSameCause } from '../nix/diagnostics/same-cause.ts'
import type { FailedBuild } from '../nix/diagnostics/types.ts'
import type { Build } from '../nix/log/build.ts'
import type { NixError } from '../nix/log/errors.ts'
import { waitText } from '../nix/log/retries.ts'
import { Store } from '../nix/store.ts'
import { causeOfCommand } from './causes.ts'
import type { Definitions } from './definitions.ts'
import { exitCodeOf, type Outcome, SUCCESS, statusOf, stepError } from './outcome.ts'
import { lineEndingHint, whyNotRunnable } from './scripts/not-runnable.ts'
import { type CallSource, sourceRootsOf } from './source-roots.ts'
import type { StepRun } from './step-run.ts'

/** What a Nix call was for. */
export interface CallSubject extends CallSource {
  /** The command that reproduces the call. */
  readonly reproduce: string
  /** The command that reproduces the error of one attribute. @param said its first line */
  readonly reproduceOne?: (attribute: string, said?: string) => string | Promise<string>
  /** Derivation -> flake outputs that are this derivation. */
  readonly attributes?: ReadonlyMap<string, readonly string[]>
  /** Looks up where failed derivations are defined. */
  readonly definitions?: (derivations: readonly string[]) => Promise<Definitions>
  /** All known attributes, to restore names: Nix's errors lose what looks like terminal colors. */
  readonly names?: readonly string[]
  /** The attribute that the call evaluates, for errors that name another or none. */
  readonly attribute?: string
  /** The attribute that the call evaluates, for errors that name none. */
  readonly within?: string
  /** Errors that the call provokes, which are not failures. */
  readonly expected?: RegExp
}

/** Why a Nix call failed: one entry per failure; empty after a success. */
export async function explainCall(
  run: StepRun,
  result: CallResult,
  about: CallSubject,
): Promise<Explained[]> {
  if (result.code === 0) return []
  const { errors, builds, lacksMemory } = result.log.run()
  const wasInterrupted = result.cancelled || result.timedOut
  // Nix reports an interrupt when the action stops it.
  const all = errors.filter(
    ({ kind, text }) => !(wasInterrupted && kind === 'interrupted') && !about.expected?.test(text),
  )
  const shown =
    wasInterrupted || !isDueToCache(all, builds) ? all.filter(({ isCache }) => !isCache) : all
  const failed = builds.filter(({ status }) => status === 'failed' || status === 'timeout')
  const definitions =
    failed.length > 0 && !wasInterrupted
      ? await about.definitions?.(failed.map(({ derivation }) => derivation))
      : undefined
  const failures: Failures = {
    errors: shown.map(error => {
      const attribute = about.attribute ?? knownName(error.attribute, about) ?? about.within
      const also = error.also?.map(name => knownName(name, about) ?? name) ?? []
      const named = attribute && error.kind !== 'early' ? { attribute } : {}
      return { ...error, also, ...named }
    }),
    builds: await Promise.all(failed.map(failedBuild)),
    ...defined({ definitions, attributes: about.attributes, names: about.names }),
    ...defined({ attribute: about.attribute || undefined, within: about.within || undefined }),
    needs: await needsOf(run, builds),
    end: { ...result, lacksMemory },
    ...(shown.some(({ text }) => lostDaemon(text))
      ? { daemonLog: await run.context.daemon?.lastLines() }
      : {}),
    reproduce: ({ attribute, firstLine }) =>
      (attribute && about.reproduceOne?.(attribute, firstLine)) || about.reproduce,
  }
  return explainNix(failures, await sourceRootsOf(run, about))
}

/** Whether the call failed only because of caches that Nix was told not to do without. Pure. */
export function isDueToCache(
  errors: readonly Pick<NixError, 'kind' | 'isCache'>[],
  builds: readonly Pick<Build, 'status'>[],
): boolean {
  const follows = ({ kind }: Pick<NixError, 'kind'>) => /^(aggregate|dependency)$/.test(kind)
  return (
    errors.every(error => error.isCache || follows(error)) &&
    !builds.some(({ status }) => status === 'failed' || status === 'timeout')
  )
}

async function failedBuild(build: Build): Promise<FailedBuild> {
  const { derivation, wasInterrupted, keptFolder } = build
  const { isFixed } = await readDerivation(derivation)
  const isTimedOut = build.status === 'timeout'
  return { derivation, log: build.tail(), wasInterrupted, isTimedOut, isFixed, keptFolder }
}

function knownName(printed: string | undefined, { names = [] }: CallSubject): string | undefined {
  return names.find(name => stripVTControlCharacters(name) === printed) ?? printed
}

/** The most dependents whose failed dependency is looked up. */
const MAX_DEPENDENTS = 50

/** The requisites of derivations whose dependency failed. */
async function needsOf(
  { context: { nix, env } }: StepRun,
  builds: readonly Build[],
): Promise<Map<string, readonly string[]>> {
  const store = new Store(nix, env)
  const failed = builds.filter(({ status }) => status === 'dependency-failed')
  const needs = new Map<string, readonly string[]>()
  for (const { derivation } of failed.slice(0, MAX_DEPENDENTS)) {
    needs.set(derivation, await store.requisites(derivation).catch(() => []))
  }
  return needs
}

/** The outcome of a Nix call that is not reported check by check. */
export async function outcomeOfNix(
  run: StepRun,
  result: CallResult,
  about: CallSubject,
): Promise<Outcome> {
  return outcomeOfCall(result, await explainCall(run, result, about), about)
}

/** The outcome of a Nix call: failed builds are listed one by one, everything else is the step's error. Pure. */
export function outcomeOfCall(
  result: CallResult,
  explained: readonly Explained[],
  about: CallSubject,
): Outcome {
  const status = statusOf(result)
  if (status === 'success') return SUCCESS
  const causes = mergeSameCause(explained).filter(({ isConsequence }) => !isConsequence)
  const primary = causes.filter(({ wasInterrupted }) => !wasInterrupted)
  const interrupted = causes.find(({ wasInterrupted }) => wasInterrupted)
  const own = primary.find(({ derivation }) => derivation === undefined)
  // What failed before the time was over is told by itself.
  const first = status === 'failure' ? (own ?? interrupted ?? causes[0]) : interrupted
  const isForeign = result.log.errors.some(error => FOREIGN_OWNER.test(error))
  const messages = primary.map((one, at) =>
    isForeign && at === 0
      ? withReason(one, `${one.reason}\n${FOREIGN_OWNER_HINT}`).message
      : one.message,
  )
  const others = primary.filter(({ derivation }) => derivation === undefined)
  if (isForeign && messages.length === 0) messages.push(FOREIGN_OWNER_HINT)
  if (messages.length === 0 && status === 'failure') messages.push('Nix printed no error.')
  const cut = status === 'failure' ? [] : [cutShort(result), ...stillRan(result, about)]
  const reproduce = primary.length > 0 ? [] : [`Reproduce: ${about.reproduce}`]
  const message = [...cut, ...messages, ...reproduce].join('\n\n')
  return {
    status,
    exitCode: exitCodeOf(result),
    error: stepError({ ...first, message }),
    causes:
      causes.length > 0
        ? causes.map(({ kind, reason }) => ({ kind, reason }))
        : [{ kind: 'other', reason: message }],
    failedDependencies: primary.flatMap(one => failedDependency(one, result)),
    otherErrors: others.map(stepError),
  }
}

/** Network requests that are shown. */
const MAX_WAITS = 3
/** Builds that are named. */
const MAX_BUILDS_NAMED = 10

/** Why a call was stopped, and what was running. */
function cutShort(result: CallResult): string {
  const { builds: all, evaluated, waiting, end } = result.log.run()
  const builds = all.filter(({ wasInterrupted }) => wasInterrupted)
  const names = builds.slice(0, MAX_BUILDS_NAMED).map(({ name }) => name)
  const built = names.length > 0 ? ` Nix was building ${names.join(', ')}.` : ''
  const begun = evaluated.filter(one => one.end === undefined).map(({ name }) => name)
  const evaluating = listed(begun.map(escapeInvisible), MAX_BUILDS_NAMED)
  const evaluation = begun.length > 0 ? ` Nix was evaluating ${evaluating}.` : ''
  const waits = waiting.slice(0, MAX_WAITS).map(wait => waitText(wait, end))
  const waited = waits.length > 0 ? ` Nix was ${escapeInvisible(waits.join('; '))}.` : ''
  return [
    `The step ${endOf(result)}.${evaluation}${built}${waited}`,
    ...runningProcesses(result),
  ].join('\n')
}

/** Interrupted builds whose log is shown, and the lines of each. */
const MAX_BUILDS_SHOWN = 5
const TAIL_LINES = 20

/** The builds that were interrupted, each with the last lines of its log. */
function stillRan({ log }: CallResult, { attributes }: CallSubject): string[] {
  const { builds } = log.run()
  const running = builds.filter(({ wasInterrupted }) => wasInterrupted)
  const shown = running.slice(0, MAX_BUILDS_SHOWN).map(build => {
    const seconds = ((build.end ?? build.start) - build.start) / 1000
    const lines = build.tail().slice(-TAIL_LINES)
    const tail = lines.length > 0 ? `Last lines:\n${lines.join('\n')}` : 'It printed nothing.'
    const checks = attributes?.get(build.derivation)?.map(escapeInvisible).join(', ')
    const name = checks ? `${build.name} (${checks})` : build.name
    return `${name} had been building for ${seconds.toFixed(1)} s. ${tail}`
  })
  const rest = running.length - shown.length
  return rest > 0 ? [...shown, `${plural(rest, 'more build')} had not finished.`] : shown
}

/** The report's record of a failed build. */
export function failedDependency(one: Explained, { log }: CallResult): FailedDependency[] {
  if (!one.derivation) return []
  const build = log.run().builds.find(({ derivation }) => derivation === one.derivation)
  const seconds = build?.end === undefined ? 0 : round((build.end - build.start) / 1000)
  const status = one.kind === 'timeout' ? 'timeout' : 'failed'
  const name = build?.name ?? basename(one.derivation).replace(/^[^-]*-|\.drv$/g, '')
  return [{ name, drv: one.derivation, status, seconds, error: stepError(one) }]
}

/** The outcome of a command outside the sandbox, with the last lines of its output and the place that they name. */
export async function outcomeOfCommand(
  run: StepRun,
  exit: Exit,
  output: readonly string[],
  reproduce: string,
): Promise<Outcome> {
  const status = statusOf(exit)
  if (status === 'success') return SUCCESS
  const { step, context, cwd } = run
  const place = { cwd, env: context.env }
  const isFailure = status === 'failure'
  const notRunnable = isFailure ? await whyNotRunnable(step, exit.code, place) : undefined
  const returns = isFailure ? await lineEndingHint(step, place, output) : undefined
  const { scriptOf } = await import('./scripts/named-script.ts')
  // Then the syntax error is in the command itself, not in a script.
  const script = notRunnable?.includes(' -c: line ') ? undefined : scriptOf(commandText(step))?.path
  const scene = { repository: context.repository, roots: [{ path: context.workspace, folder: '' }] }
  const folder = relative(context.workspace, cwd)
  const explained = await explainCommand(
    {
      name: step.name,
      end: exit,
      output: output.length > 0 ? output : ['(no output)'],
      folder,
      ...(script && !isAbsolute(script) ? { script: join(folder, script) } : {}),
      reproduce,
      hints: [notRunnable, returns].flatMap(it => it ?? []),
    },
    scene,
  )
  return {
    status,
    exitCode: exitCodeOf(exit),
    error: stepError(explained),
    causes: [
      notRunnable
        ? { kind: 'no-command', reason: notRunnable }
        : causeOfCommand(explained, exit.code),
    ],
  }
}
