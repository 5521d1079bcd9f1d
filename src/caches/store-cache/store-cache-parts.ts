import { phaseStatus, restoreStore } from './restore.ts'
import { StoreSaver } from './save/saver.ts'
import { PathServer } from './serve/server.ts'

/** What only a run needs that uses the store cache. */
export const storeCacheParts = { restoreStore, phaseStatus, StoreSaver, PathServer }
