import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { served, TOKEN, told } from './support/cachix-runs.ts'
import { derivation, flake } from './support/derivations.ts'
import { logOf, PageRuns, SECRETS, stepsOf } from './support/page-runs.ts'
import { flakeOf } from './support/recipe-projects.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'
import { difference, snapshot } from './support/snapshot.ts'
import { exampleOf, projectOn, type Used, WorkflowRun } from './support/workflow.ts'

let runs: PageRuns
const fresh: Scene[] = []
beforeAll(async () => {
  runs = await PageRuns.start('recipes.md')
})
afterAll(() => runs?.stop())
beforeEach(() => runs.emptyCaches())
afterEach(async () => {
  for (const stage of fresh.splice(0)) await stage.stop()
})

/** A machine without Nix. */
async function newMachine(project: Record<string, string>, line = NEWEST): Promise<Scene> {
  const stage = await scene({ project: {}, line, inputs: { 'nix-path': '' } })
  fresh.push(stage)
  return await projectOn(stage, 'fresh', project)
}

describe('machines', () => {
  it.each(['2.8', '2.26', NEWEST])(
    'several versions: Nix %s is installed and named',
    async line => {
      const stage = await newMachine({ 'flake.nix': flake({ one: 'echo > $out' }) }, line)
      const jobs = new WorkflowRun(exampleOf('recipes.md', 'Several versions of Nix'))
      expect(jobs.rows('test')).toEqual([{ nix: '2.34' }, { nix: 'latest' }])
      const { version } = stage.release
      const run = await jobs.job('test', stage, { nix: version })
      expect(run.result, run.used[0]?.raw).toBe('success')
      expect(run.used[0]?.outputs['nix-install']).toBe('installed')
      expect(run.commands[0]?.log).toContain(`Tested with Nix ${version}`)
    },
  )

  it('self-hosted: the Nix of the machine is used, and no file of the system is changed', async () => {
    const stage = await runs.on({
      'flake.nix': flakeOf(`packages.\${system}.server = make "server" "echo > $out";
        checks.\${system}.one = make "self-hosted" "echo > $out";`),
    })
    const jobs = runs.workflow('Self-hosted runners')
    const [own = {}, hosted = {}] = jobs.rows('test')
    const etc = async () => (await snapshot(stage)).filter(line => line.startsWith('/etc/'))
    const daemon = 'nix-daemon >/dev/null 2>&1 & echo $!'
    const path = 'export PATH=/nix/var/nix/profiles/default/bin:$PATH'
    const pid = (await stage.sh(`${path}; setsid ${daemon}`, 'root')).trim()
    const before = await etc()
    const run = await jobs.job('test', stage, own)
    await stage.sh(`kill ${pid}`, 'root')
    expect(run.used[0]?.raw).not.toContain('sudo')
    expect(run.result, run.used[0]?.raw).toBe('success')
    expect(run.runsOn).toEqual(['self-hosted', 'linux', 'x64'])
    expect(run.used[0]?.outputs['nix-install']).toBe('found')
    expect(difference(before, await etc())).toEqual([])
    expect(hosted).toEqual({ runner: 'macos-latest' })
  })

  it('NixOS tests: run where KVM is, and elsewhere fail at once and say why', async () => {
    const stage = await runs.on({
      'flake.nix': flakeOf(`checks.\${system} = {
        vm-boot = make "vm-boot" "test -c /dev/kvm && echo > $out";
        lint = make "not-selected" "exit 1";
      };`),
    })
    const { code } = await stage.machine.run(['test', '-w', '/dev/kvm'])
    const first = await runs.workflow('NixOS tests').job('vm', stage)
    const expected = code === 0 ? ['flake-check', 'success'] : ['flake-check', 'failure']
    expect(stepsOf(first), first.used[0]?.raw).toEqual([expected])
    const absent = await newMachine({ 'flake.nix': flakeOf('') })
    await absent.sh('mount -t tmpfs -o mode=755 none /dev && mknod -m 666 /dev/null c 1 3', 'root')
    const run = await runs.workflow('NixOS tests').job('vm', absent)
    expect(run.result).toBe('failure')
    expect(told(run.used[0] as Used, 'error').join()).toContain(
      'requires kvm, but /dev/kvm cannot be opened on this machine.',
    )
  })

  it('NixOS tests only when needed: the second run of a commit skips them', async () => {
    const project = {
      'flake.nix': flakeOf(`legacyPackages.\${system}.scenarios = {
        default = make "vm-default" "echo > $out";
        network = make "vm-network" "echo > $out";
      };`),
    }
    const instead = { 'requires: kvm': 'name: scenario' }
    const stage = await runs.on(project)
    const jobs = runs.workflow('NixOS tests only when needed', { secrets: SECRETS, instead })
    const plan = await jobs.job('plan', stage)
    expect(plan.outputs).toEqual({ 'needs-build': 'true' })
    for (const row of jobs.rows('vm'))
      expect(await jobs.job('vm', stage, row)).toMatchObject({ result: 'success' })
    expect(served(runs.server, 'mycache')).toEqual(['vm-default', 'vm-network'])
    const again = runs.workflow('NixOS tests only when needed', { secrets: SECRETS })
    const second = await again.job('plan', await newMachine(project))
    expect(second.outputs).toEqual({ 'needs-build': 'false' })
    expect(await again.job('vm', stage)).toMatchObject({ result: 'skipped' })
  })
})

describe('a fork with its own cache', () => {
  const job = async (name: string, event: string, more: object = {}) => {
    const stage = await runs.on({
      'default.nix': derivation(`${name}-build`, 'echo 1 > $out'),
      'flake.nix': flakeOf(`checks.\${system}.one = make "${name}-check" "echo > $out";`),
    })
    return await runs.workflow('A fork with its own cache', { event, ...more }).job('test', stage)
  }

  it('pushes there; the upstream to the other one; who has no token, and pull requests, to none', async () => {
    const own = { vars: { CACHIX_NAME: 'fork-cache' }, secrets: { CACHIX_AUTH_TOKEN: TOKEN } }
    const all = [
      await job('fork', 'push-in-fork', own),
      await job('upstream', 'push', { secrets: SECRETS }),
      await job('without', 'push-in-fork'),
      await job('pull', 'pull_request-fork'),
    ]
    expect(all.map(({ result }) => result)).toEqual(all.map(() => 'success'))
    expect(all.map(({ used }) => used[0]?.outputs.push)).toEqual([
      'pushed',
      'pushed',
      'skipped',
      'skipped',
    ])
    expect(served(runs.server, 'fork-cache')).toEqual(['fork-build', 'fork-check'])
    expect(served(runs.server, 'upstream-cache')).toEqual(['upstream-build', 'upstream-check'])
    expect(all.flatMap(logOf).join()).not.toContain(TOKEN)
  })
})
