import { existsSync } from 'node:fs'
import { basename, isAbsolute, join, relative } from 'node:path'
import type { CallResult } from '../nix/call.ts'
import { explainCommand } from '../nix/errors/command.ts'
import type { Explained } from '../nix/errors/describe.ts'
import { explainNix, type Failures } from '../nix/errors/explain.ts'
import type { Scene } from '../nix/errors/place.ts'
import { lostDaemon } from '../nix/errors/rules.ts'
import type { FailedBuild, Root } from '../nix/errors/types.ts'
import type { Build } from '../nix/log/build.ts'
import { withoutColours } from '../nix/log/errors.ts'
import { Store } from '../nix/store.ts'
import { capture, type Exit } from '../process/spawn.ts'
import type { FailedDependency } from '../report/data.ts'
import { round } from '../report/records.ts'
import { visible } from '../visible.ts'
import { causeOfCommand, causesOf } from './causes.ts'
import { checkoutAt } from './checkout.ts'
import { scriptOf } from './commands/script.ts'
import { whyUnread } from './commands/unread.ts'
import { quote, type StepRun } from './context.ts'
import { readDerivation } from './observed.ts'
import { codeOf, endOf, type Outcome, SUCCESS, statusOf, stepError } from './outcome.ts'

/** What a call of Nix was about. */
export interface About {
  /** The file that Nix was told to read, relative to the step's directory. */
  readonly entry: string
  /** The command that shows the whole again. */
  readonly reproduce: string
  /** The command for one attribute, where there is one. */
  readonly reproduceOne?: (attribute: string) => string
  /** Derivation -> outputs of the flake that are this derivation. */
  readonly attributes?: ReadonlyMap<string, readonly string[]>
  /** All attributes that are known: an error loses what looks like Nix's own colours. */
  readonly names?: readonly string[]
  /** The one attribute that the call was about. */
  readonly attribute?: string
  /** The attribute that the call was about where Nix does not name one inside it. */
  readonly within?: string
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
  about: About,
): Promise<Explained[]> {
  if (result.code === 0) return []
  const { errors, builds, lacksMemory } = result.log.run()
  const itself = about.attribute ?? about.within
  const isCut = result.cancelled || result.timedOut
  // Whom we end says so.
  const said = errors.filter(({ kind }) => !(isCut && kind === 'interrupted'))
  const failures: Failures = {
    errors: said.map(error => {
      const attribute = about.attribute ?? knownName(error.attribute, about) ?? about.within
      const text = about.inWords?.(error.text) ?? error.text
      const isEarly = error.kind === 'early'
      return { ...error, text, isEarly, ...(attribute && !isEarly ? { attribute } : {}) }
    }),
    builds: await Promise.all(builds.filter(hasFailed).map(failedBuild)),
    ...(about.attributes ? { attributes: about.attributes } : {}),
    needs: await needsOf(run, builds),
    end: { ...result, lacksMemory },
    ...(said.some(({ text }) => lostDaemon(text))
      ? { daemonLog: await run.context.daemon?.lastLines() }
      : {}),
    ...(itself ? { attribute: itself } : {}),
    reproduce: ({ attribute }) =>
      withSearchPath((attribute && about.reproduceOne?.(attribute)) || about.reproduce, said, run),
  }
  return explainNix(failures, await sceneOf(run, about.entry))
}

function hasFailed({ status }: Build): boolean {
  return status === 'failed' || status === 'timeout'
}

async function failedBuild(build: Build): Promise<FailedBuild> {
  const { derivation, isCut, keptFolder } = build
  const { isFixed } = await readDerivation(derivation)
  return { derivation, log: build.tail(), isCut, isFixed, keptFolder }
}

/** What is not found in NIX_PATH is found, or not, only with the same NIX_PATH. */
function withSearchPath(
  command: string,
  errors: readonly { readonly text: string }[],
  { step, context }: StepRun,
): string {
  const path = context.env.NIX_PATH
  const isMissed = errors.some(({ text }) => text.includes('was not found in the Nix search path'))
  if (!isMissed || !path || 'NIX_PATH' in step.env || command.includes('NIX_PATH=')) return command
  return command.replace(/^(cd \S+ && )?/, (_, cd = '') => `${cd}NIX_PATH=${quote(path)} `)
}

