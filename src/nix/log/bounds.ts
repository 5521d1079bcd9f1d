import { defined } from '../../lib/object.ts'
import type { NixError } from './errors.ts'
import { shortTrace } from './trace.ts'

/** Characters of an error that are kept. */
const LONGEST = 65_536
/** Of a long one these, with what went wrong, tell it from others: the trace begins with the attribute. */
const TELLING = 4096
/** Frames that are kept of the traces of all errors. */
const MOST_FRAMES = 50_000

/** Keeps what a log says of errors within bounds. */
export class Bounds {
  #frames = 0

  /** Of a text that is too long the trace goes first, of which the innermost frames are kept apart. */
  of(error: NixError): NixError {
    const trace = error.trace?.slice(0, MOST_FRAMES - this.#frames)
    this.#frames += trace?.length ?? 0
    const { text } = error
    const short = text.length > LONGEST ? shortTrace(text, () => false).slice(0, LONGEST) : text
    const raw = error.raw === undefined ? {} : { raw: error.raw.slice(0, LONGEST) }
    return { ...error, text: short, ...raw, ...defined({ trace }) }
  }
}

/** What is the same of an error that comes again. */
export function keyOf({ kind, derivation, text, raw = '' }: NixError): string {
  if (derivation) return `${kind} ${derivation}`
  return text.length > LONGEST ? text.slice(0, TELLING) + raw.slice(0, LONGEST) : text
}
