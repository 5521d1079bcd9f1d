import type { Inputs } from '../inputs.ts'
import type { JobPage } from '../report/job-page.ts'
import type { Rim } from '../rim.ts'
import type { Run } from '../run.ts'
import type { Caching } from './caching.ts'
import { finishPush } from './finish.ts'
import { areAllKnown, type KnownCache } from './known.ts'
import { askCaches, type Reading } from './reading.ts'

/** Seconds of the job's time that are kept for the report. */
const FOR_REPORT = 20

/**
 * A token goes to Cachix only in runs that may hand out credentials.
 * @param known what an earlier use in this job found
 */
export async function readCaches(
  run: Run,
  { cache }: Inputs,
  handOut: boolean,
  known: readonly KnownCache[],
  rim: Rim,
): Promise<Reading> {
  const token = handOut ? (cache.authToken.value ?? '') : ''
  const ask = () => askCaches(cache, token, rim, known)
  const reading = areAllKnown(cache, known) ? await ask() : await run.records.phase('cachix', ask)
  run.caches = reading.caches
  return reading
}

/** Ends the push: what is not pushed by then stays away. */
export async function settlePush(
  run: Run,
  { cache, plan, jobTimeout }: Inputs,
  caching: Caching,
  deferred: boolean,
  page: JobPage,
): Promise<void> {
  const { push, pusher } = caching
  if (!pusher) {
    run.push = {
      push: push.push && deferred ? 'deferred' : 'skipped',
      reason: push.reason,
      paths: [],
      bytes: 0,
    }
  } else {
    // Within the time that steps leave of the job, the report comes after it.
    const left = Math.max(FOR_REPORT, jobTimeout - FOR_REPORT - run.records.now())
    const seconds = Math.min(cache.pushTimeout, left)
    const finish = () => finishPush(pusher, cache.name, seconds, { say: page })
    run.push = await run.records.phase('push', finish, it =>
      it.push === 'failed' ? 'failure' : 'success',
    )
    run.caches = run.caches.map(it =>
      it.name === cache.name && it.use === 'read' ? { ...it, use: 'push' } : it,
    )
  }
  const isMissing = run.push.push === 'failed' || run.push.push === 'skipped'
  if (cache.requirePush && !plan && run.trust?.decision.trusted && isMissing) {
    run.records.broken = true
    run.trouble = `require-push: ${run.push.reason}`
    page.annotate('error', { title: 'Nix CI: push', message: run.trouble })
  }
}
