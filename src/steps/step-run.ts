import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Pusher } from '../caches/push/pusher.ts'
import type { DiskWatch } from '../host/disk.ts'
import type { OutputListener } from '../host/process/output-limit.ts'
import type { TimeoutOptions } from '../host/process/timeouts.ts'
import type { EvalWorkers } from '../inputs/inputs.ts'
import { defined } from '../lib/object.ts'
import { escapeInvisible, hasInvisible } from '../lib/text.ts'
import type { ActionContext } from '../model/context.ts'
import type { MatrixPart } from '../model/matrix.ts'
import type { LeftoverRecord } from '../model/report.ts'
import type { Step } from '../model/step.ts'
import type { TokenFile } from '../nix/access-tokens.ts'
import { type CallGroup, type CallOptions, type CallResult, callNix } from '../nix/call.ts'
import type { DaemonWatch } from '../nix/daemon-watch.ts'
import { outputsOf } from '../nix/derivation.ts'
import { inRepository } from '../nix/diagnostics/paths.ts'
import { lostDaemon } from '../nix/diagnostics/rules.ts'
import type { Repository } from '../nix/diagnostics/types.ts'
import type { Roots } from '../nix/gc-roots.ts'
import type { LogListener } from '../nix/log/log.ts'
import { shortTrace } from '../nix/log/trace.ts'
import type { Nix } from '../nix/nix.ts'
import type { RemoteBuilders } from '../nix/remote-builders.ts'
import { addCounts, type BuildStats, type Counts } from './build-stats.ts'
import { type Deadline, silenceLimit } from './deadlines.ts'
import { processTree } from './leftover-processes.ts'
import { completeCall, TRACE, withoutBuilds } from './nix-call.ts'
import { looksUp, readsNixPath } from './nix-path-use.ts'
import type { TrustBoundary } from './trust-boundary.ts'

/** What all steps of a run share. */
export interface StepContext extends MatrixPart {
  readonly nix: Nix
  /** Undefined in single-user mode. */
  readonly daemon?: Pick<DaemonWatch, 'check' | 'lastLines'> | undefined
  readonly ctx: ActionContext
  /** The environment of the action's own Nix calls: clean, with Nix on PATH and its settings. */
  readonly env: Readonly<Record<string, string>>
  /** A TMPDIR that replaces the job's for commands, if any. */
  readonly tmpdirEnv: Readonly<Record<string, string>>
  readonly tokens: TokenFile
  readonly roots: Roots
  readonly disk: DiskWatch
  /** GITHUB_WORKSPACE, absolute. */
  readonly workspace: string
  /** The files of the workspace, for the places of errors. */
  readonly repository: Repository
  /** What all steps built and fetched. */
  readonly buildStats: BuildStats
  /** The input `working-directory`, absolute. */
  readonly project: string
  /** Crossed before project code runs outside the sandbox. */
  readonly boundary: TrustBoundary
  /** The input `plan`: nothing is built and no command runs. */
  readonly plan: boolean
  /** The input `eval-workers`. */
  readonly evalWorkers: EvalWorkers
  /** How long checks took to evaluate on the default branch, by the digests of their names. */
  readonly evaluationSeconds: ReadonlyMap<string, number>
  /** Receives what is built, if this run pushes. */
  readonly pusher: Pick<Pusher, 'buildStarted' | 'callEnded' | 'offerEarlier'> | undefined
  /** Undefined without the input `builders`. */
  readonly builders?: Pick<RemoteBuilders, 'systems' | 'withheld' | 'giveUp' | 'hint'> | undefined
  /** The input `verify-source`. */
  readonly verifySource: boolean
  /** Processes that commands left running, for the report. */
  readonly leftovers: LeftoverRecord[]
  /** Called when a step starts. */
  readonly onStepStart: (step: Step) => void
}

/** More about a call of Nix for a step. */
export interface StepCall extends LogListener {
  readonly group?: CallGroup
  /** Whether its flake has outputs that the step's flake does not have. */
  readonly isWrapped?: boolean
  readonly stop?: AbortSignal
}

