/** A word or an operator of a text that bash reads. */
export type Token = Word | { readonly kind: 'operator'; readonly text: string }

export interface Word {
  readonly kind: 'word'
  /** Without its quotes and escapes. */
  readonly text: string
  /** Whether the text is all there is to it: no variable, glob, brace or `~` that bash would expand. */
  readonly isPlain: boolean
  /** `NAME=value` before a command. */
  readonly isAssignment: boolean
  /** Whether bash runs something for it: `$(…)`, `` `…` ``. */
  readonly isRun: boolean
}

/** Operators whose next word is a file, a number or the end of a here-document. */
export const REDIRECTIONS: readonly string[] = [
  '<',
  '>',
  '>>',
  '<<',
  '<<-',
  '<<<',
  '<&',
  '>&',
  '<>',
  '>|',
  '&>',
  '&>>',
]

/** Longest first. */
const OPERATORS = /(?:&>>|<<<|<<-|;;&|<<|>>|<&|>&|<>|>\||&>|<\(|>\(|&&|\|\||\|&|;;|;&|[\n;&|()<>])/y
const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/

/**
 * Splits a text as bash does, without expanding anything; comments and the bodies of here-documents are left out.
 * @returns what was read; a quote that is not closed ends it
 */
export function tokensOf(text: string): Token[] {
  return new Lexer(text).read()
}

class Lexer {
  readonly #text: string
  #at = 0
  readonly #tokens: Token[] = []
  /** Here-documents whose bodies begin at the next line. */
  #awaited: { end: string; tabs: boolean }[] = []

  constructor(text: string) {
    this.#text = text
  }

  read(): Token[] {
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at)
      if (char === ' ' || char === '\t' || char === '\r') this.#at++
      else if (this.#text.startsWith('\\\n', this.#at)) this.#at += 2
      else if (char === '#') this.#at = endOfLine(this.#text, this.#at)
      else if (!this.#operator() && !this.#word()) break
    }
    return this.#tokens
  }

  #operator(): boolean {
    OPERATORS.lastIndex = this.#at
    const text = OPERATORS.exec(this.#text)?.[0]
    if (text === undefined) return false
    this.#at += text.length
    this.#tokens.push({ kind: 'operator', text })
    if (text === '\n') this.#skipDocuments()
    return true
  }

  /** @returns whether the word has an end */
  #word(): boolean {
    const start = this.#at
    let text = ''
    let isPlain = true
    let isWhole = true
    while (isWhole && this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at)
      if (/[\s;&|()<>]/.test(char)) break
      if (char === "'") {
        const end = this.#text.indexOf("'", this.#at + 1)
        isWhole = end >= 0
        text += this.#text.slice(this.#at + 1, end)
        this.#at = end + 1
      } else if (char === '"') {
        const quoted = this.#doubleQuoted()
        isWhole = quoted !== undefined
        text += quoted?.text ?? ''
        isPlain &&= quoted?.isPlain ?? false
      } else if (char === '\\') {
        if (this.#text.charAt(this.#at + 1) !== '\n') text += this.#text.charAt(this.#at + 1)
        this.#at += 2
      } else if (char === '$' || char === '`') {
        isPlain = false
        isWhole = this.#expansion()
      } else {
        if (/[*?[\]~{}]/.test(char)) isPlain = false
        text += char
        this.#at++
      }
    }
    const raw = this.#text.slice(start, this.#at)
    // The number of a file descriptor belongs to the redirection behind it.
    if (isWhole && /^\d+$/.test(raw) && /[<>]/.test(this.#text.charAt(this.#at))) return true
    const isAssignment = ASSIGNMENT.test(raw)
    const isRun = !isPlain && /\$\(|`/.test(raw)
    if (isWhole) this.#push({ kind: 'word', text, isPlain, isAssignment, isRun })
    return isWhole
  }

  #push(word: Word): void {
    const before = this.#tokens.at(-1)
    if (before?.kind === 'operator' && (before.text === '<<' || before.text === '<<-'))
      this.#awaited.push({ end: word.text, tabs: before.text === '<<-' })
    this.#tokens.push(word)
  }

  #doubleQuoted(): { text: string; isPlain: boolean } | undefined {
    let text = ''
    let isPlain = true
    this.#at++
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at)
      if (char === '"') {
        this.#at++
        return { text, isPlain }
      }
      if (char === '$' || char === '`') {
        isPlain = false
        if (!this.#expansion()) return undefined
      } else if (char === '\\') {
        const next = this.#text.charAt(this.#at + 1)
        if (next !== '\n') text += '$`"\\'.includes(next) ? next : `\\${next}`
        this.#at += 2
      } else {
        text += char
        this.#at++
      }
    }
    return undefined
  }

  /** Steps over `$name`, `${…}`, `$(…)`, `$'…'` and `` `…` ``. @returns whether it is closed */
  #expansion(): boolean {
    const rest = this.#text.slice(this.#at)
    const [open, close] = rest.startsWith('$(')
      ? ['(', ')']
      : rest.startsWith('${')
        ? ['{', '}']
        : ['', '']
    if (open !== '') return this.#nested(open, close)
    const quoted = /^(?:\$'(?:[^'\\]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`)/.exec(rest)
    if (!quoted && /^(?:\$'|`)/.test(rest)) return false
    this.#at += quoted ? quoted[0].length : 1
    return true
  }

  #nested(open: string, close: string): boolean {
    let depth = 0
    for (this.#at++; this.#at < this.#text.length; ) {
      const char = this.#text.charAt(this.#at)
      if (char === "'" && open === '(') {
        const end = this.#text.indexOf("'", this.#at + 1)
        if (end < 0) return false
        this.#at = end + 1
      } else if (char === '"') {
        if (this.#doubleQuoted() === undefined) return false
      } else if (char === '\\') this.#at += 2
      else {
        this.#at++
        if (char === open) depth++
        else if (char === close && --depth === 0) return true
      }
    }
    return false
  }

  #skipDocuments(): void {
    for (const { end, tabs } of this.#awaited) {
      while (this.#at < this.#text.length) {
        const stop = endOfLine(this.#text, this.#at)
        const line = this.#text.slice(this.#at, stop)
        this.#at = Math.min(stop + 1, this.#text.length)
        if ((tabs ? line.replace(/^\t+/, '') : line) === end) break
      }
    }
    this.#awaited = []
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
