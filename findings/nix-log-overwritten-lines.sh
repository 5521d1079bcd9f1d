#!/usr/bin/env bash
# Nix 2.26.3 (Debian trixie, nix-bin 2.26.3+dfsg-1); given as argument, 2.8.0 does the same, 2.34.8 no longer.
#
# Expected: a line of a build's log in Nix's output, and in its JSON log, is what the builder printed, or the last state
#   of a line that a progress bar wrote over with a carriage return.
# Seen: a shorter text overwrites only the front of the longer one before it, and the rest stays:
#   "fetched 12 of 340 crates", a carriage return and "2 tests passed" are told as "2 tests passed340 crates", a text that
#   no program printed.
#   The log kept in the store (nix log) has the true bytes.
# In CI: what is searched in the records of --log-format internal-json (an error's name, a test's result, a count) can be
#   glued to the tail of a progress bar. A tool that quotes a failed build should read the kept log.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.26.3}"
cd "$tmp"

cat >cr.nix <<'NIX'
derivation {
  name = "progress";
  system = builtins.currentSystem;
  builder = "/bin/sh";
  args = [ "-c" "printf 'fetched 12 of 340 crates\\r2 tests passed\\n'; printf 'linking main.o\\rFAIL\\n'; exit 1" ];
}
NIX

lines() { sed -nE 's/^@nix .*"fields":\["([^"]*)"\].*"type":101\}$/\1/p' "$1"; }

nix-build cr.nix --no-out-link --log-format internal-json 2>records && exit 2
lines records >told
expect 'first line of the JSON log ' '2 tests passed340 crates' "$(sed -n 1p told)"
expect 'second line of the JSON log' 'FAILing main.o' "$(sed -n 2p told)"

nix-build cr.nix --no-out-link 2>plain && exit 2
expect 'lines of the plain log with that text' 1 "$(grep -c '^2 tests passed340 crates$' plain)"

nix-store --read-log "$(nix-instantiate cr.nix 2>/dev/null)" | tr '\r' '\n' >kept
expect 'the log in the store' 'fetched 12 of 340 crates|2 tests passed|linking main.o|FAIL' "$(paste -sd '|' kept)"
