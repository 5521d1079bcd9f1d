# Sourced by the findings about Nix. Makes $tmp, a folder that is gone at the end, and $HOME in it.
# shellcheck shell=bash
set -euo pipefail

tmp=$(mktemp -d)
stops=()
end() {
  local pid
  for pid in "${stops[@]}"; do kill "$pid" || true; done
  chmod -R u+w "$tmp"
  rm -rf "$tmp"
}
trap end EXIT
# stop_at_end PID: a server that a finding started.
stop_at_end() { stops+=("$1"); }
export HOME=$tmp/home XDG_CACHE_HOME=$tmp/home/cache NIX_PATH=
export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
unset XDG_CONFIG_HOME XDG_CONFIG_DIRS XDG_DATA_HOME XDG_STATE_HOME
mkdir -p "$HOME"

# install_nix VERSION: unpacks Debian's package nix-bin of that very version and what it needs below $tmp, and puts
# its programs first on PATH, with a store of their own. Nothing is installed on the machine, no root is needed.
# The mirror is the one of the machine's apt, or NIX_CI_DEBIAN_MIRROR (the folder that holds dists/ and pool/).
install_nix() {
  local suite version dir=$tmp/nix-$1 mirror deb key
  case $1 in
    2.8.0) suite=bookworm version=2.8.0-1.1+b1 ;;
    2.26.3) suite=trixie version=2.26.3+dfsg-1 ;;
    2.34.8) suite=sid version=2.34.8+dfsg-1+b1 ;;
    *) echo "no such Nix here: $1 (2.8.0, 2.26.3 or 2.34.8)" >&2; exit 2 ;;
  esac
  mirror=${NIX_CI_DEBIAN_MIRROR:-$(apt-get indextargets --format "\$(ORIGIN) \$(REPO_URI)" 'Created-By: Packages' |
    awk '$1 == "Debian" && $2 !~ /security/ { print $2; exit }')}
  [ -n "$mirror" ] || { echo "apt has no source of Debian's: run apt-get update, or set NIX_CI_DEBIAN_MIRROR" >&2; exit 2; }
  mkdir -p "$dir"/{lists/partial,cache/archives/partial,root,bin,conf}
  : >"$dir/status"
  key=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -e "$key" ] || key=${key%gpg}pgp
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' "$mirror" "$suite" "$key" >"$dir/own.sources"
  local apt=(apt-get -qq -o Dir::Etc::sourcelist="$dir/own.sources" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::Etc::preferencesparts=/dev/null -o Dir::State="$dir" -o Dir::State::lists="$dir/lists"
    -o Dir::State::status="$dir/status" -o Dir::Cache="$dir/cache" -o APT::Sandbox::User=root -o Debug::NoLocking=1)
  "${apt[@]}" -o APT::Update::Error-Mode=any update
  "${apt[@]}" install -y --no-install-recommends --download-only "nix-bin=$version" >/dev/null
  for deb in "$dir"/cache/archives/*.deb; do dpkg-deb -x "$deb" "$dir/root"; done
  # By the packages' own loader, which keeps their libraries from the machine's programs that Nix starts.
  local lib loader program
  lib=$(find "$dir/root" -name 'libc.so.6' -printf '%h\n' -quit)
  loader=$(find "$lib" -name 'ld-linux-*' -print -quit)
  for program in nix nix-{build,collect-garbage,daemon,instantiate,shell,store} build-remote; do
    printf '#!/bin/sh\nexec "%s" --library-path "%s" --argv0 %s "%s" "$@"\n' "$loader" \
      "$lib:$dir/root/usr/lib/${lib##*/}:$dir/root/usr/lib:$dir/root/usr/lib/nix" "$program" "$dir/root/usr/bin/nix" \
      >"$dir/bin/$program"
    chmod +x "$dir/bin/$program"
  done
  export PATH=$dir/bin:${PATH#"$tmp"/nix-*/bin:}
  export NIX_STORE_DIR=$dir/store NIX_STATE_DIR=$dir/var NIX_LOG_DIR=$dir/log NIX_CONF_DIR=$dir/conf
  export NIX_REMOTE=local NIX_BIN_DIR=$dir/bin
  printf '%s\n' 'sandbox = false' 'build-users-group =' "build-hook = $dir/bin/build-remote" 'substituters =' 'flake-registry =' \
    'experimental-features = nix-command flakes' >"$dir/conf/nix.conf"
  [ "$(nix --version)" = "nix (Nix) $1" ] || { echo "not $1: $(nix --version)" >&2; exit 2; }
  nix --version
}

# expect WHAT WANTED GOT: says what was seen, and ends the finding when it is not what it was.
expect() {
  printf '  %s: %s\n' "$1" "$3"
  [ "$3" = "$2" ] && return
  printf 'CHANGED, it was: %s\n' "$2" >&2
  exit 1
}
