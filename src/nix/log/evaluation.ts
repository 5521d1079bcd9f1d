import { stripVTControlCharacters } from 'node:util'
import { plainAttribute } from '../attribute.ts'
import type { NixError } from './errors.ts'
import type { Start } from './records.ts'

/** From when to when, in milliseconds of the clock that the log was read with. */
export interface Span {
  readonly start: number
  end: number | undefined
}

/** One attribute or output that Nix evaluated. */
export interface Evaluated extends Span {
  /** As Nix calls it: `derivation`, `flake output`, `app`, …; `attribute` where Determinate Nix says no more. */
  readonly kind: string
  /** The attribute, such as `checks.x86_64-linux.lint`, its parts as they are; of `nix build` with the flake before it. */
  readonly name: string
  /** What it evaluated to; undefined where it did not. */
  derivation: string | undefined
}

/** Sources that Nix fetched or copied while it evaluated. */
export interface Source extends Span {
  readonly text: string
}

/** From 2.20 on the attributes of a flake check stand in quotes or not, by what they are; no name begins with one. */
const CHECKING = /^checking (derivation|flake output|[A-Za-z][A-Za-z ]*?) (?:'(.+)'|([^' ].*))$/s
const EVALUATING = /^evaluating derivation '(.+)'$/s
/** Of Determinate Nix: an output, what it has for a system, or one attribute. */
const INSPECTING = /^evaluating '(.+)'$/s
/** How it ended there: an error comes behind a cross. (flake.cc, CmdFlakeCheck) */
const FAILED_MARK = /^❌ (.+)$/s
const SKIPPED = /^✅ (.+) \(build skipped\)$/s
const EVALUATED_TO = /^derivation evaluated to (\/nix\/store\/\S+\.drv)$/
/** Of a name in an output where Nix expects a system, it says no more. (flake.cc, checkSystemName) */
const NO_SYSTEM = /^error(?: \(ignored\))?:(?: error:)? '([^'\n]+)' is not a valid system type/
/** From 2.35 on a source is hashed, and copied only where something needs it. */
const SOURCE =
  /^(?:fetching|downloading|unpacking|hashing '|copying '[^']*' to the store|getting Git)/

/** What evaluation took: as a whole, and of each attribute. */
export class Evaluation {
  readonly all: Evaluated[] = []
  readonly sources: Source[] = []
  /** What Determinate Nix looked at and did not evaluate to a derivation. */
  readonly passedOver: string[] = []
  readonly #inspected = new Set<string>()
  /** Whose error is still to come. */
  readonly #failed: string[] = []
  #isAmbiguous = false
  readonly #startedAt: number
  readonly #open = new Map<number, Span>()
  readonly #stack: Evaluated[] = []
  #whole: Span | undefined
  /** When Nix began to ask and build, where no activity tells of the evaluation. */
  #workStartedAt: number | undefined

  /** @param startedAt when Nix was started */
  constructor(startedAt: number) {
    this.#startedAt = startedAt
  }

  /** A type 0 activity, which is known by its text alone, or one that fetches a source. */
  start({ id, text }: Start, now: number): void {
    if (text === 'evaluating flake') {
      this.#whole ??= span(now)
      this.#open.set(id, this.#whole)
      return
    }
    if (text === 'querying info about missing paths') this.workStarted(now)
    const inspected = INSPECTING.exec(text)?.[1]
    if (inspected) {
      const kind = inspected.includes('.') ? 'attribute' : 'flake output'
      const evaluated: Evaluated = { kind, name: inspected, ...span(now), derivation: undefined }
      this.all.push(evaluated)
      this.#inspected.add(stripVTControlCharacters(inspected))
      this.#open.set(id, evaluated)
      return
    }
    const installable = EVALUATING.exec(text)?.[1]
    const [, what, quoted, bare] = CHECKING.exec(text) ?? []
    const kind = installable ? 'derivation' : what
    const name = installable ?? plainAttribute(quoted ?? bare ?? '')
    if (kind && name) {
      const evaluated: Evaluated = { kind, name, ...span(now), derivation: undefined }
      this.all.push(evaluated)
      this.#stack.push(evaluated)
      this.#open.set(id, evaluated)
    } else if (SOURCE.test(text)) this.source(id, text, now)
  }

  source(id: number, text: string, now: number): void {
    const source: Source = { text, ...span(now) }
    this.sources.push(source)
    this.#open.set(id, source)
  }

  /** Nix begins to ask for paths or to build. */
  workStarted(now: number): void {
    this.#workStartedAt ??= now
  }

  stop(id: number, now: number): void {
    const open = this.#open.get(id)
    if (!open) return
    open.end = now
    this.#open.delete(id)
    const at = this.#stack.indexOf(open as Evaluated)
    if (at >= 0) this.#stack.splice(at, 1)
  }

  message(text: string): void {
    const skipped = SKIPPED.exec(stripVTControlCharacters(text))?.[1]
    if (skipped) this.passedOver.push(skipped)
    const derivation = EVALUATED_TO.exec(text)?.[1]
    const evaluated = this.#stack.at(-1)
    if (derivation && evaluated) evaluated.derivation = derivation
  }

  /** A message that is no error, though of its level. */
  markFailed(text: string): void {
    const name = FAILED_MARK.exec(text)?.[1]
    // `nix build` puts installables there.
    if (name && this.#inspected.has(name)) this.#failed.push(name)
  }

  /**
   * The attribute that an error is about, by the line before it. Where several such lines came before their errors
   * nobody knows which belongs to which.
   */
  takeFailed(): string | undefined {
    this.#isAmbiguous ||= this.#failed.length > 1
    const name = this.#isAmbiguous ? undefined : this.#failed[0]
    this.#failed.shift()
    if (this.#failed.length === 0) this.#isAmbiguous = false
    return name
  }

  /**
   * The attribute whose evaluation ends with an error that does not name it: the one that is looked at, or the last one
   * where it did not evaluate.
   */
  endedBy({ kind, text }: Pick<NixError, 'kind' | 'text'>): string | undefined {
    if (kind !== 'other') return undefined
    const output = this.#stack.findLast(it => it.kind === 'flake output')?.name
    const system = NO_SYSTEM.exec(text)?.[1]
    if (output !== undefined && system !== undefined) return `${output}.${system}`
    const at = this.#stack.findLast(it => it.kind !== 'flake output') ?? this.all.at(-1)
    return at?.kind === 'derivation' && !at.derivation ? at.name : undefined
  }

  /** From the first to the last moment of evaluation. @param now the end of the log */
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

function span(start: number): { readonly start: number; end: number | undefined } {
  return { start, end: undefined }
}
