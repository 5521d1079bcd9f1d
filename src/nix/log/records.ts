import { parseJson } from '../../lib/json.ts'
import { defined } from '../../lib/object.ts'
import { Text } from './text.ts'
import { type TraceItem, traceOf } from './trace.ts'

/** Activity types of the protocol. (logging.hh) */
export const ACTIVITY = {
  unknown: 0,
  copyPath: 100,
  fileTransfer: 101,
  realise: 102,
  copyPaths: 103,
  builds: 104,
  build: 105,
  substitute: 108,
  queryPathInfo: 109,
  postBuildHook: 110,
  buildWaiting: 111,
  fetchTree: 112,
  /** Nix 2.36: a source is hashed or copied. */
  fetchToStore: 113,
} as const

/** Result types of the protocol. (logging.hh) */
export const RESULT = {
  buildLogLine: 101,
  setPhase: 104,
  progress: 105,
  setExpected: 106,
  postBuildLogLine: 107,
} as const

/** Log levels; plain Nix shows up to 3 without -v. (logging.hh) */
export const LEVEL = { error: 0, warn: 1, notice: 2, info: 3 } as const

/** The start of an activity. Unknown types keep their number. */
export interface Start {
  /** See {@link Ids}. */
  readonly id: number
  readonly type: number
  readonly level: number
  readonly text: string
  /** Undefined if there is none (always before Nix 2.18). */
  readonly parent: number | undefined
  readonly fields: readonly unknown[]
}

/** A log message of Nix. */
export interface LogMessage {
  readonly level: number
  /** With colors. */
  readonly text: string
  /** The position as Nix reports it, without the `:line:column` that newer versions append. */
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** For an error: the message alone, with colors. */
  readonly raw?: string
  /** For an error: what Nix was doing, innermost first. */
  readonly trace?: readonly TraceItem[]
}

/** Receives each record of a log, in order. */
export interface Records {
  start(record: Start): void
  stop(id: number): void
  /** A result with one text, such as a line of builder output. */
  text(id: number, type: number, text: Text): void
  /** A result with up to four numbers, such as progress. */
  numbers(id: number, type: number, a: number, b: number, c: number, d: number): void
  /** Any other result. */
  result(id: number, type: number, fields: readonly unknown[], payload: unknown): void
  message(record: LogMessage): void
  /** A line that is not a record. */
  plain(line: string): void
}

/** A 64-bit id in JSON. Quotes inside JSON strings are escaped, so this only matches outside of strings. */
const IDS = /"(id|parent)":(\d{1,20})(?=[,}])/g

type Fields = Readonly<Record<string, unknown>>

/**
 * Parses a record and reports it to `records`, without the fast paths of the reader.
 * @param json the text after `@nix `
 * @param id numbers an id
 * @returns whether it was a record
 */
export function emitRecord(
  json: string,
  id: (digits: string) => number,
  records: Records,
): boolean {
  const record: Fields | undefined = parseJson(json.replace(IDS, '"$1":"$2"'))
  if (!record) return false
  const number = typeof record.id === 'string' ? id(record.id) : undefined
  if (record.action === 'msg') return emitMessage(record, records)
  if (number === undefined) return false
  if (record.action === 'stop') records.stop(number)
  else if (record.action === 'start') records.start(startOf(record, number, id))
  else if (record.action === 'result') {
    emitResult(record, number, records)
  } else return false
  return true
}

function emitResult({ type, fields, payload }: Fields, id: number, records: Records): void {
  const number = integer(type) ?? -1
  const list: readonly unknown[] = Array.isArray(fields) ? fields : []
  const [a, b = 0, c = 0, d = 0] = list
  const numbers = [a, b, c, d]
  if (typeof a === 'string' && list.length === 1) records.text(id, number, Text.of(a))
  else if (list.length <= 4 && isNumbers(numbers)) records.numbers(id, number, ...numbers)
  else records.result(id, number, list, payload)
}

function isNumbers(values: unknown[]): values is [number, number, number, number] {
  return values.every(value => typeof value === 'number')
}

function startOf(
  { type, level, text, parent, fields }: Fields,
  id: number,
  number: (digits: string) => number,
): Start {
  return {
    id,
    type: integer(type) ?? ACTIVITY.unknown,
    level: integer(level) ?? LEVEL.info,
    text: typeof text === 'string' ? text : '',
    parent: typeof parent === 'string' && parent !== '0' ? number(parent) : undefined,
    fields: Array.isArray(fields) ? fields : [],
  }
}

function emitMessage(record: Fields, records: Records): boolean {
  const { level, msg, file, line, column } = record
  if (typeof msg !== 'string') return false
  const place = typeof file === 'string' ? placeOf(file, integer(line), integer(column)) : {}
  const parts = level === LEVEL.error ? partsOf(record) : {}
  records.message({ level: integer(level) ?? LEVEL.info, text: msg, ...place, ...parts })
  return true
}

/** The separate parts of an error. */
function partsOf({ raw_msg, trace }: Fields): Pick<LogMessage, 'raw' | 'trace'> {
  if (typeof raw_msg !== 'string') return {}
  return { raw: raw_msg, trace: traceOf(trace) }
}

/** Since 2.20 `file` contains `path:line:column`; without a file it is null or `«none»:0`. */
function placeOf(file: string, line: number | undefined, column: number | undefined) {
  const path = file.replace(/:\d+(:\d+)?$/, '')
  if (path === '' || path === '«none»') return {}
  return { file: path, ...defined({ line: line || undefined, column: column || undefined }) }
}

function integer(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined
}
