import { Ids } from './ids.ts'
import { LongLine, MAX_LINE_BYTES } from './long-line.ts'
import { emitRecord, type Records } from './records.ts'
import { Text } from './text.ts'

const NEWLINE = 10
const RETURN = 13
const QUOTE = 34
const BACKSLASH = 92
const COMMA = 44
const CLOSE = 93
const BRACE = 125

/** The start of nearly every line of a long log; compared eight bytes at a time. */
const HEAD = Buffer.from('@nix {"action":"result","fields":[')
const [HEAD_0, HEAD_8, HEAD_16, HEAD_24] = [0, 8, 16, 24].map(at => HEAD.readDoubleLE(at))
const HEAD_32 = HEAD.readInt16LE(32)
/** Between the fields and the id, and between the id and the type. */
const ID = Buffer.from(',"id":')
const [ID_0, ID_4] = [ID.readInt32LE(0), ID.readInt16LE(4)]
const [PROGRESS, LINE] = ['105}', '101}'].map(type => Buffer.from(type).readInt32LE(0))
const TYPE = Buffer.from(',"type":').readDoubleLE(0)
/** Determinate Nix adds a UUID between id and type, the same for all records of a call. */
const SID = Buffer.from(',"sid":"').readDoubleLE(0)
const SESSION = 36

/** The high bit of each of four bytes: set for non-ASCII. */
const HIGH = 0x80808080 | 0

/** The shortest line for the fast path: no read leaves the buffer. */
const MIN_LINE_BYTES = HEAD.length + 24

