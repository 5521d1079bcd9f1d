import { serveActionsCache } from '../../../src/cache/actions-cache/child.ts'

// What the bundle does when it is started with this role.
await serveActionsCache()
