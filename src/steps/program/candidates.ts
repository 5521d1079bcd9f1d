import { pathPrefix } from '../../nix/attribute.ts'
import type { Nix } from '../../nix/nix.ts'
import { isAtLeast } from '../../nix/version.ts'

/** An attribute that may be the program of a step. */
export interface Candidate {
  /** As it is passed to Nix; empty for the value of a whole file. */
  readonly installable: string
  readonly attribute: string
}

/** Older versions know no attribute paths that start with a dot. */
const DOTTED_PATHS_SINCE = '2.19'

type Target = Pick<Nix, 'version' | 'system'>

/** Where `nix run` looks for an installable of a flake, in order. (run.cc, installable-flake.cc) Pure. */
export function appCandidates(installable: string, nix: Target): Candidate[] {
  const at = installable.indexOf('#')
  const flake = (at < 0 ? installable : installable.slice(0, at)) || '.'
  const fragment = at < 0 ? '' : installable.slice(at + 1).replace(/\^[^^]*$/, '')
  if (fragment.startsWith('.') && isAtLeast(nix.version, DOTTED_PATHS_SINCE))
    return [candidate(flake, fragment.slice(1), nix)]
  const paths = attributePaths(fragment, nix.system, 'apps', 'defaultApp')
  return paths.map(attribute => candidate(flake, attribute, nix))
}

/**
 * The attribute paths where Nix looks for an installable, in order. (installables.cc, develop.cc) Pure.
 * @param output where it looks first, before packages
 * @param old the name of the default of that output before Nix 2.7
 */
export function attributePaths(
  fragment: string,
  system: string,
  output: string,
  old: string,
): string[] {
  return fragment === ''
    ? [
        `${output}.${system}.default`,
        `${old}.${system}`,
        `packages.${system}.default`,
        `defaultPackage.${system}`,
      ]
    : [
        `${output}.${system}.${fragment}`,
        `packages.${system}.${fragment}`,
        `legacyPackages.${system}.${fragment}`,
        fragment,
      ]
}

/** Where `nix fmt` looks for the formatter. Pure. */
export function formatterCandidate(nix: Target): Candidate {
  return candidate('.', `formatter.${nix.system}`, nix)
}

function candidate(flake: string, attribute: string, nix: Target): Candidate {
  return { installable: `${flake}#${pathPrefix(nix)}${attribute}`, attribute }
}

/** Older versions expect a derivation at `defaultApp`. */
const DEFAULT_APP_SINCE = '2.12'

/** The type that Nix requires of an attribute. (app.cc) Pure. */
export function requiredType(attribute: string, { version }: Pick<Nix, 'version'>): string {
  const [output = ''] = attribute.split('.')
  const isApp =
    output === 'apps' || (output === 'defaultApp' && isAtLeast(version, DEFAULT_APP_SINCE))
  return isApp ? 'app' : 'derivation'
}

/** What an attribute says about its program. */
export interface FoundProgram {
  readonly type: string | null
  /** Null if an app has none. */
  readonly program?: string | null
  /** What the program's path depends on, as `builtins.getContext` returns it. */
  readonly context?: Readonly<
    Record<string, { readonly outputs?: readonly string[]; readonly allOutputs?: boolean }>
  >
  /** The attribute that names the program of a package. */
  readonly from?: string
}

/** Nix function from an attribute to {@link FoundProgram}. */
export const FIND_PROGRAM = `it:
  let
    type = if builtins.isAttrs it then it.type or null else null;
    app =
      let program = it.program or null; in
      if builtins.isString program then { inherit type program; context = builtins.getContext program; }
      else { inherit type; program = if builtins.typeOf program == "path" then toString program else null; };
    package =
      let
        from = if it ? meta.mainProgram then "meta.mainProgram" else if it ? pname then "pname" else "name";
        main = it.meta.mainProgram or it.pname or (builtins.parseDrvName it.name).name;
        program = "\${it.outPath}/bin/\${main}";
      in
      { inherit type from program; context = builtins.seq it.drvPath (builtins.getContext program); };
  in
  if type == "app" then app
  else if type == "derivation" then package
  else { type = if builtins.isString type then type else null; }`

/** The paths that `nix-store --realise` has to build for a program. Pure. */
export function realisedPaths({ context = {} }: FoundProgram): string[] {
  return Object.entries(context).map(([path, { outputs }]) =>
    outputs ? `${path}!${outputs.join(',')}` : path,
  )
}
