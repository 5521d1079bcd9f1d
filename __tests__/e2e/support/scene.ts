import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  type Account,
  type Machine,
  type MachineOptions,
  startMachine,
} from '../../helpers/machine.ts'
import type { Release } from '../../helpers/pack/release.ts'
import { ensureReleases } from '../../helpers/pack/releases.ts'
import { repositoryRoot } from '../../helpers/paths.ts'
import { collect } from '../../helpers/privilege.ts'
import { Job, type JobOptions, type StepOptions, type StepResult } from '../../helpers/runner.ts'
import { ensureStandIn } from '../../helpers/stand-in/stand-in.ts'

/** The line of the newest packed release: Debian's unstable one moves on. */
export const NEWEST = (await ensureReleases()).releases.at(-1)?.line ?? ''

/** The title of the warning that every job with Nix 2.8 or 2.26 has; kept-store.test.ts is about it. */
export const HOLES = 'Vulnerable Nix'

/** The example project. */
export const minimint = join(repositoryRoot, 'examples/minimint')

/** What a scene is made of; everything has a default. */
export interface SceneOptions {
  /** Default `runner`, which has sudo. */
  account?: Account
  machine?: Omit<MachineOptions, 'account'>
  /** The line of the packed release (`2.8`); default: the newest. */
  line?: string
  /** Inputs of every `use`, beside those that install the packed release without a network. */
  inputs?: Record<string, string>
  /** What the git repository in the workspace holds: a folder's files, or texts by path (`#!` makes a script). */
  project?: string | Record<string, string>
  /** More of the job; its `env` is added to the one that has the stand-in take the place of niv's nixpkgs. */
  job?: Partial<JobOptions>
}

/** A machine with a git repository and a job whose steps use the built action. */
export interface Scene {
  readonly machine: Machine
  readonly job: Job
  readonly release: Release
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Folder of the packed releases, to be served or given as `file://`. */
  readonly base: string
  /** The folder that serves in place of nixpkgs. */
  readonly standIn: string
  readonly workspace: string
  /** RUNNER_TEMP. */
  readonly temp: string
  /** What `use` gives the action beside `steps`. */
  readonly inputs: Record<string, string>
  /** Uses the action; an input that is given replaces the scene's, an empty one takes it away. */
  use(
    steps: string,
    inputs?: Record<string, string>,
    options?: StepOptions,
  ): Promise<StepResult & { report: Report | undefined }>
  /** Runs a bash script inside as the job's account, or as `as`, and gives what it printed; throws where it fails. */
  sh(script: string, as?: Account): Promise<string>
  /** Another job on the same machine, after the end of the first; `env` is added to the first one's, `job` replaces. */
  nextJob(env?: Record<string, string>, job?: Partial<JobOptions>): Scene
  stop(): Promise<void>
}

/** report.json, as far as tests read it. */
export interface Report {
  schema: number
  startedAt: string
  result: string
  error?: { message: string }
  nix: { version: string; flavor: string; system: string; install: string; mode: string } | null
  phases: { name: string; start: number; seconds: number; status: string }[]
  steps: ReportedStep[]
  trust: { trusted: boolean; push: string; reason: string } | null
  caches: { name: string; url: string; use: string; reason?: string }[]
  derivations: {
    drv: string
    name: string
    status: string
    start: number
    seconds: number
    machine?: string
  }[]
  store: { built: number; fetched: number; fetchedBytes: number; pushed: number }
  leftovers: { step: string; pid: number; command: string; ports: number[] }[]
}

export interface ReportedStep {
  name: string
  kind: string
  status: string
  start: number
  seconds: number
  attempts: number
  exitCode: number | null
  reason?: string
  error?: ReportedError
  checks?: ReportedCheck[]
}

export interface ReportedError {
  message: string
  file?: string
  line?: number
  column?: number
}

export interface ReportedCheck {
  name: string
  drv?: string
  status: string
  reason?: string
  evalSeconds: number
  buildSeconds: number
  fetchSeconds: number
  error?: ReportedError
  sameAs?: string
}

