import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NEWEST, type ReportedStep, type Scene, scene } from './scene.ts'

/** Outputs by the name of their flake, as Nix text; `each` makes a set for the systems of this machine. */
const OUTPUTS: Record<string, string> = {
  good: `
    checks = each (system: { one = make system "one" "echo 1 > $out"; "two.2" = make system "two" "echo 2 > $out"; });
    packages = each (system: { default = make system "default" "exit 1"; });
    devShells = packages;
    apps = each (system: { default = { type = "app"; program = "\${make system "app" "exit 1"}/bin/app"; }; });
    overlays.default = final: prev: { };
    nixosModules.default = { config, ... }: { };
    templates.default = { path = ./.; description = "a template"; };
    formatter = each (system: make system "formatter" "exit 1");
    legacyPackages = each (system: { broken = throw "not looked at"; });
    hydraJobs.deep.er = make (builtins.head systems) "job" "exit 1";
    lib.broken = throw "not looked at";
    strange = 1;`,
  'of-itself': `checks = each (system: {
      one = make system "one" "echo \${builtins.toJSON (removeAttrs self.sourceInfo [ "outPath" ])} \${self} > $out"; });`,
  'check-fails': `checks = each (system: { one = make system "one" "echo no; exit 3"; two = make system "two" "echo 2 > $out"; });`,
  'check-throws': `checks = each (system: { one = throw "nothing here"; two = make system "two" "echo 2 > $out"; });`,
  'check-is-a-number': `checks = each (system: { one = 3; });`,
  'check-is-a-fake': `checks = each (system: { one = { type = "derivation"; name = "fake"; }; });`,
  'checks-are-a-number': `checks = 3;`,
  'checks-of-system-throw': `checks = each (system: throw "no checks");`,
  'package-throws': `packages = each (system: { one = throw "no package"; two = make system "two" "exit 1"; });`,
  'shell-throws': `devShells = each (system: { default = throw "no shell"; });`,
  'app-lacks-type': `apps = each (system: { default = { program = "x"; }; });`,
  'app-outside-the-store': `apps = each (system: { default = { type = "app"; program = "/bin/sh"; }; });`,
  'overlay-is-a-number': `overlays.default = 3;`,
  'overlay-with-other-names': `overlays.default = one: two: { };`,
  'old-overlay-is-a-number': `overlay = 3;`,
  'module-is-a-number': `nixosModules.default = 3;`,
  'module-is-closed': `nixosModules.default = { config }: { };`,
  'configuration-throws': `nixosConfigurations.host = throw "no machine"; nixosConfigurations.other = { };`,
  'template-lacks-path': `templates.default = { description = "a template"; };`,
  'formatter-throws': `formatter = each (system: throw "no formatter");`,
  'job-throws': `hydraJobs.deep.er = throw "no job";`,
  'job-at-the-top': `hydraJobs = make (builtins.head systems) "job" "exit 1";`,
  'unknown-throws': `strange = throw "forced";`,
  'outputs-throw': `checks = { }; \${throw "no outputs"} = 1;`,
  'odd-system': `packages."no system".one = make "x86_64-linux" "one" "exit 1";`,
  'other-system-throws': `checks.riscv64-linux.one = throw "elsewhere"; packages.riscv64-linux = throw "elsewhere";`,
  'import-of-a-build': `checks = each (system: {
      one = make system (import (make system "name" "echo '\\"one\\"' > $out")) "echo 1 > $out"; });
    hydraJobs = builtins.mapAttrs (_: set: set.one) checks;`,
  'import-of-a-failure': `checks = each (system: { one = make system (import (make system "name" "exit 1")) "echo 1 > $out"; });`,
}

const NAMES = Object.keys(OUTPUTS)

const flake = (outputs: string) => `{
  outputs = { self }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      each = f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) systems);
      make = system: name: script: derivation { inherit name system; builder = "/bin/sh"; args = [ "-c" script ]; };
    in rec {
      ${outputs}
    };
}
`

const step = (name: string, options: string) => `- flake-check: ./${name}\n  ${options}\n`
/** What the steps say of a flake: which checks there are, what became of each, where it is repaired. */
function verdict({ status, checks = [], error }: ReportedStep) {
  return {
    status,
    place: [error?.file, error?.line],
    checks: Object.fromEntries(
      checks.map(check => [
        check.name,
        // The first to build it has built it.
        [check.status.replace('built', 'cached'), check.drv, check.error?.file, check.error?.line],
      ]),
    ),
  }
}

describe.each(['2.8', '2.26', NEWEST])('eval: each, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const flakes = NAMES.map(name => [`${name}/flake.nix`, flake(OUTPUTS[name] ?? '')])
    stage = await scene({ line, project: Object.fromEntries(flakes), inputs: { 'nix-path': '' } })
    await stage.sh('echo "# not committed" >> of-itself/flake.nix')
  })
  afterAll(() => stage?.stop())

  const verdicts = async (steps: string): Promise<Record<string, ReturnType<typeof verdict>>> => {
    const { report, log } = await stage.use(steps)
    if (process.env.DEBUG_LOG) console.log(log.join('\n'))
    return Object.fromEntries((report?.steps ?? []).map(it => [it.name, verdict(it)]))
  }

  it('says of every flake what one process says', async () => {
    const all = (options: string) => NAMES.map(name => step(name, options)).join('')
    const each = await verdicts(all('eval: each'))
    const whole = await verdicts(all('eval: whole'))
    expect(each).toEqual(whole)
  })
})
