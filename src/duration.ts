const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

export const DURATION_ALLOWED = 'A duration is a number and s, m or h: 90s, 20m, 1h.'

/** Seconds of `90s`, `20m`, `1h`; undefined for anything else, and for nothing at all. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([smh])$/.exec(text.trim())
  if (!match) return undefined
  const seconds = Number(match[1]) * (UNITS[match[2] ?? ''] ?? Number.NaN)
  return seconds > 0 ? seconds : undefined
}
