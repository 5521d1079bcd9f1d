import { stripVTControlCharacters } from 'node:util'
import { Tail } from '../../host/process/lines.ts'
import type { NixError } from './errors.ts'

/** Lines kept until an error comes, and characters of each. */
const MAX_LINES = 12
const MAX_LINE_LENGTH = 300
/** Nix's warning about a download before it gives up or continues without it. (filetransfer.cc, parser.y) */
const WARNING = /unable to download '|Nix search path entry '[^']*' cannot be downloaded/

/**
 * Output before an error that may explain it: what git and ssh print outside the log, and warnings about downloads. The
 * error itself often only reports that fetching failed.
 */
export class RecentOutput {
  #lines = new Tail(MAX_LINES)

  /** A line that is not a record: a program that Nix called printed it. */
  plain(line: string): void {
    if (line.trim() !== '') this.#keep(line)
  }

  warning(colored: string): void {
    const text = stripVTControlCharacters(colored)
    if (WARNING.test(text))
      this.#keep(text.replace(/^warning: (?:error: )?/, '').split('\n')[0] ?? '')
  }

  /** Returns the output before an error, oldest first, and starts over. */
  before(): Pick<NixError, 'recentOutput'> {
    const lines = this.#lines.lines()
    this.#lines = new Tail(MAX_LINES)
    return lines.length > 0 ? { recentOutput: lines } : {}
  }

  #keep(line: string): void {
    this.#lines.push(stripVTControlCharacters(line).slice(0, MAX_LINE_LENGTH))
  }
}
