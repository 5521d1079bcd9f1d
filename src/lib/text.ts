/** Characters that a reader would not see, or see in another order than they are written. */
const UNSEEN = /[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A name of others on one line, with what cannot be seen in it written as an escape: `\n`, `\u001b`. */
export function escapeInvisible(name: string): string {
  return name.replace(UNSEEN, char => NAMED[char] ?? escapeOf(char))
}

/** A text of others: its lines stay, and the colours that Nix gives it if `isColoured`. */
export function escapeInvisibleText(text: string, isColoured = false): string {
  const seen = (part: string) =>
    part.replace(UNSEEN, char => (char === '\n' || char === '\t' ? char : escapeInvisible(char)))
  if (!isColoured) return seen(text)
  return text
    .split(/(\x1b\[[\d;]*m)/)
    .map((part, at) => (at % 2 === 1 ? part : seen(part)))
    .join('')
}

/** Whether something in a word cannot be seen; ends of lines can. */
export function hasInvisible(word: string): boolean {
  return escapeInvisibleText(word) !== word
}

function escapeOf(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** What others wrote, as a part of a sentence of ours: one line without control characters, at most `longest` characters. */
export function toOneLine(text: string, longest = 200): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}
