import { nixString } from '../../../src/nix/attribute.ts'
import { SYSTEM } from './cachix-runs.ts'
import { random } from './random.ts'

/** Never the system of the machine. */
const OTHER = 'riscv64-linux'

/** Names of checks; some need quotes or escapes, some look like something else. */
const NAMES = [
  ...['lint', 'unit', 'docs', 'fmt', 'e2e', 'build', 'x_y', "prime'", 'with-dash', 'checks'],
  ...['do.t', 'sp ace', '1st', 'qu"ote', "qu'ote", `dol$\{x}lar`, 'ha#sh', 'back\\slash', '-start'],
  ...['ümlaut', '', `packages.${SYSTEM}.x`, `checks.${SYSTEM}.y`, 'per%20cent', '<b>', '*', 'a/b'],
]

/** Derivations that others need: by name as Nix text, and whether they build. */
const DEPENDENCIES = ['d0', 'd1', 'd2', 'd3'] as const

/** What flakes can use: every derivation of a flake has the seed in its name, so that none is built before. */
const head = (seed: number, dependencies: string) => `
      system = "${SYSTEM}";
      make = name: needs: script: derivation {
        inherit system;
        name = "s${seed}-\${name}";
        builder = "/bin/sh";
        args = [ "-c" "true \${toString needs}; \${script}" ];
      };
      good = name: needs: make name needs "echo \${name} > $out";
      bad = name: needs: make name needs "echo \${name} says no; exit 3";
      text = name: text: import (make name [ ] "echo '\${text}' > $out");
      range = builtins.genList (it: it);
      busy = value: builtins.seq (builtins.foldl' (a: _: builtins.foldl' (b: c: b + c) a (range 1000)) 0 (range 2500)) value;
      forever = n: forever (n + 1);
      deep = n: { it = deep (n + 1); };
      ${dependencies}`

/** One of several things; more often where the number is higher. */
type Choice<T> = readonly [weight: number, thing: T]

class Dice {
  readonly #next: () => number
  constructor(seed: number) {
    this.#next = random(seed)
    // The first numbers of neighboring seeds are alike.
    for (let i = 0; i < 5; i++) this.#next()
  }

  chance(probability: number): boolean {
    return this.#next() < probability
  }

  below(limit: number): number {
    return Math.floor(this.#next() * limit)
  }

  one<T>(things: readonly [T, ...T[]]): T {
    return things[this.below(things.length)] ?? things[0]
  }

  weighted<T>(choices: readonly [Choice<T>, ...Choice<T>[]]): T {
    let at = this.#next() * choices.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, thing] of choices) {
      at -= weight
      if (at < 0) return thing
    }
    return choices[0][1]
  }

  /** Some of these, in their order. */
  some<T>(things: readonly T[], probability: number): T[] {
    return things.filter(() => this.chance(probability))
  }

  /** So many of these, none twice. */
  draw<T>(things: readonly T[], count: number): T[] {
    const left = [...things]
    return Array.from({ length: count }, () => left.splice(this.below(left.length), 1)).flat()
  }
}

/** A small flake as Nix text, the same for the same seed. */
export function randomFlake(seed: number): string {
  const dice = new Dice(seed)
  const whole = dice.weighted<string | undefined>([[90, undefined], ...BROKEN])
  if (whole !== undefined) return whole
  const isSound = dice.chance(0.35)
  const dependencies = DEPENDENCIES.map((name, at) => {
    const needs = dice.some(DEPENDENCIES.slice(0, at), 0.4).join(' ')
    const kind = isSound || dice.chance(0.7) ? 'good' : 'bad'
    return `${name} = ${kind} "${name}" [ ${needs} ];`
  })
  return `{
  outputs = { self }:
    let${head(seed, dependencies.join('\n      '))}
    in {
      ${[...checksOf(dice, isSound), ...othersOf(dice, isSound)].join('\n      ')}
    };
}
`
}

/** Flakes of which nothing evaluates. */
const BROKEN: readonly Choice<string>[] = [
  [1, '{ outputs = { self }: throw "no outputs"; }\n'],
  [1, `{ outputs = { self }: { checks = { }; $\{throw "no name"} = 1; }; }\n`],
  [1, '{ outputs = { self }: 3; }\n'],
  [1, '{ outputs = { self }: { checks = ; }; }\n'],
  [1, '{ outputs = { self }: self; }\n'],
  [1, '{ inputs.dep.url = "path:/not-there"; outputs = { self, dep }: { }; }\n'],
]

function checksOf(dice: Dice, isSound: boolean): string[] {
  const count = dice.weighted([
    [1, 0],
    [2, 1],
    [4, 3],
    [6, 5],
    [3, 8],
  ])
  const plain = dice.draw(NAMES, count).map(name => {
    const label = `c${NAMES.indexOf(name)}`
    const needs = `[ ${dice.some(DEPENDENCIES, 0.35).join(' ')} ]`
    const value = dice.weighted([
      ...goodChecks(label, needs),
      ...(isSound ? [] : badChecks(label, needs)),
    ])
    return `checks.${SYSTEM}.${nixString(name)} = ${dice.chance(0.12) ? `busy (${value})` : value};`
  })
  const elsewhere = `checks.${OTHER}.x = ${dice.one(['throw "elsewhere"', '3', 'good "x" [ ]'])};`
  const more = dice.chance(0.25) ? [elsewhere] : []
  if (isSound || dice.chance(0.85)) return [...plain, ...more]
  const odd = dice.one(['throw "none"', '3', 'd0', '[ ]', 'it: it', 'let it = it; in it'])
  return dice.one([
    [],
    ['checks = { };'],
    [`checks = ${odd};`],
    [`checks.${SYSTEM} = ${odd};`, ...more],
  ])
}

