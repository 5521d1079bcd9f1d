import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse, stringify } from 'yaml'
import { ensureAct } from '../../helpers/act.ts'
import { machinePath } from '../../helpers/machine.ts'
import { actionNode } from '../../helpers/machine-parts.ts'
import { repositoryRoot } from '../../helpers/paths.ts'
import { event } from './cachix-runs.ts'
import { type Scene, type SceneOptions, scene } from './scene.ts'

/** How the workflows name the action: as others do, which act takes from a folder, or as this repository does. */
const ACTION = 'OWNER/nix-ci@v1'
const ACTIONS = [ACTION, './']

/** What act is to run. */
export interface ActOptions {
  /** A file of __tests__/fixtures/act, or a workflow itself. */
  workflow: string | Workflow
  /** What the repository holds, as a scene takes it. */
  project: NonNullable<SceneOptions['project']>
  /** Of every use of the action, beside those that install the newest packed Nix; they replace the workflow's. */
  inputs: Record<string, string>
  /** A file of __tests__/fixtures/events; default `push`. */
  event?: string
  /** More words for act. */
  words?: readonly string[]
  secrets?: Record<string, string>
  /** A folder of act's cache service, whose entries are taken over. */
  cache?: string
}

/** A workflow, as far as it is changed. */
export interface Workflow {
  jobs: Record<string, { steps: { uses?: string; run?: string; with?: Record<string, unknown> }[] }>
}

/** A line of act's log. */
interface ActLine {
  msg?: string
  job?: string
  jobID?: string
  matrix?: Record<string, unknown>
  raw_output?: boolean
  stage?: string
  step?: string
  stepResult?: string
  jobResult?: string
  command?: string
  kvPairs?: Record<string, string>
  arg?: string
}

/** What act says of a job. */
export interface ActJob {
  /** Its key in the workflow. */
  id: string
  matrix: Record<string, unknown>
  result: string | undefined
  /** `Main later: success`, in the order of their ends. */
  steps: string[]
  /** The lines that its steps printed, but for workflow commands. */
  log: string[]
  annotations: { kind: string; title: string | undefined; message: string }[]
}

export interface ActRun {
  stage: Scene
  code: number | null
  jobs: ActJob[]
  /** All that act printed. */
  raw: string
  /** The folder of act's cache service. */
  cache: string
}

/** Runs of act, each on a fresh machine; all are stopped at the end. */
export class ActRuns {
  readonly #stages: Scene[] = []

  /** Runs a workflow in act's host mode. Nothing is fetched: actions/checkout is replaced by act, ours is a folder. */
  async run(options: ActOptions): Promise<ActRun> {
    const act = await ensureAct()
    const { project } = options
    const { name, payload } = await event(options.event ?? 'push')
    const stage = await scene({ project, machine: { share: [act] } })
    this.#stages.push(stage)
    const within = (name: string) => join(stage.machine.work, name)
    const [action, cache, file] = [within('action'), within('cache'), within('event.json')]
    await copyAction(action)
    await mkdir(cache)
    if (options.cache) await cp(options.cache, cache, { recursive: true })
    await writeFile(file, JSON.stringify(payload))
    const workflow = within('ci.yml')
    const { 'nix-release-url': _, ...install } = stage.inputs
    const inputs = { ...install, baseline: 'auto', 'store-cache': 'auto', 'nix-path': '' }
    await writeFile(
      workflow,
      await workflowText(options.workflow, { ...inputs, ...options.inputs }),
    )
    await stage.machine.own(action, cache, file, workflow)
    const argv = [
      ...[act, name, '--json', '--eventpath', file, '--workflows', workflow],
      ...['ubuntu-latest', 'ubuntu-24.04'].flatMap(it => ['-P', `${it}=-self-hosted`]),
      ...['--env', 'GITHUB_REPOSITORY=lantern/mint'],
      ...['--cache-server-path', cache, '--cache-server-addr', '127.0.0.1'],
      ...['--local-repository', `${ACTION}=${action}`],
      ...Object.entries(options.secrets ?? {}).flatMap(it => ['-s', it.join('=')]),
      ...(options.words ?? []),
    ]
    const path = `${dirname(actionNode())}:${machinePath}`
    const done = await stage.machine.run(argv, {
      cwd: stage.workspace,
      env: { PATH: path },
      timeoutMs: 110_000,
    })
    const raw = `${done.stdout}\n${done.stderr}`
    return { stage, code: done.code, jobs: jobsOf(done.stdout), raw, cache }
  }

  async stop(): Promise<void> {
    for (const stage of this.#stages.splice(0)) await stage.stop()
  }
}

/** What must not be there after post. */
export async function leftIn({ machine, sh }: Scene) {
  const daemons = (await machine.processes()).filter(it => it.command.includes('nix-daemon'))
  return { daemons, folders: await sh('find ~runner -path "*/nix-ci-*/private"', 'root') }
}

export const NOTHING_LEFT = { daemons: [], folders: '' }

/** The action as it is built, without the rest of the repository. */
export async function copyAction(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of ['action.yml', 'dist'])
    await cp(join(repositoryRoot, name), join(folder, name), { recursive: true })
}

/** A workflow whose uses of the action have more inputs. */
async function workflowText(
  source: ActOptions['workflow'],
  inputs: Record<string, string>,
): Promise<string> {
  const folder = join(repositoryRoot, '__tests__/fixtures/act')
  const workflow: Workflow =
    typeof source === 'string' ? parse(await readFile(join(folder, source), 'utf8')) : source
  for (const step of Object.values(workflow.jobs).flatMap(({ steps }) => steps))
    if (ACTIONS.includes(step.uses ?? '')) step.with = { ...step.with, ...inputs }
  return stringify(workflow)
}

function jobsOf(stdout: string): ActJob[] {
  const jobs = new Map<string, ActJob>()
  for (const text of stdout.split('\n').filter(it => it.startsWith('{'))) {
    const line = JSON.parse(text) as ActLine
    if (line.job === undefined) continue
    const { matrix = {}, command = '', kvPairs, msg = '', arg = '' } = line
    const job = jobs.get(line.job) ?? newJob(line.jobID ?? '', matrix)
    jobs.set(line.job, job)
    if (/^(?:notice|warning|error)$/.test(command))
      job.annotations.push({ kind: command, title: kvPairs?.title, message: arg })
    if (line.raw_output) job.log.push(msg.replace(/\r?\n$/, ''))
    if (line.stepResult && line.stage)
      job.steps.push(`${line.stage} ${line.step}: ${line.stepResult}`)
    if (line.jobResult) job.result = line.jobResult
  }
  return [...jobs.values()]
}

const newJob = (id: string, matrix: ActJob['matrix']): ActJob => ({
  ...{ id, matrix, result: undefined },
  ...{ steps: [], log: [], annotations: [] },
})
