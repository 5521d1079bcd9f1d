#!/usr/bin/env bash
# Nix 2.34.8 (Debian sid, nix-bin 2.34.8+dfsg-1+b1); 2.8.0 and 2.26.3, given as argument, do the same.
#
# Expected: what is started with `nohup`, or after `trap '' HUP`, outlives its terminal: POSIX lets a program inherit that
#   SIGHUP is ignored, and sleep, make or sshd keep it so.
# Seen: Nix blocks SIGHUP and takes it with sigwait in a thread of its own, and Linux queues a blocked signal for it even
#   if it is ignored. A build ends with "interrupted by the user" and exit 1, a daemon ends.
# In CI: a runner that gives each step a terminal (act in host mode), or a test that closes one, hangs up what a step left in
#   the background: the nix-daemon that an earlier step started with nohup is gone in the next one, which fails with
#   "Connection refused". A session of its own (setsid) has no terminal to lose.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.34.8}"
cd "$tmp"

cat >slow.nix <<'NIX'
derivation {
  name = "slow";
  system = builtins.currentSystem;
  builder = "/bin/sh";
  args = [ "-c" "while :; do :; done" ];
}
NIX
# hang_up READY COMMAND...: starts it with nohup, hangs it up when READY is true, and prints how it ends.
hang_up() {
  local ready=$1 pid
  shift
  nohup "$@" >log 2>&1 </dev/null &
  pid=$!
  for _ in {1..100}; do eval "$ready" && break; sleep 0.1; done
  kill -HUP "$pid"
  sleep 2
  if kill -0 "$pid" 2>/dev/null; then
    kill -KILL "$pid"
    echo 'goes on'
  else
    wait "$pid" && echo 'exit 0' || echo "exit $?"
  fi
}

expect 'sh after SIGHUP        ' 'goes on' "$(hang_up 'grep -q started log' sh -c 'echo started; while sleep 1; do :; done')"
expect 'nix-build after SIGHUP ' 'exit 1' "$(hang_up 'grep -q ^building log' nix-build slow.nix --no-out-link)"
expect 'what it says           ' 'error: interrupted by the user' "$(tail -n 1 log)"
unset NIX_REMOTE
expect 'nix-daemon after SIGHUP' 'exit 0' "$(hang_up '[ -S "$NIX_STATE_DIR/daemon-socket/socket" ]' nix-daemon)"
