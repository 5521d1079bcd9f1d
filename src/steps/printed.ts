/** The way into a value: names in sets, places in lists. */
export type ValuePath = readonly (string | number)[]

/** An error that Nix printed where a value would stand. */
export interface PrintedError {
  readonly path: ValuePath
  /** `error: attribute 'x' missing` */
  readonly text: string
}

const MARK = '«error: '
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
/** More are not counted. */
const MOST = 100

/** A set or list that is being read. */
interface Frame {
  readonly isList: boolean
  key: string | number
  /** Of a set: whether its key was read, so that a value follows. */
  hasKey: boolean
}

/**
 * The errors that stand inside of a value as `nix eval` prints it: it goes on where something inside does not evaluate,
 * and ends well. A string that holds the same text is none. (print.cc)
 */
export function printedErrors(printed: string): PrintedError[] {
  if (!printed.includes(MARK)) return []
  const errors: PrintedError[] = []
  const frames: Frame[] = []
  const took = (text: string): void => {
    const frame = frames.at(-1)
    if (!frame) return
    if (frame.isList) frame.key = Number(frame.key) + 1
    else if (frame.hasKey) frame.hasKey = false
    else {
      frame.key = text
      frame.hasKey = true
    }
  }
  for (let at = 0; at < printed.length && errors.length < MOST; ) {
    const char = printed[at] ?? ''
    if (char === '{' || char === '[') {
      frames.push({ isList: char === '[', key: 0, hasKey: false })
      at++
    } else if (char === '}' || char === ']') {
      frames.pop()
      took('')
      at++
    } else if (/[\s=;]/.test(char)) at++
    else {
      const end = endOf(printed, at)
      const token = printed.slice(at, end)
      if (token.startsWith(MARK))
        errors.push({ path: frames.map(({ key }) => key), text: token.slice(1, -1) })
      took(char === '"' ? unescaped(token) : token)
      at = end
    }
  }
  return errors
}

/** Where a string, a text in guillemets or a word ends that begins there. */
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

function unescaped(literal: string): string {
  return literal.slice(1, -1).replace(/\\([\s\S])/g, (_, char: string) => ESCAPES[char] ?? char)
}
