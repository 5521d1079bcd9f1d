import { unescaped } from './printed-errors.ts'

/** A string, an integer, a name or a punctuation mark, after blanks. */
const TOKEN = /\s*("(?:[^"\\]|\\[\s\S])*"|-?\d+(?![\w.])|[A-Za-z_][\w'-]*|[{}[\]=;])/y
/** Attributes that make a set a string in JSON. */
const STRING_SETS = ['outPath', '__toString']

/**
 * The JSON form of a value as `nix eval` prints it (print.cc), if that is certain: strings, integers, booleans, null, and
 * lists and sets of these. Others (paths, floats, derivations) have to be asked for.
 * @returns undefined if it is not certain
 */
export function jsonOfPrinted(printed: string): string | undefined {
  const tokens = new Tokens(printed)
  try {
    const json = readValue(tokens, tokens.next())
    return tokens.isAtEnd ? json : undefined
  } catch {
    return undefined
  }
}

/** Whether a printed value is a function, which has no JSON form. */
export function isPrintedFunction(printed: string): boolean {
  return /^(?:«(?:lambda|primop|partially applied)|<(?:LAMBDA|PRIMOP))/.test(printed)
}

class Tokens {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.#text.slice(this.#at).trim() === ''
  }

  /** @throws Error if there is none */
  next(): string {
    TOKEN.lastIndex = this.#at
    const token = TOKEN.exec(this.#text)?.[1]
    if (token === undefined) throw new Error('not a plain value')
    this.#at = TOKEN.lastIndex
    return token
  }

  /** @throws Error if another one comes */
  expect(token: string): void {
    if (this.next() !== token) throw new Error('not a plain value')
  }
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
  for (let token = tokens.next(); token !== ']'; token = tokens.next())
    items.push(readValue(tokens, token))
  return `[${items.join(',')}]`
}

function readSet(tokens: Tokens): string {
  const items: string[] = []
  for (let token = tokens.next(); token !== '}'; token = tokens.next()) {
    const name = token.startsWith('"') ? unescaped(token) : token
    if (!/^["A-Za-z_]/.test(token) || STRING_SETS.includes(name))
      throw new Error('not a plain value')
    tokens.expect('=')
    items.push(`${JSON.stringify(name)}:${readValue(tokens, tokens.next())}`)
    tokens.expect(';')
  }
  return `{${items.join(',')}}`
}
