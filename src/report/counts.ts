import { bytesText } from '../lib/format.ts'
import type { StoreCounts } from '../model/report.ts'

/** `3 built, 41 fetched (212 MB), 2 pushed`, without counts that are zero or unknown. */
export function countsText(counts: Partial<StoreCounts>): string {
  const { built = 0, fetched = 0, fetchedBytes = 0, pushed = 0, pushedBytes = 0 } = counts
  const moved = (count: number, what: string, bytes: number) =>
    count === 0 ? [] : [`${count} ${what}${bytes > 0 ? ` (${bytesText(bytes)})` : ''}`]
  return [
    ...(built === 0 ? [] : [`${built} built`]),
    ...moved(fetched, 'fetched', fetchedBytes),
    ...moved(pushed, 'pushed', pushedBytes),
  ].join(', ')
}
