import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { served, told } from './support/cachix-runs.ts'
import { logOf, PageRuns, SECRETS, stepsOf } from './support/page-runs.ts'
import { classic, devShells, flakeOf, nixpkgsAt, PINNED } from './support/recipe-projects.ts'
import type { Scene } from './support/scene.ts'
import { exampleOf, type Used } from './support/workflow.ts'

let runs: PageRuns
beforeAll(async () => {
  runs = await PageRuns.start('recipes.md')
})
afterAll(() => runs?.stop())
beforeEach(() => runs.emptyCaches())

const pushed = () => served(runs.server, 'mycache')

describe('tests in a shell', () => {
  it('scripts: one shell, what is left running ends, a flaky one is tried again, builds are pushed', async () => {
    const stage = await runs.on(
      classic('scripts', {
        'scripts/cli-test.sh': '#!/bin/bash\nsleep 600 & cat $tool\n',
        'scripts/load-test.sh': '#!/bin/bash\nif mkdir once; then exit 1; fi; cat $tool\n',
      }),
    )
    const run = await runs.workflow('Scripts in nix-shell', { secrets: SECRETS }).job('test', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(run.used[0]?.report).toMatchObject({
      steps: [{ status: 'success' }, { attempts: 1 }, { attempts: 2 }],
      leftovers: [{ command: 'sleep 600' }],
    })
    expect(logOf(run)).toContainEqual(expect.stringContaining('Reusing the environment of step'))
    expect(pushed()).toEqual(['scripts', 'scripts-tool'])
  })

  it('nix develop: pure, kept variables, scripts that call Nix, a command that stops at its first failure', async () => {
    const flake = flakeOf(
      `packages.\${system}.tool = make "develop-tool" "echo built inside > $out";
      ${devShells({ default: 'OF = "default";', lint: 'OF = "lint";' })}`,
      nixpkgsAt(runs.machine.standIn),
    )
    const stage = await runs.on({
      'flake.nix': flake,
      'ci/lint.sh':
        '#!/bin/bash\necho "lint: $OF, home $(test -n "$HOME" && echo kept), outer $(printenv OUTER || echo hidden)"\n',
      'ci/unit.sh': '#!/bin/bash\necho "unit: $OF $CARGO_PROFILE $(expr length $TMPDIR)"\n',
      'ci/compatibility.sh':
        '#!/bin/bash\ncat $(nix build --print-out-paths --no-link .#tool); exit 3\n',
    })
    const env = { OUTER: 'seen' }
    const run = await runs.workflow('Several commands in nix develop', { env }).job('test', stage)
    expect(logOf(run)).toContain('lint: lint, home kept, outer hidden')
    expect(logOf(run)).toContainEqual(expect.stringMatching(/^unit: default ci [1-3]?\d$/))
    expect(logOf(run)).toContain('built inside')
    expect(stepsOf(run).map(([, status]) => status)).toEqual(['success', 'failure'])
    expect(run.result).toBe('failure')
  })

  it('one job per script: three rows, each with the name of its test', async () => {
    const script = (name: string) => `#!/bin/bash\necho "this is ${name}"; cat $tool\n`
    const names = ['cli', 'latency', 'rust']
    const files = names.map(name => [`scripts/${name}-test.sh`, script(name)])
    const stage = await runs.on(classic('rows', Object.fromEntries(files)))
    const jobs = runs.workflow('One job per script', { secrets: SECRETS })
    expect(jobs.rows('test')).toEqual(names.map(test => ({ test })))
    for (const row of jobs.rows('test')) {
      const run = await jobs.job('test', stage, row)
      expect(stepsOf(run)).toEqual([[`nix-shell: ./scripts/${row.test}-test.sh`, 'success']])
      expect(logOf(run)).toContain(`this is ${row.test}`)
    }
    expect(pushed()).toEqual(['rows-tool'])
  })
})

describe('pins', () => {
  const uses = 'import <nixpkgs> { }'
  const ask = "nix-instantiate --eval --expr '(import <nixpkgs> { }).marker'"

  /** A project with an archive of a nixpkgs next to it, whose address takes the place of HERE. */
  async function pinned(project: Record<string, string>): Promise<Scene> {
    const stage = await runs.on(project)
    const inside = { cwd: stage.workspace }
    const script = `cd .. && ${PINNED}; cd - && git ls-files | xargs sed -i "s|HERE|file://$PWD/..|"`
    const done = await stage.machine.run(['bash', '-c', script], inside)
    expect(done.code, done.stderr).toBe(0)
    return stage
  }

  it('niv: <nixpkgs> is the one that niv pins, and a pin that follows an old branch is a warning', async () => {
    const nixpkgs = {
      branch: 'nixos-22.05',
      repo: 'nixpkgs',
      owner: 'NixOS',
      rev: 'ac62194c3917d5f474c1a844b6fd6da2db95077d',
      type: 'tarball',
      url: 'HERE/pkgs.tar.gz',
    }
    const stage = await pinned(
      classic('niv', {
        'default.nix': `(${uses}).hello\n`,
        'nix/sources.json': JSON.stringify({ nixpkgs }),
        'script/test': `#!/bin/bash\n${ask}\n`,
      }),
    )
    const run = await runs.workflow('niv').job('test', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(logOf(run)).toContain('"pinned"')
    expect(told(run.used[0] as Used, 'warning').join()).toContain('nixos-22.05')
  })

  it('npins: the same from its file', async () => {
    const pin = { type: 'Tarball', url: 'HERE/pkgs.tar.gz', hash: 'x' }
    const stage = await pinned(
      classic('npins', {
        'default.nix': `{ package = (${uses}).hello; other = throw "not this one"; }\n`,
        'npins/sources.json': JSON.stringify({ pins: { nixpkgs: pin }, version: 7 }),
        'test.sh': `#!/bin/bash\n${ask}\n`,
      }),
    )
    const run = await runs.workflow('npins').job('test', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(logOf(run)).toContain('"pinned"')
  })

  it('a channel: NIX_PATH has it, and a notice says that it moves', async () => {
    const stage = await pinned({
      'default.nix': `{ profile }: { server = builtins.trace "for \${profile}" (${uses}).hello; }\n`,
      'release.nix': `(${uses}).hello\n`,
      'place.txt': 'HERE/pkgs.tar.gz',
    })
    const url = await readFile(join(stage.workspace, 'place.txt'), 'utf8')
    const instead = { 'channel:nixos-26.05': url }
    const run = await runs.workflow('A channel', { instead }).job('test', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(logOf(run)).toContainEqual(expect.stringContaining('for ci'))
    const [, channel = ''] = /nix-path: (\S+)/.exec(exampleOf('recipes.md', 'A channel')) ?? []
    const moving = await stage.use('- run: "true"', { 'nix-path': channel })
    await stage.job.post()
    expect(told(moving, 'notice').join()).toContain('channel:nixos-26.05')
  })
})

describe('rust', () => {
  it('crane: a build that ignores the checkout is a warning; a layer below a check that fails is pushed', async () => {
    const project = (color: string, clippy: string) => ({
      'flake.nix': flakeOf(`
        packages.\${system}.deps = make "deps-${color}" "read x < \${./Cargo.lock}; echo $x > $out";
        checks.\${system} = {
          workspace = make "workspace" "read x < \${self.packages.\${system}.deps}; read y < \${./main.rs}; echo $x $y > $out";
          clippy = make "clippy" "read x < \${./main.rs}; ${clippy}";
          vendored = make "vendored-${color}" "echo of another tree > $out";
        };`),
      'Cargo.lock': 'version = 4\n',
      'main.rs': 'fn main() {}\n',
    })
    const good = await runs
      .workflow('crane')
      .job('test', await runs.on(project('green', 'echo > $out')))
    expect(good.result, good.used[0]?.raw).toBe('success')
    const warnings = told(good.used[0] as Used, 'warning').join()
    expect(warnings).toMatch(/vendored is not built from the checked-out files/)
    expect(warnings).not.toContain('deps')
    const red = await runs
      .workflow('crane', { secrets: SECRETS })
      .job('test', await runs.on(project('red', 'exit 1')))
    expect(stepsOf(red).map(([, status]) => status)).toEqual(['success', 'failure'])
    expect(pushed()).toEqual(expect.arrayContaining(['deps-red', 'workspace']))
    expect(pushed()).not.toContain('clippy')
  })

  const cargo2nix = (generated: string) => ({
    'flake.nix': flakeOf(
      `packages.\${system}.default = make "cargo2nix-\${import ./Cargo.nix}" "echo 1 > $out";
      ${devShells({ default: 'shellHook = \'\'cargo2nix() { echo "\\"$(cat Cargo.lock)\\"" > Cargo.nix; }\'\';' })}`,
      nixpkgsAt(runs.machine.standIn),
    ),
    'Cargo.lock': '0.4.0\n',
    'Cargo.nix': generated,
  })

  it('cargo2nix: arguments by system, and a generated file that is old is red with its difference', async () => {
    const instead = { 'github:NixOS/nixpkgs/nixpkgs-26.05-darwin': `path:${runs.machine.standIn}` }
    const jobs = runs.workflow('cargo2nix', { instead })
    const [linux = {}, mac = {}] = jobs.rows('test')
    const fresh = await runs.on(cargo2nix('"0.4.0"\n'))
    const good = await jobs.job('test', fresh, linux)
    expect(good.result, good.used[0]?.raw).toBe('success')
    const overridden = await jobs.job('test', fresh, mac)
    expect(overridden.runsOn).toBe('macos-latest')
    expect(overridden.result, overridden.used[0]?.raw).toBe('success')
    const stale = await jobs.job('test', await runs.on(cargo2nix('"0.6.0"\n')), linux)
    expect(stepsOf(stale)).toEqual([
      ['build', 'success'],
      ['Cargo.nix is up to date', 'failure'],
    ])
    expect(logOf(stale)).toEqual(expect.arrayContaining(['-"0.6.0"', '+"0.4.0"']))
  })

  const crate2nix = (script: string) =>
    classic('crate2nix', {
      'flake.nix': flakeOf(`
        checks.\${system}.builds = make "crate2nix-check" "echo > $out";
        packages.\${system}.generated = import (make "Cargo.nix" "echo generating; echo 'make: make \\"crate2nix-of-a-build\\" \\"echo > $out\\"' > $out") make;`),
      'run_tests.sh': `#!/bin/bash\n${script}\n`,
    })

  it('crate2nix: import from derivation, and a checkout that stays as it was', async () => {
    const run = await runs
      .workflow('crate2nix')
      .job('test', await runs.on(crate2nix('read x < $tool; echo $x')))
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(run.used[0]?.report?.derivations.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Cargo.nix', 'crate2nix-of-a-build']),
    )
    const dirty = await runs
      .workflow('crate2nix')
      .job('test', await runs.on(crate2nix('echo > generated.nix')))
    expect(stepsOf(dirty).at(-1)).toEqual(['clean checkout', 'failure'])
  })
})

describe('artifacts and deploys', () => {
  const site = (check: string) => ({
    'flake.nix': flakeOf(`
      checks.\${system}.links = make "site-links" "${check}";
      packages.\${system} = {
        tarball = make "site-tarball" "mkdir $out; ln -s \${./index.html} $out/index.html";
        site = make "site" "mkdir $out; echo 1.2 > $out/version";
      };`),
    'index.html': '<h1>site</h1>\n',
    'deploy.sh':
      '#!/bin/bash\necho "deploys $2 from $(readlink $1), key $DEPLOY_KEY, token $CACHIX_AUTH_TOKEN"\n',
  })

  it('artifacts: files instead of links into the store, and no upload after a failure', async () => {
    const stage = await runs.on(site('echo > $out'))
    const run = await runs.workflow('Artifacts').job('package', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    const artifact = join(stage.workspace, 'artifact')
    expect(await readdir(artifact)).toEqual(['index.html'])
    expect((await lstat(join(artifact, 'index.html'))).isFile()).toBe(true)
    expect(run.others).toMatchObject([{ uses: /upload-artifact/, with: { path: 'artifact' } }])
    const red = await runs.workflow('Artifacts').job('package', await runs.on(site('exit 1')))
    expect(red).toMatchObject({ result: 'failure', commands: [], others: [] })
  })

  it('deploys: what was tested, with its version and the key, only on the default branch and only when green', async () => {
    const all = { secrets: { ...SECRETS, DEPLOY_KEY: 'key-of-the-server' } }
    const jobs = runs.workflow('Deploy after green', all)
    const stage = await runs.on(site('echo > $out'))
    const test = await jobs.job('test', stage)
    expect(test.outputs).toEqual({ version: '1.2' })
    const deploy = await jobs.job('deploy', stage)
    expect(deploy.result, deploy.used[0]?.raw).toBe('success')
    expect(logOf(deploy)).toContainEqual(
      expect.stringMatching(/^deploys 1\.2 from \/nix\/store\/\S+-site, key \*\*\*, token $/),
    )
    const pull = runs.workflow('Deploy after green', { ...all, event: 'pull_request' })
    await pull.job('test', stage)
    expect(await pull.job('deploy', stage)).toMatchObject({ result: 'skipped', used: [] })
    const red = runs.workflow('Deploy after green', all)
    const broken = await runs.on(site('exit 1'))
    expect(await red.job('test', broken)).toMatchObject({ result: 'failure' })
    expect(await red.job('deploy', broken)).toMatchObject({ result: 'skipped' })
  })
})
