import { ROLE } from './caches/actions-cache/protocol.ts'
import { hideSecrets } from './runner/clean-environment.ts'

// A short-lived child for one request to GitHub's cache, so that no other process has the token for it.
if (process.argv[2] === ROLE) {
  const { serveActionsCache } = await import('./caches/actions-cache/child.ts')
  await serveActionsCache()
}

// The rest is loaded only in the process that continues.
const env = hideSecrets()
const { bootstrap: start } = await import('./bootstrap.ts')
await start(env)
