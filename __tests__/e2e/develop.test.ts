import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const PROJECT = {
  'flake.nix': `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs";
  outputs = { self, nixpkgs }: {
    devShells = builtins.mapAttrs (_: pkgs: {
      default = builtins.trace "evaluated" (pkgs.mkShell {
        GREETING = "hello";
        shellHook = ''
          echo "the hook runs"
          greet() { echo "greet: $1"; }
          trap 'echo "the trap of the hook ran"' EXIT
        '';
      });
      ci = pkgs.mkShell { GREETING = "of ci"; };
      broken = throw "this shell is broken";
    }) nixpkgs.legacyPackages;
  };
}
`,
  'sub/.keep': '',
  'none/flake.nix': '{ outputs = { self }: { }; }\n',
}

const count = (log: string[], text: string) => log.filter(line => line.includes(text)).length

describe.each(['2.8', NEWEST])('develop steps, Nix %s', line => {
  let stage: Scene
  let override: string

  beforeAll(async () => {
    const env = { OUTER: 'outer', KEPT: 'kept' }
    stage = await scene({ line, project: PROJECT, job: { env } })
    override = `--override-input nixpkgs path:${stage.standIn}`
    expect((await stage.use('none')).conclusion).toBe('success')
  })
  afterAll(() => stage?.stop())

  it('share one environment, and enter it for each: hook, functions, traps', async () => {
    const main = await stage.use(`
- develop: greet first
  args: ${override}
- develop:
  args: ${override}
`)
    expect(main.conclusion).toBe('success')
    expect(count(main.log, 'evaluated')).toBe(1)
    expect(count(main.log, 'the hook runs')).toBe(2)
    expect(count(main.log, 'the trap of the hook ran')).toBe(2)
    expect(main.log).toContain('greet: first')
  })

  it('have a TMPDIR that is short enough for sockets, also where the job has a long one', async () => {
    const long = `/tmp/${'a-folder-of-a-runner/'.repeat(4)}temp`
    await stage.sh(`mkdir -p ${long}`)
    const step = `- develop: echo "TMPDIR is $TMPDIR"\n  args: ${override}`
    const main = await stage.use(step, {}, { env: { TMPDIR: long } })
    expect(main.conclusion).toBe('success')
    const [shown = ''] = main.log.filter(text => text.startsWith('TMPDIR is'))
    expect(shown).toMatch(/^TMPDIR is \/tmp\/nix-ci-/)
    expect(shown.length).toBeLessThan('TMPDIR is '.length + 40)
  })

  it('end a command of several lines at the first line that fails', async () => {
    const main = await stage.use(`
- develop: |
    greet once
    false | cat
    greet never
  args: ${override}
`)
    expect(main.report?.steps).toMatchObject([{ status: 'failure', exitCode: 1 }])
    expect(main.log).toContain('greet: once')
    expect(main.log).not.toContain('greet: never')
  })

  it('take another shell, and a directory of the flake', async () => {
    const main = await stage.use(`
- develop: echo "$GREETING in $(basename $PWD), $IN_NIX_SHELL, $OUTER"
  shell: .#ci
  args: [${override.split(' ').join(', ')}]
  working-directory: sub
`)
    expect(main.conclusion).toBe('success')
    expect(main.log).toContain('of ci in sub, impure, outer')
  })

  it('keep of the environment in a pure shell what keep and env name', async () => {
    const main = await stage.use(`
- develop: echo "[$OUTER] [$KEPT] [$GIVEN] [$GREETING] $HOME"
  args: ${override}
  pure: true
  keep: [KEPT]
  env: { GIVEN: true }
`)
    expect(main.log).toContain(`[] [kept] [true] [hello] ${stage.machine.home}`)
  })

  it('leave no temporary files', async () => {
    const main = await stage.use(`
- develop: 'echo "in $TMPDIR"; touch "$TMPDIR/file" "$NIX_BUILD_TOP/other"'
  args: ${override}
`)
    expect(main.conclusion).toBe('success')
    expect(main.log.join('\n')).toMatch(/^in \/tmp\/.*nix-shell\./m)
    expect(await stage.sh("find /tmp -mindepth 1 -xdev -name 'nix-shell*'")).toBe('')
  })

  it('do not fail because temporary files cannot be removed', async () => {
    const main = await stage.use(`
- develop: touch "$TMPDIR/file" && chmod -R a-w "$TMPDIR"
  args: ${override}
`)
    expect(main.conclusion).toBe('success')
    await stage.sh('rm -rf /tmp/nix-ci-*', 'root')
  })

  it('say where the shell does not evaluate, and do not run the command', async () => {
    const main = await stage.use(`
- develop: echo never
  shell: .#broken
  args: ${override}
`)
    expect(main.report?.steps).toMatchObject([{ status: 'failure' }])
    expect(main.log).not.toContain('never')
    const [error] = main.annotations.filter(({ kind }) => kind === 'error')
    expect(error?.message).toContain('this shell is broken')
    expect(error?.message).toContain('Reproduce: nix develop')
  })

  it('say where there is no such shell which there are, and what to do', async () => {
    const main = await stage.use(`
- develop: echo never
  shell: .#missing
  args: ${override}
- develop: echo never
  name: other
  shell: ./none
`)
    const [missing, other] = main.report?.steps ?? []
    expect(missing?.error?.message).toMatch(
      /^The flake \. has no dev shell devShells\.\S+\.missing\.\nAvailable dev shells: broken, ci, default\. .* shell: \.#broken\.\nReproduce: nix develop/,
    )
    expect(other?.error?.message).toMatch(
      /^The flake \.\/none has no dev shell devShells\.\S+\.default\.\nDefine it/,
    )
    expect(main.log).not.toContain('never')
  })

  it('leave the checkout as it was', async () => {
    expect(await stage.sh('git status --porcelain --ignored')).toBe('')
  })
})
