#!/usr/bin/env bash
# Nix 2.26.3 (Debian trixie, nix-bin 2.26.3+dfsg-1), git of the machine; 2.8.0 and 2.34.8, given as argument, do the same.
#
# Expected: `nix flake check --no-build` passes where `nix flake check` does; it leaves builds out and nothing else.
# Seen: it copies no source into the store either. A flake that reads a file of a filtered source while it is evaluated (a
#   version, a lock file of another package manager) ends with "path '...-src' is not valid". After any command that
#   evaluates with writes (flake show, build --dry-run, the check itself) the same commit is green, until a garbage
#   collection.
# In CI: the cheap check in front of the builds is red on each fresh runner, and green on every developer's machine and on
#   runners that keep their store. Put `nix flake show` or `nix build --dry-run` before it.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.26.3}"
cd "$tmp"

system=$(nix-instantiate --eval -E builtins.currentSystem)
git init -q -b main flake
mkdir flake/src
printf 1.0 >flake/src/VERSION
cat >flake/flake.nix <<NIX
{
  outputs = { self }: let
    src = builtins.path { name = "src"; path = ./src; filter = path: type: baseNameOf path != "notes"; };
    version = builtins.readFile "\${src}/VERSION";
  in {
    checks.\${$system}.a = derivation {
      name = "a-\${version}";
      inherit src;
      system = $system;
      builder = "/bin/sh";
      args = [ "-c" "echo a >\$out" ];
    };
  };
}
NIX
git -C flake add .
git -C flake commit -q -m one
cd flake

try() { "$@" 2>"$tmp/said" >&2 && echo 0 || echo $?; }
sources() { find "$NIX_STORE_DIR" -maxdepth 1 -name '*-src' | wc -l; }

expect 'check --no-build, new store, exit' 1 "$(try nix flake check --no-build)"
expect '  an error of the source         ' 1 "$(grep -c "error: path '.*-src' is not valid" "$tmp/said")"
expect '  sources in the store           ' 0 "$(sources)"
expect 'build --dry-run, exit            ' 0 "$(try nix build --dry-run ".#checks.${system//\"/}.a")"
expect '  sources in the store           ' 1 "$(sources)"
expect 'check --no-build after it, exit  ' 0 "$(try nix flake check --no-build)"
nix-collect-garbage >/dev/null 2>&1
expect 'after a garbage collection, exit ' 1 "$(try nix flake check --no-build)"
expect 'flake show, exit                 ' 0 "$(try nix flake show)"
expect 'check --no-build after it, exit  ' 0 "$(try nix flake check --no-build)"
nix-collect-garbage >/dev/null 2>&1
expect 'check, exit                      ' 0 "$(try nix flake check)"
expect 'check --no-build after it, exit  ' 0 "$(try nix flake check --no-build)"
