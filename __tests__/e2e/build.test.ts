import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation, flake } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const SYSTEM = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux'
const FOREIGN = `derivation { name = "foreign"; system = "aarch64-darwin"; builder = "/none"; }`

const PROJECT = {
  'flake.nix': flake(
    {
      'test-a': 'echo a > $out',
      'test-b': 'echo b > $out',
      'test-bad': 'echo bad; exit 1',
      lint: 'echo lint > $out',
    },
    `packages.aarch64-darwin.default = ${FOREIGN};
      packages.${SYSTEM} = { one = ${derivation('one', 'echo 1 > $out', `"${SYSTEM}"`)};
        two = ${derivation('two', 'echo 2 > $out', `"${SYSTEM}"`)}; };`,
  ),
  'default.nix': `{ text ? "plain" }: ${derivation('built', `echo \${text} > $out`)}`,
  'slow.nix': derivation('slow', 'while :; do :; done'),
  'sub/default.nix': derivation('below', 'echo below > $out'),
  'cached/flake.nix': flake({ cached: 'echo cached > $out' }),
  'other/flake.nix': flake(
    { fine: 'echo fine > $out' },
    `packages.i686-cygwin.bad = throw "not for this system";`,
  ),
}

describe.each(['2.8', NEWEST])('steps that build or evaluate, Nix %s', line => {
  let stage: Scene
  const built = (name: string) => stage.sh(`ls -d /nix/store/*-${name} 2>/dev/null | wc -l`)

  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT })
    expect((await stage.use('none')).conclusion).toBe('success')
  })
  afterAll(() => stage?.stop())

  it('nix-build takes a file, args as a text or a list, and a directory, and leaves no link', async () => {
    const main = await stage.use(`
- nix-build:
  args: --argstr text 'two words'
- nix-build: default.nix
  args: [--argstr, text, other words]
- nix-build: '--argstr text "in the argument"'
- nix-build:
  working-directory: sub
  name: below
`)
    expect(main.conclusion).toBe('success')
    expect(main.report?.steps.map(({ name }) => name)).toEqual([
      'nix-build',
      'nix-build: default.nix',
      'nix-build: --argstr text "in the argument"',
      'below',
    ])
    const texts = (await stage.sh('cat /nix/store/*-built')).trim().split('\n').sort()
    expect(texts).toEqual(['in the argument', 'other words', 'two words'])
    expect(await stage.sh('cat /nix/store/*-below')).toBe('below\n')
    expect(await stage.sh('git status --porcelain --ignored')).toBe('')
  })

  it('out-link leaves a link, in the directory of the step', async () => {
    const main = await stage.use(`
- nix-build:
  working-directory: sub
  out-link: linked
- build: .#one
  out-link: result
`)
    expect(main.conclusion).toBe('success')
    expect(await stage.sh('cat sub/linked result; rm sub/linked result')).toBe('below\n1\n')
    expect(await stage.sh('git status --porcelain --ignored')).toBe('')
  })

  it('build expands braces as a shell does', async () => {
    const main = await stage.use('- build: .#{one,two}')
    expect(main.conclusion).toBe('success')
    expect([await built('one'), await built('two')]).toEqual(['1\n', '1\n'])
  })

  it('eval looks at another system without building for it', async () => {
    const main = await stage.use(`
- eval: --file default.nix drvPath
  system: aarch64-darwin
- eval: --impure --expr builtins.currentSystem
  system: aarch64-darwin
- eval: .#packages.aarch64-darwin.default.name
- build: .#packages.aarch64-darwin.default
  name: cannot
`)
    const statuses = main.report?.steps.map(({ status }) => status)
    expect(statuses).toEqual(['success', 'success', 'success', 'failure'])
    expect(main.log.join('\n')).toMatch(/^"\/nix\/store\/\w+-built\.drv"$/m)
    expect(main.log).toContain('"aarch64-darwin"')
    expect(main.log).toContain('"foreign"')
    const drv = /\/nix\/store\/\w+-built\.drv/.exec(main.log.join('\n'))?.[0]
    expect(await stage.sh(`cat ${drv}`)).toContain('aarch64-darwin')
  })

  it('flake-check with select builds those checks and no other', async () => {
    const before = await built('lint')
    const main = await stage.use(`
- flake-check:
  select: test-? checks.${SYSTEM}.none
`)
    expect(main.conclusion).toBe('success')
    expect(main.log).toContain('2 of 4 checks: test-a, test-b')
    expect([await built('test-a'), await built('test-b')]).toEqual(['1\n', '1\n'])
    expect(await built('lint')).toBe(before)
  })

  it('a select that fits nothing is an error that names the checks', async () => {
    const main = await stage.use(`
- flake-check:
  select: [tests-*, unit]
`)
    expect(main.conclusion).toBe('failure')
    const [error] = main.annotations.filter(({ kind }) => kind === 'error')
    expect(error?.message).toContain(
      `no check for ${SYSTEM} matches tests-*, unit. Available checks: lint, test-a, test-b, test-bad.`,
    )
  })

  it('a selected check that fails is named, and the others are built', async () => {
    const main = await stage.use(`
- flake-check:
  select: test-bad lint
`)
    expect(main.conclusion).toBe('failure')
    expect(main.annotations.find(({ kind }) => kind === 'error')?.message).toMatch(
      /test-bad failed/,
    )
    expect(await built('lint')).toBe('1\n')
  })

  it('all-systems looks at what else does not evaluate', async () => {
    const main = await stage.use(`
- flake-check: ./other
- flake-check: ./other
  name: all
  all-systems: true
`)
    // The oldest looks at all systems always.
    const plain = line === '2.8' ? 'failure' : 'success'
    expect(main.report?.steps.map(({ status }) => status)).toEqual([plain, 'failure'])
    const [error] = main.annotations.filter(({ kind }) => kind === 'error')
    expect(error?.message).toContain('not for this system')
  })

  it('realise has the checks in the store that a cache has', async () => {
    const cache = 'file:///tmp/cache?trusted=true'
    const check = `./cached#checks.${SYSTEM}.cached`
    await stage.sh(`export NIX_CONFIG='extra-experimental-features = nix-command flakes'
      PATH=/nix/var/nix/profiles/default/bin:$PATH
      nix build --no-link ${check} && nix copy --to '${cache}' ${check}
      # What served nix build in the daemon may hold its roots a moment longer.
      for try in 1 2 3 4 5 6 7 8 9; do nix-store --delete /nix/store/*-cached && break || sleep 0.3; done`)
    expect(await built('cached')).toBe('0\n')
    const conf = { 'nix-conf': `substituters = ${cache}` }
    expect((await stage.use('- flake-check: ./cached', conf)).conclusion).toBe('success')
    // The oldest does it always.
    expect(await built('cached')).toBe(line === '2.8' ? '1\n' : '0\n')
    const main = await stage.use('- flake-check: ./cached\n  realise: true', conf)
    expect(main.conclusion).toBe('success')
    expect(await built('cached')).toBe('1\n')
  })

  it('timeout ends a build, and its builder', async () => {
    const main = await stage.use('- nix-build: slow.nix\n  timeout: 1s', { timeout: '50s' })
    const [step] = main.report?.steps ?? []
    expect(step).toMatchObject({ status: 'timeout', exitCode: null })
    expect(step?.seconds).toBeLessThan(10)
    await expect
      .poll(async () => (await stage.machine.processes()).map(({ command }) => command), {
        timeout: 20_000,
      })
      .toEqual([expect.stringMatching(/nix-daemon$/)])
  })
})
