import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Machine, machinePath } from './machine.ts'
import { actionNode, repository } from './machine-parts.ts'
import { collect } from './privilege.ts'
import { type ActionManifest, postIfHolds, readAction, resolveInputs } from './runner-action.ts'
import { Masker } from './runner-commands.ts'
import { type JobEnvironment, jobEnvironment } from './runner-env.ts'
import { makeCommandFiles, readCommandFiles } from './runner-files.ts'
import { type Annotation, type Group, StepLog } from './runner-log.ts'
import { type ProcessEnd, runProcess } from './runner-process.ts'

/** A job: where it runs and what GitHub would say of it. */
export interface JobOptions {
  /** Without one the steps are plain processes of the host. */
  machine?: Machine
  /** GITHUB_WORKSPACE; in a machine a folder below its `work`. */
  workspace: string
  /** RUNNER_TEMP; in a machine a folder below its `work`. */
  temp: string
  /** Added to the job's variables, before GITHUB_*, RUNNER_* and ACTIONS_* that are there by default. */
  env?: Record<string, string>
  event?: { name: string; payload: unknown }
  repository?: string
  sha?: string
  ref?: string
  /** What `github.token` is; masked from the start. */
  token?: string
  /** More values that are masked from the start, as a workflow's secrets are. */
  secrets?: string[]
  /** The Node that stands for the runner's own; default: the tests' one. */
  node?: string
  /** Folder of action.yml; default: this repository. */
  actionDir?: string
}

/** How a single step is run. */
export interface StepOptions {
  /** Cancel after so many milliseconds, when a raw line fits, or when something else is there. */
  cancelAfter?: number | RegExp | Promise<unknown>
  timeoutMs?: number
  /** Every line of the log as it appears, masked. */
  onLine?: (line: string) => void
  /** `env:` of the step. */
  env?: Record<string, string>
}

/** What is left of a step. */
export interface StepResult {
  /** null: a signal ended it. */
  exitCode: number | null
  conclusion: 'success' | 'failure' | 'cancelled'
  /** Every line as seen live, masked. */
  log: string[]
  /** What the process printed, both streams, nothing hidden. */
  raw: string
  outputs: Record<string, string>
  state: Record<string, string>
  /** The first ten of each kind, those of the runner itself too. */
  annotations: Annotation[]
  droppedAnnotations: number
  /** Masked; empty if it was too long, then `summaryError` says so. */
  summary: string
  summaryError?: string
  /** Lines of GITHUB_ARTIFACTS: what was declared for attestation. */
  artifacts: string[]
  groups: Group[]
  seconds: number
  /** What the process asked to hide. */
  masks: string[]
  /** Raw lines that the runner took as commands, outside of every stop-commands fence. */
  unfencedCommands: string[]
}

interface Used {
  action: ActionManifest
  inputs: Record<string, string>
  env: Record<string, string>
  state: Record<string, string>
}

/** GitHub's runner for the steps of one job. */
export class Job {
  /** What steps have set through GITHUB_ENV so far. */
  readonly env: Record<string, string> = {}
  /** What steps have put before PATH through GITHUB_PATH so far, first in PATH first. */
  path: string[] = []
  /** So far. */
  status: 'success' | 'failure' | 'cancelled' = 'success'
  /** RUNNER_TRACKING_ID: every process of the job has it, unless it was taken away. */
  readonly trackingId = `github_${randomUUID()}`
  #options: JobOptions
  #masker = new Masker()
  #token: string
  #used: Used[] = []
  #eventPath: string
  #environment: JobEnvironment

