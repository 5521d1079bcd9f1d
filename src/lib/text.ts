/** Characters that are invisible or change the order of the text. */
const INVISIBLE = /[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** An untrusted name on one line, with invisible characters as escapes: `\n`, `\u001b`. */
export function escapeInvisible(name: string): string {
  return name.replace(INVISIBLE, char => ESCAPES[char] ?? unicodeEscape(char))
}

/** An untrusted text: keeps its line breaks and tabs, and terminal colors if `isColored`. */
export function escapeInvisibleText(text: string, isColored = false): string {
  const escaped = (part: string) =>
    part.replace(INVISIBLE, char => (/[\n\t]/.test(char) ? char : escapeInvisible(char)))
  if (!isColored) return escaped(text)
  return text
    .split(/(\x1b\[[\d;]*m)/)
    .map((part, at) => (at % 2 === 1 ? part : escaped(part)))
    .join('')
}

/** Whether a text has invisible characters other than line breaks and tabs. */
export function hasInvisible(word: string): boolean {
  return escapeInvisibleText(word) !== word
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** An untrusted text as part of a sentence: one line without control characters, cut to `maxLength`. */
export function toOneLine(text: string, maxLength = 200): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
  return truncate(line, maxLength)
}

/** At most `maxLength` characters; `…` takes the place of the end that is cut. */
export function truncate(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text
}
