/** A derivation as Nix text: /bin/sh, which the sandbox has, runs the script. Quotes of Nix must not be in it. */
export function derivation(
  name: string,
  script: string,
  system = 'builtins.currentSystem',
): string {
  return `derivation {
    name = "${name}";
    system = ${system};
    builder = "/bin/sh";
    args = [ "-c" ''${script}'' ];
  }`
}

/** A flake without inputs: checks by name, each the script of a build, and more outputs for a system as Nix text. */
export function flake(checks: Record<string, string>, more = ''): string {
  const attributes = Object.entries(checks).map(
    ([name, script]) => `${name} = ${derivation(name, script, 'system')};`,
  )
  return `{
  outputs = { self }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      each = f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) systems);
    in
    {
      checks = each (system: {
        ${attributes.join('\n        ')}
      });
      ${more}
    };
}
`
}

/** A shell.nix that needs no nixpkgs, beside the folder of `SHELL_STDENV`; `attributes` are Nix text. */
export function shell(attributes: string, stdenv = './stdenv'): string {
  return `derivation {
  name = "shell";
  system = builtins.currentSystem;
  builder = "/bin/sh";
  stdenv = ${stdenv};
  ${attributes}
}
`
}

/** The least that nix-shell needs of a stdenv. */
export const SHELL_STDENV = {
  'stdenv/setup': 'export PATH\nrunHook() { local -n hook=$1; eval "$hook"; }\n',
}
