import { unescaped } from './printed-errors.ts'

/** A string, an integer, a name or a punctuation mark, after blanks. */
const TOKEN = /\s*("(?:[^"\\]|\\[\s\S])*"|-?\d+(?![\w.])|[A-Za-z_][\w'-]*|[{}[\]=;])/gy
/** Attributes that make a set a string in JSON. */
const STRING_SETS = ['outPath', '__toString']

/**
 * The JSON form of a value as `nix eval` prints it (print.cc), if that is certain: strings, integers, booleans, null, and
 * lists and sets of these. Others (paths, floats, derivations) have to be asked for.
 * @returns undefined if it is not certain
 */
export function jsonOfPrinted(printed: string): string | undefined {
  const found = [...printed.matchAll(TOKEN)]
  if (found.map(([text]) => text).join('') !== printed.trimEnd()) return undefined
  const tokens = found.map(([, token = '']) => token).values()
  try {
    const json = readValue(tokens, next(tokens))
    return tokens.next().done ? json : undefined
  } catch {
    return undefined
  }
}

/** Whether a printed value is a function, which has no JSON form. */
export function isPrintedFunction(printed: string): boolean {
  return /^(?:«(?:lambda|primop|partially applied)|<(?:LAMBDA|PRIMOP))/.test(printed)
}

type Tokens = Iterator<string>

/** @throws Error if there is none, or not the one that is expected */
function next(tokens: Tokens, expected?: string): string {
  const { value, done } = tokens.next()
  const isOther = expected !== undefined && value !== expected
  if (done || isOther) throw new Error('not a plain value')
  return value
}

function readValue(tokens: Tokens, first: string): string {
  if (first === '[') return readList(tokens)
  if (first === '{') return readSet(tokens)
  if (first.startsWith('"')) return JSON.stringify(unescaped(first))
  if (/^(?:true|false|null)$/.test(first) || Number.isSafeInteger(Number(first))) return first
  throw new Error('not a plain value')
}

function readList(tokens: Tokens): string {
  const items: string[] = []
  for (let token = next(tokens); token !== ']'; token = next(tokens))
    items.push(readValue(tokens, token))
  return `[${items.join(',')}]`
}

function readSet(tokens: Tokens): string {
  const items: string[] = []
  for (let token = next(tokens); token !== '}'; token = next(tokens)) {
    const name = token.startsWith('"') ? unescaped(token) : token
    if (!/^["A-Za-z_]/.test(token) || STRING_SETS.includes(name))
      throw new Error('not a plain value')
    next(tokens, '=')
    items.push(`${JSON.stringify(name)}:${readValue(tokens, next(tokens))}`)
    next(tokens, ';')
  }
  return `{${items.join(',')}}`
}