/** Printed by the progress bar on an interrupt since 2.35, although it is not shown; the line continues after it. */
const INTERRUPTED = /^\r?shutting down\x1b\[K(?=@nix \{|$)/

/**
 * Reads Nix's standard error under `--log-format internal-json` in arbitrary chunks, and reports each line to
 * `records`. The two kinds of lines that make a log long (build output, progress) are parsed from bytes; `JSON.parse`
 * of every line takes ten times as long. Never throws.
 */
export class LogReader {
  readonly #records: Records
  readonly #ids = new Ids()
  readonly #text = new Text()
  readonly #numbers = new Int32Array(4)
  readonly #long: LongLine
  /** The start of an incomplete line. */
  #rest: Buffer[] = []
  #restLength = 0

  constructor(records: Records) {
    this.#records = records
    this.#long = new LongLine(records, digits => this.#ids.of(digits))
  }

  write(chunk: Buffer): void {
    let from = 0
    if (this.#restLength > 0 || this.#long.isOpen) {
      const end = chunk.indexOf(NEWLINE)
      if (end < 0) {
        this.#keep(chunk)
        return
      }
      this.#keep(chunk.subarray(0, end + 1))
      this.#flush()
      from = end + 1
    }
    const last = chunk.lastIndexOf(NEWLINE)
    if (last >= from) this.#lines(chunk, from, last + 1)
    if (last + 1 < chunk.length) this.#keep(chunk.subarray(Math.max(from, last + 1)))
  }

  /** Takes the rest as the last line. */
  end(): void {
    this.#flush()
  }

  #keep(bytes: Buffer): void {
    if (this.#long.isOpen) {
      this.#long.write(bytes)
      return
    }
    // The caller may reuse its buffer.
    this.#rest.push(Buffer.from(bytes))
    this.#restLength += bytes.length
    if (this.#restLength > MAX_LINE_BYTES + 1) this.#long.write(this.#takeRest())
  }

  #flush(): void {
    if (this.#long.isOpen) this.#long.end()
    if (this.#restLength === 0) return
    const line = this.#takeRest()
    const isWhole = line[line.length - 1] === NEWLINE
    const bytes = isWhole ? line : Buffer.concat([line, Buffer.from('\n')])
    this.#lines(bytes, 0, bytes.length)
  }

  #takeRest(): Buffer {
    const rest = this.#rest.length === 1 ? (this.#rest[0] as Buffer) : Buffer.concat(this.#rest)
    this.#rest = []
    this.#restLength = 0
    return rest
  }

  /** Reads whole lines; the last byte is a line ending. */
  #lines(bytes: Buffer, from: number, to: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#text.bytes = bytes
    let at = from
    while (at < to) {
      let next = -1
      if (to - at >= MIN_LINE_BYTES && isResult(view, at)) {
        const first = at + HEAD.length
        next =
          bytes[first] === QUOTE
            ? this.#textResult(bytes, view, first + 1, to)
            : this.#numberResult(bytes, view, first, to)
      }
      if (next < 0) {
        const end = bytes.indexOf(NEWLINE, at)
        if (end - at <= MAX_LINE_BYTES) this.#slow(bytes, at, end)
        else {
          this.#long.write(bytes.subarray(at, end + 1))
          this.#long.end()
        }
        next = end + 1
      }
      at = next
    }
  }

  /** Reads a result with one text field, from after its first quote. Returns the start of the next line, or -1. */
  #textResult(bytes: Buffer, view: DataView, from: number, to: number): number {
    let at = from
    let seen = 0
    let isEscaped = false
    for (;;) {
      // No text ends closer to the end of the last line.
      if (at + 4 > to) return -1
      const four = view.getInt32(at, true)
      const found = marks(four)
      if (found === 0) {
        seen |= four
        at += 4
        continue
      }
      // The position of the first marked byte identifies it; a loop over the bytes would be mispredicted on every line.
      const bit = 31 - Math.clz32(found & -found)
      seen |= four & ((1 << (bit - 7)) - 1)
      at += bit >> 3
      const byte = bytes[at] as number
      if (byte === QUOTE) break
      // A record never contains a bare control character.
      if (byte !== BACKSLASH || (bytes[at + 1] as number) < 32) return -1
      isEscaped = true
      seen |= bytes[at + 1] as number
      at += 2
    }
    if (bytes[at + 1] !== CLOSE || at - from > MAX_LINE_BYTES - 100) return -1
    const text = this.#text
    text.from = from
    text.to = at
    text.isEscaped = isEscaped
    text.isAscii = (seen & HIGH) === 0
    return this.#idAndType(bytes, view, at + 2, to, true)
  }

  /** Reads a result with up to four numbers, from the first digit. */
  #numberResult(bytes: Buffer, view: DataView, from: number, to: number): number {
    const numbers = this.#numbers
    numbers[1] = numbers[2] = numbers[3] = 0
    let at = from
    for (let i = 0; i < 4; i++) {
      let value = 0
      const first = at
      let byte = bytes[at] as number
      while (byte >= 48 && byte <= 57) {
        value = (value * 10 + byte - 48) | 0
        byte = bytes[++at] as number
      }
      // A longer number may not be a small integer; these are rare.
      if (at === first || at > first + 9 || at >= to) return -1
      numbers[i] = value
      if (byte === CLOSE) return this.#idAndType(bytes, view, at + 1, to, false)
      if (byte !== COMMA) return -1
      at++
    }
    return -1
  }

  /** Reads `,"id":N,"type":N}` and the end of the line, then emits the record. */
  #idAndType(bytes: Buffer, view: DataView, at: number, to: number, isText: boolean): number {
    if (to - at < 22 || view.getInt32(at, true) !== ID_0) return -1
    if (view.getInt16(at + 4, true) !== ID_4) return -1
    const id = this.#ids.read(bytes, view, at + 6)
    if (id < 0) return -1
    const idTo = this.#skipSession(bytes, view, this.#ids.end, to)
    if (to - idTo < 12 || view.getFloat64(idTo, true) !== TYPE) return -1
    let end = idTo + 8
    let type = 0
    const four = view.getInt32(end, true)
    if (four === PROGRESS) type = 105
    else if (four === LINE) type = 101
    if (type !== 0) end += 3
    else {
      for (let byte = bytes[end] as number; isDigit(byte); byte = bytes[++end] as number) {
        type = type * 10 + byte - 48
      }
      if (end === idTo + 8 || end > idTo + 17 || bytes[end] !== BRACE) return -1
    }
    if (bytes[end + 1] === RETURN) end++
    if (bytes[end + 1] !== NEWLINE) return -1
    if (isText) this.#records.text(id, type, this.#text)
    else this.#emitNumbers(id, type)
    return end + 2
  }

  /** Skips a session id, if there is one. */
  #skipSession(bytes: Buffer, view: DataView, at: number, to: number): number {
    if (to - at < SESSION + 9 || view.getFloat64(at, true) !== SID) return at
    // Its content does not matter: a quote in it makes the rest of the line invalid.
    const end = at + 8 + SESSION
    if (bytes[end] !== QUOTE) return at
    return end + 1
  }

  #emitNumbers(id: number, type: number): void {
    const n = this.#numbers as unknown as readonly [number, number, number, number]
    this.#records.numbers(id, type, n[0], n[1], n[2], n[3])
  }

  #slow(bytes: Buffer, from: number, to: number): void {
    const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to
    this.#emit(bytes.toString('utf8', from, end))
  }

  #emit(whole: string): void {
    const line = whole.replace(INTERRUPTED, '')
    if (line === '' && whole !== '') return
    const isRecord =
      line.startsWith('@nix {') &&
      emitRecord(line.slice(5), digits => this.#ids.of(digits), this.#records)
    if (!isRecord) this.#records.plain(line)
  }
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

/** The high bit of each byte that ends a text or is special in it; bits above the first may be wrong. */
function marks(four: number): number {
  const quote = four ^ 0x22222222
  const slash = four ^ 0x5c5c5c5c
  const found =
    ((quote - 0x01010101) & ~quote) |
    ((slash - 0x01010101) & ~slash) |
    ((four - 0x20202020) & ~four)
  return found & HIGH
}

function isResult(view: DataView, at: number): boolean {
  return (
    view.getFloat64(at, true) === HEAD_0 &&
    view.getFloat64(at + 8, true) === HEAD_8 &&
    view.getFloat64(at + 16, true) === HEAD_16 &&
    view.getFloat64(at + 24, true) === HEAD_24 &&
    view.getInt16(at + 32, true) === HEAD_32
  )
}
