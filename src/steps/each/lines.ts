import { withoutColours } from '../../nix/log/errors.ts'

/** What each of many calls says of itself. */
const ROUTINE =
  /^(?:evaluating flake|checking |derivation evaluated to|all checks passed|error: some errors were encountered during the evaluation$|warning: not writing modified lock file of flake)/

/**
 * Shows what calls of Nix say that look at one attribute each: without what is the same for all, and a warning once.
 * @param show told of each message
 */
export function onceEach(show: (text: string) => void): (text: string) => void {
  const warnings = new Set<string>()
  return text => {
    const plain = withoutColours(text)
    if (ROUTINE.test(plain) || warnings.has(plain)) return
    if (plain.startsWith('warning:')) warnings.add(plain)
    show(text)
  }
}
