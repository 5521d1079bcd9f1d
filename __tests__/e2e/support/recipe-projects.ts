import { SYSTEM } from './cachix-runs.ts'
import { derivation, SHELL_STDENV, shell } from './derivations.ts'

/** A flake whose outputs are Nix text, with `system` and `make` (a name and the script of a build). */
export function flakeOf(outputs: string, inputs = ''): string {
  return `{
  ${inputs}
  outputs = { self, ... }@inputs: let
    system = "${SYSTEM}";
    make = name: script: derivation { inherit name system; builder = "/bin/sh"; args = [ "-c" script ]; };
  in {
${outputs}
  };
}
`
}

/** Dev shells of the stand-in for nixpkgs: the attributes of each, by name. */
export function devShells(shells: Record<string, string>): string {
  const texts = Object.entries(shells).map(([name, it]) => `${name} = pkgs.mkShell { ${it} };`)
  return `devShells.\${system} = let pkgs = inputs.nixpkgs.legacyPackages.\${system}; in {
    ${texts.join('\n')}
  };`
}

export const nixpkgsAt = (folder: string) => `inputs.nixpkgs.url = "path:${folder}";`

/** A default.nix and a shell with a tool, both named after the project. */
export function classic(name: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    ...SHELL_STDENV,
    'default.nix': derivation(name, `echo ${name} > $out`),
    'shell.nix': shell(`tool = ${derivation(`${name}-tool`, `echo tool of ${name} > $out`)};`),
    ...more,
  }
}

/** Makes an archive `pkgs.tar.gz` of a nixpkgs with only `hello` and a marker, and says what it does. */
export const PINNED = `mkdir -p pkgs && cat > pkgs/default.nix <<'END'
{ ... }: {
  marker = "pinned";
  hello = ${derivation('hello', 'echo hello > $out')};
}
END
tar -czf pkgs.tar.gz pkgs && rm -r pkgs`

/** A flake with two packages and a check, named after the project. */
export function servers(name: string): string {
  return flakeOf(`packages.\${system} = {
    server = make "${name}-server" "echo server > $out";
    client = make "${name}-client" "echo client > $out";
  };
  checks.\${system}.unit = make "${name}-unit" "echo unit > $out";`)
}
