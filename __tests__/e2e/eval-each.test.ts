import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IN_LITTLE_MEMORY, LARGE } from './support/large-flake.ts'
import {
  NEWEST,
  type ReportedCheck,
  type ReportedStep,
  type Scene,
  scene,
} from './support/scene.ts'

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
  'app-outside-the-store': `apps = each (system: { default = { type = "app"; program = "/bin/sh"; }; });`,
  'overlay-with-other-names': `overlays.default = one: two: { };`,
  'module-is-a-number': `nixosModules.default = 3;`,
  'module-is-closed': `nixosModules.default = { config }: { };`,
  'configuration-throws': `nixosConfigurations.host = throw "no machine";`,
  'template-lacks-path': `templates.default = { description = "a template"; };`,
  'formatter-throws': `formatter = each (system: throw "no formatter");`,
  'job-at-the-top': `hydraJobs = make (builtins.head systems) "job" "exit 1";`,
  'unknown-throws': `strange = throw "forced";`,
  'outputs-throw': `checks = { }; \${throw "no outputs"} = 1;`,
  'odd-system': `packages."no system".one = make "x86_64-linux" "one" "exit 1";`,
  'other-system-throws': `checks.riscv64-linux.one = throw "elsewhere"; packages.riscv64-linux = throw "elsewhere";`,
  'import-of-a-build': `checks = each (system: {
      one = make system (import (make system "name" "echo '\\"one\\"' > $out")) "echo 1 > $out"; });`,
  'import-in-a-job': `hydraJobs.one = let system = builtins.head systems; in
      make system (import (make system "name" "echo '\\"one\\"' > $out")) "echo 1 > $out";`,
  'import-not-allowed': `checks = each (system: {
      one = make system (import (make system "name" "echo '\\"one\\"' > $out")) "echo 1 > $out"; });`,
  'input-elsewhere': `checks = each (system: { one = inputs.dep.checks.\${system}.one; }); packages = inputs.dep.packages or 1;`,
  'import-of-a-failure': `checks = each (system: { one = make system (import (make system "name" "exit 1")) "echo 1 > $out"; });`,
}

/** More of a flake before its outputs. */
const HEADS: Record<string, string> = {
  'import-not-allowed': 'nixConfig.allow-import-from-derivation = false;',
  'input-elsewhere': 'inputs.dep.url = "path:/not-there";',
}

const flake = (name: string, outputs: string) => `{
  ${HEADS[name] ?? ''}
  outputs = { self, ... }@inputs:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      each = f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) systems);
      make = system: name: script: derivation { inherit name system; builder = "/bin/sh"; args = [ "-c" script ]; };
    in rec {
      ${outputs}
    };
}
`

/** Names of attributes may hold anything. */
const ODD_NAME = `checks = each (system: { "a\\rb" = make system "one" "exit 3"; two = make system "two" "echo 2 > $out"; });`
const ODD: [path: string, text: string] = ['odd-name/flake.nix', flake('odd-name', ODD_NAME)]

/** What is checked: flakes by their names, some with options of the step. */
const stepsOf = (workspace: string): [flake: string, options: string][] => [
  ...Object.keys(OUTPUTS).map((name): [string, string] => [`./${name}`, '']),
  ['./other-system-throws', 'all-systems: true'],
  [`path:${workspace}/check-throws`, ''],
  ['./import-not-allowed', 'args: --accept-flake-config'],
  ['./input-elsewhere', `args: --override-input dep git+file://${workspace}?dir=good`],
]

/** What the steps say of a flake: which checks there are, what became of each, where it is repaired. */
function verdict({ status, checks = [], error }: ReportedStep) {
  // What fails for the same reason as another is told there.
  const errorOf = ({ error, sameAs }: ReportedCheck) =>
    error ?? checks.find(({ name }) => name === sameAs)?.error
  return {
    status,
    place: [error?.file, error?.line],
    checks: Object.fromEntries(
      checks.map(check => [
        check.name,
        // The first to build it has built it.
        [
          check.status.replace('built', 'cached'),
          check.drv,
          errorOf(check)?.file,
          errorOf(check)?.line,
        ],
      ]),
    ),
  }
}

