import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { type Contexts, evaluated, evaluatedText, holds } from '../../helpers/expressions.ts'
import { examplesOf } from '../../helpers/markdown.ts'
import { repositoryRoot } from '../../helpers/paths.ts'
import { collect } from '../../helpers/privilege.ts'
import type { JobOptions, StepResult } from '../../helpers/runner.ts'
import { event } from './cachix-runs.ts'
import { fill, type Report, type Scene, type SceneOptions } from './scene.ts'

export type Used = StepResult & { report: Report | undefined }

interface WorkflowStep {
  id?: string
  if?: unknown
  uses?: string
  with?: Record<string, unknown>
  run?: string
  env?: Record<string, unknown>
}

interface WorkflowJob {
  needs?: string
  if?: unknown
  env?: Record<string, unknown>
  outputs?: Record<string, unknown>
  strategy?: { matrix?: unknown }
  'runs-on': unknown
  steps: WorkflowStep[]
}

/** What GitHub would know, and what takes the place of the world outside. */
export interface RunOptions {
  /** A fixture of events; default `push`, to the default branch. */
  readonly event?: string
  readonly secrets?: Record<string, string>
  readonly vars?: Record<string, string>
  /** Inputs of the action that the workflow does not set; `nix-conf` is added to the workflow's. */
  readonly inputs?: Record<string, string>
  /** Texts of the workflow that are read as others: addresses, systems, repositories. */
  readonly instead?: Record<string, string>
  readonly env?: Record<string, string>
}

export interface JobRun {
  /** `skipped`: its `if` does not hold. */
  readonly result: 'success' | 'failure' | 'skipped'
  /** What the uses of this action were. */
  readonly used: Used[]
  /** What `run` steps were. */
  readonly commands: StepResult[]
  /** Other actions with their inputs, which are not run. */
  readonly others: { uses: string; with: Record<string, string> }[]
  readonly outputs: Record<string, string>
  readonly runsOn: unknown
  /** What the post steps were. */
  readonly posts: StepResult[]
}

const REPOSITORY = 'lantern/mint'

/** A run of a workflow in the emulator of the runner. Its jobs are run one by one, in the order in which they are asked for. */
export class WorkflowRun {
  readonly #jobs: Record<string, WorkflowJob>
  readonly #options: RunOptions
  readonly #done: Record<string, JobRun> = {}

  constructor(text: string, options: RunOptions = {}) {
    const pairs = Object.entries(options.instead ?? {})
    const read = pairs.reduce((all, [from, to]) => all.replaceAll(from, to), text)
    this.#jobs = (parse(read) as { jobs: Record<string, WorkflowJob> }).jobs
    this.#options = options
  }

