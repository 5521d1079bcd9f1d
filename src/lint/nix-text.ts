/** Comments, and strings of both kinds. */
const COMMENT_OR_STRING =
  /#[^\n]*|\/\*[\s\S]*?\*\/|''(?:[^']|'(?!')|''[$'\\])*''|"(?:[^"\\]|\\[\s\S])*"/g

/** Replaces comments, and indented strings with `isCodeOnly`, in a Nix text with spaces. */
export function withoutComments(text: string, isCodeOnly = false): string {
  return text.replace(COMMENT_OR_STRING, part => {
    const isKept = part.startsWith('"') || (part.startsWith("''") && !isCodeOnly)
    return isKept ? part : part.replace(/[^\n]/g, ' ')
  })
}

/** The code of a Nix text, without comments and scripts. */
export function nixCode(text: string): string {
  return withoutComments(text, true)
}
