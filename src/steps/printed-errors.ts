/** The path into a value: names in sets, indexes in lists. */
export type ValuePath = readonly (string | number)[]

/** An error that Nix printed in place of a value. */
export interface PrintedError {
  readonly path: ValuePath
  /** `error: attribute 'x' missing` */
  readonly text: string
}

const ERROR_PREFIX = '«error: '
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
/** The most errors that are collected. */
const MAX_ERRORS = 100

/** A set or list that is being parsed. */
interface Frame {
  readonly isList: boolean
  key: string | number
  /** In a set: whether the key was read and a value follows. */
  hasKey: boolean
}

/**
 * The errors inside a value that `nix eval` printed: it continues and succeeds if something inside does not evaluate. The
 * same text in a string is not an error. (print.cc)
 */
export function printedErrors(printed: string): PrintedError[] {
  if (!printed.includes(ERROR_PREFIX)) return []
  const errors: PrintedError[] = []
  const frames: Frame[] = []
  const finish = (text: string): void => {
    const frame = frames.at(-1)
    if (!frame) return
    if (frame.isList) frame.key = Number(frame.key) + 1
    else if (frame.hasKey) frame.hasKey = false
    else {
      frame.key = text
      frame.hasKey = true
    }
  }
  for (let at = 0; at < printed.length && errors.length < MAX_ERRORS; ) {
    const char = printed[at] ?? ''
    if (char === '{' || char === '[') {
      frames.push({ isList: char === '[', key: 0, hasKey: false })
      at++
    } else if (char === '}' || char === ']') {
      frames.pop()
      finish('')
      at++
    } else if (/[\s=;]/.test(char)) at++
    else {
      const end = endOf(printed, at)
      const token = printed.slice(at, end)
      if (token.startsWith(ERROR_PREFIX))
        errors.push({ path: frames.map(({ key }) => key), text: token.slice(1, -1) })
      finish(char === '"' ? unescaped(token) : token)
      at = end
    }
  }
  return errors
}

/** Where the string, the text in guillemets or the word at `start` ends. */
function endOf(text: string, start: number): number {
  const first = text[start]
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? ''
    if (first === '"') {
      if (char === '\\') at++
      else if (char === '"' && at > start) return at + 1
    } else if (first === '«') {
      depth += char === '«' ? 1 : char === '»' ? -1 : 0
      if (depth === 0) return at + 1
    } else if (/[\s;={}[\]"«]/.test(char)) return Math.max(at, start + 1)
  }
  return text.length
}

/** The string that a literal of Nix stands for. */
export function unescaped(literal: string): string {
  return literal.slice(1, -1).replace(/\\([\s\S])/g, (_, char: string) => ESCAPES[char] ?? char)
}
