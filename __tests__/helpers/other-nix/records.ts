/** A record of the log of Nix, as far as it is changed here. */
export interface LogRecord {
  action: string
  id?: string
  type?: number
  level?: number
  text?: string
  msg?: string
  trace?: { raw_msg: string }[]
  [key: string]: unknown
}

const HEAD = '@nix '
/** Ids are wider than a number of JavaScript; they travel as texts. */
const IDS = /"(id|parent)":(\d{1,20})(?=[,}])/g

/** A line of the log as a record; undefined where it is none. */
export function recordOf(line: string): LogRecord | undefined {
  if (!line.startsWith(`${HEAD}{`)) return undefined
  return JSON.parse(line.slice(HEAD.length).replace(IDS, '"$1":"#$2"'))
}

/** A record as a line of the log, its members in the order in which Nix writes them. */
export function lineOf(record: LogRecord): string {
  const sorted = Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
  return `${HEAD}${JSON.stringify(sorted).replace(/"(id|parent)":"#(\d+)"/g, '"$1":$2')}\n`
}

const ANSI = /\x1b\[[\d;]*m/g

/** A text without colors. */
export function plain(text: string): string {
  return text.replace(ANSI, '')
}

/** An attribute path with its parts as they are. */
export function unquoted<T extends string | undefined>(path: T): T {
  return path?.replace(/"([^"\\]*)"/g, '$1') as T
}
