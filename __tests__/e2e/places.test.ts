import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation } from './support/derivations.ts'
import { NEWEST, type Report, type ReportedStep, type Scene, scene } from './support/scene.ts'

const fails = (name: string) => derivation(name, 'exit 3', 'system')

const PROJECT = {
  'flake.nix': `{
  outputs = { self }:
    let
      system = "x86_64-linux";
      make = name: script: derivation {
        inherit name system;
        builder = "/bin/sh";
        args = [ "-c" script ];
      };
      fixed = script: (make "fixed" script) // { };
      inner = import ./nix/inner.nix { inherit system; };
    in
    {
      packages.\${system} = { inherit inner; };
      checks = builtins.listToAttrs [ {
        name = system;
        value = {
          aborted = import ./nix/aborted.nix { inherit system; };
          typed = import ./nix/typed.nix { inherit system; };
          huge = import ./nix/huge.nix { inherit system; };
          plain = ${fails('plain')};
          made = make "made" "exit 4";
          other = fixed "exit 5";
          inner = self.packages.\${system}.inner;
          tool = import ./nix/tool { inherit make; };
          several = import ./nix/several.nix { inherit system; };
        };
      } ];
    };
}
`,
  'nix/stop.nix': `{
  stop = why:
    abort "stopped: \${why}";
}
`,
  'nix/aborted.nix': `{ system }:
derivation {
  name = "aborted";
  inherit system;
  builder = "/bin/sh";
  args = [
    ((import ./stop.nix).stop "now")
  ];
}
`,
  'nix/typed.nix': `{ system }:
derivation {
  name = "typed";
  inherit system;
  builder = "/bin/sh";
  flags =
    builtins.concatStringsSep " " [ "a" 7 ];
}
`,
  // The trace has some megabytes.
  'nix/huge.nix': `{ system }:
let
  long = builtins.concatStringsSep " " (builtins.genList toString 200);
  down = depth:
    if depth == 0 then throw "the bottom is reached"
    else builtins.addErrorContext long (down (depth - 1));
in
derivation {
  name = down 2500;
  inherit system;
  builder = "/bin/sh";
}
`,
  'nix/inner.nix': `{ system }:
${fails('inner')}
`,
  'nix/tool/default.nix': `{ make }:
let
  pname = "tool";
in
make
  "tool-1.0"
  "exit 6"
`,
  'nix/several.nix': `{ system }:
let version = "1.0"; in
derivation {
  name = "several-\${version}";
  inherit system;
  builder = "/bin/sh";
  args = [ "-c" "exit 7" ];
}
`,
  'default.nix': `{ }: {
  several = import ./nix/several.nix { system = builtins.currentSystem; };
}
`,
  'sub/flake.nix': `{
  description = "below";
  outputs = { self }: let system = "x86_64-linux"; in {
    checks.\${system} = {
      deep = import ./deep.nix;
      broken = ${fails('broken')};
    };
    packages.\${system}.x = import ./x.nix { inherit system; };
    devShells.\${system}.y = throw "no shell";
  };
}
`,
  'sub/deep.nix': `let
  none = { };
in
none.value
`,
  'sub/x.nix': `{ system }:
${fails('x')}
`,
  'nosystem/flake.nix': `{
  outputs = { self }: {
    checks = {
      good = ${derivation('good', 'echo > $out', '"x86_64-linux"')};
    };
  };
}
`,
  'windows.sh': '#!/bin/bash\r\necho hi\r\n',
  'test.sh': '#!/bin/sh\n\ntrue\n',
}

const STEPS = `
- flake-check
- build: .#inner
- nix-build: -A several
- flake-check: ./sub
- flake-check: .?dir=sub
- flake-check: path:./sub
- build: ./sub#x
- build: ./sub#nothing
- develop:
  name: develop y
  shell: ./sub#y
- flake-check: ./nosystem
- run: ./windows.sh
- run: |
    ./test.sh
    if true; then
    ./test.sh )
  name: unparsed
`

