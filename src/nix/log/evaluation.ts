import { stripVTControlCharacters } from 'node:util'
import { plainAttribute } from '../attribute.ts'
import type { NixError } from './errors.ts'

/** A time span in milliseconds of the clock of the log. */
export interface Span {
  readonly start: number
  end: number | undefined
}

/** An attribute or output that Nix evaluated. */
export interface Evaluated extends Span {
  /** Nix's term: `derivation`, `flake output`, `app`, …; `attribute` if Determinate Nix reports no more. */
  readonly kind: string
  /** The attribute, such as `checks.x86_64-linux.lint`, unquoted; for `nix build` prefixed with the flake. */
  readonly name: string
  /** The result; undefined if it did not evaluate. */
  derivation: string | undefined
}

/** A time span with what Nix said about it. */
export interface LabeledSpan extends Span {
  readonly text: string
}

/** Since 2.20 the attributes of a flake check are quoted depending on their kind; no name starts with a quote. */
const CHECKING = /^checking (derivation|flake output|[A-Za-z][A-Za-z ]*?) (?:'(.+)'|([^' ].*))$/s
const EVALUATING = /^evaluating derivation '(.+)'$/s
/** Determinate Nix: an output, an output for a system, or a single attribute. */
const INSPECTING = /^evaluating '(.+)'$/s
/** Its result there: a cross precedes an error. (flake.cc, CmdFlakeCheck) */
const FAILED_MARK = /^❌ (.+)$/s
const SKIPPED = /^✅ (.+) \(build skipped\)$/s
const EVALUATED_TO = /^derivation evaluated to (\/nix\/store\/\S+\.drv)$/
/** The only message for a name in place of a system. (flake.cc, checkSystemName) */
const NO_SYSTEM = /^error(?: \(ignored\))?:(?: error:)? '([^'\n]+)' is not a valid system type/
/** Since 2.35 a source is hashed, and copied only if needed. */
const SOURCE =
  /^(?:fetching|downloading|unpacking|hashing '|copying '[^']*' to the store|getting Git)/

/** The time that evaluation took, in total and per attribute. */
export class Evaluation {
  readonly all: Evaluated[] = []
  readonly sources: LabeledSpan[] = []
  /** Attributes that Determinate Nix visited without evaluating them to a derivation. */
  readonly passedOver: string[] = []
  readonly #inspected = new Set<string>()
  /** Failed attributes whose error has not come yet. */
  readonly #failed: string[] = []
  #isAmbiguous = false
  readonly #startedAt: number
  readonly #stack: Evaluated[] = []
  /** The attribute whose derivation the last message named. */
  found: Evaluated | undefined
  #whole: Span | undefined
  /** When Nix started to query or build, if no activity covers the evaluation. */
  #workStartedAt: number | undefined

  /** @param startedAt when Nix was started */
  constructor(startedAt: number) {
    this.#startedAt = startedAt
  }

  /**
   * An activity of type 0, which only its text identifies.
   * @returns the span that {@link stop} ends, if any
   */
  start(text: string, now: number): Span | undefined {
    if (text === 'evaluating flake') {
      this.#whole ??= span(now)
      return this.#whole
    }
    if (text === 'querying info about missing paths') this.workStarted(now)
    const inspected = INSPECTING.exec(text)?.[1]
    if (inspected) {
      const kind = inspected.includes('.') ? 'attribute' : 'flake output'
      const evaluated: Evaluated = { kind, name: inspected, ...span(now), derivation: undefined }
      this.all.push(evaluated)
      this.#inspected.add(stripVTControlCharacters(inspected))
      return evaluated
    }
    const installable = EVALUATING.exec(text)?.[1]
    const [, what, quoted, bare] = CHECKING.exec(text) ?? []
    const kind = installable ? 'derivation' : what
    const name = installable ?? plainAttribute(quoted ?? bare ?? '')
    if (kind && name) {
      const evaluated: Evaluated = { kind, name, ...span(now), derivation: undefined }
      this.all.push(evaluated)
      this.#stack.push(evaluated)
      return evaluated
    }
    return SOURCE.test(text) ? this.source(text, now) : undefined
  }

  source(text: string, now: number): Span {
    const source: LabeledSpan = { text, ...span(now) }
    this.sources.push(source)
    return source
  }

  /** Nix starts to query paths or to build. */
  workStarted(now: number): void {
    this.#workStartedAt ??= now
  }

  stop(open: Span | undefined, now: number): void {
    if (!open) return
    open.end = now
    const at = this.#stack.indexOf(open as Evaluated)
    if (at >= 0) this.#stack.splice(at, 1)
  }

  message(text: string): void {
    this.found = undefined
    const skipped = SKIPPED.exec(stripVTControlCharacters(text))?.[1]
    if (skipped) this.passedOver.push(skipped)
    const derivation = EVALUATED_TO.exec(text)?.[1]
    const evaluated = this.#stack.at(-1)
    if (!derivation || !evaluated) return
    evaluated.derivation = derivation
    this.found = evaluated
  }

  /** A message of the error level that is not an error. */
  markFailed(text: string): void {
    const name = FAILED_MARK.exec(text)?.[1]
    // `nix build` prints installables this way.
    if (name && this.#inspected.has(name)) this.#failed.push(name)
  }

  /**
   * The attribute of the next error, from the preceding line. If several such lines precede their errors, the
   * assignment is ambiguous and nothing is returned.
   */
  takeFailed(): string | undefined {
    this.#isAmbiguous ||= this.#failed.length > 1
    const name = this.#isAmbiguous ? undefined : this.#failed[0]
    this.#failed.shift()
    if (this.#failed.length === 0) this.#isAmbiguous = false
    return name
  }

  /**
   * The attribute whose evaluation failed with an error that does not name it: the current one, or the last one if it
   * did not evaluate.
   */
  endedBy({ kind, text }: Pick<NixError, 'kind' | 'text'>): string | undefined {
    if (kind !== 'other') return undefined
    const output = this.#stack.findLast(it => it.kind === 'flake output')?.name
    const system = NO_SYSTEM.exec(text)?.[1]
    if (output !== undefined && system !== undefined) return `${output}.${system}`
    const at = this.#stack.findLast(it => it.kind !== 'flake output') ?? this.all.at(-1)
    return at?.kind === 'derivation' && !at.derivation ? at.name : undefined
  }

  /** The total time of evaluation. @param now the end of the log */
  whole(now: number): Span {
    if (this.#whole) return { start: this.#whole.start, end: this.#whole.end ?? now }
    const installables = this.all.filter(({ kind }) => /^(?:derivation|attribute)$/.test(kind))
    if (installables.length === 0)
      return { start: this.#startedAt, end: this.#workStartedAt ?? now }
    return {
      start: Math.min(...installables.map(({ start }) => start)),
      end: Math.max(...installables.map(({ end }) => end ?? now)),
    }
  }
}

export function span(start: number): Span {
  return { start, end: undefined }
}
