import { basename, isAbsolute, join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Exit } from '../host/process/spawn.ts'
import { round } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import { escapeInvisible } from '../lib/text.ts'
import type { FailedDependency } from '../model/report.ts'
import type { CallResult } from '../nix/call.ts'
import { readDerivation } from '../nix/derivation.ts'
import { explainCommand, runningProcesses } from '../nix/diagnostics/command.ts'
import type { Explained } from '../nix/diagnostics/describe.ts'
import { explainNix, type Failures } from '../nix/diagnostics/explain.ts'
import { lostDaemon } from '../nix/diagnostics/rules.ts'
import { mergeSameCause } from '../nix/diagnostics/same-cause.ts'
import type { FailedBuild } from '../nix/diagnostics/types.ts'
import type { Build } from '../nix/log/build.ts'
import type { NixError } from '../nix/log/errors.ts'
import { waitText } from '../nix/log/retries.ts'
import { Store } from '../nix/store.ts'
import { causeOfCommand, causesOf } from './causes.ts'
import type { Definitions } from './definitions.ts'
import { codeOf, endOf, type Outcome, SUCCESS, statusOf, stepError } from './outcome.ts'
import { type Source, sceneOf } from './scene.ts'
import { scriptOf } from './scripts/named-script.ts'
import { hintOfReturns, whyNotRunnable } from './scripts/not-runnable.ts'
import type { StepRun } from './step-run.ts'

/** What a call of Nix was about. */
export interface CallSubject extends Source {
  /** The command that shows the whole again. */
  readonly reproduce: string
  /** The command for one attribute, where there is one, and for the first line of what evaluating it says. */
  readonly reproduceOne?: (attribute: string, said?: string) => string | Promise<string>
  /** Derivation -> outputs of the flake that are this derivation. */
  readonly attributes?: ReadonlyMap<string, readonly string[]>
  /** Asks where derivations that failed are defined. */
  readonly definitions?: (derivations: readonly string[]) => Promise<Definitions>
  /** All attributes that are known: an error loses what looks like Nix's own colours. */
  readonly names?: readonly string[]
  /** The one attribute that the call was about. */
  readonly attribute?: string
  /** The attribute that the call was about where Nix does not name one inside it. */
  readonly within?: string
  /** Errors that are no failure, because the call was made to end in them. */
  readonly expected?: RegExp
  /** Turns what Nix says into a reader's words. */
  readonly inWords?: (text: string) => string
}

/** What libgit2 and git say of a repository of another user. */
const FOREIGN = /is not owned by current user|detected dubious ownership/
const FOREIGN_HINT =
  'The workspace belongs to another user than this step runs as, as it does in a job with a container. In a step before this one: git config --global --add safe.directory "$GITHUB_WORKSPACE"'

/** Why a call of Nix failed: one entry a thing that failed; none where it did not. */
export async function explainCall(
  run: StepRun,
  result: CallResult,
  about: CallSubject,
): Promise<Explained[]> {
  if (result.code === 0) return []
  const { errors, builds, lacksMemory } = result.log.run()
  const wasInterrupted = result.cancelled || result.timedOut
  // Whom we end says so.
  const all = errors.filter(
    ({ kind, text }) => !(wasInterrupted && kind === 'interrupted') && !about.expected?.test(text),
  )
  const said =
    wasInterrupted || !isDueToCache(all, builds) ? all.filter(({ isCache }) => !isCache) : all
  const failed = builds.filter(({ status }) => status === 'failed' || status === 'timeout')
  const definitions =
    failed.length > 0 && !wasInterrupted
      ? await about.definitions?.(failed.map(({ derivation }) => derivation))
      : undefined
  const failures: Failures = {
    errors: said.map(error => {
      const attribute = about.attribute ?? knownName(error.attribute, about) ?? about.within
      const own = attribute && error.kind !== 'early' ? { attribute } : {}
      const also = error.also?.map(name => knownName(name, about) ?? name) ?? []
      return { ...inWords(error, about.inWords), also, ...own }
    }),
    builds: await Promise.all(failed.map(failedBuild)),
    ...defined({ definitions, attributes: about.attributes, names: about.names }),
    needs: await needsOf(run, builds),
    end: { ...result, lacksMemory },
    ...(said.some(({ text }) => lostDaemon(text))
      ? { daemonLog: await run.context.daemon?.lastLines() }
      : {}),
    ...(about.attribute ? { attribute: about.attribute } : {}),
    ...(about.within ? { within: about.within } : {}),
    reproduce: ({ attribute, firstLine: said }) =>
      (attribute && about.reproduceOne?.(attribute, said)) || about.reproduce,
  }
  return explainNix(failures, await sceneOf(run, about))
}

