#!/usr/bin/env bash
# Nix 2.26.3 (Debian trixie, nix-bin 2.26.3+dfsg-1); 2.34.8, given as argument, does the same.
#
# Expected: `nix eval` of a value that throws somewhere inside ends with an error, as with --json, as `nix-instantiate --eval
#   --strict` does, and as `nix eval` of 2.8.0 did.
# Seen: the error becomes a part of the value, "{ good = 1; late = «error: not ready»; }", on standard output, and the exit
#   is 0; standard error is empty, and no place is named. Only a value that is an error as a whole fails, so
#   that `nix eval` of the attribute itself is red.
# In CI: a step that evaluates all of a library's tests or of a configuration to see that it evaluates ("nix eval -f .") is
#   green since the update, whatever throws. With --json, or builtins.deepSeq around the value, it is red.

. "$(dirname "$0")/lib/nix.sh"
version=${1:-2.26.3}
install_nix 2.8.0
cd "$tmp"

cat >tests.nix <<'NIX'
{
  good = 1;
  late = throw "not ready";
}
NIX
try() { "$@" >out 2>said && echo 0 || echo $?; }

expect '2.8.0: nix eval, exit                   ' 1 "$(try nix eval --file tests.nix)"
install_nix "$version"
expect 'nix eval, exit                          ' 0 "$(try nix eval --file tests.nix)"
expect '  it prints                             ' '{ good = 1; late = «error: not ready»; }' "$(cat out)"
expect '  on standard error                     ' '' "$(cat said)"
expect 'nix eval --apply "x: deepSeq x x", exit ' 1 "$(try nix eval --file tests.nix --apply 'x: builtins.deepSeq x x')"
expect 'nix eval of the attribute, exit         ' 1 "$(try nix eval --file tests.nix late)"
expect 'nix eval --json, exit                   ' 1 "$(try nix eval --file tests.nix --json)"
expect 'nix-instantiate --eval --strict, exit   ' 1 "$(try nix-instantiate --eval --strict tests.nix)"
