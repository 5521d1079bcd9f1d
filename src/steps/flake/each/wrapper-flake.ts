import { BY_SYSTEM, nixString } from '../../../nix/attribute.ts'

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

/** How long checks took to evaluate in earlier runs. */
export interface RecordedSeconds {
  /** By {@link evaluationId}; other digests do not matter. */
  readonly seconds: ReadonlyMap<string, number>
  /** {@link beforeCheck} of the step. */
  readonly before: string
}

/** Which checks one of several processes evaluates: its part of each system's, or those of these names. */
export type Share = BalancedShare | { readonly system: string; readonly names: readonly string[] }

interface BalancedShare {
  readonly index: number
  readonly count: number
  readonly recorded: RecordedSeconds
}

/**
 * A flake whose packages are a share of another flake's checks: Nix checks packages in the same way, but does not build
 * them. Nix traces the names of the share, after a marker, as JSON: `{"system":…,"names":[…],"all":NUMBER}`.
 * @param systems whose checks are shared; undefined: all
 */
export function shareFlake(
  original: Original,
  systems: readonly string[] | undefined,
  share: Share,
  marker: string,
): string {
  const mine =
    'names' in share
      ? `builtins.filter (name: builtins.elem name ${nixList(share.names)}) all`
      : balancedNames(share)
  return flake(
    original,
    `let
      share = system: set:
        let
          attrs = builtins.tryEval (builtins.isAttrs set);
          all = if attrs.success && attrs.value then builtins.attrNames set else [ ];
          names = ${mine};
          wanted = builtins.listToAttrs (map (name: { inherit name; value = null; }) names);
          told = builtins.toJSON { inherit system names; all = builtins.length all; };
        in builtins.trace "${marker} \${told}" (if all == [ ] then { } else builtins.intersectAttrs wanted set);
      shares = checks:
        if builtins.isAttrs checks then builtins.mapAttrs share (${wantedSystems(systems, 'checks')}) else { };
    in if ${ORIGINAL}.outputs ? checks then { packages = shares ${ORIGINAL}.outputs.checks; } else { }`,
  )
}

/**
 * A Nix expression for the names of a share, from `all` names of a `system`: the longest first, each goes to the share that
 * has the least until then. What was not recorded counts as the mean of what was, so without records this is round robin.
 * Every process computes the same, so that each name is in one share, whatever was recorded.
 */
function balancedNames({ index, count, recorded }: BalancedShare): string {
  const { seconds, before } = recorded
  const weights = [...seconds].map(([id, it]) => [id, Math.ceil(it * 1000) + 1] as const)
  return `
            let
              recorded = { ${weights.map(([id, it]) => `${nixString(id)} = ${it};`).join(' ')} };
              idOf = name: builtins.substring 0 32 (builtins.hashString "sha256" (${nixString(before)} + "checks.\${system}.\${name}"));
              known = builtins.filter (weight: weight != null) (map (name: recorded.\${idOf name} or null) all);
              mean = if known == [ ] then 1 else builtins.foldl' builtins.add 0 known / builtins.length known;
              weighed = map (name: { inherit name; weight = recorded.\${idOf name} or mean; }) all;
              lighter = loads: best: at: if builtins.elemAt loads at < builtins.elemAt loads best then at else best;
              put = { loads, names }: { name, weight }:
                let
                  to = builtins.foldl' (lighter loads) 0 (builtins.genList (at: at) ${count});
                  added = at: load: if at == to then load + weight else load;
                  next = builtins.genList (at: added at (builtins.elemAt loads at)) ${count};
                  mine = if to == ${index} then names ++ [ name ] else names;
                in builtins.deepSeq next (builtins.seq mine { loads = next; names = mine; });
              empty = { loads = builtins.genList (_: 0) ${count}; names = [ ]; };
            in (builtins.foldl' put empty (builtins.sort (a: b: a.weight > b.weight) weighed)).names`
}

/**
 * A flake with everything that the shares of another flake's checks leave.
 * @param systems whose checks are shared; undefined: all
 */
export function restFlake(original: Original, systems: readonly string[] | undefined): string {
  return flake(
    original,
    `let
      emptied = _: set: if builtins.isAttrs set then { } else set;
      rest = _: checks:
        if builtins.isAttrs checks
        then checks // builtins.mapAttrs emptied (${wantedSystems(systems, 'checks')})
        else checks;
      outputs = ${ORIGINAL}.outputs;
    in outputs // builtins.mapAttrs rest (builtins.intersectAttrs { checks = null; } outputs)`,
  )
}

/** A Nix expression for the attributes of a set that are wanted systems. */
function wantedSystems(systems: readonly string[] | undefined, set: string): string {
  return systems ? nixSubset(systems, set) : set
}

/** A Nix expression for the attributes of a set that have these names. */
export function nixSubset(names: readonly string[], set: string): string {
  const wanted = names.map(name => `${nixString(name)} = null;`).join(' ')
  return `builtins.intersectAttrs { ${wanted} } ${set}`
}

/** Whether the part is a single check. */
export function isSingleCheck(path: readonly string[]): boolean {
  return path.length === 3 && path[0] === 'checks'
}

/** Outputs whose attributes can each be checked alone. */
const BY_NAME: readonly string[] = [
  'defaultPackage',
  'devShell',
  'defaultApp',
  'formatter',
  'overlays',
  'nixosModules',
  'nixosConfigurations',
  'hydraJobs',
  'templates',
]

/**
 * A flake with two outputs: `top`, the names of the outputs, and `names`, the systems or attributes of each output, or
 * null if it is checked as a whole.
 * @param systems whose attributes are wanted; undefined: all
 */
export function namesFlake(original: Original, systems: readonly string[] | undefined): string {
  return flake(
    original,
    `let
      members = set: if builtins.isAttrs set then builtins.attrNames set else null;
      names = name: set:
        if !builtins.isAttrs set then null
        else if builtins.elem name ${nixList(BY_SYSTEM)} then {
          all = builtins.attrNames set;
          systems = builtins.mapAttrs (_: members) (${wantedSystems(systems, 'set')});
        }
        else if builtins.elem name ${nixList(BY_NAME)} && !(set ? type) then { all = builtins.attrNames set; }
        else null;
    in {
      top = builtins.attrNames ${ORIGINAL}.outputs;
      names = builtins.mapAttrs names ${ORIGINAL}.outputs;
    }`,
  )
}

/**
 * A flake whose checks are derivations that are in the store already: Nix builds them without evaluating.
 * @param checks the same one may be there twice
 */
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
      ${[...new Set(lines)].join('\n      ')}
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
