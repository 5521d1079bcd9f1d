import { stripVTControlCharacters } from 'node:util'
import { Tail } from '../../host/process/lines.ts'
import type { NixError } from './errors.ts'

/** Lines that are kept until an error comes, and characters of each. */
const MAX_LINES = 12
const MAX_LINE_LENGTH = 300
/** What Nix says of a download before it gives up or goes on without. (filetransfer.cc, parser.y) */
const WARNING = /unable to download '|Nix search path entry '[^']*' cannot be downloaded/

/**
 * What came before an error and may be its reason: what git and ssh print past the log of Nix that called them, and the
 * warnings of downloads. The error itself often says no more than that fetching failed.
 */
export class RecentOutput {
  #lines = new Tail(MAX_LINES)

  /** A line that is no record: a program that Nix called printed it. */
  plain(line: string): void {
    if (line.trim() !== '') this.#keep(line)
  }

  warning(colored: string): void {
    const text = stripVTControlCharacters(colored)
    if (WARNING.test(text))
      this.#keep(text.replace(/^warning: (?:error: )?/, '').split('\n')[0] ?? '')
  }

  /** What there is before an error, oldest first; the next one begins anew. */
  before(): Pick<NixError, 'recentOutput'> {
    const lines = this.#lines.lines()
    this.#lines = new Tail(MAX_LINES)
    return lines.length > 0 ? { recentOutput: lines } : {}
  }

  #keep(line: string): void {
    this.#lines.push(stripVTControlCharacters(line).slice(0, MAX_LINE_LENGTH))
  }
}
