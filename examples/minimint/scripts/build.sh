#!/usr/bin/env bash
# Compiles everything: scripts/build.sh OUT
# Puts mintd, mint-cli and unit-tests into the folder OUT. The compiler is $CC, else cc; flags go into $CFLAGS.
set -euo pipefail

out=${1:?usage: scripts/build.sh OUT}
cc=${CC:-cc}
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/.."

compile() {
  local program=$1
  shift
  # $cc and $CFLAGS may be several words.
  # shellcheck disable=SC2086
  $cc -std=c11 -Wall ${CFLAGS:-} -o "$out/$program" "$@"
}

compile mintd src/mintd.c src/book.c src/federation.c src/net.c src/toy_rsa.c
compile mint-cli src/mint-cli.c src/federation.c src/net.c src/toy_rsa.c
compile unit-tests tests/unit_tests.c src/book.c src/federation.c src/toy_rsa.c
