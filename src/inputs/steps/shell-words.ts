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

/** What a shell would put in place of: a command in parentheses or backquotes, a variable. */
const EXPANSION = /^(?:\$\([^)]*\)?|`[^`]*`?|\$\{[^}]*\}?|\$[\w@*#?!$]\w*)/

/** The first thing in a text that a shell would expand and {@link splitWords} leaves as it is; none in single quotes. */
export function expansionIn(text: string): string | undefined {
  let isDouble = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '\\') at++
    else if (char === '"') isDouble = !isDouble
    else if (char === "'" && !isDouble) {
      const end = text.indexOf("'", at + 1)
      at = end < 0 ? text.length : end
    } else if (char === '$' || char === '`') {
      const found = EXPANSION.exec(text.slice(at))?.[0]
      if (found) return found
    }
  }
  return undefined
}