/** Discards all output. */
const NO_OUTPUT: OutputListener = { line: () => {}, limitReached: () => {}, skipped: () => {} }

/** One attempt at a step: its directory, its deadline, and where its output goes. */
export class StepRun {
  readonly step: Step
  readonly context: StepContext
  /** The step's directory, absolute. */
  readonly cwd: string
  /** Receives its output; workflow commands in it are not obeyed. */
  readonly output: OutputListener
  /** Prints a line to the live log. */
  readonly line = (text: string): void => this.output.line(text)
  /** Whether an earlier attempt failed, whose results must not be reused. */
  readonly isRetry: boolean
  /** What this step has built and fetched so far. */
  counts: Counts = { built: 0, fetched: 0, fetchedBytes: 0 }
  /** Derivations that this step's dry runs would build. */
  readonly toBuild = new Set<string>()
  /** Flake outputs that Nix checked in this step. */
  readonly outputs = new Set<string>()
  readonly #deadline: Deadline | undefined

  constructor(
    step: Step,
    context: StepContext,
    deadline: Deadline | undefined,
    output: OutputListener,
    again = false,
  ) {
    this.step = step
    this.context = context
    this.cwd = resolve(context.project, step.workingDirectory)
    this.output = output
    this.isRetry = again
    this.#deadline = deadline
  }

  /** The limits of a process that starts now. */
  get limits(): TimeoutOptions {
    const deadline = this.#deadline
    const time = deadline && {
      seconds: Math.max(0.001, (deadline.at - performance.now()) / 1000),
      message: deadline.message,
    }
    return { time, silence: silenceLimit(this.step) }
  }

  /** Prints the running processes of this step to the live log. */
  async showProcesses(leaders: readonly number[], mark?: string): Promise<string[]> {
    const lines = await processTree(leaders, mark)
    this.line(`… Stopping this step. Running processes:\n${lines.join('\n')}`)
    return lines
  }

