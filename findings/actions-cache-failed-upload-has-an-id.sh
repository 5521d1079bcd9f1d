#!/usr/bin/env bash
# @actions/cache 6.3.0 from npm, with Node 20 or newer. A server on loopback stands for the cache service.
#
# Expected: saveCache gives the id of a saved cache, and -1 or an error where it could not be saved, in both versions of the
#   service's protocol.
# Seen: with version 1 (as an Enterprise Server and act have it) a failed upload gives the id of the reservation, like a
#   saved cache. Only a warning in the log, "Failed to save: ...", tells the two apart; the id is the same number. With
#   version 2 the same failure gives -1.
# In CI: who goes by the id reports a cache as saved that nobody can restore (as in issue 1531 of actions/cache), and what
#   names it points to nothing.

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
const uploads = Number(process.argv[2])
const said = []
const answerTo = ({ method, url }) => {
  said.push(`${method} ${url.replace(/\?.*/, '').split('/').at(-1)}`)
  if (url.endsWith('/CreateCacheEntry')) return [200, { ok: true, signed_upload_url: `${base}/account/container/blob` }]
  if (url.endsWith('/FinalizeCacheEntryUpload')) return [200, { ok: true, entry_id: '7' }]
  if (method === 'PATCH' || method === 'PUT') return [uploads, {}]
  return url.endsWith('/caches') ? [201, { cacheId: 7 }] : [204, undefined]
}
const server = http.createServer((request, answer) => {
  request.resume()
  request.on('end', () => {
    const [status, body] = answerTo(request)
    answer.writeHead(status, { 'content-type': 'application/json' })
    answer.end(body && JSON.stringify(body))
  })
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${server.address().port}`
process.env.ACTIONS_RESULTS_URL = process.env.ACTIONS_CACHE_URL = `${base}/`
const { saveCache } = await import('@actions/cache')
const id = await saveCache(['kept'], 'key-1').catch(error => `threw ${error}`)
console.log(`gave ${id} after ${said.join(', ')}`)
server.close()
JS
mkdir kept
echo content >kept/file

# save STATUS [VARIABLE=VALUE]: what saveCache gave, and how often it warned, where uploads are answered with STATUS.
save() {
  local status=$1
  shift
  env -i PATH="$PATH" HOME="$tmp" RUNNER_TEMP="$tmp" GITHUB_WORKSPACE="$tmp" ACTIONS_RUNTIME_TOKEN=stand-in "$@" \
    node save.mjs "$status" >log 2>&1
  echo "$(grep '^gave ' log), warned $(grep -c '^::warning::Failed to save: ' log || true)"
}

expect 'version 1, saved ' 'gave 7 after POST caches, PATCH 7, POST 7, warned 0' "$(save 200)"
expect 'version 1, failed' 'gave 7 after POST caches, PATCH 7, warned 1' "$(save 403)"
create='POST CreateCacheEntry, PUT blob'
expect 'version 2, saved ' "gave 7 after $create, POST FinalizeCacheEntryUpload, warned 0" \
  "$(save 201 ACTIONS_CACHE_SERVICE_V2=true)"
expect 'version 2, failed' "gave -1 after $create, warned 1" "$(save 403 ACTIONS_CACHE_SERVICE_V2=true)"
