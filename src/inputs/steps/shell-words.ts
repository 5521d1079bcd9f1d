import { expand } from 'brace-expansion'
import { split } from 'shlex'

/** A word with its quotes and escapes. */
export const RAW_WORD = /(?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*")+/g

/**
 * Splits arguments of Nix as a shell does, with quotes and escapes. Not a parser of bash: `<nixpkgs>`, `?dir=a&ref=b` and
 * `#name` are plain words.
 * @throws Error if a quote is not closed
 */
export function splitWords(text: string): string[] {
  return split(text)
}

/**
 * Splits as {@link splitWords} and expands braces (`.#{a,b}`) in words without quotes or escapes, as bash does.
 * @throws Error if a quote is not closed
 */
export function expandWords(text: string): string[] {
  splitWords(text)
  const raw = text.match(RAW_WORD) ?? []
  return raw.flatMap(word => (/['"\\]/.test(word) ? splitWords(word) : expand(word)))
}

/** A command substitution or a variable. */
const EXPANSION = /^(?:\$\([^)]*\)?|`[^`]*`?|\$\{[^}]*\}?|\$[\w@*#?!$]\w*)/

/** The first expansion that a shell would make and {@link splitWords} does not; undefined if there is none. */
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