  /**
   * Calls Nix for this step, with the credentials for fetching.
   * @param line receives each line for the live log
   */
  async nix(
    argv: readonly [string, ...string[]],
    env: Readonly<Record<string, string>> = {},
    line = (text: string) => this.line(text),
    { group, isWrapped, stop, ...listener }: StepCall = {},
  ): Promise<CallResult> {
    const { nix, tokens, ctx, boundary, roots, builders, buildStats } = this.context
    const pusher = boundary.isCrossed ? undefined : this.context.pusher
    const started = new Set<string>()
    const built = (derivation: string, machine: string) => {
      started.add(derivation)
      pusher?.buildStarted(derivation, machine)
      listener.built?.(derivation, machine)
    }
    const options: CallOptions = {
      nix,
      cwd: this.cwd,
      env: { ...this.context.env, ...this.step.env, ...env },
      ...this.limits,
      inspect: leaders => this.showProcesses(leaders),
      cancel: stop ? AbortSignal.any([ctx.cancel, stop]) : ctx.cancel,
      line,
      // A step that asks for the trace gets all of it.
      ...(argv.includes(TRACE)
        ? {}
        : { shorten: text => shortTrace(text, file => this.#isOwn(file)) }),
      listener: { ...listener, built },
      ...defined({ group }),
    }
    await tokens.write()
    try {
      const words = completeCall(this.context.plan ? withoutBuilds(argv) : argv)
      const call = async (repeated?: CallResult) => {
        const result = await callNix(words, options)
        const done = result.log.run().builds.filter(({ status }) => status === 'built')
        if (roots.isShared) roots.keepSoon(outputsOf(done.map(it => it.derivation)))
        const added = await buildStats.add(result.log.run(), repeated?.log.run())
        // Other calls may have ended in the meantime.
        this.counts = addCounts(this.counts, added)
        return result
      }
      let result = await call()
      while (await builders?.giveUp(result)) result = await call(result)
      if (await this.#lostDaemon(result)) result = await call(result)
      const { toBuild, evaluated } = result.log.run()
      for (const derivation of toBuild) this.toBuild.add(derivation)
      for (const { kind, name } of evaluated)
        if (kind === 'flake output' && !isWrapped) this.outputs.add(name)
      return result
    } finally {
      pusher?.callEnded(started)
    }
  }

  /** Whether a call failed because it lost the daemon, which responds again. */
  async #lostDaemon({ code, cancelled, timedOut, log }: CallResult): Promise<boolean> {
    const { daemon, ctx } = this.context
    if (!daemon || code === 0 || cancelled || timedOut || !log.errors.some(lostDaemon)) return false
    const lines = await daemon.lastLines()
    if (!(await daemon.check())) return false
    const last = lines.length > 0 ? ` Last lines of the daemon's log:\n${lines.join('\n')}` : ''
    ctx.logger.notice(
      `${this.step.name}: Nix lost its connection to the daemon; retrying once.${last}`,
      'Nix daemon',
    )
    return true
  }

  /** Whether a file of a trace belongs to the repository, also as a flake's source in the store. */
  #isOwn(file: string): boolean {
    const { workspace } = this.context
    if (inRepository(file, [{ path: workspace, folder: '' }]) !== undefined) return true
    const inStore = /^\/nix\/store\/[^/]+\/(.+)$/.exec(file)?.[1]
    return !!inStore && [workspace, this.cwd].some(folder => existsSync(join(folder, inStore)))
  }

  /** Offers outputs that this step needs to the push, whoever built them. */
  offerEarlier(outputs: readonly string[]): void {
    const { boundary, pusher } = this.context
    if (!boundary.isCrossed)
      pusher?.offerEarlier(outputs.filter(path => path.startsWith('/nix/store/')))
  }

  /** A run of another step within this one's deadline, without output. */
  withoutOutput(step: Step, context: StepContext): StepRun {
    return new StepRun(step, context, this.#deadline, NO_OUTPUT)
  }

  /** A run of another step within this one's deadline. */
  withStep(step: Step, context: StepContext): StepRun {
    return new StepRun(step, context, this.#deadline, this.output)
  }

  /** Calls Nix without printing its log. */
  async quietNix(argv: readonly [string, ...string[]], call?: StepCall): Promise<CallResult> {
    return this.nix(argv, {}, () => {}, call)
  }

  /** The JSON that a call of Nix prints, without its log; undefined if it fails. */
  async json<T>(argv: readonly [string, ...string[]], call?: StepCall): Promise<T | undefined> {
    const { code, stdout } = await this.quietNix(argv, call)
    return code === 0 ? (JSON.parse(stdout) as T) : undefined
  }

  /** The command that reproduces a call in a checkout. */
  reproduce(...argv: string[]): string {
    const folder = relative(this.context.workspace, this.cwd)
    const env = { ...this.#nixPath(argv), ...this.step.env }
    const assignments = Object.entries(env).map(([name, value]) => `${name}=${quote(value)}`)
    const command = [...assignments, ...argv.map(quote)].join(' ')
    return folder === '' ? command : `cd ${quote(folder)} && ${command}`
  }

  /** The NIX_PATH of a command that reads it, with paths in the workspace made relative. */
  #nixPath(argv: readonly string[]): Record<string, string> {
    const { env, workspace } = this.context
    const path = env.NIX_PATH
    if (!path || !readsNixPath(argv) || !looksUp(argv, this.context)) return {}
    const top = relative(this.cwd, workspace) || '.'
    const entries = path.split(/(?<=[:=])/).map(part => part.replace(`${workspace}/`, `${top}/`))
    return { NIX_PATH: entries.join('') }
  }

  /** A path in the run's private directory, which post removes. */
  privatePath(...parts: string[]): string {
    return join(this.context.ctx.folder, ...parts)
  }
}

/** Quotes a word for bash; invisible characters become escapes. (bash(1), QUOTING) */
export function quote(word: string): string {
  if (hasInvisible(word)) return `$'${escapeInvisible(word.replace(/[\\']/g, '\\$&'))}'`
  return /^[\w@%+=:,./#-]+$/.test(word) && !word.startsWith('#')
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`
}