/** An error in a reader's words, its parts too. */
function inWords(error: NixError, words: CallSubject['inWords']): NixError {
  if (!words) return error
  const { text, raw, trace } = error
  return {
    ...error,
    text: words(text),
    ...(raw === undefined ? {} : { raw: words(raw) }),
    ...(trace ? { trace: trace.map(it => ({ ...it, raw_msg: words(it.raw_msg) })) } : {}),
  }
}

/** Pure: whether nothing else failed than caches, without which Nix was not to go on. */
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

function knownName(said: string | undefined, { names = [] }: CallSubject): string | undefined {
  return names.find(name => stripVTControlCharacters(name) === said) ?? said
}

/** Beyond so many nobody reads which failure each of them is due to. */
const MOST_DEPENDENTS = 50

/** What the derivations need that failed because of another. */
async function needsOf(
  { context: { nix, env } }: StepRun,
  builds: readonly Build[],
): Promise<Map<string, readonly string[]>> {
  const store = new Store(nix, env)
  const failed = builds.filter(({ status }) => status === 'dependency-failed')
  const needs = new Map<string, readonly string[]>()
  for (const { derivation } of failed.slice(0, MOST_DEPENDENTS)) {
    needs.set(derivation, await store.requisites(derivation).catch(() => []))
  }
  return needs
}

/** The outcome of a call of Nix that is not looked at check by check. */
export async function outcomeOfNix(
  run: StepRun,
  result: CallResult,
  about: CallSubject,
): Promise<Outcome> {
  return outcomeOf(result, await explainCall(run, result, about), about)
}

/** Pure: builds that failed stand by themselves, everything else is the step's own error. */
export function outcomeOf(
  result: CallResult,
  explained: readonly Explained[],
  about: CallSubject,
): Outcome {
  const status = statusOf(result)
  if (status === 'success') return SUCCESS
  const causes = mergeSameCause(explained).filter(({ isConsequence }) => !isConsequence)
  const own = causes.filter(({ wasInterrupted }) => !wasInterrupted)
  const first =
    own.find(({ derivation }) => derivation === undefined) ??
    causes.find(({ wasInterrupted }) => wasInterrupted) ??
    causes[0]
  const said = own.map(({ message }) => message)
  const others = own.filter(({ derivation }) => derivation === undefined)
  if (result.log.errors.some(error => FOREIGN.test(error))) said.push(FOREIGN_HINT)
  if (said.length === 0 && status === 'failure') said.push('Nix printed no error.')
  const cut = status === 'failure' ? [] : [cutShort(result), ...stillRan(result, about)]
  const reproduce = own.length > 0 ? [] : [`Reproduce: ${about.reproduce}`]
  const message = [...cut, ...said, ...reproduce].join('\n\n')
  return {
    status,
    exitCode: codeOf(result),
    error: stepError({ ...first, message }),
    causes: causes.length > 0 ? causesOf(causes) : [{ kind: 'other', said: message }],
    failedDependencies: own.flatMap(one => dependency(one, result)),
    otherErrors: others.map(stepError),
  }
}

