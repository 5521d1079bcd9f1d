import { serveActionsCache } from '../../../src/caches/actions-cache/child.ts'

// What the bundle does when it is started with this role.
await serveActionsCache()
