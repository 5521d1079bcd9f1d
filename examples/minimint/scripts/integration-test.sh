#!/usr/bin/env bash
# Starts a federation of two mints and does with it what its users do.
# Takes the programs from $MINIMINT_BIN; without it they are compiled first, with $CC.
# Ends with 0 if everything held, else with 1 and a line that says what did not.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mint.XXXXXX")
# A socket's path must be short; some systems have a long TMPDIR.
if ((${#work} > 80)); then
  rmdir "$work"
  work=$(mktemp -d /tmp/mint.XXXXXX)
fi
pids=()

clean_up() {
  local status=$?
  trap - EXIT
  if ((${#pids[@]} > 0)); then
    kill "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
  fi
  rm -rf "$work"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() { printf '%s\n' "-- $*"; }

fail() {
  printf '%s\n' "FAILED: $*" >&2
  for log in "$work"/mint?.log; do
    [[ -e $log ]] && sed "s/^/  ${log##*/}: /" "$log" >&2
  done
  exit 1
}

cli() { "$bin/mint-cli" "$work" "$@"; }

# start ID: starts a mint and waits until it answers, 5 seconds at most.
start() {
  local id=$1 try
  "$bin/mintd" "$work" "$id" >>"$work/mint$id.log" 2>&1 &
  pids[id]=$!
  for ((try = 0; try < 50; try++)); do
    if cli ping "$id" >/dev/null 2>&1; then
      say "mint $id answers"
      return
    fi
    kill -0 "${pids[id]}" 2>/dev/null || fail "mint $id ended before it answered"
    sleep 0.1
  done
  fail "mint $id does not answer after 5 seconds"
}

# stop ID: asks a mint to end and waits for it.
stop() {
  kill "${pids[$1]}"
  wait "${pids[$1]}" || fail "mint $1 did not end cleanly"
  unset "pids[$1]"
  say "mint $1 has stopped"
}

accepted() { cli spend "$1" "$2" >/dev/null || fail "mint $1 refuses a good token"; }

# refused ID TOKEN: the mint has to say no (1); an answer that does not come (2) is no refusal.
refused() {
  local status=0
  cli spend "$1" "$2" >/dev/null 2>"$work/refused" || status=$?
  ((status == 1)) || fail "mint $1 had to refuse the token: exit code $status, $(cat "$work/refused")"
}

knows() {
  local count
  count=$(cli count "$1")
  [[ $count == "$2" ]] || fail "mint $1 knows $count spent tokens, not $2"
}

bin=${MINIMINT_BIN:-}
if [[ -z $bin ]]; then
  bin=$work/bin
  say "compiling with ${CC:-cc}"
  "$BASH" "$root/scripts/build.sh" "$bin"
fi

start 0
start 1

first=$(cli issue)
second=$(cli issue)
[[ $first != "$second" ]] || fail "two tokens are the same"
say "issued two tokens"

accepted 0 "$first"
refused 0 "$first"
refused 1 "$first"
say "mint 0 took the first token; neither mint accepts it again"

accepted 1 "$second"
refused 0 "$second"
knows 0 2
knows 1 2
say "mint 1 took the second one, and mint 0 knows"

refused 0 "${first%-*}-00000001"
say "a token with a forged signature is refused"

third=$(cli issue)
cli spend 0 "$third" >"$work/race0" 2>&1 &
race0=$!
cli spend 1 "$third" >"$work/race1" 2>&1 &
race1=$!
won=0
wait "$race0" && won=$((won + 1))
wait "$race1" && won=$((won + 1))
((won == 1)) || fail "spent at both mints at once, the token was taken $won times"
say "spent at both mints at once, it is accepted only once"

fourth=$(cli issue)
stop 1
cli issue >/dev/null 2>&1 && fail "half a federation issued a token"
refused 0 "$fourth"
say "alone, mint 0 neither issues nor takes a token"

start 1
refused 1 "$first"
accepted 1 "$fourth"
knows 0 4
knows 1 4
say "a mint that starts again still knows what is spent"

stop 0
stop 1
say "all passed"
