#!/usr/bin/env bash
# @actions/cache 6.3.0 from npm, with Node 20 or newer. A server on loopback stands for the cache service.
#
# Expected: saveCache tells a cache that another job is writing (HTTP 409) from one that the job may not write (HTTP 401,
#   403), as only the first is fine. For the second it has a warning and a prefix, "cache write denied:", of its own.
# Seen: all of them give the same line without level, "Unable to reserve cache with key ..., another job may be creating
#   this cache.", and -1; the service's reason is in the debug log only. So does a 403 whose reason begins with the
#   prefix: the client puts its own words before the reason, and the prefix is looked for at the beginning. It is known
#   only in an answer with HTTP 200 and ok: false. (A read that is denied is looked for anywhere in the text.)
#   The archive has been packed by then, whatever its size.
# In CI: a cache that is never written can look like a lost race in every run, and each run packs it again. Which of the
#   two answers GitHub gives to a token that may only read was not seen. Who calls saveCache should word -1 as "refused or
#   already there".

set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

expect() {
  printf '  %s: %s\n' "$1" "$3"
  [ "$3" = "$2" ] && return
  printf 'CHANGED, it was: %s\n' "$2" >&2
  exit 1
}

echo '{ "private": true }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @actions/cache@6.3.0
expect '@actions/cache' 6.3.0 "$(node -p 'require("./node_modules/@actions/cache/package.json").version')"

cat >save.mjs <<'JS'
import http from 'node:http'
const [status, body] = process.argv.slice(2)
const server = http.createServer((request, answer) => {
  request.resume()
  request.on('end', () => {
    answer.writeHead(Number(status), { 'content-type': 'application/json' })
    answer.end(body)
  })
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
process.env.ACTIONS_RESULTS_URL = `http://127.0.0.1:${server.address().port}/`
const { saveCache } = await import('@actions/cache')
const id = await saveCache(['kept'], 'key-1').catch(error => `threw ${error}`)
console.log(`gave ${id}`)
server.close()
JS
mkdir kept
echo content >kept/file

save() {
  env -i PATH="$PATH" HOME="$tmp" RUNNER_TEMP="$tmp" GITHUB_WORKSPACE="$tmp" ACTIONS_CACHE_SERVICE_V2=true \
    ACTIONS_RUNTIME_TOKEN=stand-in node save.mjs "$1" "$2" >log 2>&1
  grep -v -e '^::debug::' -e '^\[command\]' log | paste -sd '|'
}
told() { grep -v '^::debug::' log | grep -c "$1" || true; }

line='Failed to save: Unable to reserve cache with key key-1, another job may be creating this cache.'
reason='cache write denied: this token may only read'
for status in 409 403 401; do
  expect "HTTP $status" "$line|gave -1" "$(save $status '{"code":"refused","msg":"the reason"}')"
  expect '  the reason, in debug lines and in others' '1 0' \
    "$(grep -c '^::debug::Failed .*the reason' log || true) $(told 'the reason')"
  expect '  archives packed before' 1 "$(grep -c '^\[command\].* -cf ' log)"
done
expect 'HTTP 403 with the prefix' "$line|gave -1" "$(save 403 "{\"code\":\"permission_denied\",\"msg\":\"$reason\"}")"
expect '  the reason told' 0 "$(told "$reason")"
save 200 "{\"ok\":false,\"message\":\"$reason\"}" >said
expect 'HTTP 200 with the prefix, warnings' 1 "$(grep -c "^::warning::Failed to save: .*$reason" said || true)"
expect '  archives packed before' 1 "$(grep -c '^\[command\].* -cf ' log)"
