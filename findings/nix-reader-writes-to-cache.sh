#!/usr/bin/env bash
# Nix 2.26.3 (Debian trixie, nix-bin 2.26.3+dfsg-1); 2.8.0 and 2.34.8, given as argument, do the same.
# Needs python3 for a server on loopback.
#
# Expected: a build with a substituter only reads from it. A URL without the file nix-cache-info is no cache, and is left out.
# Seen: Nix answers the 404 with a PUT of that file, with its own store folder in it. Where the server takes it, a URL that was
#   no cache is one from then on, for readers with that folder only; others are told that it is not for them and leave it
#   out. Where it does not, "does not appear to be a binary cache" is all that is said; no word of a write in either case.
# In CI: a job that should only read leaves a file on a bucket or artifact store that takes writes from the job's network,
#   and one with a store elsewhere than in /nix makes that URL useless for all others. A cache needs its nix-cache-info
#   before its first reader.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.26.3}"
cd "$tmp"

cat >server.py <<'PY'
import http.server, sys
takes, files = sys.argv[1] == "takes", {}
class Files(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.say(200 if self.path in files else 404, files.get(self.path, b""))
    do_HEAD = do_GET
    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if takes:
            files[self.path] = body
        self.say(201 if takes else 405, b"")
    def say(self, status, body):
        print(self.command, self.path.split("/")[-1], status, file=sys.stderr, flush=True)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Files)
print(server.server_port, flush=True)
server.serve_forever()
PY
cat >a.nix <<'NIX'
{ name }: derivation { inherit name; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo a >$out" ]; }
NIX

# serve KIND: sets $url.
serve() {
  python3 server.py "$1" >"port-$1" 2>>asked &
  stop_at_end $!
  until [ -s "port-$1" ]; do sleep 0.1; done
  url=http://127.0.0.1:$(cat "port-$1")
}
# read_by NAME: builds with the cache, and tells what it was asked (the name of a store path as "a path").
read_by() {
  : >asked
  nix-build a.nix --argstr name "$1" --no-out-link --option substituters "$url" >/dev/null 2>said
  sed -E 's/[a-z0-9]{32}\.narinfo/a path/' asked | paste -sd ',' | sed 's/,/, /g'
}

serve refuses
expect 'a server that takes no writes is asked' 'GET nix-cache-info 404, PUT nix-cache-info 405' "$(read_by first)"
expect '  Nix says                            ' "warning: '$url' does not appear to be a binary cache" "$(grep "$url" said)"

serve takes
expect 'one that takes them                   ' \
  'GET nix-cache-info 404, PUT nix-cache-info 201, GET a path 404' "$(read_by second)"
expect '  words of the URL, or of a write     ' 0 "$(grep -c -i -e "$url" -e upload -e PUT said || true)"
expect '  what it has now                     ' "StoreDir: $NIX_STORE_DIR" \
  "$(python3 -c "import urllib.request; print(urllib.request.urlopen('$url/nix-cache-info').read().decode(), end='')")"

export NIX_STORE_DIR=$tmp/other/store NIX_STATE_DIR=$tmp/other/var XDG_CACHE_HOME=$tmp/other/cache
expect 'a reader with another store folder    ' 'GET nix-cache-info 200' "$(read_by third)"
expect '  Nix says that it is for the first   ' 1 "$(grep -c "binary cache '$url' is for Nix stores with prefix" said)"