/** Values of checks, as Nix text, that pass if what they need does. */
function goodChecks(label: string, needs: string): [Choice<string>, ...Choice<string>[]] {
  return [
    [12, `good "${label}" ${needs}`],
    [2, `good "${label}" [ (good "${label}-own" ${needs}) ]`],
    [1, `good (text "${label}-text" "\\"${label}\\"") [ ]`],
    [1, `good "${label}" [ (builtins.readFile (good "${label}-text" ${needs})) ]`],
    [1, 'd0'],
    [1, 'd1'],
    [0.5, `builtins.trace "error: traced" (good "${label}" ${needs})`],
    [0.5, `good "${label}" ${needs} // { type = "something"; }`],
    [0.5, `good "${label}" [ self ]`],
    [
      0.5,
      `derivation ((good "${label}" ${needs}).drvAttrs // { outputs = [ "out" "doc" ]; args = [ "-c" "echo > $out; echo > $doc" ]; })`,
    ],
  ]
}

/** Values of checks, as Nix text, of which most do not pass. */
function badChecks(label: string, needs: string): Choice<string>[] {
  const like = (more: string) => `derivation ((good "${label}" ${needs}).drvAttrs // { ${more} })`
  return [
    [7, `bad "${label}" ${needs}`],
    [1, `make "${label}" ${needs} "true"`],
    ...UNEVALUATED.map(text => [0.5, text] as const),
    [0.1, 'builtins.deepSeq (deep 0) d0'],
    [1, `good (text "${label}-text" "throw \\"imported\\"") [ ]`],
    [1, `good (import (bad "${label}-text" [ ])) [ ]`],
    ...BARE.map(text => [0.4, text] as const),
    [0.5, like(`system = "${OTHER}";`)],
    [0.5, like('name = ".odd";')],
    [0.5, like(`outputHash = "${'0'.repeat(52)}"; outputHashAlgo = "sha256";`)],
    [0.5, `self.packages.${SYSTEM}.default`],
  ]
}

/** Values that do not evaluate. */
const UNEVALUATED = [
  'throw "thrown"',
  'abort "aborted"',
  'assert false; d0',
  'd0 + 1',
  'self.nothing',
  '({ it }: it) { }',
  'let it = it; in it',
  'forever 0',
  `throw "while checking the derivation 'checks.x.y'"`,
  '{ type = "derivation"; name = "odd"; drvPath = throw "no path"; }',
  'import ./not-there.nix',
] as const

/** Values that are no derivation. */
const BARE = [
  '3',
  '"text"',
  'null',
  '[ d0 ]',
  '{ nested = d0; }',
  'it: it',
  '{ type = "derivation"; name = "fake"; }',
] as const

/** What else a flake may have: good and bad as Nix text. */
const OTHERS: Readonly<Record<string, { good: readonly string[]; bad: readonly string[] }>> = {
  [`packages.${SYSTEM}.default`]: {
    good: ['d0', 'good "p" [ ]'],
    bad: ['throw "no package"', '3'],
  },
  [`packages.${SYSTEM}."1 p.q"`]: {
    good: ['bad "q" [ ]'],
    bad: ['self.nothing', 'abort "aborted"'],
  },
  [`packages.${SYSTEM}.x`]: { good: ['d1'], bad: ['let it = it; in it'] },
  [`packages.${OTHER}.x`]: { good: ['d1', 'throw "elsewhere"'], bad: [] },
  'packages."no system".x': { good: [], bad: ['d0'] },
  [`devShells.${SYSTEM}.default`]: { good: ['d2'], bad: ['throw "no shell"'] },
  [`apps.${SYSTEM}.default`]: {
    good: [`{ type = "app"; program = "$\{d0}/bin/x"; }`],
    bad: ['throw "no app"', '{ type = "app"; program = "/bin/sh"; }', '{ type = "app"; }', '3'],
  },
  'overlays.default': {
    good: ['final: prev: { }'],
    bad: ['one: two: { }', '3', 'throw "no overlay"'],
  },
  'nixosModules.default': {
    good: ['{ config, ... }: { }', '{ }'],
    bad: ['3', 'throw "no module"', '{ config }: { }'],
  },
  'nixosConfigurations.host': { good: [], bad: ['throw "no machine"', '{ }'] },
  'templates.default': {
    good: ['{ path = ./.; description = "a template"; }'],
    bad: ['{ description = "no path"; }', 'throw "no template"'],
  },
  [`formatter.${SYSTEM}`]: { good: ['d3'], bad: ['throw "no formatter"', '3'] },
  'hydraJobs.one': { good: ['d0', '{ two = d1; }'], bad: ['throw "no job"', '{ two = 3; }'] },
  hydraJobs: { good: [], bad: ['d0', '3'] },
  [`defaultPackage.${SYSTEM}`]: { good: ['d0'], bad: ['throw "no default package"'] },
  [`legacyPackages.${SYSTEM}`]: {
    good: ['throw "not looked at"', '{ x = throw "neither"; }'],
    bad: [],
  },
  strange: { good: ['1', '{ it = throw "not forced"; }'], bad: ['throw "forced"'] },
  'lib.broken': { good: ['throw "not looked at"'], bad: [] },
}

function othersOf(dice: Dice, isSound: boolean): string[] {
  const hasBad = !isSound && dice.chance(0.5)
  const some = dice.some(Object.entries(OTHERS), 0.25)
  const hasJob = some.some(([path]) => path.startsWith('hydraJobs.'))
  return some.flatMap(([path, { good, bad }]) => {
    const values = [...good, ...(hasBad ? bad : [])]
    const value = values[dice.below(values.length)]
    const isTwice = path === 'hydraJobs' && hasJob
    return value === undefined || isTwice ? [] : `${path} = ${value};`
  })
}
