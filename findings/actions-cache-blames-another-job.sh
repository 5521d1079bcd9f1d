#!/usr/bin/env bash
# @actions/cache 6.3.0 from npm, with Node 20 or newer. A server on loopback stands for the cache service.
#
# Expected: saveCache tells a cache that another job is writing (HTTP 409) from one that the job may not write (HTTP 401,
#   403), as only the first is fine: it throws, or warns with the service's reason.
# Seen: each gives the same one line without level, "Unable to reserve cache with key ..., another job may be creating
#   this cache.", and -1. No warning, no exception, and the service's reason is in the debug log only. The archive has
#   been packed by then, whatever its size.
# In CI: a cache that is never written, because the token may only read, looks like a lost race in every run, and each
#   run packs it again. Who calls saveCache should word -1 as "refused or already there", and not trust the line.

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
const status = Number(process.argv[2])
const server = http.createServer((request, answer) => {
  request.resume()
  request.on('end', () => {
    answer.writeHead(status, { 'content-type': 'application/json' })
    answer.end(JSON.stringify({ code: 'refused', msg: `reason ${status}` }))
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
    ACTIONS_RUNTIME_TOKEN=stand-in node save.mjs "$1" >log 2>&1
  grep -v -e '^::debug::' -e '^\[command\]' log | paste -sd '|'
}

line='Failed to save: Unable to reserve cache with key key-1, another job may be creating this cache.'
for status in 409 403 401; do
  expect "HTTP $status" "$line|gave -1" "$(save $status)"
  expect '  the reason, in debug lines only' '1 0' \
    "$(grep -c "^::debug::Failed .*reason $status" log || true) $(grep -v '^::debug::' log | grep -c "reason $status" || true)"
  expect '  archives packed before' 1 "$(grep -c '^\[command\].* -cf ' log)"
done