  constructor(options: JobOptions) {
    this.#options = options
    this.#token = options.token ?? `ghs_${randomUUID().replaceAll('-', '')}`
    for (const secret of [this.#token, ...(options.secrets ?? [])]) this.#masker.add(secret)
    this.#eventPath = join(options.temp, '_github_workflow', 'event.json')
    mkdirSync(dirname(this.#eventPath), { recursive: true })
    writeFileSync(this.#eventPath, JSON.stringify(options.event?.payload ?? {}))
    this.#environment = jobEnvironment(options, this.#eventPath)
  }

  /** Runs the action's `main`; its `post` is then due. */
  async uses(
    inputs: Record<string, string>,
    options: StepOptions & { actionDir?: string } = {},
  ): Promise<StepResult> {
    const folder = options.actionDir ?? this.#options.actionDir ?? repository
    const used = { action: readAction(folder), inputs, env: options.env ?? {}, state: {} }
    this.#used.push(used)
    return await this.#action(used, used.action.main, options)
  }

  /** A `run:` step: `bash -e`, without what only actions get. */
  async run(script: string, options: StepOptions = {}): Promise<StepResult> {
    const file = join(this.#options.temp, `${randomUUID()}.sh`)
    writeFileSync(file, script)
    await this.#options.machine?.own(file)
    const log = this.#log(options)
    const argv = ['bash', '-e', file]
    return await this.#step(argv, log, { ...this.#common(), ...options.env }, options, end => {
      if (end.exitCode === 0 || end.stoppedBy) return
      log.issue('error', `Process completed with exit code ${end.exitCode ?? 'of a signal'}.`)
    })
  }

  /** The posts that are due, last in first out; those whose `post-if` does not hold are left out. */
  async post(options: StepOptions = {}): Promise<StepResult[]> {
    const results: StepResult[] = []
    for (let used = this.#used.pop(); used; used = this.#used.pop()) {
      const { post, postIf } = used.action
      if (!post || !postIfHolds(postIf, this.status)) continue
      results.push(await this.#action(used, post, options))
    }
    return results
  }

  /** What the runner does at the end of a job: kills every process that still has the job's RUNNER_TRACKING_ID. */
  async end(): Promise<{ pid: number; command: string }[]> {
    const script = `
      for folder in /proc/[0-9]*; do
        grep -qzxF "RUNNER_TRACKING_ID=$1" "$folder/environ" 2>/dev/null || continue
        echo "\${folder#/proc/} $(tr '\\0\\n' '  ' <"$folder/cmdline")"
        kill -9 "\${folder#/proc/}"
      done`
    const argv = ['bash', '-c', script, 'end', this.trackingId]
    const { machine } = this.#options
    const done = await (machine ? machine.run(argv, { as: 'root' }) : collect(argv))
    const lines = done.stdout.split('\n').filter(line => line !== '')
    return lines.map(line => {
      const [pid = '', ...command] = line.split(' ')
      return { pid: Number(pid), command: command.join(' ').trim() }
    })
  }

  async #action(used: Used, file: string, options: StepOptions): Promise<StepResult> {
    const log = this.#log(options)
    const { common, action } = this.#environment
    const context = { ...contextOf(common), 'github.token': this.#token }
    const resolved = resolveInputs(used.action, used.inputs, context)
    for (const warning of resolved.warnings) log.issue('warning', warning)
    const state = Object.entries(used.state).map(([name, value]) => [`STATE_${name}`, value])
    const env = {
      ...this.#common(),
      ...action,
      ...used.env,
      ...options.env,
      GITHUB_ACTION: '__self',
      GITHUB_ACTION_REPOSITORY: '',
      GITHUB_ACTION_REF: '',
      ...resolved.env,
      ...Object.fromEntries(state),
    }
    const node = this.#options.node ?? actionNode()
    const result = await this.#step([node, file], log, env, options)
    Object.assign(used.state, result.state)
    return result
  }

  async #step(
    argv: string[],
    log: StepLog,
    env: Record<string, string>,
    options: StepOptions,
    atEnd: (end: ProcessEnd) => void = () => undefined,
  ): Promise<StepResult> {
    const { machine, workspace, temp } = this.#options
    const files = makeCommandFiles(temp)
    await machine?.own(...files.paths, dirname(this.#eventPath))
    const all = { ...env, ...files.env }
    const inside = machine?.command(argv, { cwd: workspace, env: all })
    const end = await runProcess({
      ...(inside ?? { argv, env: all, cwd: workspace }),
      onLine: line => log.take(line),
      cancelAfter: options.cancelAfter,
      timeoutMs: options.timeoutMs,
      send: machine ? sendInside(machine) : sendDirectly,
    })
    atEnd(end)
    if (end.stoppedBy === 'cancel') log.issue('error', 'The operation was canceled.')
    if (end.stoppedBy === 'timeout') log.issue('error', 'The action has timed out.')
    const said = readCommandFiles(files, log, this.#masker)
    for (const [name, value] of said.env) this.env[name] = value
    for (const path of said.paths) this.path = [path, ...this.path.filter(one => one !== path)]
    return this.#result(end, log, said)
  }

  #result(end: ProcessEnd, log: StepLog, said: ReturnType<typeof readCommandFiles>): StepResult {
    const good = end.exitCode === 0 && !end.stoppedBy && !log.failed
    const conclusion = end.stoppedBy === 'cancel' ? 'cancelled' : good ? 'success' : 'failure'
    if (conclusion !== 'success' && this.status !== 'cancelled') this.status = conclusion
    return {
      exitCode: end.exitCode,
      conclusion,
      log: log.lines,
      raw: log.raw.join('\n'),
      outputs: log.outputs,
      state: log.state,
      annotations: log.annotations,
      droppedAnnotations: log.droppedAnnotations,
      summary: said.summary,
      ...(said.summaryError !== undefined && { summaryError: said.summaryError }),
      artifacts: said.artifacts,
      groups: log.groups,
      seconds: end.seconds,
      masks: log.masks,
      unfencedCommands: log.unfencedCommands,
    }
  }

  #log(options: StepOptions): StepLog {
    const debug = this.#options.env?.RUNNER_DEBUG === '1'
    return new StepLog(this.#masker, this.#options.workspace, debug, options.onLine)
  }

  // The runner's own variables cannot be changed through GITHUB_ENV.
  #common(): Record<string, string> {
    const { common } = this.#environment
    const set = Object.entries(this.env).filter(([name]) => !/^(GITHUB|RUNNER)_/.test(name))
    const env: Record<string, string> = {
      ...common,
      RUNNER_TRACKING_ID: this.trackingId,
      ...Object.fromEntries(set),
    }
    const before = env.PATH ?? (this.#options.machine ? machinePath : '')
    return { ...env, PATH: [...this.path, before].join(':') }
  }
}

function contextOf(common: Record<string, string>): Record<string, string> {
  const context: Record<string, string> = {}
  for (const [name, value] of Object.entries(common)) {
    const [, scope, key] = /^(GITHUB|RUNNER)_(.+)$/.exec(name) ?? []
    if (scope && key) context[`${scope}.${key}`.toLowerCase()] = value
  }
  return context
}

async function sendDirectly(child: ChildProcess, signal: NodeJS.Signals): Promise<boolean> {
  return child.kill(signal)
}

// The command may not have begun inside when the signal is due.
function sendInside(machine: Machine) {
  return async (child: ChildProcess, signal: NodeJS.Signals): Promise<boolean> => {
    for (
      let tries = 0;
      tries < 20 && child.exitCode === null && child.signalCode === null;
      tries++
    ) {
      if (await machine.signal(child, signal)) return true
      await sleep(50)
    }
    return false
  }
}