/** Waits for the network that are told. */
const MOST_WAITS = 3

/** Why a call did not come to its end, and what ran then. */
function cutShort(result: CallResult): string {
  const { builds: all, waiting, end } = result.log.run()
  const builds = all.filter(({ wasInterrupted }) => wasInterrupted)
  const names = builds.map(({ name }) => name).slice(0, 10)
  const built = names.length > 0 ? ` Nix was building ${names.join(', ')}.` : ''
  const waits = waiting.slice(0, MOST_WAITS).map(wait => waitText(wait, end))
  const waited = waits.length > 0 ? ` Nix was ${escapeInvisible(waits.join('; '))}.` : ''
  return [`The step ${endOf(result)}.${built}${waited}`, ...runningProcesses(result)].join('\n')
}

/** Builds that ran when the call was ended, and the lines of each, that are told. */
const MOST_RUNNING = 5
const LAST_LINES = 20

/** What ran when the call was ended, each build with the last lines that it printed. */
function stillRan({ log }: CallResult, { attributes }: CallSubject): string[] {
  const { builds } = log.run()
  const running = builds.filter(({ wasInterrupted }) => wasInterrupted)
  const told = running.slice(0, MOST_RUNNING).map(build => {
    const seconds = ((build.end ?? build.start) - build.start) / 1000
    const lines = build.tail().slice(-LAST_LINES)
    const tail = lines.length > 0 ? `Its last lines:\n${lines.join('\n')}` : 'It printed nothing.'
    const checks = attributes?.get(build.derivation)?.map(escapeInvisible).join(', ')
    const name = checks ? `${build.name} (${checks})` : build.name
    return `The build of ${name} was running for ${seconds.toFixed(1)} s. ${tail}`
  })
  const more = running.length - told.length
  return more > 0 ? [...told, `${more} more builds were running.`] : told
}

/** A build that failed, as the report has it. */
export function dependency(one: Explained, { log }: CallResult): FailedDependency[] {
  if (!one.derivation) return []
  const build = log.run().builds.find(({ derivation }) => derivation === one.derivation)
  const seconds = build?.end === undefined ? 0 : round((build.end - build.start) / 1000)
  const status = one.kind === 'timeout' ? 'timeout' : 'failed'
  const name = build?.name ?? basename(one.derivation).replace(/^[^-]*-|\.drv$/g, '')
  return [{ name, drv: one.derivation, status, seconds, error: stepError(one) }]
}

/** The outcome of a command outside the sandbox: the last lines that it printed, and the line that they name. */
export async function outcomeOfCommand(
  run: StepRun,
  exit: Exit,
  output: readonly string[],
  reproduce: string,
): Promise<Outcome> {
  const status = statusOf(exit)
  if (status === 'success') return SUCCESS
  const { step, context, cwd } = run
  const ground = { cwd, env: context.env }
  const isFailure = status === 'failure'
  const unread = isFailure ? await whyNotRunnable(step, exit.code, ground) : undefined
  const returns = isFailure ? await hintOfReturns(step, ground, output) : undefined
  // What the shell cannot parse is then the command, not the script that it names.
  const script = unread?.includes(' -c: line ') ? undefined : scriptOf(step.argument)?.path
  const scene = { repository: context.repository, roots: [{ path: context.workspace, folder: '' }] }
  const folder = relative(context.workspace, cwd)
  const explained = await explainCommand(
    {
      name: step.name,
      end: exit,
      output: output.length > 0 ? output : ['(it printed nothing)'],
      folder,
      ...(script && !isAbsolute(script) ? { script: join(folder, script) } : {}),
      reproduce,
      hints: [unread, returns].flatMap(it => it ?? []),
    },
    scene,
  )
  return {
    status,
    exitCode: codeOf(exit),
    error: stepError(explained),
    causes: [unread ? { kind: 'no-command', said: unread } : causeOfCommand(explained, exit.code)],
  }
}
