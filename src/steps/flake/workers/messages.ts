import { stripVTControlCharacters } from 'node:util'

/** Messages about wrapper flakes. */
export const ROUTINE =
  /^(?:evaluating flake|checking flake output 'packages'|derivation evaluated to|all checks passed|error: some errors were encountered during the evaluation$|warning: not writing modified lock file of flake)/
/** Those of a call that evaluates one attribute, or builds what has been evaluated. */
export const ROUTINE_OF_PART = new RegExp(
  `${ROUTINE.source}|^(?:checking |running (?:\\d+ )?flake checks)`,
)

/**
 * Filters the messages of many calls of Nix: drops routine ones, and shows each warning and each error once.
 * @param show receives the messages that remain
 */
export function withoutRepeats(
  show: (text: string) => void,
): (text: string, routine: RegExp) => void {
  const said = new Set<string>()
  return (text, routine) => {
    const plain = stripVTControlCharacters(text)
    if (routine.test(plain) || said.has(plain)) return
    if (/^(?:warning|error):/.test(plain)) said.add(plain)
    show(text)
  }
}
