#!/usr/bin/env bash
# undici 6.29.1 (EnvHttpProxyAgent) and @actions/http-client 4.0.1 from npm, with Node 20 or newer, and Nix 2.26.3 (Debian
# trixie, nix-bin 2.26.3+dfsg-1, with that release's libcurl). Needs python3 for a proxy on loopback; the names asked for
# are of .invalid, so that what does not come to the proxy goes nowhere.
#
# Expected: a job has one NO_PROXY, and what of it means "not by the proxy" does so for every program.
# Seen, for http://cache.host.invalid:8080 (- by the proxy, + past it):
#                                        undici   actions   Nix
#   host.invalid                           -         +       +
#   .host.invalid                          +         +       +
#   *.host.invalid                         +         -       -
#   cache.host.invalid:8080                +         +       -
#   other.invalid cache.host.invalid       +         -       -
#   cache.host.invalid.                    -         -       +
#   Nix reads it as its libcurl does: 2.34.8, given as argument, is the same, 2.8.0 (bookworm) takes the entries between
#   spaces.
# In CI: behind a company's proxy an internal cache is reached by Nix and not by the action around it, or the other way
#   round, and each looks like an outage of the cache. Of the forms for a domain only the one with a leading dot means the
#   same to all three; for one host write its name without port, and commas between entries.

. "$(dirname "$0")/lib/nix.sh"
install_nix "${1:-2.26.3}"
cd "$tmp"

echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact undici@6.29.1 @actions/http-client@4.0.1
for package in undici @actions/http-client; do
  echo "$package $(node -p "JSON.parse(fs.readFileSync('node_modules/$package/package.json')).version")"
done
cat >ask.mjs <<'JS'
const [client, url] = process.argv.slice(2)
if (client === 'undici') {
  const { EnvHttpProxyAgent, request } = await import('undici')
  await request(url, { dispatcher: new EnvHttpProxyAgent() }).catch(() => {})
} else {
  const { HttpClient } = await import('@actions/http-client')
  await new HttpClient('finding').get(url).catch(() => {})
}
process.exit(0)
JS
# Says 404 to everything, and writes down the host of each request that has a whole URL.
cat >proxy.py <<'PY'
import http.server, sys, urllib.parse
class Proxy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.asked(urllib.parse.urlsplit(self.path).hostname or "-", 404)
    def do_CONNECT(self):
        self.asked(self.path.split(":")[0], 502)
    do_HEAD = do_GET
    def asked(self, host, status):
        print(host, file=sys.stderr, flush=True)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
print(server.server_port, flush=True)
server.serve_forever()
PY
python3 proxy.py >port 2>>asked &
stop_at_end $!
until [ -s port ]; do sleep 0.1; done
unset HTTP_PROXY HTTPS_PROXY https_proxy ALL_PROXY all_proxy NO_PROXY
url=http://cache.host.invalid:8080/file

# by CLIENT NO_PROXY: + or -.
by() {
  : >asked
  export http_proxy no_proxy=$2
  http_proxy=http://127.0.0.1:$(cat port)
  if [ "$1" = nix ]; then
    nix-instantiate --option download-attempts 1 --eval -E "builtins.fetchurl $url" >/dev/null 2>&1 || true
  else
    node --no-warnings ask.mjs "$1" $url
  fi
  if grep -q '^cache.host.invalid$' asked; then printf -- '-'; else printf '+'; fi
}
row() { expect "$1" "$2" "$(by undici "$1") $(by actions "$1") $(by nix "$1")"; }

echo 'undici, @actions/http-client, Nix:'
row '' '- - -'
row 'host.invalid' '- + +'
row '.host.invalid' '+ + +'
row '*.host.invalid' '+ - -'
row 'cache.host.invalid' '+ + +'
row 'cache.host.invalid:8080' '+ + -'
spaces=-
[ "${1:-}" != 2.8.0 ] || spaces=+
row 'other.invalid cache.host.invalid' "+ - $spaces"
row 'cache.host.invalid.' '- - +'
