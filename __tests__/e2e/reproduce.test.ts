import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type ReportedStep, type Scene, scene } from './support/scene.ts'

const make = (name: string, script: string) => derivation(name, script, 'system')

const PROJECT = {
  ...SHELL_STDENV,
  'flake.nix': `{
  outputs = { self }: let system = "x86_64-linux"; in {
    checks.\${system} = {
      broken = ${make('broken', 'echo the test says no; exit 3')};
      thrown = import ./nix/thrown.nix;
      number = 3;
      imported = import (${make('generator', 'exit 4')});
      "odd \\"name\\" of.a → check" = throw "it is odd";
      "odd build of.a → check" = ${make('odd', 'exit 5')};
    };
    packages.\${system}.bad = throw "no package";
    apps.\${system} = {
      deploy = { type = "app"; program = throw "no program"; };
      typed = { type = throw "no type"; program = "/bin/sh"; };
      extra = { type = "app"; program = "/bin/sh"; more = 1; };
    };
    templates.default = { description = "x"; path = throw "no path"; };
    templates."a.b" = { description = throw "no description"; path = ./nix; };
    nixosConfigurations.host.config.system.build.toplevel = throw "no system";
    nixosModules.default = throw "no module";
    overlays.default = throw "no overlay";
    overlays.three = 3;
    devShells.\${system}.ci = throw "no shell";
    formatter.\${system} = throw "no formatter";
    hydraJobs.one.two = throw "no job";
    lib = throw "no lib";
  };
}
`,
  'nix/thrown.nix': 'throw "it is thrown"\n',
  'nix/thing/default.nix': '{ mode = builtins.getEnv "MODE"; }',
  'default.nix': `{
  moody = assert (import <thing>).mode == "dark side"; ${derivation('moody', 'exit 6')};
  lost = (import <thing>).nothing;
}`,
  'shell.nix': shell(''),
  'bad-shell.nix': 'throw "no such shell"',
  'sub/flake.nix': `{
  outputs = { self }: let system = "x86_64-linux"; in {
    checks.\${system}.below = ${make('below', 'exit 8')};
    templates.tool = { description = "x"; path = throw "no tool"; };
  };
}
`,
}

const STEPS = `
- flake-check
- flake-check:
  select: "odd*"
  name: select
- flake-check: ./sub
- build: .#nope
- build: .#bad
- eval: .#packages.x86_64-linux.bad
- nix-build: -A moody
  env: { MODE: "dark side" }
- nix-build: default.nix -A lost
- nix-shell: test "$MODE" = light || exit 7
  env: { MODE: dark }
- nix-shell:
  shell: bad-shell.nix
- develop:
  shell: .#nope
- develop:
  shell: .#ci
- run: test -e ../sub; exit 9
  working-directory: sub
`

const EACH = `- flake-check:
  eval: each
  name: each
`

interface Told {
  readonly step: string
  /** What went wrong, in the words of the message. */
  readonly said: string
  readonly command: string
}

/** What the steps tell of each failure, from the report. */
function toldIn(steps: readonly ReportedStep[]): Told[] {
  return steps.flatMap(({ name, error }) =>
    [
      ...(error?.message ?? '').matchAll(
        /(?<=^|\n\n)((?:(?!\n\n)[\s\S])*?)\nReproduce: ([\s\S]*?)(?=\n\n|$)/g,
      ),
    ].map(([, reason = '', command = '']) => ({ step: name, said: reason, command })),
  )
}

/** What a run of the command has to print, or how it has to end. */
function signOf({ said }: Told): RegExp {
  const [first = ''] = said.split('\n')
  const code = /failed with exit code (\d+)/.exec(said)?.[1]
  const words =
    /does not evaluate: (.*)|Evaluation failed: (.*)|^The flake \S+ has no dev shell/.exec(first)
  const text = words?.[1] ?? words?.[2] ?? 'does not provide attribute'
  if (code) return new RegExp(`exit code ${code}\\b|^ended with ${code}$`, 'm')
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
}

