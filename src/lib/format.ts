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

/** `212 MB`: powers of 1000, at most three digits. */
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

/** `1 check`, `3 checks`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `a, b and 3 more`: at most `max` items. */
export function listed(items: readonly string[], max: number, separator = ', '): string {
  const rest = items.length - max
  const shown = items.slice(0, max).join(separator)
  return rest > 0 ? `${shown} and ${rest} more` : shown
}

/** At most `max` lines, then `… and 3 more`. */
export function listedLines(lines: readonly string[], max: number): string[] {
  const rest = lines.length - max
  return rest > 0 ? [...lines.slice(0, max), `… and ${rest} more`] : [...lines]
}

/** Cuts a text to `length` characters: keeps the start, which says what happened, and the end, which has the command. */
export function cutMiddle(text: string, length: number): string {
  if (text.length <= length) return text
  const head = Math.floor(length / 3)
  const tail = length - head
  return `${text.slice(0, head)}\n… (${text.length - length} characters omitted)\n${text.slice(-tail)}`
}

function two(count: number): string {
  return String(count).padStart(2, '0')
}

/** Adds lines to a message: before the command at its end, or they would look like a part of it. */
export function withLines(message: string, lines: readonly string[]): string {
  const end = message.lastIndexOf('\nReproduce: ')
  const at = end < 0 ? message.length : end
  return [message.slice(0, at), ...lines].join('\n') + message.slice(at)
}

/** Rounds to three decimals. */
export function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

/** `90 s`, `20 min`, `2 h`: as a user would write it. */
export function limitText(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`
  if (seconds >= 120 && seconds % 60 === 0) return `${seconds / 60} min`
  return `${seconds} s`
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

/** The seconds of `90s`, `20m` or `1h`; undefined for anything else, including an empty text. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([smh])$/.exec(text.trim())
  if (!match) return undefined
  const seconds = Number(match[1]) * (UNITS[match[2] ?? ''] ?? Number.NaN)
  return seconds > 0 ? seconds : undefined
}
