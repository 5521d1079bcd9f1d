import { withoutColours } from './errors.ts'

/** Characters of it that are kept. */
const LONGEST = 65_536
/** What follows it of every program. */
const ADVICE = /^Try '[^']*--help' for more information\.$/

/**
 * The error with which a program of Nix ends before its log begins: its settings or arguments are wrong. It comes as plain
 * lines, and so does what builders and scripts write past the log; so only what stands before the first record is looked
 * at, when nothing of the project has run.
 */
export class EarlyError {
  #text = ''

  /** A plain line before the first record. */
  line(line: string): void {
    const text = withoutColours(line)
    const isPart = this.#text === '' ? text.startsWith('error:') : !ADVICE.test(text)
    if (isPart && this.#text.length < LONGEST) this.#text += `${text}\n`
  }

  /** From `error:` on; undefined where there is none. */
  get text(): string | undefined {
    return this.#text === '' ? undefined : this.#text.trimEnd()
  }
}
