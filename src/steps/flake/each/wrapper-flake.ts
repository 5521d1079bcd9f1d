import { nixString } from '../../../nix/attribute.ts'

/** The name of the input that a wrapper flake takes its outputs from. */
export const ORIGINAL = 'original'

/** A flake as an input of another. */
export interface Original {
  /** A flake reference as a URL. */
  readonly url: string
  /** The literals of its `nixConfig`, which counts only in the flake that Nix is called for. */
  readonly nixConfig: Readonly<Record<string, unknown>>
}

/** A part of the outputs, which one `nix flake check` checks alone. */
export interface FlakePart {
  /** Attribute path from the outputs, at least one name. */
  readonly path: readonly string[]
  /** Attributes of the output that are parts of their own. */
  readonly without: readonly string[]
}

/** A check that evaluated. */
export interface EvaluatedCheck {
  readonly system: string
  readonly name: string
  /** Its derivation's path in the store. */
  readonly derivation: string
}

/**
 * A flake whose outputs are one part of another flake's; the attribute keeps its position in the original file. A check is
 * passed as a package, which Nix checks in the same way but does not build.
 */
export function partFlake(original: Original, { path, without }: FlakePart): string {
  const part = `only ${nixList(path)} ${ORIGINAL}.outputs`
  const cut = `builtins.mapAttrs (_: set: builtins.removeAttrs set ${nixList(without)}) (${part})`
  const outputs = without.length > 0 ? cut : part
  return flake(
    original,
    `let
      only = path: set:
        let
          one = builtins.intersectAttrs { \${builtins.head path} = null; } set;
          rest = builtins.tail path;
        in if rest == [ ] then one else builtins.mapAttrs (_: only rest) one;
    in ${isSingleCheck(path) ? `{ packages = (${outputs}).checks; }` : outputs}`,
  )
}

/** Whether the part is a single check. */
export function isSingleCheck(path: readonly string[]): boolean {
  return path.length === 3 && path[0] === 'checks'
}

/**
 * A flake with two outputs: `top`, the names of the outputs, and `names`, the systems or attributes of each output, or
 * null if it is checked as a whole.
 * @param systems whose attributes are wanted; undefined: all
 */
export function namesFlake(
  original: Original,
  bySystem: readonly string[],
  byName: readonly string[],
  systems: readonly string[] | undefined,
): string {
  const wanted = systems
    ? `(builtins.intersectAttrs { ${systems.map(it => `${nixString(it)} = null;`).join(' ')} } set)`
    : 'set'
  return flake(
    original,
    `let
      members = set: if builtins.isAttrs set then builtins.attrNames set else null;
      names = name: set:
        if !builtins.isAttrs set then null
        else if builtins.elem name ${nixList(bySystem)} then {
          all = builtins.attrNames set;
          systems = builtins.mapAttrs (_: members) ${wanted};
        }
        else if builtins.elem name ${nixList(byName)} && !(set ? type) then { all = builtins.attrNames set; }
        else null;
    in {
      top = builtins.attrNames ${ORIGINAL}.outputs;
      names = builtins.mapAttrs names ${ORIGINAL}.outputs;
    }`,
  )
}

/** A flake whose checks are derivations that are in the store already: Nix builds them without evaluating. */
export function buildFlake(
  nixConfig: Original['nixConfig'],
  checks: readonly EvaluatedCheck[],
): string {
  const lines = checks.map(
    ({ system, name, derivation }) =>
      `checks.${nixString(system)}.${nixString(name)} = known ${nixString(name)} ${nixString(derivation)};`,
  )
  return `{
  nixConfig = ${literal(nixConfig)};
  outputs = _:
    let
      known = name: path: {
        inherit name;
        type = "derivation";
        drvPath = builtins.appendContext path { \${path} = { allOutputs = true; }; };
      };
    in {
      ${lines.join('\n      ')}
    };
}
`
}

function flake({ url, nixConfig }: Original, outputs: string): string {
  return `{
  nixConfig = ${literal(nixConfig)};
  inputs.${ORIGINAL}.url = ${nixString(url)};
  outputs = { ${ORIGINAL}, ... }:
    ${outputs};
}
`
}

/** A value as a Nix literal; nixConfig has only what JSON has too. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(literal).join(' ')} ]`
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, one]) => `${nixString(key)} = ${literal(one)};`)
    return `{ ${pairs.join(' ')} }`
  }
  return typeof value === 'string' ? nixString(value) : String(value)
}

/** A Nix list of strings. */
export function nixList(words: readonly string[]): string {
  return `[ ${words.map(nixString).join(' ')} ]`
}
