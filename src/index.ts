import { withCleanEnvironment } from './process/handover.ts'

// The rest is loaded only by the process that stays.
const env = await withCleanEnvironment()
const { start } = await import('./start.ts')
await start(env)