const lineOf = (file: keyof typeof PROJECT, part: string) => {
  const at = PROJECT[file].split('\n').findIndex(line => line.includes(part))
  if (at < 0) throw new Error(`${file} has no ${part}`)
  return `${file}:${at + 1}`
}

type Located = Pick<Partial<ReportedStep['error'] & object>, 'file' | 'line'>
const shown = (error: Located | undefined) =>
  error?.file === undefined ? '-' : `${error.file}:${error.line ?? ''}`

describe.each(['2.8', '2.26', NEWEST])('the place of a failure, Nix %s', line => {
  let stage: Scene
  let used: StepResult & { report: Report | undefined }
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' } })
    used = await stage.use(STEPS)
  }, 240_000)
  afterAll(() => stage?.stop())

  const step = (name: string) => used.report?.steps.find(it => it.name === name)
  const check = (name: string, of = 'flake-check') =>
    shown(step(of)?.checks?.find(it => it.name.endsWith(`.${name}`))?.error)
  const place = (name: string) => shown(step(name)?.error)

  it('of an evaluation is the innermost in the repository, however deep', () => {
    expect(check('aborted')).toBe(lineOf('nix/stop.nix', 'abort "'))
    expect(check('typed')).toBe(lineOf('nix/typed.nix', 'concatStringsSep'))
    expect(check('huge')).toBe(lineOf('nix/huge.nix', 'throw "'))
  })

  it('of a build is where it is defined, or where a function is called that makes many', () => {
    expect(check('plain')).toBe(lineOf('flake.nix', 'plain ='))
    expect(check('made')).toBe(lineOf('flake.nix', 'made ='))
    expect(check('other')).toBe(lineOf('flake.nix', 'other ='))
    expect(check('several')).toBe(lineOf('nix/several.nix', 'name ='))
    expect(place('build: .#inner')).toBe(lineOf('nix/inner.nix', 'name ='))
    expect(place('nix-build: -A several')).toBe(lineOf('nix/several.nix', 'name ='))
  })

  it('in a flake of a folder is in that folder, however it is named', () => {
    for (const of of ['flake-check: ./sub', 'flake-check: .?dir=sub', 'flake-check: path:./sub']) {
      expect([of, check('deep', of)]).toEqual([of, lineOf('sub/deep.nix', 'none.value')])
      expect([of, check('broken', of)]).toEqual([of, lineOf('sub/flake.nix', 'broken =')])
      expect(step(of)?.error?.message).not.toContain('outside the repository')
    }
    expect(place('build: ./sub#x')).toBe(lineOf('sub/x.nix', 'name ='))
    expect(place('build: ./sub#nothing')).toBe(lineOf('sub/flake.nix', 'packages.'))
    expect(place('develop y')).toBe(lineOf('sub/flake.nix', 'devShells'))
  })

  it('is what the message says', () => {
    // Nix 2.8 takes the attributes of the derivation for checks.
    if (line !== '2.8')
      expect(place('flake-check: ./nosystem')).toBe(lineOf('nosystem/flake.nix', 'good ='))
  })

  it('of a command is the script that cannot run, and none where the command itself is wrong', () => {
    expect(place('run: ./windows.sh')).toBe('windows.sh:1')
    expect(step('run: ./windows.sh')?.error?.message).toContain(
      'windows.sh has Windows line endings (CRLF).',
    )
    expect(place('unparsed')).toBe('-')
    expect(step('unparsed')?.error?.message).toContain('It stopped early with a syntax error')
  })

  it('stands in a log that shows of a trace only what a reader needs', () => {
    const [group] = used.groups.filter(({ title }) => title === 'flake-check')
    const frames = (group?.lines ?? []).filter(text => text.includes('…'))
    expect(frames.length).toBeLessThan(40)
    expect(frames.join('\n')).toMatch(/frames? omitted; show them with args: --show-trace/)
    expect(used.raw).toContain('the bottom is reached')
  })
})
