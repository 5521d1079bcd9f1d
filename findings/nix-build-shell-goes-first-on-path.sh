#!/usr/bin/env bash
# Nix 2.26.3 (Debian trixie, nix-bin 2.26.3+dfsg-1); 2.8.0 and 2.34.8, given as argument, do the same.
#
# Expected: NIX_BUILD_SHELL names the bash that nix-shell starts, and changes nothing else.
# Seen: the folder in which that bash lies comes first on PATH, before all tools of the shell's own derivation, with
#   --pure too. A program of the machine that lies beside bash is run in place of the project's.
# In CI: NIX_BUILD_SHELL=/bin/bash saves the evaluation and download of nixpkgs' bashInteractive. With it, tests run
#   with the runner's git, python and cc, green or red for reasons that no developer sees. A folder that holds nothing
#   but a link to bash does no such harm.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.26.3}"
cd "$tmp"

# A machine with bash and a linter in one folder; a project that brings its own linter.
mkdir -p machine project only-bash stdenv
ln -s "$(command -v bash)" machine/bash
ln -s "$(command -v bash)" only-bash/bash
printf '#!/bin/sh\necho of the machine\n' >machine/linter
printf '#!/bin/sh\necho of the project\n' >project/linter
chmod +x machine/linter project/linter
echo "export PATH=$tmp/project:\$PATH" >stdenv/setup
cat >shell.nix <<'NIX'
derivation { name = "shell"; system = builtins.currentSystem; builder = "/bin/sh"; stdenv = ./stdenv; }
NIX

PATH=$PATH:$tmp/machine
linter() { nix-shell "$@" --run linter 2>/dev/null; }

expect 'linter, NIX_BUILD_SHELL not set           ' 'of the project' "$(linter)"
expect 'linter, NIX_BUILD_SHELL=machine/bash      ' 'of the machine' "$(NIX_BUILD_SHELL=$tmp/machine/bash linter)"
expect 'the same with --pure                      ' 'of the machine' "$(NIX_BUILD_SHELL=$tmp/machine/bash linter --pure)"
expect 'linter, NIX_BUILD_SHELL=only-bash/bash    ' 'of the project' "$(NIX_BUILD_SHELL=$tmp/only-bash/bash linter)"
