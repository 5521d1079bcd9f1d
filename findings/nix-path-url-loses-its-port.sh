#!/usr/bin/env bash
# Nix 2.8.0 (Debian bookworm, nix-bin 2.8.0-1.1+b1); 2.26.3 and 2.34.8, given as argument, do the same.
# Needs python3 for a server on loopback.
#
# Expected: NIX_PATH=name=URL and -I name=URL mean the same.
# Seen: NIX_PATH is cut at the colon before a port: "name=http://HOST:8080/n.tar.gz" becomes the two entries
#   "name=http://HOST" and "8080/n.tar.gz". With the usual retries it takes four seconds until <name> is not found. -I and the
#   setting nix-path take the URL whole.
# In CI: a pin on a forge or mirror of one's own often has a port. A job that exports NIX_PATH from a pins file fails
#   there and nowhere else; NIX_CONFIG="nix-path = ..." or -I does not.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.8.0}"
cd "$tmp"

mkdir -p served/pin
echo '"the pin"' >served/pin/default.nix
tar -C served -czf served/pin.tar.gz pin
python3 - "$tmp/served" >port <<'PY' &
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[1])
handler.func.log_message = lambda *_: None
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
print(server.server_port, flush=True)
server.serve_forever()
PY
server=$!
stop_at_end "$server"
until [ -s port ]; do sleep 0.1; done
port=$(cat port)
url=http://127.0.0.1:$port/pin.tar.gz

# download-attempts 1: the four retries change nothing but the time.
evaluate() { nix-instantiate --option download-attempts 1 --eval "$@" 2>said; }

expect 'import <pin>, -I                 ' '"the pin"' "$(evaluate -I "pin=$url" -E 'import <pin>')"
expect 'import <pin>, nix-path = ...     ' '"the pin"' "$(evaluate --option nix-path "pin=$url" -E 'import <pin>')"
export NIX_PATH=pin=$url
# shellcheck disable=SC2016 # Nix's own.
expect 'entries made of NIX_PATH         ' "\"pin=http://127.0.0.1 =$port/pin.tar.gz\"" \
  "$(evaluate -E 'toString (map (entry: "${entry.prefix}=${entry.path}") builtins.nixPath)')"
expect 'import <pin>, NIX_PATH, says so  ' 1 "$(evaluate -E 'import <pin>' || grep -c "error: file 'pin' was not found" said)"
