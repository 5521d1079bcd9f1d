import { defined } from '../../lib/object.ts'
import type { NixError } from './errors.ts'
import { shortTrace } from './trace.ts'

/** Characters kept of an error. */
const MAX_ERROR_LENGTH = 65_536
/**
 * Characters of a long error that, with its message, distinguish it from others: the trace starts with the attribute.
 */
const KEY_LENGTH = 4096
/** Frames kept of the traces of all errors. */
const MAX_FRAMES = 50_000

/** Limits the size of the errors of a log. */
export class ErrorLimits {
  #frames = 0

  /** Shortens the trace in a long text first; its innermost frames are kept separately. */
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

/** A key that is equal for a repeated error. */
export function keyOf({ kind, derivation, text, raw = '' }: NixError): string {
  if (derivation) return `${kind} ${derivation}`
  return text.length > MAX_ERROR_LENGTH
    ? text.slice(0, KEY_LENGTH) + raw.slice(0, MAX_ERROR_LENGTH)
    : text
}
