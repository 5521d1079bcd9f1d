import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation, flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const SYSTEM = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux'
const named = (name: string) => derivation(name, `echo ${name} > $out`, `"${SYSTEM}"`)
const withInput = flake(
  { 'kept-check': `echo \${dep} > $out` },
  `packages.${SYSTEM}.default = ${named('kept-package')};`,
)
  .replace('{ self }', '{ self, dep }')
  .replace('{\n', '{\n  inputs.dep = { url = "git+file:///tmp/dep"; flake = false; };\n')
const PROJECT = {
  ...SHELL_STDENV,
  'flake.nix': withInput,
  'default.nix': named('kept-build'),
  'half.nix': `[ (${named('kept-half')}) (${derivation('bad', 'exit 1')}) ]`,
  'shell.nix': shell(`tool = ${named('kept-tool')};`),
}
const BIN = '/nix/var/nix/profiles/default/bin'
/** What another job, or a timer of the machine, may do at any moment. */
const COLLECT = `${BIN}/nix-collect-garbage`
const STEPS = `
- flake-check
- build:
- nix-build
- nix-build: half.nix
  allow-failure: true
- nix-shell: cat $tool
`

describe.each([
  ['2.8', 'daemon'],
  ['2.26', 'daemon'],
  [NEWEST, 'daemon'],
  [NEWEST, 'single-user'],
])('on a machine that stays, with Nix %s in %s mode', (line, mode) => {
  const sudo = mode === 'daemon' ? 'sudo -n ' : ''
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '', 'nix-mode': mode } })
    await stage.sh(`mkdir /tmp/dep; cd /tmp/dep; echo kept > source; git init -q -b main; git add source
      git -c user.name=test -c user.email=test@localhost commit -qm source`)
    expect((await stage.use('none')).conclusion).toBe('success')
    await stage.job.post()
  })
  afterAll(() => stage?.stop())
  const kept = () => stage.sh('ls /nix/store | grep -E "kept|source$|garbage" || true')

  it('what a job built and its flake inputs outlive a garbage collection, until the job has ended', async () => {
    await stage.sh(`echo 1 >/tmp/garbage; ${sudo}${BIN}/nix-store --add /tmp/garbage`)
    const next = stage.nextJob()
    const used = await next.use(`${STEPS}
- run: ${sudo}${COLLECT} >/dev/null 2>&1; ls /nix/store
  name: collect
${STEPS}`)
    expect(used.conclusion, used.raw).toBe('success')
    expect(used.report?.nix?.install).toBe('found')
    const collected = used.log.findIndex(text => text.includes('collect'))
    const after = used.log.slice(collected)
    for (const name of [
      'kept-check',
      'kept-package',
      'kept-build',
      'kept-half',
      'kept-tool',
      'source',
    ])
      expect(
        after.filter(text => text.endsWith(`-${name}`)),
        name,
      ).not.toEqual([])
    expect(after.filter(text => text.endsWith('-garbage'))).toEqual([])
    const building = after.filter(text => /building '/.test(text) && !text.includes('-bad.drv'))
    expect(building).toEqual([])
    expect(used.annotations.filter(({ title }) => title === 'GC roots')).toEqual([])

    await stage.sh(sudo + COLLECT)
    expect(await kept()).toContain('kept-build')
    for (const post of await next.job.post()) expect(post.annotations).toEqual([])
    await stage.sh(sudo + COLLECT)
    expect(await kept()).toBe('')
  })
})
