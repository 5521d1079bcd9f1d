import type { StoreCounts } from './data.ts'

/** `0.4 s`, `12.3 s`, `2 min 03 s`, `1 h 02 min`. */
export function durationText(seconds: number): string {
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`
}

/** Whether {@link durationText} shows more than `0.0 s`. */
export function isLong(seconds: number): boolean {
  return seconds >= 0.05
}

/** `212 MB`: powers of 1000, three digits at most. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit]}`
}

/** `3 built, 41 fetched (212 MB), 2 pushed`; what is nothing or not known is left out. */
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

/** `1 check`, `3 checks`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Keeps the beginning, which says what happened, and the end, which has the command; says what is missing. */
export function cutMiddle(text: string, length: number): string {
  if (text.length <= length) return text
  const head = Math.floor(length / 3)
  const tail = length - head
  return `${text.slice(0, head)}\n… (${text.length - length} characters are left out)\n${text.slice(-tail)}`
}

function two(count: number): string {
  return String(count).padStart(2, '0')
}

/** A message with more lines: before the command at its end, of which they would look like a part. */
export function withLines(message: string, lines: readonly string[]): string {
  const end = message.lastIndexOf('\nReproduce: ')
  const at = end < 0 ? message.length : end
  return [message.slice(0, at), ...lines].join('\n') + message.slice(at)
}
