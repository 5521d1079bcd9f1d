import { plainAttribute } from './attribute.ts'

/** A trace line that names what Nix was checking: an attribute, or a whole `flake output`. */
const CHECKING = /^while checking (?:the )?([\w -]*?)\s*'(.+)'$/s

/**
 * The attribute or output whose check failed: the innermost of the first run of nested attributes in a trace. After that
 * run, Nix 2.34 repeats the trace of the first failure if a failed value is evaluated again.
 * @param trace what Nix was doing, outermost first
 */
export function checkedAttribute(trace: Iterable<string>): string | undefined {
  let found: string | undefined
  for (const text of trace) {
    const name = plainAttribute(CHECKING.exec(text)?.[2] ?? '')
    if (name === '') continue
    if (found !== undefined && !name.startsWith(`${found}.`)) return found
    found = name
  }
  return found
}
