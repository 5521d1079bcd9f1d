#!/usr/bin/env bash
# Nix 2.26.3 (Debian trixie, nix-bin 2.26.3+dfsg-1); 2.8.0 and 2.34.8, given as argument, do the same.
#
# Expected: after `nix copy --to 'CACHE?secret-key=KEY'` that ends well, what was copied is signed by KEY in the cache.
# Seen: a path that the cache has already, unsigned or signed by an older key, is passed over whole: "copying 0 paths",
#   exit 0, and its narinfo stays as it was. Signing the path in the local store first does not help either: the new
#   signature is not carried over. Only `nix store sign --store CACHE` writes it.
# In CI: a job that pushes is green after the key was added or changed, and readers who trust only the new key build
#   each old path again, or say that it lacks a signature. A new key needs one pass of signing over the cache.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.26.3}"
cd "$tmp"

cat >a.nix <<'NIX'
derivation { name = "a"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo a >$out" ]; }
NIX
path=$(nix-build a.nix --no-out-link 2>/dev/null)
nix key generate-secret --key-name example-1 >secret
cache=file://$tmp/cache
signatures() { grep -h '^Sig: ' cache/*.narinfo | sed -E 's/^Sig: ([^:]*):.*/\1/' | paste -sd ' '; }

nix copy --to "$cache" "$path" 2>/dev/null
expect 'signed after a copy without a key' '' "$(signatures)"

nix copy --to "$cache?secret-key=$tmp/secret" "$path" 2>said
expect 'what the copy with a key says' 'copying 0 paths...' "$(cat said)"
expect 'signed after it' '' "$(signatures)"

nix store sign --key-file secret "$path" 2>/dev/null
expect 'signatures in the local store, then' 1 "$(nix path-info --sigs "$path" | grep -o 'example-1:' | wc -l)"
nix copy --to "$cache" "$path" 2>/dev/null
expect 'signed after a copy of the signed path' '' "$(signatures)"

nix store sign --store "$cache" --key-file secret "$path" 2>/dev/null
expect 'signed after nix store sign --store' example-1 "$(signatures)"

# The same key does sign what is new to the cache.
rm -rf cache
nix copy --to "$cache?secret-key=$tmp/secret" "$path" 2>/dev/null
expect 'signed in a new cache' example-1 "$(signatures)"
