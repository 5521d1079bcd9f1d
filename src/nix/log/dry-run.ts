/** One line before the list, which has a line each. (printMissing in shared.cc) */
const HEADING = /^(?:this derivation|these \d+ derivations) will be built:$/
const ENTRY = /^ {2}(\/nix\/store\/\S+\.drv)$/

/** Reads from Nix's messages which derivations would have to be built: what `--dry-run` is asked for. */
export class DryRun {
  readonly derivations: string[] = []
  #isList = false

  message(text: string): void {
    const derivation = this.#isList ? ENTRY.exec(text)?.[1] : undefined
    if (derivation) this.derivations.push(derivation)
    else this.#isList = HEADING.test(text)
  }
}
