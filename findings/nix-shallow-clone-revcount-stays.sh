#!/usr/bin/env bash
# Nix 2.26.3 (Debian trixie, nix-bin 2.26.3+dfsg-1), git of the machine; given as argument, 2.34.8 does the
# same, 2.8.0 refuses the shallow clone.
#
# Expected: a flake's self.revCount is the number of commits, and in a shallow clone it is missing, or an error.
# Seen: as git+file: a shallow clone of depth 1 says revCount = 1, without a warning. Nix keeps that answer by revision in
#   its cache folder, and from then on every full clone of the same commit says 1 too, until the cache is deleted.
# In CI: checkouts are shallow by default, and version numbers made of revCount are common. On a runner that is kept, or
#   with a ~/.cache/nix that is, one shallow job makes wrong versions for later jobs that do fetch the whole history.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.26.3}"
cd "$tmp"

git init -q -b main origin
# shellcheck disable=SC2016 # Nix's own.
echo '{ outputs = { self }: { version = "1.0.${toString self.revCount}"; }; }' >origin/flake.nix
git -C origin add flake.nix
git -C origin commit -q -m one
git -C origin commit -q --allow-empty -m two
git -C origin commit -q --allow-empty -m three
git clone -q --depth 1 "file://$tmp/origin" shallow
git clone -q "file://$tmp/origin" full

version() { nix eval --raw "git+file://$tmp/$1#version" 2>said; }
fresh() { export XDG_CACHE_HOME=$tmp/cache-$1; }

fresh 1
expect 'full clone, new cache    ' 1.0.3 "$(version full)"
fresh 2
expect 'shallow clone, new cache ' 1.0.1 "$(version shallow)"
expect 'warnings with it         ' 0 "$(grep -ci 'warning\|shallow clone' said || true)"
expect 'full clone, that cache   ' 1.0.1 "$(version full)"
git -C shallow fetch -q --unshallow
expect 'unshallowed, that cache  ' 1.0.1 "$(version shallow)"
expect 'commits that git counts  ' 3 "$(git -C shallow rev-list --count HEAD)"
fresh 3
expect 'unshallowed, new cache   ' 1.0.3 "$(version shallow)"
