import { expand } from 'brace-expansion'
import { split } from 'shlex'

/** A word as a shell sees it, quotes and escapes still in it. */
const RAW_WORD = /(?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*")+/g

/**
 * Splits a string as a shell does: quotes, escapes, no variables, no globs.
 * @throws Error when a quote is not closed
 */
export function splitWords(text: string): string[] {
  return split(text)
}

/**
 * Splits as {@link splitWords} and expands braces (`.#{a,b}`) in words without quotes or escapes, as bash does.
 * @throws Error when a quote is not closed
 */
export function expandWords(text: string): string[] {
  splitWords(text)
  const raw = text.match(RAW_WORD) ?? []
  return raw.flatMap(word => (/['"\\]/.test(word) ? splitWords(word) : expand(word)))
}
