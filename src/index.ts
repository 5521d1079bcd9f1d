import { ROLE } from './caches/actions-cache/protocol.ts'
import { reexecWithoutSecrets } from './runner/clean-environment.ts'

// A short-lived child that asks GitHub's cache once, so that no other process has the token for it.
if (process.argv[2] === ROLE) {
  const { serveActionsCache } = await import('./caches/actions-cache/child.ts')
  await serveActionsCache()
}

// The rest is loaded only by the process that stays.
const env = await reexecWithoutSecrets()
const { start } = await import('./bootstrap.ts')
await start(env)
