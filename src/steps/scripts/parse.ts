import { type ParsedScript, parse, type Word } from 'unbash'

/** Parses a text as bash does, without expanding anything: what was read, with the errors of what was not. */
export function parseScript(text: string): Pick<ParsedScript, 'commands' | 'errors'> {
  try {
    return parse(text)
  } catch (error) {
    // Thousands of nested functions overflow the stack.
    return { commands: [], errors: [{ message: String(error), pos: 0 }] }
  }
}

/** Whether bash takes a word as it is, without its quotes: no variable, glob, brace or `~` that it would expand. */
export function isLiteral({ text, parts = [] }: Word): boolean {
  const isQuote = (type: string) => type === 'Literal' || type === 'SingleQuoted'
  return (
    !text.startsWith('~') &&
    parts.every(part =>
      part.type === 'DoubleQuoted'
        ? part.parts.every(({ type }) => type === 'Literal')
        : isQuote(part.type),
    )
  )
}
