import { describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { SYSTEM } from './support/cachix-runs.ts'
import { NEWEST, type Report, scene } from './support/scene.ts'

/** Outputs that import or copy what evaluation itself puts into the store; 30 checks, and more as Nix text. */
const flake = (checks: string, more: string) => `{
  outputs = { self }:
    let
      # Stands for what a nixpkgs costs each process that evaluates.
      slow = builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) 1000000);
      make = name: derivation {
        name = "\${name}-\${toString slow}";
        system = "${SYSTEM}";
        builder = "/bin/sh";
        args = [ "-c" "echo > $out" ];
      };
      filtered = builtins.filterSource (path: _: baseNameOf path != "notes") ./example;
      copied = builtins.path { name = "copied"; path = ./example; };
    in
    {
      checks.${SYSTEM} = builtins.listToAttrs (builtins.genList (n: {
        name = "check-\${toString n}";
        value = make "check-\${toString n}";
      }) 30) // {
        local = derivation { inherit (make "local") name system builder args; preferLocalBuild = true; };
        ${checks}
      };
      packages.${SYSTEM}.imported = make (import "\${copied}/name.nix");
      templates.default = { description = "An example"; path = filtered; };
      nixosModules.default = import (filtered + "/module.nix");
      overlays.default = import (copied + "/overlay.nix");
      ${more}
    };
}
`
const EXAMPLE = {
  'example/flake.nix': '{ outputs = _: { }; }\n',
  'example/notes': 'notes\n',
  'example/name.nix': '"imported"\n',
  'example/module.nix': '{ config, ... }: { }\n',
  'example/overlay.nix': 'final: prev: { }\n',
}
const BAD_CHECKS = `thrown = throw "no such thing";
        typed = make ("a" + 1);`
const BAD_OUTPUTS = `packages.${SYSTEM}.bad = make (import "\${copied}/bad.nix");
      templates.bad = { description = "Not there"; path = filtered + "/notes"; };`

const files = (folder: string, flake: string) =>
  Object.fromEntries(
    Object.entries({
      'flake.nix': flake,
      ...EXAMPLE,
      'example/bad.nix': 'abort "not even a name"',
    }).map(([path, text]) => [`${folder}/${path}`, text]),
  )

describe.each(['2.8', '2.26', NEWEST])('a plan with Nix %s', line => {
  it('has the verdict of the check, with its names and places', async () => {
    const project = {
      ...files('good', flake('', '')),
      ...files('bad', flake(BAD_CHECKS, BAD_OUTPUTS)),
    }
    const stage = await scene({ line, project, inputs: { 'nix-path': '' } })
    try {
      await stage.use('none')
      const use = (folder: string, plan: string) =>
        stage.use('- flake-check', { 'working-directory': folder, plan })
      const green = await use('good', 'true')
      expect(green.outputs, green.raw).toMatchObject({ result: 'success', 'needs-build': 'true' })
      expect(JSON.parse(green.outputs['to-build'] ?? '')).toHaveLength(31)
      expect(green.log.join('\n')).not.toMatch(/error|dummy|primary store/)
      expect(
        await stage.sh('ls -d /nix/store/*-check-1-* /nix/store/*-local-* | grep -v drv$; true'),
      ).toBe('')

      const red = await use('bad', 'true')
      const checked = await use('bad', 'false')
      expect(red.outputs).toMatchObject({ result: 'failure', 'needs-build': 'true' })
      expect(JSON.parse(red.outputs['to-build'] ?? '')).toHaveLength(31)
      expect(failures(red)).toEqual(failures(checked))
      expect(failures(red).map(([name]) => name)).toEqual([
        `checks.${SYSTEM}.thrown`,
        `checks.${SYSTEM}.typed`,
        `packages.${SYSTEM}.bad`,
        // 2.8 does not look whether a template's path is there.
        ...(line === '2.8' ? [] : ['templates.bad']),
      ])
    } finally {
      await stage.stop()
    }
  })
})

type Used = StepResult & { report: Report | undefined }

function failures({ report }: Used): [name: string, place: string][] {
  const bad = report?.steps[0]?.checks?.filter(({ status }) => status === 'eval-error') ?? []
  return bad
    .map(({ name, error }): [string, string] => [name, `${error?.file}:${error?.line}`])
    .toSorted()
}
