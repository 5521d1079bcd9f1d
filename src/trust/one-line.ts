/** What others wrote, as a part of a sentence of ours: one line without control characters, at most `longest` characters. */
export function oneLine(text: string, longest = 200): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}
