import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const HOOK = `
  echo "the hook runs for $GREETING"
  greet() { echo "greet: $1"; }
  trap 'echo "the trap of the hook ran"' EXIT
`

const PROJECT = {
  ...SHELL_STDENV,
  'shell.nix': `{ greeting ? "hello", inNixShell ? false }:
builtins.trace "evaluated for \${greeting}, inNixShell \${builtins.toJSON inNixShell}" (
  ${shell(`
  GREETING = greeting;
  needed = derivation {
    name = "needed";
    inherit greeting;
    system = builtins.currentSystem;
    builder = "/bin/sh";
    args = [ "-c" "echo building what is needed for $greeting; echo > $out" ];
  };
  shellHook = ''${HOOK}'';
  `)})
`,
  'bashless/default.nix': '{ }: { }',
  'tools/bin/grep': '#!/bin/sh\necho "the grep of the shell"\n',
  'with-tools/setup': `export PATH=$tools/bin:$PATH\n${SHELL_STDENV['stdenv/setup']}`,
  'tools.nix': shell('tools = ./tools; shellHook = "grep";', './with-tools'),
  'other.nix': shell('GREETING = "another";'),
  'sub/shell.nix': shell('GREETING = "from below";', '../stdenv'),
  'sub/deeper/default.nix': shell('GREETING = "of default.nix";', '../../stdenv'),
}

const count = (log: string[], text: string) => log.filter(line => line.includes(text)).length

