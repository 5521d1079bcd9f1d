/**
 * The text of a record, still as bytes of the stream: most lines of a build are never used, so they are decoded on
 * demand. Valid only during the call that receives it.
 */
export class Text {
  bytes: Buffer = Buffer.alloc(0)
  from = 0
  to = 0
  /** Whether it contains JSON escapes. */
  isEscaped = false
  /** Whether every byte is one character. */
  isAscii = true

  /** Wraps a string. */
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

/** Decodes the bytes of a JSON string without its quotes; incomplete or invalid parts are dropped. */
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

/** Decodes JSON escapes; an incomplete escape at the end is dropped. */
export function unescapeJson(raw: string): string {
  // The longest escape is a pair of \uXXXX.
  for (let cut = 0; cut <= 12 && cut <= raw.length; cut++) {
    try {
      return JSON.parse(`"${cut === 0 ? raw : raw.slice(0, -cut)}"`) as string
    } catch {}
  }
  return raw
}
