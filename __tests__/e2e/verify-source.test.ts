import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const upstream = 'builtins.fetchGit { url = "file://HERE"; ref = "main"; }'
const build = (name: string, source: string) =>
  derivation(name, `read text < \${${source}}/text; echo "$text" > $out`)

const PROJECT = {
  text: 'of the checkout\n',
  'src/text': 'of the checkout\n',
  'src/program.bin': '\0\x01',
  'default.nix': build('own', './src'),
  'remote.nix': build('remote', upstream),
  'committed.nix': build('committed', 'builtins.fetchGit { url = ./.; ref = "HEAD"; }'),
  'read.nix': derivation('read', `echo \${builtins.readFile ./src/text} > $out`),
  'both.nix': `[ (${build('one', './src')}) (${build('two', upstream)}) ]`,
  'strict.nix': `assert builtins.readFile ./src/text == "of the checkout\\n"; ${derivation('strict', ':> $out')}`,
  'sub/default.nix': build('above', '../src'),
  'flake/text': 'of the flake\n',
  'flake/flake.nix': `{
  outputs = { self }: let
    each = f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) [ "x86_64-linux" "aarch64-linux" ]);
    own = system: ${derivation('own', `read text < \${self}/text; echo "$text" > $out`, 'system')};
    fixed = system: ${derivation('fixed', `echo \${self.rev or "dirty"} > $out`, 'system')};
  in {
    checks = each (system: { own = own system; fixed = fixed system; });
    packages = each (system: { own = own system; fixed = fixed system; });
  };
}
`,
}

describe.each(['2.8', NEWEST])('verify-source, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({
      line,
      project: PROJECT,
      inputs: { 'nix-path': '', 'verify-source': 'true' },
    })
    await stage.sh(`
      export GIT_AUTHOR_NAME=t GIT_AUTHOR_EMAIL=t@localhost GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@localhost
      cp -r . ../upstream && sed -i "s|HERE|$(realpath ../upstream)|" *.nix && git commit -qam here`)
  })
  afterAll(() => stage?.stop())

  const told = (used: Awaited<ReturnType<Scene['use']>>) =>
    used.annotations
      .filter(({ title }) => title === 'Not built from this checkout')
      .map(({ kind, message }) => `${kind}: ${message.replace(/ not built from .*/, '')}`)

  it('warns of a nix-build that would be the same with every file changed', async () => {
    const main = await stage.use(`
- nix-build
- nix-build: remote.nix
- nix-build: committed.nix
- nix-build: read.nix
- nix-build: both.nix
- nix-build:
  working-directory: sub
- nix-build: strict.nix --no-out-link
`)
    expect(main.conclusion, main.raw).toBe('success')
    expect(told(main)).toEqual([
      'warning: nix-build: remote.nix: remote is',
      'warning: nix-build: both.nix: two is',
    ])
    const untold = main.log.filter(text => text.includes('cannot verify'))
    expect(untold).toEqual([
      'nix-build: strict.nix --no-out-link: cannot verify that it is built from the checked-out files: a copy with changed files does not evaluate.',
    ])
    expect(await stage.sh('git status --porcelain --ignored')).toBe('')
  })

  it('warns of checks and packages of a flake, and names them', async () => {
    const main = await stage.use(
      `
- flake-check
- flake-check:
  select: own
- build: .#{own,fixed}
- build: .#own
`,
      { 'working-directory': 'flake' },
    )
    expect(main.conclusion, main.raw).toBe('success')
    expect(told(main)).toEqual([
      'warning: flake-check: fixed is',
      'warning: build: .#{own,fixed}: fixed is',
    ])
    expect(main.raw).not.toContain('cannot verify')
  })

  it('warns of the same in a plan, which evaluates as well', async () => {
    const plan = { plan: 'true' }
    const main = await stage.use('- nix-build\n- nix-build: remote.nix', plan)
    expect(main.conclusion, main.raw).toBe('success')
    expect(told(main)).toEqual(['warning: nix-build: remote.nix: remote is'])
    const inFlake = { ...plan, 'working-directory': 'flake' }
    const flake = await stage.use('- flake-check\n- build: .#{own,fixed}', inFlake)
    expect(told(flake)).toEqual([
      'warning: flake-check: fixed is',
      'warning: build: .#{own,fixed}: fixed is',
    ])
  })

  it('is off without the input', async () => {
    const main = await stage.use('- nix-build: remote.nix', { 'verify-source': '' })
    expect(told(main)).toEqual([])
  })
})
