import { defined } from '../../lib/object.ts'
import type { NixError } from './errors.ts'
import { shortTrace } from './trace.ts'

/** Characters of an error that are kept. */
const MAX_ERROR_LENGTH = 65_536
/** Of a long one these, with what went wrong, tell it from others: the trace begins with the attribute. */
const KEY_LENGTH = 4096
/** Frames that are kept of the traces of all errors. */
const MAX_FRAMES = 50_000

/** Keeps what a log says of errors within bounds. */
export class ErrorLimits {
  #frames = 0

  /** Of a text that is too long the trace goes first, of which the innermost frames are kept apart. */
  apply(error: NixError): NixError {
    const trace = error.trace?.slice(0, MAX_FRAMES - this.#frames)
    this.#frames += trace?.length ?? 0
    const { text } = error
    const short =
      text.length > MAX_ERROR_LENGTH
        ? shortTrace(text, () => false).slice(0, MAX_ERROR_LENGTH)
        : text
    const raw = error.raw === undefined ? {} : { raw: error.raw.slice(0, MAX_ERROR_LENGTH) }
    return { ...error, text: short, ...raw, ...defined({ trace }) }
  }
}

/** What is the same of an error that comes again. */
export function keyOf({ kind, derivation, text, raw = '' }: NixError): string {
  if (derivation) return `${kind} ${derivation}`
  return text.length > MAX_ERROR_LENGTH
    ? text.slice(0, KEY_LENGTH) + raw.slice(0, MAX_ERROR_LENGTH)
    : text
}