/** The packed release of a line; without one the newest. Throws naming what there is. */
export async function releaseOf(line?: string): Promise<Release> {
  const { releases } = await ensureReleases()
  const release = line === undefined ? releases.at(-1) : releases.find(one => one.line === line)
  if (release) return release
  throw new Error(`no packed Nix ${line}; there are ${releases.map(one => one.line).join(', ')}`)
}

/** Makes a scene in about 0.3 s; `stop` it at the end. */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const { base } = await ensureReleases()
  const release = await releaseOf(options.line)
  const standIn = await ensureStandIn()
  const { share = [], ...more } = options.machine ?? {}
  const account = options.account ?? 'runner'
  const machine = await startMachine({ account, share: [base, standIn, ...share], ...more })
  try {
    return await furnish(machine, release, base, standIn, options)
  } catch (error) {
    await machine.stop()
    throw error
  }
}

async function furnish(
  machine: Machine,
  release: Release,
  base: string,
  standIn: string,
  options: SceneOptions,
): Promise<Scene> {
  const startedAt = Date.now()
  const workspace = join(machine.work, 'demo', 'demo')
  const temp = join(machine.work, 'temp')
  await mkdir(workspace, { recursive: true })
  await mkdir(temp)
  await fill(workspace, options.project ?? {})
  await machine.own(dirname(workspace), temp)
  const inputs = {
    'nix-release-url': `file://${base}`,
    'nix-version': release.version,
    'nix-sha256': release.sha256,
    'nix-conf': 'substituters =',
    'nix-path': `nixpkgs=${standIn}`,
    // The cache service of these jobs is a closed port.
    baseline: 'off',
    'store-cache': 'false',
    ...options.inputs,
  }
  const { env, ...job } = options.job ?? {}
  const jobOptions = {
    machine,
    workspace,
    temp,
    ...job,
    env: { NIV_OVERRIDE_nixpkgs: standIn, ...env },
  }
  const fixed = { machine, release, startedAt, base, standIn, workspace, temp, inputs }
  return withJob(fixed, jobOptions)
}

type Fixed = Pick<
  Scene,
  'machine' | 'release' | 'startedAt' | 'base' | 'standIn' | 'workspace' | 'temp' | 'inputs'
>

function withJob(fixed: Fixed, options: JobOptions): Scene {
  const { machine } = fixed
  const job = new Job(options)
  return {
    ...fixed,
    job,
    use: async (steps, inputs = {}, stepOptions = {}) => {
      const all = Object.entries({ ...fixed.inputs, steps, ...inputs })
      const given = Object.fromEntries(all.filter(([, value]) => value !== ''))
      const result = await job.uses(given, stepOptions)
      return { ...result, report: await readReport(result.outputs.report) }
    },
    sh: async (script, as = machine.account) => {
      const done = await machine.run(['bash', '-c', script], { as, cwd: fixed.workspace })
      if (done.code === 0) return done.stdout
      throw new Error(`${script}\nended with ${done.code}: ${done.stderr}`)
    },
    nextJob: (env, job) =>
      withJob(fixed, { ...options, ...job, env: { ...options.env, ...env, ...job?.env } }),
    stop: () => machine.stop(),
  }
}

async function readReport(path: string | undefined): Promise<Report | undefined> {
  return path ? (JSON.parse(await readFile(path, 'utf8')) as Report) : undefined
}

/** Puts the project there and commits it. */
export async function fill(
  workspace: string,
  project: NonNullable<SceneOptions['project']>,
): Promise<void> {
  if (typeof project === 'string') await cp(project, workspace, { recursive: true })
  else await write(workspace, project)
  const who = '-c user.name=test -c user.email=test@localhost'
  const script = `git init -q -b main . && git add -A && git ${who} commit -q --allow-empty -m start`
  const done = await collect(['sh', '-c', `cd "$1" && ${script}`, 'sh', workspace])
  if (done.code !== 0) throw new Error(`git in ${workspace}: ${done.stderr}`)
}

async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
  }
}
