import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../helpers/paths.ts'
import { SYSTEM, served, storeOf, TOKEN, told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { logOf, PageRuns, SECRETS, stepsOf } from './support/page-runs.ts'
import {
  classic,
  devShells,
  flakeOf,
  nixpkgsAt,
  PINNED,
  servers,
} from './support/recipe-projects.ts'
import { scene } from './support/scene.ts'
import { exampleOf, projectOn, type Used, WorkflowRun } from './support/workflow.ts'

const PAGE = 'migrating.md'
let runs: PageRuns
beforeAll(async () => {
  runs = await PageRuns.start(PAGE)
})
afterAll(() => runs?.stop())
beforeEach(() => runs.emptyCaches())

const pushed = () => served(runs.server, 'mycache')

describe('from the installers and from cachix-action', () => {
  it('the smallest change: later commands have Nix, and what they build is pushed at the end', async () => {
    const stage = await runs.on({ 'flake.nix': servers('least') })
    const jobs = runs.workflow('The smallest change', { secrets: SECRETS })
    const run = await jobs.job('test', stage)
    expect(run.result, run.commands.map(({ raw }) => raw).join('\n')).toBe('success')
    expect(run.used[0]?.outputs.push).toBe('deferred')
    expect(pushed()).toEqual(['least-client', 'least-server', 'least-unit'])
  })

  it('install-nix-action: a NIX_PATH in the workspace, a setting, builds before the shell', async () => {
    const stage = await runs.on(
      classic('installed', {
        'nix/default.nix': `{ server = ${derivation('installed-server', 'echo > $out')}; }`,
        'default.nix': 'import <nixpkgs>\n',
        'flake.nix': servers('installed'),
        'test.sh': '#!/bin/bash\ncat $tool; nix config show log-lines\n',
      }),
    )
    const run = await runs.workflow('install-nix-action').job('test', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(stepsOf(run).map(([name]) => name)).toEqual([
      'nix-build: -A server',
      'flake-check',
      'nix-shell: ./test.sh',
    ])
    expect(logOf(run)).toEqual(expect.arrayContaining(['tool of installed', '200']))
  })

  it('cachix-action: pushes in the upstream without an if, filters, and only reads elsewhere', async () => {
    const stage = await runs.on({
      'flake.nix': flakeOf(
        `packages.\${system}.server = make "cachix-server" "read x < \${make "kept-source" "echo > $out"} || :; echo > $out";
        ${devShells({ default: '' })}`,
        nixpkgsAt(runs.machine.standIn),
      ),
      'test.sh': '#!/bin/bash\necho "tested, token: $CACHIX_AUTH_TOKEN"\n',
    })
    const instead = { 'octo/demo': 'lantern/mint' }
    const jobs = (options: object) => runs.workflow('cachix-action', { ...options, instead })
    const run = await jobs({ secrets: SECRETS }).job('test', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(logOf(run)).toContain('tested, token: ')
    expect(pushed()).toContain('cachix-server')
    expect(pushed()).not.toContain('kept-source')
    const caches = run.used[0]?.report?.caches.map(({ name }) => name)
    expect(caches).toEqual(expect.arrayContaining(['mycache', 'nix-community', 'numtide']))
    const elsewhere = runs.workflow('cachix-action', { secrets: SECRETS })
    const other = await elsewhere.job('test', stage)
    expect(other).toMatchObject({ result: 'success', used: [{ outputs: { push: 'skipped' } }] })
  })

  it('nix-installer-action: checks and a package, with a setting', async () => {
    const stage = await runs.on({ 'flake.nix': servers('determinate') })
    const run = await runs.workflow('nix-installer-action').job('test', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect([...(await storeOf(stage)).keys()]).toEqual(
      expect.arrayContaining(['determinate-server', 'determinate-unit']),
    )
  })

  it('nix-quick-install-action: a store in memory and single-user', async () => {
    const bare = await scene({ project: {}, inputs: { 'nix-path': '' } })
    try {
      const stage = await projectOn(bare, 'quick', { 'flake.nix': servers('quick') })
      const jobs = new WorkflowRun(exampleOf(PAGE, 'nix-quick-install-action'))
      const run = await jobs.job('test', stage)
      expect(run.result, run.used[0]?.raw).toBe('success')
      expect(run.used[0]?.report?.nix).toMatchObject({ install: 'installed', mode: 'single-user' })
      expect(await bare.sh('stat -f -c %T /nix')).toBe('tmpfs\n')
    } finally {
      await bare.stop()
    }
  })
})

it('nix-fast-build: checks with retries, and JUnit also after a failure', async () => {
  const stage = await runs.on({
    'flake.nix': flakeOf(`checks.\${system} = {
      good = make "fast-good" "echo > $out";
      bad = make "fast-bad" "echo no; exit 1";
    };`),
  })
  const run = await runs.workflow('nix-fast-build').job('test', stage)
  expect(run.result).toBe('failure')
  expect(run.used[0]?.report?.steps).toMatchObject([{ status: 'failure', attempts: 2 }])
  const xml = await readFile(join(stage.workspace, 'result.xml'), 'utf8')
  expect(xml).toContain('bad')
})

describe('a whole workflow: MiniMint in 2022', () => {
  const HEADING = 'A whole workflow: MiniMint in 2022'
  const SCRIPTS = ['latency-test', 'cli-test', 'clientd-tests', 'rust-tests']
  const script = (name: string) =>
    `#!/bin/bash\nset -e\n./scripts/build.sh\nsleep 600 &\necho "${name} passes with $(cat target/release)"\n`
  const project = {
    ...classic('minimint'),
    'default.nix': '(import <nixpkgs> { }).hello\n',
    'flake.nix': flakeOf(`packages.${SYSTEM}.default = make "minimint-flake" "echo > $out";`),
    'scripts/build.sh':
      '#!/bin/bash\ntest -e target/release && exit\necho compiling; mkdir -p target; cp $tool target/release\n',
    ...Object.fromEntries(SCRIPTS.map(name => [`scripts/${name}.sh`, script(name)])),
    'nix/sources.json': JSON.stringify({
      nixpkgs: { branch: 'nixos-22.05', type: 'tarball', url: 'HERE/pkgs.tar.gz' },
    }),
  }

  it('has the lines that the table says', () => {
    const text = exampleOf(PAGE, HEADING).trimEnd()
    const lines = text.split('\n')
    const job = lines.slice(lines.indexOf('jobs:') + 1)
    const page = readFileSync(join(repositoryRoot, 'docs', PAGE), 'utf8')
    const row = (name: string) =>
      new RegExp(`^\\| ${name} \\| .* \\| (\\S+) \\|$`, 'm').exec(page)?.[1]
    expect(row('Lines of these jobs')).toBe(String(job.length))
    expect(row('Lines of the workflow')).toBe(String(lines.length + 36 + 18))
    expect(row('`uses:` lines in these jobs')).toBe(String(text.match(/uses:/g)?.length))
    expect(text.match(/CACHIX_AUTH_TOKEN/g)).toHaveLength(1)
    expect(text.match(/ nix-path:|channel/g)).toBeNull()
  })

  it('builds, pushes and tests in the upstream: one build for four scripts, nothing left running', async () => {
    const stage = await runs.on(project)
    const pin = `cd .. && ${PINNED}; cd - && sed -i "s|HERE|file://$PWD/..|" nix/sources.json`
    expect((await stage.job.run(pin)).conclusion).toBe('success')
    const run = await runs.workflow(HEADING, { secrets: SECRETS }).job('nix', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(stepsOf(run)).toEqual(
      ['nix-build', 'build', ...SCRIPTS.map(name => `nix-shell: ./scripts/${name}.sh`)].map(
        name => [name, 'success'],
      ),
    )
    const log = logOf(run)
    expect(log.filter(line => line === 'compiling')).toHaveLength(1)
    for (const name of SCRIPTS) expect(log).toContain(`${name} passes with tool of minimint`)
    expect(run.used[0]?.report?.leftovers).toHaveLength(SCRIPTS.length)
    expect(served(runs.server, 'fedimint')).toEqual(
      expect.arrayContaining(['hello', 'minimint-flake', 'minimint-tool']),
    )
    expect(run.others).toMatchObject([{ uses: 'Swatinem/rust-cache@v2' }])
    await runs.emptyCaches()
    const fork = runs.workflow(HEADING, { event: 'pull_request-fork' })
    const pull = await fork.job('nix', stage)
    expect(pull.result, pull.used[0]?.raw).toBe('success')
    expect(told(pull.used[0] as Used, 'warning').join()).not.toContain('Trust')
    expect(served(runs.server, 'fedimint')).toEqual([])
    expect(log.join('\n')).not.toContain(TOKEN)
  })
})
