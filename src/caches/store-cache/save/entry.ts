import { setTimeout as sleep } from 'node:timers/promises'
import { broken } from '../../actions-cache/answers.ts'
import type { RawEntries, Saved, SaveRequest } from '../../actions-cache/client.ts'

/** Seconds between looks for an entry that another job is making. */
const WAITS_S = [0, 1, 2]

/** The outcome of {@link saveEntry}; `exists`: it is there, as another job saved it. */
export type EntrySaved = Saved & {
  /** The index of its key. */
  readonly at: number
}

/**
 * Saves a raw entry under the first of several keys that is free. GitHub's cache keeps a key reserved for an upload that was
 * never finished, for a day or for good (issues 144 and 1612 of actions/cache): nothing is found under it, and nothing can
 * be saved.
 * @param keys for the same bytes; the last is free in any case
 */
export async function saveEntry(
  cache: RawEntries,
  { file, name }: Required<Pick<SaveRequest, 'file' | 'name'>>,
  keys: readonly string[],
  cancel: AbortSignal,
): Promise<EntrySaved> {
  for (const [at, key] of keys.entries()) {
    const saved = await cache.save({ file, name, key, isRaw: true })
    if (saved.kind !== 'exists') return { ...saved, at }
    for (const seconds of at === 0 ? WAITS_S : []) {
      await sleep(seconds * 1000, undefined, { signal: cancel }).catch(() => {})
      for (const [other, key] of keys.slice(0, -1).entries()) {
        const found = await cache.lookup({ name, key })
        if (found.kind === 'hit') return { ...saved, at: other }
        // A run that may not read cannot know better.
        if (found.kind === 'refused') return { ...saved, at }
      }
      if (cancel.aborted) break
    }
  }
  return { ...broken('no key is free'), at: 0 }
}
