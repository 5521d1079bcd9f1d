import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const SYSTEM = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux`
const drv = (name: string, script: string) => derivation(name, script, `"${SYSTEM}"`)
const WAITS = 'echo waiting; while :; do :; done'

const PROJECT = {
  'two.nix': `{ a = ${drv('a', 'exit 1')}; b = ${drv('b', 'while [ ! -e /x ]; do :; done')}; }\n`,
  'one.nix': `${drv('one', 'echo 1 > $out')}\n`,
  'logged.nix': `${drv('logged', 'echo it says; echo 1 > $out')}\n`,
  'input/flake.nix': '{ outputs = { self }: { }; }\n',
  'unlocked/flake.nix': `{
  inputs.dep.url = "path:INPUT";
  outputs = { self, dep }: { checks.${SYSTEM}.a = ${drv('locked', 'echo > $out')}; };
}
`,
  'checks/flake.nix': `{
  outputs = { self }: { checks.${SYSTEM} = {
    slow = ${drv('slow', WAITS)};
    src = ${drv('src', `echo \${self} > $out`)};
    fixed = ${drv('fixed', 'echo > $out')};
    wrong = throw "not selected";
  }; };
}
`,
}

describe.each(['2.8', '2.26', NEWEST])('what a step says in its arguments, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '', pins: 'off' } })
    await stage.sh(`sed -i "s|INPUT|$PWD/input|" unlocked/flake.nix`)
  })
  afterAll(() => stage?.stop())

  it('counts for the lock file', async () => {
    const steps = `
- flake-check: ./unlocked
- flake-check: ./unlocked
  args: --no-update-lock-file
- build: ./unlocked#checks.${SYSTEM}.a --no-update-lock-file
`
    const used = await stage.use(steps)
    const ends = used.report?.steps.map(({ status }) => status)
    expect(ends, used.raw).toEqual(['success', 'failure', 'failure'])
    for (const { error } of used.report?.steps.slice(1) ?? [])
      expect(error?.message).toContain('--no-update-lock-file')
    expect(await stage.sh('git status --porcelain unlocked/flake.lock')).toBe('')
  })

  it('counts for links, the first failure, and the log', async () => {
    const steps = `
- nix-build: one.nix -o ../mine
- build: -f one.nix -o ../also
- build: -f logged.nix --no-link -L
- nix-build: two.nix --no-keep-going -j 2
  timeout: 60s
- build: -f two.nix --no-keep-going -j 2
  timeout: 60s
`
    const used = await stage.use(steps)
    const ends = used.report?.steps.map(({ status }) => status)
    expect(ends, used.raw).toEqual(['success', 'success', 'success', 'failure', 'failure'])
    expect(await stage.sh('ls -d ../mine ../also')).toBe('../also\n../mine\n')
    const logged = used.report?.derivations.filter(({ name }) => name === 'logged')
    expect(logged).toMatchObject([{ status: 'built' }])
  })

  it('counts for the builds of selected checks', async () => {
    const used = await stage.use(
      '- flake-check:\n  select: slow\n  args: --option timeout 2\n  timeout: 100s',
      { 'working-directory': 'checks' },
    )
    const [step] = used.report?.steps ?? []
    expect(
      step?.checks?.map(({ status }) => status),
      used.raw,
    ).toEqual(['timeout'])
    expect(step?.status).toBe('failure')
  })

  it('lets verify-source look at the selected checks though another does not evaluate', async () => {
    const used = await stage.use('- flake-check:\n  select: src fixed', {
      'working-directory': 'checks',
      'verify-source': 'true',
    })
    expect(used.conclusion, used.raw).toBe('success')
    expect(used.raw).not.toContain('cannot verify')
    const [said, ...more] = used.annotations.filter(({ kind }) => kind === 'warning')
    expect(more).toEqual([])
    expect(said?.message).toContain('flake-check: fixed is not built from the checked-out files')
  })
})