const last = (name: string) => name.split('.').at(-1) ?? ''

describe.each(['2.8', '2.26', NEWEST])('the command that reproduces, Nix %s', line => {
  let stage: Scene
  let told: Told[]
  let printed: Map<string, string>
  let steps: readonly ReportedStep[]

  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': 'thing=nix/thing' } })
    const used = await stage.use(line === NEWEST ? `${STEPS}${EACH}` : STEPS)
    steps = used.report?.steps ?? []
    told = toldIn(steps)
    const commands = [...new Set(told.map(({ command }) => command))]
    // Nix 2.8 remembers that an attribute failed, but not how.
    const script = commands.map(
      command =>
        `rm -rf ~/.cache/nix/eval-cache*; echo ---\n(\n${command}\n) 2>&1\necho "ended with $?"`,
    )
    const ran = await stage.job.run(`set +e\nunset NIX_PATH\n${script.join('\n')}`)
    const each = ran.raw.split(/^---$/m).slice(1)
    printed = new Map(commands.map((command, at) => [command, each[at] ?? '']))
  }, 240_000)
  afterAll(() => stage?.stop())

  it('gives the same error for each failure', () => {
    const others = told.filter(one => !signOf(one).test(printed.get(one.command) ?? ''))
    expect(others.map(one => [one, printed.get(one.command)])).toEqual([])
    expect([...printed].filter(([, text]) => !/ended with [1-9]/.test(text))).toEqual([])
  })

  it('is the narrowest that does', () => {
    const of = (step: string, attribute: string) =>
      told.find(it => it.step === step && it.said.startsWith(attribute))?.command
    const system = 'x86_64-linux'
    for (const step of line === NEWEST ? ['flake-check', 'each'] : ['flake-check']) {
      // Nix 2.8 does not look into an app.
      const app = (name: string, part: string) =>
        line === '2.8' ? undefined : `nix eval .#apps.${system}.${name}.${part}`
      expect(of(step, `apps.${system}.deploy`)).toBe(app('deploy', 'program'))
      expect(of(step, `apps.${system}.typed`)).toBe(app('typed', 'type'))
      expect(of(step, 'templates.default')).toBe('nix eval .#templates.default.path')
      expect(of(step, 'templates.a.b')).toBe(`nix eval '.#templates."a.b".description'`)
      expect(of(step, 'nixosConfigurations.host')).toBe(
        'nix build --no-link .#nixosConfigurations.host.config.system.build.toplevel',
      )
      expect(of(step, 'overlays.default')).toBe('nix eval .#overlays.default')
      expect(of(step, 'overlays.three')).toMatch(/^nix flake check \./)
      expect(of(step, `devShells.${system}.ci`)).toBe(
        `nix build --no-link .#devShells.${system}.ci`,
      )
      expect(of(step, `checks.${system}.broken`)).toBe(
        `nix build --no-link .#checks.${system}.broken`,
      )
    }
    expect(of('flake-check: ./sub', 'templates.tool')).toBe(`nix eval ./sub#templates.tool.path`)
  })

  it('has the variables of the step, NIX_PATH where it is read, and the folder', () => {
    const of = (step: string) => told.find(it => it.step === step)?.command
    expect(of('nix-build: -A moody')).toBe(
      "NIX_PATH=thing=./nix/thing MODE='dark side' nix-build -A moody",
    )
    expect(of('run: test -e ../sub; exit 9')).toMatch(/^cd sub && bash -eo pipefail -c /)
    expect(of('flake-check: ./sub')).not.toContain('NIX_PATH')
  })

  it('is there for every attribute that failed', () => {
    const failed = steps[0]?.checks?.filter(({ error }) => error).map(({ name }) => last(name))
    const names = told.filter(it => it.step === 'flake-check').map(({ said }) => said)
    for (const name of failed ?? []) expect(names.join('\n')).toContain(name)
    expect(failed).toEqual(expect.arrayContaining(['broken', 'thrown', 'number', 'host']))
  })
})
