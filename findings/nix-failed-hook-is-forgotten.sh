#!/usr/bin/env bash
# Nix 2.26.3 (Debian trixie, nix-bin 2.26.3+dfsg-1); 2.8.0 and 2.34.8, given as argument, do the same.
#
# Expected: as long as a post-build-hook fails for a path, the build of it fails; or the build is good and only the hook
#   is told.
# Seen: the build ends with exit 1, and the path is valid in the store all the same. The next build of it says nothing,
#   does not call the hook, and ends with exit 0. (That a failed hook ends the call, also with --keep-going, is in the
#   manual; what it leaves behind is not.)
# In CI: the usual hook uploads to a cache. A flaky upload turns the job red, "re-run failed jobs" on a runner that keeps
#   its store turns it green, and the path never reaches the cache. Look for what the cache lacks, not for a green job.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.26.3}"
cd "$tmp"

cat >two.nix <<'NIX'
let
  built = name: after: derivation {
    inherit name after;
    system = builtins.currentSystem;
    builder = "/bin/sh";
    args = [ "-c" "echo ${name} >$out" ];
  };
in
rec { first = built "first" ""; second = built "second" ""; }
NIX
printf '#!/bin/sh\necho called >>%s/calls\nexit 1\n' "$tmp" >hook
chmod +x hook
build() { nix-build two.nix --no-out-link --max-jobs 1 --post-build-hook "$tmp/hook" "$@" >out 2>said && echo 0 || echo $?; }
calls() { grep -c . calls || true; }

path=$(nix-store --query --outputs "$(nix-instantiate two.nix -A first 2>/dev/null)")
expect 'exit of the first build           ' 1 "$(build -A first)"
expect 'calls of the hook                 ' 1 "$(calls)"
expect 'is the path valid, exit           ' 0 "$(nix-store --check-validity "$path" && echo 0 || echo $?)"
expect 'exit of the second build          ' 0 "$(build -A first)"
expect 'calls of the hook                 ' 1 "$(calls)"
expect 'what the second build says        ' '' "$(cat said)"

rm calls
nix-store --delete "$path" >/dev/null 2>&1
expect 'exit of both with --keep-going    ' 1 "$(build --keep-going)"
expect 'calls of the hook                 ' 1 "$(calls)"
