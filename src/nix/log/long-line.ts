import { LEVEL, type Records } from './records.ts'
import { Text, unescapeJson } from './text.ts'
import { cutTrace } from './trace.ts'

/** Longer lines are not kept whole. */
export const MAX_LINE_BYTES = 1 << 20
/** Bytes kept of the start and the end of such a record. */
const HEAD_BYTES = 1 << 16
const TAIL_BYTES = 256
const RECORD = Buffer.from('@nix {')
/** Separates the text of an error from its parts; quotes inside the text are escaped. */
const PARTS = Buffer.from(',"raw_msg":"')
const MESSAGE = Buffer.from('@nix {"action":"msg"')
const NOTHING = Buffer.alloc(0)

const TEXT_HEAD = '@nix {"action":"result","fields":["'
const TEXT_TAIL = /"\],"id":(\d{1,20}),(?:"sid":"[\da-f-]{0,64}",)?"type":(\d{1,9})\}$/
/** The keys of a record are sorted; the part before the message is short. */
const MESSAGE_HEAD = /^@nix \{"action":"msg",[^\n]{0,5000}?"level":(\d),[^\n]{0,50}?"msg":"/

/**
 * Reads an overlong line in pieces. A record loses its middle, which keeps its text and its activity; any other line is
 * passed on in pieces of {@link MAX_LINE_BYTES} bytes.
 */
export class LongLine {
  readonly #records: Records
  readonly #id: (digits: string) => number
  #isOpen = false
  #isRecord = false
  #head: Buffer = NOTHING
  /** From {@link PARTS}, after the head. */
  #parts: Buffer = NOTHING
  #tail: Buffer = NOTHING
  #length = 0

  constructor(records: Records, id: (digits: string) => number) {
    this.#records = records
    this.#id = id
  }

  /** Whether the line is still incomplete. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Takes the next bytes of the line, possibly including its end. */
  write(bytes: Buffer): void {
    if (!this.#isOpen) {
      this.#isOpen = true
      this.#isRecord = bytes.subarray(0, RECORD.length).equals(RECORD)
      this.#head = this.#parts = this.#tail = NOTHING
      this.#length = 0
    }
    if (this.#isRecord) this.#cut(bytes)
    else this.#pieces(bytes)
  }

  /** The line is complete. */
  end(): void {
    const isRecord = this.#isRecord
    const [head, parts, tail] = [text(this.#head), text(this.#parts), text(this.#tail)]
    const lost = this.#length - this.#head.length - this.#tail.length
    this.#isOpen = false
    this.#head = this.#parts = this.#tail = NOTHING
    if (isRecord) emitCut(head, parts, tail, lost, this.#id, this.#records)
    else if (tail !== '') this.#records.plain(tail)
  }

  #cut(bytes: Buffer): void {
    this.#length += bytes.length
    const room = this.#parts.length > 0 ? 0 : HEAD_BYTES - this.#head.length
    if (room > 0) this.#head = Buffer.concat([this.#head, bytes.subarray(0, room)])
    const rest = bytes.subarray(Math.max(0, room))
    if (this.#head.subarray(0, MESSAGE.length).equals(MESSAGE)) this.#findParts(rest)
    // A copy, so that the chunk can be freed.
    this.#tail = Buffer.from(
      Buffer.concat([this.#tail, rest.subarray(-TAIL_BYTES - 2)]).subarray(-TAIL_BYTES),
    )
  }

  #findParts(bytes: Buffer): void {
    if (this.#parts.length > 0) {
      const room = Math.max(0, HEAD_BYTES - this.#parts.length)
      this.#parts = Buffer.concat([this.#parts, bytes.subarray(0, room)])
      return
    }
    // They may start in the head, or in the end of the previous bytes.
    const isFirst = this.#tail.length === 0
    const before = isFirst ? this.#head : this.#tail.subarray(1 - PARTS.length)
    const seen = Buffer.concat([before, bytes])
    const at = seen.indexOf(PARTS)
    if (at < 0) return
    this.#parts = Buffer.from(seen.subarray(at, at + HEAD_BYTES))
    if (isFirst) this.#head = Buffer.from(this.#head.subarray(0, at))
  }

  #pieces(bytes: Buffer): void {
    let rest = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes
    while (rest.length > MAX_LINE_BYTES + 2) {
      const end = boundary(rest, MAX_LINE_BYTES)
      this.#records.plain(rest.toString('utf8', 0, end))
      rest = rest.subarray(end)
    }
    this.#tail = Buffer.from(rest)
  }
}

const CUT_PARTS = /^,"raw_msg":"((?:[^"\\]|\\.)*)(?:",(?:"sid":"[\da-f-]{0,64}",)?"trace":(.*))?/s

/** Emits a record without its middle. */
function emitCut(
  head: string,
  parts: string,
  tail: string,
  lost: number,
  id: (digits: string) => number,
  records: Records,
): void {
  const note = `… (${lost + tail.length} bytes omitted)`
  const end = TEXT_TAIL.exec(tail)
  const message = MESSAGE_HEAD.exec(head)
  if (end?.[1] && head.startsWith(TEXT_HEAD)) {
    const kept = unescapeJson(head.slice(TEXT_HEAD.length))
    records.text(id(end[1]), Number(end[2]), Text.of(kept + note))
  } else if (message) {
    const level = Number(message[1])
    // A closing quote: only the trace is too long.
    const isWhole = parts !== '' && /[^\\](?:\\\\)*"$/.test(head)
    const said = head.slice(message[0].length, isWhole ? -1 : undefined)
    const kept = unescapeJson(said) + (isWhole ? '' : note)
    const [, raw = '', trace = ''] = CUT_PARTS.exec(level === LEVEL.error ? parts : '') ?? []
    const words = unescapeJson(raw)
    const isTraceFirst = /^[^\n]*error:[^\n]{0,10}\n/.test(kept)
    records.message({
      level,
      // The message comes after the trace, so it was cut.
      text: raw !== '' && isTraceFirst && !isWhole ? `${kept}\n\n       error: ${words}` : kept,
      ...(raw === '' ? {} : { raw: words, trace: cutTrace(trace) }),
    })
  } else records.plain(head.slice(0, 1000) + note)
}

/** Without line ending and without an incomplete character. */
function text(bytes: Buffer): string {
  return bytes
    .toString()
    .replace(/\r?\n$/, '')
    .replace(/\ufffd$/, '')
}

/** The last character boundary up to `at`. */
function boundary(bytes: Buffer, at: number): number {
  let end = at
  while (end > at - 3 && ((bytes[end] as number) & 0xc0) === 0x80) end--
  return end
}
