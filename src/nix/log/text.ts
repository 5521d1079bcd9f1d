/**
 * The text of a record, still as bytes of the stream: most lines of a build are never looked at, so they are decoded
 * only by who wants them. Valid during the call that hands it over.
 */
export class Text {
  bytes: Buffer = Buffer.alloc(0)
  from = 0
  to = 0
  /** Whether it holds escapes of JSON. */
  isEscaped = false
  /** Whether every byte is a character. */
  isAscii = true

  /** A text that is a string already. */
  static of(text: string): Text {
    const made = new Text()
    made.bytes = Buffer.from(text)
    made.to = made.bytes.length
    made.isAscii = false
    return made
  }

  toString(): string {
    return decode(this.bytes, this.from, this.to, this.isEscaped, this.isAscii)
  }
}

/** Bytes of a JSON string, without its quotes, as text; what is cut or invalid is left out. */
export function decode(
  bytes: Buffer,
  from: number,
  to: number,
  isEscaped: boolean,
  isAscii: boolean,
): string {
  const raw = bytes.toString(isAscii ? 'latin1' : 'utf8', from, to)
  return isEscaped ? unescapeJson(raw) : raw
}

/** Turns the escapes of JSON into what they stand for; an escape that is cut off at the end is left out. */
export function unescapeJson(raw: string): string {
  // The longest is a pair of \uXXXX.
  for (let cut = 0; cut <= 12 && cut <= raw.length; cut++) {
    try {
      return JSON.parse(`"${cut === 0 ? raw : raw.slice(0, -cut)}"`) as string
    } catch {}
  }
  return raw
}
