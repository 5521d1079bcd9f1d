/**
 * `npm run demo [-- DIR]`: the built action, main and post, on examples/minimint or on DIR, and what the job page would
 * show of it.
 */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { type Machine, startMachine } from '../__tests__/helpers/machine.ts'
import { ensureReleases, type Manifest } from '../__tests__/helpers/pack/releases.ts'
import { sayWithSeconds } from '../__tests__/helpers/pack/run.ts'
import { cacheDir, repositoryRoot } from '../__tests__/helpers/paths.ts'
import { whyNoIsolation } from '../__tests__/helpers/privilege.ts'
import { Job, type StepResult } from '../__tests__/helpers/runner.ts'
import { ensureStandIn } from '../__tests__/helpers/stand-in/stand-in.ts'

const EXAMPLE = join(repositoryRoot, 'examples/minimint')
const NIXOS_CACHE = 'https://cache.nixos.org'
const SIGNS = { notice: 'ℹ️ ', warning: '⚠️ ', error: '❌' }

/** Where the job takes place: in a machine of its own, or, without one, right here. */
interface Place {
  readonly machine?: Machine
  readonly folder: string
}

async function demo(project: string): Promise<boolean> {
  const say = sayWithSeconds()
  if (!existsSync(join(cacheDir, 'releases'))) {
    say('The first time Nix is packed from Debian packages, which takes a minute or two.')
  }
  const standIn = project === EXAMPLE ? await ensureStandIn() : undefined
  const place = await findPlace(say, standIn)
  if (!place) return false
  try {
    const job = makeJob(place, project, standIn)
    const inputs = await inputsFor(place, standIn, say)
    await place.machine?.own(place.folder)
    heading('The log')
    const main = await job.uses(inputs, { onLine: line => console.log(line) })
    const posts = await job.post({ onLine: line => console.log(line) })
    showPage(main, posts)
    return main.conclusion === 'success'
  } finally {
    await place.machine?.stop()
    if (!place.machine) rmSync(place.folder, { recursive: true, force: true })
  }
}

/** A fresh machine; where that cannot be had, this one with the Nix that it has; where it has none, nowhere. */
async function findPlace(
  say: (line: string) => void,
  standIn: string | undefined,
): Promise<Place | undefined> {
  const obstacle = whyNoIsolation()
  if (!obstacle) {
    const { base } = await ensureReleases(say)
    const machine = await startMachine({
      account: 'runner',
      share: standIn ? [base, standIn] : [base],
    })
    const nix = await machine.run(['/bin/sh', '-c', 'command -v nix'])
    if (nix.code === 0)
      say(`A Nix is on this machine (${nix.stdout.trim()}): the action uses it and installs none.`)
    return { machine, folder: machine.work }
  }
  say(`No fresh machine can be made here: ${obstacle}.`)
  if (!hasNix()) {
    say('Without one the demo would have to install Nix on your own machine, so it ends here.')
    say('Run it as root or as a user with sudo on Debian or Ubuntu, or where a Nix is installed.')
    return undefined
  }
  say(
    'Instead the action runs right here, with the Nix that is on this machine, on a copy of the project.',
  )
  return { folder: mkdtempSync(join(tmpdir(), 'nix-ci-demo-')) }
}

