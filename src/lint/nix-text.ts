/** Comments, and strings of two kinds. */
const APART = /#[^\n]*|\/\*[\s\S]*?\*\/|''(?:[^']|'(?!')|''[$'\\])*''|"(?:[^"\\]|\\[\s\S])*"/g

/** A Nix text of the same length without comments and, where asked, without indented strings. */
export function withoutComments(text: string, isCodeOnly = false): string {
  return text.replace(APART, part => {
    const isKept = part.startsWith('"') || (part.startsWith("''") && !isCodeOnly)
    return isKept ? part : part.replace(/[^\n]/g, ' ')
  })
}

/** The code of a Nix text: without comments and scripts. */
export function codeOf(text: string): string {
  return withoutComments(text, true)
}