  /** The names of the jobs. */
  get names(): string[] {
    return Object.keys(this.#jobs)
  }

  /** The rows of a job's matrix: one row without a matrix. */
  rows(name: string): Record<string, unknown>[] {
    const matrix = evaluated(this.#job(name).strategy?.matrix ?? {}, this.#contexts(name, {}))
    const { include = [], ...axes } = matrix as Record<string, unknown[]>
    const product = Object.entries(axes).reduce<Record<string, unknown>[]>(
      (rows, [axis, values]) =>
        rows.flatMap(row => values.map(value => ({ ...row, [axis]: value }))),
      [{}],
    )
    const added = include as Record<string, unknown>[]
    return Object.keys(axes).length === 0 && added.length > 0 ? added : [...product, ...added]
  }

  /** Runs a job in the workspace of a scene; `matrix` is a row. */
  async job(name: string, stage: Scene, matrix: Record<string, unknown> = {}): Promise<JobRun> {
    const run = await this.#run(name, stage, matrix)
    this.#done[name] = run
    return run
  }

  async #run(name: string, scene: Scene, matrix: Record<string, unknown>): Promise<JobRun> {
    const job = this.#job(name)
    const contexts = this.#contexts(name, matrix)
    const needed = job.needs === undefined ? undefined : this.#done[job.needs]
    const before = needed && needed.result !== 'success' ? 'failure' : 'success'
    const runsOn = evaluated(job['runs-on'], contexts)
    const run = { used: [], commands: [], others: [], outputs: {}, posts: [], runsOn }
    if (!holds(job.if, contexts, before)) return { ...run, result: 'skipped' }
    const { secrets = {}, env } = this.#options
    const stage = scene.nextJob(
      { ...env, ...texts(job.env, contexts) },
      { secrets: Object.values(secrets), event: await event(this.#event) },
    )
    return await this.#steps(job, stage, contexts, run)
  }

  async #steps(
    job: WorkflowJob,
    stage: Scene,
    contexts: Contexts,
    run: Omit<JobRun, 'result'>,
  ): Promise<JobRun> {
    const steps: Record<string, { outputs: Record<string, string> }> = {}
    for (const step of job.steps) {
      const known = { ...contexts, steps, runner: { os: 'Linux', temp: stage.temp } }
      if (!holds(step.if, known, stage.job.status)) continue
      const env = texts(step.env, known)
      const { uses = '' } = step
      if (step.run !== undefined) {
        const script = evaluatedText(step.run, known)
        run.commands.push(await stage.job.run(script, { env }))
      } else if (uses.startsWith('OWNER/')) {
        const { steps: list = 'auto', ...inputs } = this.#inputs(step, stage, known)
        const used = await stage.use(list, inputs, { env })
        run.used.push(used)
        if (step.id) steps[step.id] = { outputs: used.outputs }
      } else if (!uses.startsWith('actions/checkout@')) {
        run.others.push({ uses, with: texts(step.with, known) })
      }
    }
    run.posts.push(...(await stage.job.post()))
    const outputs = texts(job.outputs, { ...contexts, steps })
    return { ...run, outputs, result: stage.job.status === 'success' ? 'success' : 'failure' }
  }

  #inputs({ with: given }: WorkflowStep, stage: Scene, known: Contexts): Record<string, string> {
    const own = texts(given, known)
    const all: Record<string, string> = { ...stage.inputs, ...this.#options.inputs, ...own }
    const conf = [stage.inputs['nix-conf'], own['nix-conf']].filter(it => it !== undefined)
    return { ...all, 'nix-conf': conf.join('\n') }
  }

  #contexts(name: string, matrix: Record<string, unknown>): Contexts {
    const { secrets = {}, vars = {} } = this.#options
    const need = this.#job(name).needs
    const done = need === undefined ? undefined : this.#done[need]
    const needs = need && done ? { [need]: { outputs: done.outputs, result: done.result } } : {}
    const event_name = this.#event.split('-')[0]
    const ref = event_name === 'push' ? 'refs/heads/main' : 'refs/pull/7/merge'
    const github = { event_name, ref, repository: REPOSITORY, token: 'github-token' }
    return { github, secrets, vars, matrix, needs, steps: {}, runner: {} }
  }

  get #event(): string {
    return this.#options.event ?? 'push'
  }

  #job(name: string): WorkflowJob {
    const job = this.#jobs[name]
    if (!job) throw new Error(`there is no job ${name}: ${this.names.join(', ')}`)
    return job
  }
}

function texts(
  given: Record<string, unknown> | undefined,
  known: Contexts,
): Record<string, string> {
  const pairs = Object.entries(given ?? {}).map(([key, value]) => [
    key,
    evaluatedText(value, known),
  ])
  return Object.fromEntries(pairs)
}

/** Gives a project the same commit on each machine. */
const SAME_COMMIT = `cd "$1"; export GIT_COMMITTER_DATE=2026-11-01T00:00:00Z
git -c user.name=t -c user.email=t@localhost commit -q --amend --allow-empty --reset-author \
  --date=$GIT_COMMITTER_DATE -m start && git rev-parse HEAD`

/** A scene on the same machine whose workspace is another project; its checkout is the commit of the event. */
export async function projectOn(
  stage: Scene,
  name: string,
  project: NonNullable<SceneOptions['project']>,
  job: Partial<JobOptions> = {},
): Promise<Scene> {
  const workspace = join(stage.machine.work, name, name)
  await mkdir(workspace, { recursive: true })
  await fill(workspace, project)
  const head = await collect(['sh', '-c', SAME_COMMIT, 'sh', workspace])
  await stage.machine.own(dirname(workspace))
  const env = { GITHUB_SHA: head.stdout.trim() }
  const next = stage.nextJob(env, { workspace, repository: REPOSITORY, ...job })
  return { ...next, workspace }
}

/** The example below a heading of a page of `docs`. */
export function exampleOf(page: string, heading: string): string {
  const all = examplesOf(readFileSync(join(repositoryRoot, 'docs', page), 'utf8'))
  const found = all.filter(example => example.heading === heading)
  if (found.length !== 1) throw new Error(`${page} has ${found.length} examples of ${heading}`)
  return found[0]?.text ?? ''
}