describe.each(['2.8', NEWEST])('nix-shell steps, Nix %s', line => {
  let stage: Scene

  beforeAll(async () => {
    const env = { OUTER: 'outer', KEPT: 'kept', TMPDIR: '/tmp' }
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' }, job: { env } })
    const first = await stage.use('none')
    expect(first.conclusion).toBe('success')
  })
  afterAll(() => stage?.stop())

  it('evaluate and build an environment once for the steps that share it, and enter for each', async () => {
    const main = await stage.use(`
- nix-shell: echo first
- nix-shell: echo second
- nix-shell: echo third
  args: --argstr greeting bye
`)
    expect(main.conclusion).toBe('success')
    expect(count(main.log, 'evaluated for hello, inNixShell true')).toBe(1)
    expect(count(main.log, 'needed> building what is needed for hello')).toBe(1)
    expect(count(main.log, 'the hook runs for hello')).toBe(2)
    expect(count(main.log, 'evaluated for bye')).toBe(1)
    expect(count(main.log, 'the hook runs for bye')).toBe(1)
    expect(count(main.log, 'Reusing the environment of step "nix-shell: echo first"')).toBe(1)
    const inOrder = main.log.filter(text => /^(first|second|third|the .* of the hook)/.test(text))
    const trap = 'the trap of the hook ran'
    expect(inOrder).toEqual(['first', trap, 'second', trap, 'third', trap])
  })

  it('run a command exactly as nix-shell --run does', async () => {
    const commands = [
      'greet world',
      'false; echo "goes on, $?"',
      'exit 7',
      'trap -p EXIT; set -o | grep -E "errexit|pipefail"; shopt | grep -E "login|expand_al"',
      'echo "$IN_NIX_SHELL $GREETING $OUTER $name $(basename $0) $#"; [[ $- == *i* ]] && echo interactive',
      'cd / && pwd; cat',
      'kill -TERM $$; sleep 5',
    ]
    const by = (command: string) =>
      `code=0; nix-shell --run ${quote(command)} </dev/null 2>&1 || code=$?; echo "code $code"`
    const plain = await stage.job.run(commands.map(by).join('\necho "next one"\n'))
    const byHand = plain.log
      .join('\n')
      .split('\nnext one\n')
      .map(text => entered(text.split('\n')))
    const steps = commands.map(command => `- nix-shell: ${JSON.stringify(command)}\n`)
    const main = await stage.use(steps.join(''))
    const [, ...groups] = main.groups
    for (const [index, command] of commands.entries()) {
      const { exitCode, error } = main.report?.steps[index] ?? {}
      // bash tells of a signal by 128 + its number, we by its name.
      const code = exitCode ?? (error?.message.includes('SIGTERM') ? 143 : undefined)
      const own = [...entered(groups[index]?.lines ?? []), `code ${code}`]
      expect(own, command).toEqual(byHand[index])
    }
  })

  it('end a command of several lines at the first line that fails', async () => {
    const main = await stage.use(`
- nix-shell: |
    greet once
    false | cat
    greet never
`)
    expect(main.report?.steps).toMatchObject([{ status: 'failure', exitCode: 1 }])
    expect(main.log).toContain('greet: once')
    expect(main.log).not.toContain('greet: never')
    expect(main.log).toContain('the trap of the hook ran')
  })

  it('enter without a command too', async () => {
    const main = await stage.use('- nix-shell')
    expect(main.report?.steps).toMatchObject([{ name: 'nix-shell', status: 'success' }])
    expect(count(main.log, 'the hook runs for hello')).toBe(1)
  })

  it('take shell, args as a list or a text, and working-directory; default.nix where there is no shell.nix', async () => {
    const main = await stage.use(`
- nix-shell: echo "1 $GREETING"
  shell: other.nix
- nix-shell: echo "2 $GREETING"
  args: [--argstr, greeting, good day]
- nix-shell: echo "3 $GREETING"
  args: --argstr greeting 'good day'
- nix-shell: echo "4 $GREETING in \${PWD##*/}"
  working-directory: sub
- nix-shell: echo "5 $GREETING in \${PWD##*/}"
  working-directory: sub/deeper
`)
    expect(main.conclusion).toBe('success')
    expect(main.log.filter(text => /^\d /.test(text))).toEqual([
      '1 another',
      '2 good day',
      '3 good day',
      '4 from below in sub',
      '5 of default.nix in deeper',
    ])
    // The second and the third are the same environment.
    expect(count(main.log, 'evaluated for good day')).toBe(1)
  })

  it('keep of the environment in a pure shell what keep and env name', async () => {
    const print = 'echo "$1 [$OUTER] [$KEPT] [$GIVEN] [$IN_NIX_SHELL]"'
    const main = await stage.use(`
- nix-shell: set -- pure; ${print}
  pure: true
  keep: KEPT
  env: { GIVEN: given }
- nix-shell: set -- impure; ${print}
  env: { GIVEN: 17 }
`)
    expect(main.conclusion).toBe('success')
    expect(main.log).toContain('pure [] [kept] [given] [pure]')
    expect(main.log).toContain('impure [outer] [kept] [17] [impure]')
  })

  it('get a bash without <nixpkgs>, and nothing scary is said', async () => {
    const main = await stage.use(
      '- nix-shell: echo "bash $BASH_VERSINFO of $(dirname $(realpath $BASH))"',
    )
    expect(main.log.join('\n')).toMatch(/^bash [5-9] of (\/usr)?\/bin$/m)
    expect(main.log.join('\n')).not.toMatch(/error|warning|nixpkgs/i)
  })

  it('find the tools of their shell before those of the machine, without <nixpkgs> too', async () => {
    const main = await stage.use(`
- nix-shell: grep; type -P grep
  shell: tools.nix
- nix-shell: grep; type -P grep
  shell: tools.nix
  pure: true
`)
    expect(main.conclusion, main.raw).toBe('success')
    expect(count(main.log, 'the grep of the shell')).toBe(4)
    expect(count(main.log, '-tools/bin/grep')).toBe(2)
  })

  it('get the bash of <nixpkgs> where there is one', async () => {
    const nixPath = `nixpkgs=${stage.standIn}`
    const main = await stage.use('- nix-shell: echo "bash of $BASH, $NIX_BUILD_SHELL"', {
      'nix-path': nixPath,
    })
    expect(main.log.join('\n')).toMatch(/^bash of \/nix\/store\/[^ ]*\/bin\/bash, $/m)
    const broken = await stage.use('- nix-shell: echo "bash of $(dirname $(realpath $BASH))"', {
      'nix-path': 'nixpkgs=./bashless',
    })
    expect(broken.conclusion).toBe('success')
    expect(broken.log.join('\n')).toMatch(/bash of <nixpkgs> is not available/)
    expect(broken.log.join('\n')).toMatch(/^bash of (\/usr)?\/bin$/m)
  })

  it('say where the shell does not evaluate, and do not run the command', async () => {
    const main = await stage.use(`
- nix-shell: echo never
  shell: missing.nix
- nix-shell: echo never
  shell: missing.nix
`)
    expect(main.report?.steps.map(({ status }) => status)).toEqual(['failure', 'failure'])
    expect(main.log).not.toContain('never')
    expect(main.log.join('\n')).toMatch(/Reusing the environment of step .*, which failed/)
    const [error, ...others] = main.annotations.filter(({ kind }) => kind === 'error')
    expect(others).toEqual([])
    const [first, second] = main.report?.steps ?? []
    expect(error?.message).toContain(`Also in ${second?.name}.`)
    const [reason] = first?.error?.message.split('\n') ?? []
    expect(second?.error?.message).toBe(`same as nix-shell: echo never: ${reason}`)
    expect(error?.message).toContain('missing.nix')
    // The runner's log has no titles, so each stands on the line before.
    for (const { kind, title, message } of main.annotations) {
      const at = main.log.indexOf(`##[${kind}]${message.split('\n')[0]}`)
      expect(main.log[at - 1]).toBe(title)
    }
    expect(error?.message).toContain('Reproduce: nix-shell missing.nix --run')
  })
})

/** The lines from the hook on, without what bash says of a signal and the fence after them. */
function entered(log: string[]): string[] {
  const from = log.findIndex(text => text.includes('the hook runs'))
  expect(from).toBeGreaterThanOrEqual(0)
  const end = log.findIndex((text, index) => index > from && /^::.*::$/.test(text))
  return log.slice(from, end < 0 ? undefined : end).filter(text => !/Terminated/.test(text))
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
