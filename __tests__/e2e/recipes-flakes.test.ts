import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM, served, told } from './support/cachix-runs.ts'
import { logOf, PageRuns, SECRETS, stepsOf } from './support/page-runs.ts'
import { classic, devShells, flakeOf, nixpkgsAt } from './support/recipe-projects.ts'
import type { Used } from './support/workflow.ts'

let runs: PageRuns
beforeAll(async () => {
  runs = await PageRuns.start('recipes.md')
})
afterAll(() => runs?.stop())
beforeEach(() => runs.emptyCaches())

const clean = 'git status --porcelain'

describe('flakes', () => {
  it('in subdirectories: each is checked with the library of the checkout, and no lock file is written', async () => {
    const example = (name: string) =>
      flakeOf(
        `checks.\${system}.uses = make "${name}-\${inputs.library.lib.version}" "echo > $out";
        packages.\${system}.default = make "${name}" "echo > $out";`,
        'inputs.library.url = "github:octo/library";',
      )
    const stage = await runs.on({
      'flake.nix': flakeOf('lib.version = "of-this-commit";'),
      'examples/hello/flake.nix': example('hello'),
      'examples/workspace/flake.nix': example('members'),
    })
    const jobs = runs.workflow('Flakes in subdirectories')
    const built = []
    for (const row of jobs.rows('examples')) {
      const run = await jobs.job('examples', stage, row)
      expect(run.result, run.used[0]?.raw).toBe('success')
      built.push(...(run.used[0]?.report?.derivations ?? []).map(({ name }) => name))
    }
    const of = ['hello', 'members'].flatMap(name => [`${name}-of-this-commit`, name])
    expect(built.sort()).toEqual(of.sort())
    expect((await stage.job.run(clean)).log).toEqual([])
  })

  it('many packages: braces, a link for each, and programs that a script runs; nothing is pushed', async () => {
    const program = (name: string) =>
      `${name} = make "${name}" "mkdir -p $out/bin; echo '#!/bin/sh' > $out/bin/${name}; echo 'echo ran ${name}' >> $out/bin/${name}; chmod +x $out/bin/${name}";`
    const set = (channel: string) =>
      `${channel} = { ${program(`compiler-${channel}`).replace(/^[^ ]+/, 'compiler')} ${program(`analyzer-${channel}`).replace(/^[^ ]+/, 'analyzer')} };`
    const stage = await runs.on({
      'flake.nix': flakeOf(`legacyPackages.\${system} = { ${set('stable')} ${set('beta')} };`),
      test: '#!/bin/bash\nset -e\nfor program in result*/bin/*; do $program; done\n',
    })
    const programs = ['stable', 'beta'].flatMap(it => [`ran compiler-${it}`, `ran analyzer-${it}`])
    for (const _ of ['built', 'there already']) {
      const options = { secrets: SECRETS }
      const run = await runs
        .workflow('Many packages and their programs', options)
        .job('test', stage)
      expect(run.result, run.used[0]?.raw).toBe('success')
      expect(logOf(run)).toEqual(expect.arrayContaining(programs))
      expect(told(run.used[0] as Used, 'warning')).toEqual([])
      await stage.job.run('rm result*')
    }
    expect(served(runs.server, 'mycache')).toEqual([])
  })

  it('systems without a runner: evaluated, not built', async () => {
    const mac = `derivation { name = "on-a-mac"; system = "aarch64-darwin"; builder = "/bin/sh"; }`
    const stage = await runs.on({
      'flake.nix': flakeOf(`
        checks.\${system}.here = make "here" "echo > $out";
        checks.aarch64-darwin.there = ${mac};
        packages.aarch64-darwin.default = ${mac};`),
    })
    const run = await runs.workflow('Systems without a runner').job('test', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    const [check] = run.used[0]?.report?.steps ?? []
    expect(check?.checks?.map(({ name, status }) => [name, status])).toEqual(
      expect.arrayContaining([
        [`checks.${SYSTEM}.here`, 'built'],
        ['checks.aarch64-darwin.there', 'not-run'],
      ]),
    )
    expect(logOf(run)).toContainEqual(expect.stringMatching(/^"?\/nix\/store\/\S+-on-a-mac\.drv/))
    const broken = await runs.on({
      'flake.nix': flakeOf('packages.aarch64-darwin.default = throw "no Mac";'),
    })
    const red = await runs.workflow('Systems without a runner').job('test', broken)
    expect(stepsOf(red).at(-1)).toEqual(['evaluates on macOS', 'failure'])
  })

  it('programs: an app and a script in a shell run after the push, and later steps have a value', async () => {
    const program = (name: string, text: string) =>
      `${name} = derivation { name = "${name}"; system = system; builder = "/bin/sh"; text = ''${text}''; args = [ "-c" "mkdir -p $out/bin; echo \\"$text\\" > $out/bin/${name}; chmod +x $out/bin/${name}" ]; };`
    const stage = await runs.on({
      'flake.nix': flakeOf(`packages.\${system} = {
        ${program('server', '#!/bin/sh\necho served')}
        ${program('client', '#!/bin/sh\nserver')}
        ${program('migrate', '#!/bin/sh\nprintf "<%s>" "$@"; echo')}
      };
      lib.version = "1.2";`),
      'smoke-test.sh': '#!/bin/bash\nclient\n',
    })
    const run = await runs
      .workflow('Programs of the flake', { secrets: SECRETS })
      .job('test', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(logOf(run)).toEqual(expect.arrayContaining(['<--dry-run><test database>', 'served']))
    expect(served(runs.server, 'mycache')).toEqual(['client', 'migrate', 'server'])
    expect(run.commands.flatMap(({ log }) => log)).toContain('Tested 1.2')
  })

  it('a formatter: green if nothing changes, else red with an annotation on the file', async () => {
    const script = `#!/bin/sh\\nsed -i 's/ *=  */ = /' text.cfg`
    const project = (text: string) => ({
      'flake.nix': flakeOf(
        `formatter.\${system} = make "fmt" "mkdir -p $out/bin; printf \\"${script}\\" > $out/bin/fmt; chmod +x $out/bin/fmt";`,
      ),
      'text.cfg': text,
    })
    const format = async (text: string) =>
      runs.workflow('Formatter as a check').job('format', await runs.on(project(text)))
    const good = await format('a = 1\n')
    expect(good.result, good.used[0]?.raw).toBe('success')
    const bad = await format('a =   1\n')
    expect(stepsOf(bad)).toEqual([['fmt', 'failure']])
    const errors = bad.used[0]?.annotations.filter(({ kind }) => kind === 'error')
    expect(errors).toMatchObject([{ file: 'text.cfg', title: 'fmt: failure' }])
  })

  const mustFail = (script: string) => ({
    'flake.nix': flakeOf(`legacyPackages.\${system}.tests = {
      always-fail = make "always-fail" "${script}";
      all = make "all-tests" "echo > $out";
    };`),
  })

  it('a check that must fail: green if it fails, red if it passes', async () => {
    const job = async (script: string) =>
      runs.workflow('A check that must fail').job('test', await runs.on(mustFail(script)))
    const good = await job('echo a test that fails; exit 1')
    expect(stepsOf(good).map(([, status]) => status)).toEqual(['success', 'success'])
    const bad = await job('echo passes > $out')
    expect(stepsOf(bad).map(([, status]) => status)).toEqual(['failure', 'success'])
  })

  it('an audit: the newest database, a failure that leaves the job green, and the same lock file', async () => {
    const stage = await runs.on({
      'flake.nix': flakeOf(
        `checks.\${system}.audit = make "audit" "read x < \${inputs.advisory-db}/found; echo $x; exit $x";`,
        'inputs.advisory-db = { url = "path:./none"; flake = false; };',
      ),
      'newest/found': '1\n',
    })
    const instead = { 'github:rustsec/advisory-db': `path:${stage.workspace}/newest` }
    const run = await runs.workflow('An audit that may fail', { instead }).job('audit', stage)
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(stepsOf(run)).toEqual([['flake-check', 'allowed-failure']])
    expect((await stage.job.run(clean)).log).toEqual([])
  })

  it('private inputs: only the command that may has the tokens; without secrets the same workflow runs', async () => {
    const stage = await runs.on(
      classic('private', {
        'flake.nix': flakeOf(
          devShells({ default: 'OF = "docs";' }),
          nixpkgsAt(runs.machine.standIn),
        ),
        'update-docs.sh':
          '#!/bin/bash\nnix config show access-tokens | tr " " "\\n" | sed "s/=.*//"\n',
      }),
    )
    const secrets = { READ_TOKEN: 'a-token-to-read', NIX_ACCESS_TOKENS: 'gitlab.test=PAT:second' }
    const own = await runs.workflow('Private inputs', { secrets }).job('test', stage)
    expect(own.result, own.used[0]?.raw).toBe('success')
    expect(logOf(own)).toEqual(expect.arrayContaining(['github.com', 'gitlab.test']))
    const fork = await runs
      .workflow('Private inputs', { event: 'pull_request-fork' })
      .job('test', stage)
    expect(fork.result, fork.used[0]?.raw).toBe('success')
    expect(logOf(fork)).toContain('github.com')
    expect(logOf(fork)).not.toContain('gitlab.test')
  })
})
