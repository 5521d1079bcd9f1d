import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Pusher } from '../caches/push/pusher.ts'
import type { DiskWatch } from '../host/disk.ts'
import type { FloodListener } from '../host/process/output-limit.ts'
import type { LimitsOf } from '../host/process/timeouts.ts'
import { escapeInvisible, hasInvisible } from '../lib/text.ts'
import type { ActionContext } from '../model/context.ts'
import type { LeftoverRecord } from '../model/report.ts'
import type { Step } from '../model/step.ts'
import type { TokenFile } from '../nix/access-tokens.ts'
import { type CallOptions, type CallResult, callNix } from '../nix/call.ts'
import type { DaemonWatch } from '../nix/daemon-watch.ts'
import { outputsOf } from '../nix/derivation.ts'
import { inRepository } from '../nix/diagnostics/paths.ts'
import { lostDaemon } from '../nix/diagnostics/rules.ts'
import type { Repository } from '../nix/diagnostics/types.ts'
import type { Roots } from '../nix/gc-roots.ts'
import { shortTrace } from '../nix/log/trace.ts'
import type { Nix } from '../nix/nix.ts'
import type { BuildStats, Counts } from './build-stats.ts'
import { type Deadline, silenceOf } from './deadlines.ts'
import { picture } from './leftover-processes.ts'
import type { TrustBoundary } from './trust-boundary.ts'

/** What every step of a run works with. */
export interface StepContext {
  readonly nix: Nix
  /** Undefined where there is none. */
  readonly daemon?: Pick<DaemonWatch, 'look' | 'lastLines'> | undefined
  readonly ctx: ActionContext
  /** Of our own calls of Nix: a clean environment with Nix on PATH and its settings. */
  readonly env: Readonly<Record<string, string>>
  /** The TMPDIR that commands get in place of the job's. */
  readonly temporary: Readonly<Record<string, string>>
  readonly tokens: TokenFile
  readonly roots: Roots
  readonly disk: DiskWatch
  /** GITHUB_WORKSPACE, absolute. */
  readonly workspace: string
  /** Its files, for the places of errors. */
  readonly repository: Repository
  /** What all steps built and fetched. */
  readonly observed: BuildStats
  /** The input `working-directory`, absolute. */
  readonly project: string
  /** Crossed before the project's code runs outside the sandbox. */
  readonly boundary: TrustBoundary
  /** Nothing is built and no command is run: see the input `plan`. */
  readonly plan: boolean
  /** Told of what is built, where it is pushed. */
  readonly pusher: Pick<Pusher, 'buildStarted' | 'callEnded' | 'offerEarlier'> | undefined
  /** The input `verify-source`. */
  readonly verifySource: boolean
  /** What commands left running, for the report. */
  readonly leftovers: LeftoverRecord[]
  /** Told of each step that begins. */
  readonly began: (step: Step) => void
}

/** Where nobody looks. */
export const NOWHERE: FloodListener = { line: () => {}, flooded: () => {}, passedOver: () => {} }

/** One step on its way: its folder, its deadline, and where its output goes. */
export class StepRun {
  readonly step: Step
  readonly context: StepContext
  /** The step's directory, absolute. */
  readonly cwd: string
  /** What it prints goes there, inside the fence. */
  readonly output: FloodListener
  /** Shows a line in the live log. */
  readonly line = (text: string): void => this.output.line(text)
  /** Whether a try before this one failed, and what it left is not to be taken. */
  readonly again: boolean
  /** What this step built and fetched so far. */
  counts: Counts = { built: 0, fetched: 0, fetchedBytes: 0 }
  /** Derivations that this step's dry runs would build. */
  readonly toBuild = new Set<string>()
  /** Outputs of flakes that Nix judged in this step. */
  readonly outputs = new Set<string>()
  readonly #deadline: Deadline | undefined

  constructor(
    step: Step,
    context: StepContext,
    deadline: Deadline | undefined,
    output: FloodListener,
    again = false,
  ) {
    this.step = step
    this.context = context
    this.cwd = resolve(context.project, step.workingDirectory)
    this.output = output
    this.again = again
    this.#deadline = deadline
  }

