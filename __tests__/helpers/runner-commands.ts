import { StringDecoder } from 'node:string_decoder'

/** A workflow command that a process said. Names and property names are lower case. */
export interface Command {
  name: string
  properties: Record<string, string>
  data: string
}

/** Every command that the runner knows; set-env and add-path are refused when used. */
export const commandNames: readonly string[] = [
  ...['add-mask', 'add-matcher', 'remove-matcher', 'debug', 'warning', 'error', 'notice', 'group'],
  ...['endgroup', 'echo', 'set-output', 'save-state', 'stop-commands', 'set-env', 'add-path'],
]

/**
 * What the runner sees in a line: `::name key=value,…::data` after blanks, or `##[name key=value;…]data`
 * anywhere. Undefined if it is no command or not one of `known` (lower case).
 */
export function parseCommand(line: string, known: ReadonlySet<string>): Command | undefined {
  return parseColons(line, known) ?? parseBrackets(line, known)
}

function parseColons(line: string, known: ReadonlySet<string>): Command | undefined {
  const text = line.trimStart()
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1
  if (end < 0) return undefined
  return build(text.slice(2, end), text.slice(end + 2), ',', known, unescapeColons)
}

function parseBrackets(line: string, known: ReadonlySet<string>): Command | undefined {
  const begin = line.indexOf('##[')
  const end = begin < 0 ? -1 : line.indexOf(']', begin)
  if (end < 0) return undefined
  return build(line.slice(begin + 3, end), line.slice(end + 1), ';', known, unescapeBrackets)
}

function build(
  head: string,
  data: string,
  separator: string,
  known: ReadonlySet<string>,
  decode: (text: string, property: boolean) => string,
): Command | undefined {
  const space = head.indexOf(' ')
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase()
  if (!known.has(name)) return undefined
  const properties: Record<string, string> = {}
  for (const pair of space < 0 ? [] : head.slice(space + 1).split(separator)) {
    const equals = pair.indexOf('=')
    const key = pair.slice(0, equals).trim().toLowerCase()
    if (equals >= 0 && key !== '') properties[key] = decode(pair.slice(equals + 1), true)
  }
  return { name, properties, data: decode(data, false) }
}

function unescapeColons(text: string, property: boolean): string {
  const once = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n')
  const all = property ? once.replaceAll('%3A', ':').replaceAll('%2C', ',') : once
  return all.replaceAll('%25', '%')
}

function unescapeBrackets(text: string): string {
  const once = text.replaceAll('%3B', ';').replaceAll('%0D', '\r').replaceAll('%0A', '\n')
  return once.replaceAll('%5D', ']').replaceAll('%25', '%')
}

/** Replaces secrets by `***`. The encoded forms that GitHub also hides (base64 and others) are not known here. */
export class Masker {
  #values = new Set<string>()

  /** Hides a value and each of its lines from now on; blank ones are ignored. */
  add(value: string): void {
    for (const part of [value, ...value.split(/[\r\n]+/)]) {
      if (part.trim() !== '') this.#values.add(part)
    }
  }

  /** The text with every known value hidden; values that overlap become one `***`. */
  mask(text: string): string {
    const spans = [...this.#values].flatMap(value => findAll(text, value))
    spans.sort((one, other) => one[0] - other[0])
    let out = ''
    let at = 0
    for (const [start, end] of spans) {
      if (start >= at) out += `${text.slice(at, start)}***`
      at = Math.max(at, end)
    }
    return out + text.slice(at)
  }
}

function findAll(text: string, value: string): [number, number][] {
  const found: [number, number][] = []
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    found.push([at, at + value.length])
  }
  return found
}

/** Bytes to lines as the runner reads them: LF, CR and CRLF each end one. */
export class LineSplitter {
  #decoder = new StringDecoder('utf8')
  #rest = ''
  #afterReturn = false

  /** The lines that these bytes complete. */
  push(data: Buffer): string[] {
    let text = this.#decoder.write(data)
    if (text === '') return []
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1)
    this.#afterReturn = text.endsWith('\r')
    const lines = (this.#rest + text).split(/\r\n|\n|\r/)
    this.#rest = lines.pop() ?? ''
    return lines
  }

  /** The last line, if it had no end. */
  end(): string[] {
    const last = this.#rest + this.#decoder.end()
    this.#rest = ''
    return last === '' ? [] : [last]
  }
}

/**
 * Entries of a GITHUB_ENV, GITHUB_OUTPUT or GITHUB_STATE file, in order: `NAME=VALUE`, or `NAME<<END`, lines,
 * `END`. Throws with the runner's words where the file is malformed; what stands before counts.
 */
export function* parseKeyValues(text: string): Generator<[string, string]> {
  const lines = text.split('\n')
  // split gives an empty line after the last newline; an end without newline is a line of its own.
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const here = line.indexOf('<<')
    if (here >= 0 && (equals < 0 || here < equals)) {
      const end = closing(lines, at, line, here)
      yield [line.slice(0, here), lines.slice(at + 1, end).join('\n')]
      at = end
    } else if (equals > 0) {
      yield [line.slice(0, equals), line.slice(equals + 1)]
    } else {
      throw new Error(`Invalid format '${line}'${equals === 0 ? '. Name must not be empty' : ''}`)
    }
  }
}

function closing(lines: string[], at: number, line: string, here: number): number {
  const delimiter = line.slice(here + 2)
  if (here === 0 || delimiter === '') {
    throw new Error(
      `Invalid format '${line}'. Name must not be empty and delimiter must not be empty`,
    )
  }
  const end = lines.indexOf(delimiter, at + 1)
  if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
  return end
}