function hasNix(): boolean {
  try {
    execFileSync('nix', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** A job on a copy of the project, committed as a checkout would be. */
function makeJob({ machine, folder }: Place, project: string, standIn: string | undefined): Job {
  const workspace = join(folder, 'workspace')
  const temp = join(folder, 'temp')
  mkdirSync(temp)
  cpSync(project, workspace, {
    recursive: true,
    filter: path => !/\/(node_modules|\.git|\.cache)$/.test(path),
  })
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', workspace, ...args], { stdio: 'ignore' })
  git('init')
  git('add', '--all')
  git(
    '-c',
    'user.name=demo',
    '-c',
    'user.email=demo@localhost',
    'commit',
    '--allow-empty',
    '--message',
    'The demo',
  )
  const payload = {
    ref: 'refs/heads/main',
    repository: {
      id: 1,
      full_name: 'demo/demo',
      fork: false,
      private: false,
      default_branch: 'main',
    },
    sender: { login: 'demo' },
  }
  return new Job({
    event: { name: 'push', payload },
    repository: 'demo/demo',
    sha: execFileSync('git', ['-C', workspace, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim(),
    ...(machine ? { machine } : {}),
    workspace,
    temp,
    ...(standIn ? { env: { NIV_OVERRIDE_nixpkgs: standIn } } : {}),
  })
}

async function inputsFor(
  { machine }: Place,
  standIn: string | undefined,
  say: (line: string) => void,
): Promise<Record<string, string>> {
  // There is no cache service of GitHub here.
  const install = {
    baseline: 'off',
    'store-cache': 'false',
    ...(machine ? installInputs(await ensureReleases()) : {}),
  }
  if (!standIn) return { ...install, ...(await inputsWithoutNetwork(say)) }
  say(
    `nixpkgs is replaced by a small stand-in (${relative(process.cwd(), standIn)}), so that no network is needed.`,
  )
  return {
    ...install,
    'nix-conf': 'substituters =',
    'nix-path': `nixpkgs=${standIn}`,
    steps: `
- flake-check:
  args: [--override-input, nixpkgs, 'path:${standIn}']
- nix-build
- nix-shell: ./scripts/integration-test.sh
`,
  }
}

/** A project of one's own may need the network; where there is none Nix would try for long and warn at each call. */
async function inputsWithoutNetwork(say: (line: string) => void): Promise<Record<string, string>> {
  // fetch knows of no proxy.
  if (process.env.https_proxy || process.env.HTTPS_PROXY) return {}
  try {
    await fetch(`${NIXOS_CACHE}/nix-cache-info`, { signal: AbortSignal.timeout(5000) })
    return {}
  } catch {
    say(
      `${NIXOS_CACHE} cannot be reached from here, so Nix looks into no cache and builds everything.`,
    )
    say('What the project fetches (nixpkgs, flake inputs, sources) is not to be had either.')
    return { 'nix-conf': 'substituters =' }
  }
}

/** The newest Nix that was packed. */
function installInputs({ base, releases }: Manifest): Record<string, string> {
  const newest = releases.at(-1)
  if (!newest) throw new Error('no release of Nix was packed')
  return {
    'nix-version': newest.version,
    'nix-sha256': newest.sha256,
    'nix-release-url': `file://${base}`,
  }
}

function showPage(main: StepResult, posts: readonly StepResult[]): void {
  const annotations = [main, ...posts].flatMap(step => step.annotations)
  heading('Annotations, as the job page shows them')
  for (const { kind, title, message, file, line } of annotations) {
    const place = file ? ` (${file}${line ? `:${line}` : ''})` : ''
    console.log(`${SIGNS[kind]} ${title ?? ''}${place}\n   ${message.replaceAll('\n', '\n   ')}`)
  }
  heading('Summary, as the job page shows it (Markdown)')
  console.log(main.summary)
  const folder = join(cacheDir, 'demo')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'summary.md'), main.summary)
  writeFileSync(join(folder, 'annotations.json'), JSON.stringify(annotations))
  const report = main.outputs.report
  if (report && existsSync(report)) writeFileSync(join(folder, 'report.json'), readFileSync(report))
  console.log(`report.json and summary.md are in ${relative(process.cwd(), folder)}/`)
}

function heading(title: string): void {
  console.log(`\n=== ${title} ${'='.repeat(Math.max(3, 72 - title.length))}\n`)
}

const project = resolve(process.argv[2] ?? EXAMPLE)
const isFolder = statSync(project, { throwIfNoEntry: false })?.isDirectory()
if (!isFolder)
  console.error(`${project} is no folder; give the folder of a project: npm run demo -- DIR`)
process.exitCode = isFolder && (await demo(project)) ? 0 : 1