function knownName(said: string | undefined, { names = [] }: About): string | undefined {
  return names.find(name => withoutColours(name) === said) ?? said
}

/** Beyond so many nobody reads which failure each of them is due to. */
const MOST_DEPENDENTS = 50

/** What the derivations need that failed because of another. */
async function needsOf(
  { context: { nix, env } }: StepRun,
  builds: readonly Build[],
): Promise<Map<string, readonly string[]>> {
  const store = new Store(nix.bin, env)
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
  about: About,
): Promise<Outcome> {
  return outcomeOf(result, await explainCall(run, result, about), about)
}

/** Pure: builds that failed stand by themselves, everything else is the step's own error. */
export function outcomeOf(
  result: CallResult,
  explained: readonly Explained[],
  about: About,
): Outcome {
  const status = statusOf(result)
  if (status === 'success') return SUCCESS
  const causes = explained.filter(({ isConsequence }) => !isConsequence)
  const own = causes.filter(({ isCut }) => !isCut)
  const first =
    own.find(({ derivation }) => derivation === undefined) ??
    causes.find(({ isCut }) => isCut) ??
    causes[0]
  const said = own.map(({ message }) => message)
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
  }
}

/** Why a call did not come to its end, and what ran then. */
function cutShort(result: CallResult): string {
  const builds = result.log.run().builds.filter(({ isCut }) => isCut)
  const names = builds.map(({ name }) => name).slice(0, 10)
  const built = names.length > 0 ? ` Nix was building ${names.join(', ')}.` : ''
  const running = result.expiry?.running ?? []
  const ran = running.length > 0 ? ['What ran then, and was ended:', ...running] : []
  return [`The step ${endOf(result)}.${built}`, ...ran].join('\n')
}

/** Builds that ran when the call was ended, and the lines of each, that are told. */
const MOST_RUNNING = 5
const LAST_LINES = 20

/** What ran when the call was ended, each build with the last lines that it printed. */
function stillRan({ log }: CallResult, { attributes }: About): string[] {
  const { builds } = log.run()
  const running = builds.filter(({ isCut }) => isCut)
  const told = running.slice(0, MOST_RUNNING).map(build => {
    const seconds = ((build.end ?? build.start) - build.start) / 1000
    const lines = build.tail().slice(-LAST_LINES)
    const tail = lines.length > 0 ? `Its last lines:\n${lines.join('\n')}` : 'It printed nothing.'
    const checks = attributes?.get(build.derivation)?.map(visible).join(', ')
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
  const script = scriptOf(step.argument)?.path
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
    },
    scene,
  )
  const unread =
    status === 'failure' ? await whyUnread(step, exit.code, { cwd, env: context.env }) : undefined
  return {
    status,
    exitCode: codeOf(exit),
    error: stepError(explained),
    causes: [unread ? { kind: 'no-command', said: unread } : causeOfCommand(explained, exit.code)],
  }
}

/** Where places are looked for: the checkout, and what Nix made of it in the store. */
async function sceneOf(run: StepRun, entry: string): Promise<Scene> {
  const { context, cwd } = run
  const roots: Root[] = [{ path: context.workspace, folder: '' }]
  const source = basename(entry) === 'flake.nix' ? await flakeSource(run) : undefined
  const inGit = existsSync(join(context.workspace, '.git'))
  if (source) roots.push({ path: source, folder: inGit ? '' : relative(context.workspace, cwd) })
  return {
    repository: context.repository,
    roots,
    entry: join(relative(context.workspace, cwd), entry),
    checkout: checkoutAt({ env: context.env, workspace: context.workspace, cancel: undefined }),
  }
}

/** The store path of the flake's source, under which older versions name its files. */
async function flakeSource({ context, cwd, step }: StepRun): Promise<string | undefined> {
  const argv = [
    join(context.nix.bin, 'nix'),
    'flake',
    'metadata',
    '--json',
    '--no-write-lock-file',
    '.',
    ...step.args,
  ]
  const { code, stdout } = await capture(argv, { env: { ...context.env, ...step.env }, cwd })
  if (code !== 0) return undefined
  const { path } = JSON.parse(stdout) as { path?: unknown }
  return typeof path === 'string' ? path : undefined
}