describe.each(['2.8', '2.26', NEWEST])('eval: each, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const flakes = Object.entries(OUTPUTS).map(([name, outputs]) => [
      `${name}/flake.nix`,
      flake(name, outputs),
    ])
    stage = await scene({
      line,
      project: Object.fromEntries([...flakes, ODD]),
      inputs: { 'nix-path': '' },
    })
    await stage.sh('echo "# not committed" >> of-itself/flake.nix')
  })
  afterAll(() => stage?.stop())

  const use = async (steps: string, workers = '1') => {
    const { report, log } = await stage.use(steps, { 'eval-workers': workers })
    const verdicts = new Map((report?.steps ?? []).map(it => [it.name, verdict(it)]))
    return { verdicts, lines: log.join('\n'), system: report?.nix?.system ?? '' }
  }

  it('loses no check of an odd name', async () => {
    const { report } = await stage.use('- flake-check: ./odd-name\n  eval: each')
    const [step] = report?.steps ?? []
    expect(step).toMatchObject({ status: 'failure', checks: expect.anything() })
    const statuses = new Map(step?.checks?.map(({ name, status }) => [name.slice(-3), status]))
    expect(statuses.get('two')).toBe('built')
    expect(step?.checks?.filter(({ status }) => status !== 'built')).not.toHaveLength(0)
  })

  it('says of every flake what one process says', async () => {
    const all = (how: string) =>
      stepsOf(stage.workspace)
        .map(([flake, options]) =>
          [
            `- flake-check: ${flake}`,
            `  name: "${flake} ${options}"`,
            `  eval: ${how}`,
            `  ${options}`,
          ].join('\n'),
        )
        .join('\n')
    const each = await use(all('each'))
    const whole = await use(all('whole'))
    const shares = await use(all('whole'), '2')
    expect(Object.fromEntries(shares.verdicts)).toEqual(Object.fromEntries(whole.verdicts))
    const asAWhole = [...each.lines.matchAll(/(\.\/\S+) *: eval: each is not possible/g)].map(
      it => it[1],
    )
    expect([...new Set(asAWhole)]).toEqual(['./outputs-throw', './input-elsewhere'])
    expect(whole.verdicts.size).toBe(stepsOf('').length)
    for (const [name, other] of whole.verdicts) {
      // Old versions tell little of checks for other systems, which they look at too.
      for (const it of Object.keys(other.checks))
        if (line === '2.8' && it.startsWith('checks.') && !it.includes(`.${whole.system}.`))
          delete other.checks[it]
      const { checks = {}, ...one } = each.verdicts.get(name) ?? {}
      expect({ name, ...one, checks }).toMatchObject({ name, ...other })
      // One process does not name all that fails: an output that is no set; with old versions none but checks.
      const more = Object.keys(checks).filter(it => !(it in other.checks))
      expect(more.filter(it => checks[it]?.[0] !== 'eval-error')).toEqual([])
      if (line !== '2.8') expect(more.filter(it => it.includes('.'))).toEqual([])
    }
  }, 600_000)
})

describe.each(['2.8', NEWEST])('an evaluator that runs out of memory, Nix %s', line => {
  it('is followed by one for each attribute, with a notice', async () => {
    const project = { 'flake.nix': LARGE }
    const inputs = { 'nix-path': '', 'eval-workers': '1' }
    const stage = await scene({ line, project, inputs })
    try {
      const used = await stage.use(`- flake-check:\n  ${IN_LITTLE_MEMORY}`)
      const notice = used.annotations.find(({ title }) => title === 'Out of memory')
      expect(notice?.message).toContain('Evaluating each attribute alone now')
      expect(used.conclusion).toBe('success')
      const [step] = used.report?.steps ?? []
      expect(step?.checks?.map(({ status }) => status)).toEqual(Array(5).fill('built'))
      expect(step?.checks?.every(({ evalSeconds }) => evalSeconds > 0)).toBe(true)

      const small = IN_LITTLE_MEMORY.replace('140M', '25M')
      const failed = await stage.use(`- flake-check:\n  eval: each\n  ${small}`)
      const [check] = failed.report?.steps[0]?.checks ?? []
      expect(check).toMatchObject({ status: 'eval-error' })
      expect(check?.error?.message).toMatch(/^checks\.\S+\.large1: .*out of memory/)
    } finally {
      await stage.stop()
    }
  })
})

describe('an evaluator that runs out of memory, of a flake that cannot be taken apart', () => {
  const DEP = '/tmp/moves-on'
  const MOVE = `set -e
    export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=user.name GIT_CONFIG_VALUE_0=test
    export GIT_CONFIG_KEY_1=user.email GIT_CONFIG_VALUE_1=test@localhost
    git init -q ${DEP}
    git -C ${DEP} commit -q --allow-empty -m one
    rev=$(git -C ${DEP} rev-parse HEAD)
    git -C ${DEP} commit -q --allow-empty -m two
    dep='"type":"git","url":"file://${DEP}"'
    echo '{"nodes":{"dep":{"flake":false,"locked":{"lastModified":1,"rev":"'$rev'",'$dep'},"original":{'$dep'}},"root":{"inputs":{"dep":"dep"}}},"root":"root","version":7}' > flake.lock
    git add flake.lock`

  it('leaves no check without a word, and tells none of them cached', async () => {
    const flake = LARGE.replace(
      'outputs = { self }',
      `inputs.dep = { url = "git+file://${DEP}"; flake = false; };\n  outputs = { self, dep }`,
    )
    const stage = await scene({ project: { 'flake.nix': flake }, inputs: { 'nix-path': '' } })
    try {
      await stage.sh(MOVE)
      const used = await stage.use(
        `- flake-check:\n  args: --recreate-lock-file\n  ${IN_LITTLE_MEMORY}`,
      )
      expect(used.conclusion).toBe('failure')
      const notice = used.annotations.find(({ title }) => title === 'Out of memory')
      expect(notice?.message).toMatch(
        /^flake-check: Nix ran out of memory .* eval: each is not possible for this flake: with these args Nix reads it differently as an input/,
      )
      const checks = used.report?.steps[0]?.checks ?? []
      const statuses = checks.map(({ status, reason }) => reason ?? status)
      const died = statuses.indexOf('eval-error')
      expect(died).toBeGreaterThan(0)
      expect(statuses).toEqual(
        Array.from({ length: 5 }, (_, at) => {
          if (at === died) return 'eval-error'
          return at < died ? 'not built and not in any cache' : 'Nix stopped before evaluating it'
        }),
      )
    } finally {
      await stage.stop()
    }
  })
})
