import { plainAttribute } from './attribute.ts'

/** A line of a trace that names what Nix was checking; an output as a whole is `flake output`. */
const CHECKING = /^while checking (?:the )?([\w -]*?)\s*'(.+)'$/s

/**
 * The attribute, or the output as a whole, whose check an error ended: the last in an unbroken row of attributes that lie
 * in each other. Behind that row stands what failed first, if a value that failed before is asked for again (2.34).
 * @param said what Nix was doing, outermost first
 */
export function checkedAttribute(said: Iterable<string>): string | undefined {
  let found: string | undefined
  for (const text of said) {
    const name = plainAttribute(CHECKING.exec(text)?.[2] ?? '')
    if (name === '') continue
    if (found !== undefined && !name.startsWith(`${found}.`)) return found
    found = name
  }
  return found
}