  /** The limits of a process that begins now. */
  get limits(): LimitsOf {
    const { at, said } = this.#deadline ?? {}
    const seconds = at === undefined ? 0 : Math.max(0.001, (at - performance.now()) / 1000)
    return {
      time: said === undefined ? undefined : { seconds, said },
      silence: silenceOf(this.step),
    }
  }

  /** What runs of a process of this step, told in the live log. */
  async look(leader: number, mark?: string): Promise<string[]> {
    const lines = await picture(leader, mark)
    this.line(`… This step is ended. What runs:\n${lines.join('\n')}`)
    return lines
  }

  /**
   * A call of Nix for this step: it may use the credentials for fetching.
   * @param line told of each line for the live log
   */
  async nix(
    argv: readonly [string, ...string[]],
    env: Readonly<Record<string, string>> = {},
    line = (text: string) => this.line(text),
  ): Promise<CallResult> {
    const { nix, tokens, ctx, boundary, roots } = this.context
    const pusher = boundary.isCrossed ? undefined : this.context.pusher
    const options: CallOptions = {
      nix,
      cwd: this.cwd,
      env: { ...this.context.env, ...this.step.env, ...env },
      ...this.limits,
      look: leader => this.look(leader),
      cancel: ctx.cancel,
      line,
      // Who asks for the trace sees all of it.
      ...(argv.includes(TRACE)
        ? {}
        : { shorten: text => shortTrace(text, file => this.#isOwn(file)) }),
      built: derivation => pusher?.buildStarted(derivation),
    }
    await tokens.write()
    try {
      const words = withTrace(withoutLockFile(plainLog(argv)))
      const call = async () => {
        const result = await callNix(words, options)
        this.counts = sumOf(this.counts, await this.context.observed.add(result.log.run()))
        return result
      }
      const first = await call()
      const result = (await this.#lostDaemon(first)) ? await call() : first
      if (roots.isShared) await roots.keep(await outputsOf(builtIn(result)))
      for (const derivation of result.log.run().toBuild) this.toBuild.add(derivation)
      for (const { kind, name } of result.log.run().evaluated)
        if (kind === 'flake output') this.outputs.add(name)
      return result
    } finally {
      pusher?.callEnded()
    }
  }

  /** Whether a call failed because it lost the daemon, and one answers now. */
  async #lostDaemon({ code, cancelled, timedOut, log }: CallResult): Promise<boolean> {
    const { daemon, ctx } = this.context
    if (!daemon || code === 0 || cancelled || timedOut || !log.errors.some(lostDaemon)) return false
    const lines = await daemon.lastLines()
    if (!(await daemon.look())) return false
    const last = lines.length > 0 ? ` The last lines of its log:\n${lines.join('\n')}` : ''
    ctx.logger.notice(
      `${this.step.name}: Nix lost its connection to the daemon, so the call is tried again once.${last}`,
      'Nix daemon',
    )
    return true
  }

  /** Whether the repository has a file of a trace; a flake's source in the store may be it. */
  #isOwn(file: string): boolean {
    const { workspace } = this.context
    if (inRepository(file, [{ path: workspace, folder: '' }]) !== undefined) return true
    const inStore = /^\/nix\/store\/[^/]+\/(.+)$/.exec(file)?.[1]
    return !!inStore && [workspace, this.cwd].some(folder => existsSync(join(folder, inStore)))
  }

  /** Tells of outputs that this step needs, whoever built them. */
  offerEarlier(outputs: readonly string[]): void {
    const { boundary, pusher } = this.context
    if (!boundary.isCrossed)
      pusher?.offerEarlier(outputs.filter(path => path.startsWith('/nix/store/')))
  }

  /** Another step within this one's time, of which nobody sees the log. */
  silent(step: Step, context: StepContext): StepRun {
    return new StepRun(step, context, this.#deadline, NOWHERE)
  }

  /** A question to Nix whose log nobody needs to see. */
  async quietNix(argv: readonly [string, ...string[]]): Promise<CallResult> {
    return this.nix(argv, {}, () => {})
  }

  /** The command that a reader types in a checkout to see the same. */
  reproduce(...argv: string[]): string {
    const folder = relative(this.context.workspace, this.cwd)
    const env = { ...this.#nixPath(argv), ...this.step.env }
    const assignments = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`)
    const command = [...assignments, ...argv.map(quote)].join(' ')
    return folder === '' ? command : `cd ${quote(folder)} && ${command}`
  }

  /** The NIX_PATH of a command that reads it; what lies in the workspace as a reader's checkout has it. */
  #nixPath(argv: readonly string[]): Record<string, string> {
    const { env, workspace } = this.context
    const path = env.NIX_PATH
    if (!path || !readsNixPath(argv) || !looksUp(argv, this.context)) return {}
    const top = relative(this.cwd, workspace) || '.'
    const entries = path.split(/(?<=[:=])/).map(part => part.replace(`${workspace}/`, `${top}/`))
    return { NIX_PATH: entries.join('') }
  }

  /** A path of this run that post removes, such as for a GC root. */
  private(...parts: string[]): string {
    return join(this.context.ctx.folder, ...parts)
  }
}

function builtIn({ log }: CallResult): string[] {
  const built = log.run().builds.filter(({ status }) => status === 'built')
  return built.map(({ derivation }) => derivation)
}

/** What both counted together. */
export function sumOf(one: Counts, other: Counts): Counts {
  return {
    built: one.built + other.built,
    fetched: one.fetched + other.fetched,
    fetchedBytes: one.fetchedBytes + other.fetchedBytes,
  }
}

/** With these a step says itself what becomes of the lock file. */
const OF_LOCK_FILE = ['--no-update-lock-file', '--commit-lock-file', '--output-lock-file']

/**
 * Nothing is written into the workspace: a flake whose lock file lacks something is locked for this call only. With
 * `--no-update-lock-file` that is an error, of which Nix says nothing where it may not write either. (flake.cc)
 */
function withoutLockFile(argv: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const isOwn = argv.some(word => OF_LOCK_FILE.includes(word))
  return argv[0] === 'nix' && !isOwn ? [...argv, '--no-write-lock-file'] : argv
}

/** Logs of builds are always shown; asked for them, old versions leave the format that we read. */
function plainLog([program, ...words]: readonly [string, ...string[]]): [string, ...string[]] {
  const isAsked = (word: string) => word === '-L' || word === '--print-build-logs'
  return [program, ...(program === 'nix' ? words.filter(word => !isAsked(word)) : words)]
}

const TRACE = '--show-trace'

/** Without, Nix cuts the trace, or says not at all what it was evaluating, and where. `nix-store` evaluates nothing. */
function withTrace(argv: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return argv[0] === 'nix-store' || argv.includes(TRACE) ? argv : [...argv, TRACE]
}

/** Whether a command has a NIX_PATH: the pure evaluation of flakes has none. */
function readsNixPath([program = '', ...words]: readonly string[]): boolean {
  if (program === 'bash') return /\bnix-(?:build|shell|instantiate)\b/.test(words.join(' '))
  const isImpure = words.some(word => /^(?:-f|--file|-E|--expr|--impure)$/.test(word))
  return program !== 'nix' || isImpure
}

const LOOKUP = '<[A-Za-z][A-Za-z0-9._+/-]*>'
/** Of each run, whether the repository looks anything up in NIX_PATH. */
const lookups = new WeakMap<StepContext, boolean>()

function looksUp(argv: readonly string[], context: StepContext): boolean {
  if (argv.some(word => new RegExp(LOOKUP).test(word) || /^(?:-p|--packages)$/.test(word)))
    return true
  const words = ['-C', context.workspace, 'grep', '-qE', '--untracked', LOOKUP, '--', '*.nix']
  const known = lookups.get(context)
  const found = known ?? spawnSync('git', words, { env: context.env, timeout: 5000 }).status === 0
  lookups.set(context, found)
  return found
}

/** A word as bash reads it back; what cannot be seen in it is written as an escape. (bash(1), QUOTING) */
export function quote(word: string): string {
  if (hasInvisible(word)) return `$'${escapeInvisible(word.replace(/[\\']/g, '\\$&'))}'`
  return /^[\w@%+=:,./#-]+$/.test(word) && !word.startsWith('#')
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`
}
