import type { LogMessage, Start } from './records.ts'

/** Derivations of this kind that are remembered: builders can print records in Nix's name. */
const MAX_DERIVATIONS = 10_000

/**
 * Content-addressed inputs are put into a derivation when they are known, which makes another one of it: Nix builds that
 * one, and names it in its errors. Everybody else knows the first.
 */
export class ResolvedDerivations {
  readonly #originals = new Map<string, string>()
  /** By the derivations that were evaluated. */
  readonly byOriginal = new Map<string, string>()

  /** @returns whether it was Nix telling of one */
  start({ text, fields }: Start): boolean {
    const [original, resolved] = fields
    if (!text.startsWith('resolved derivation:')) return false
    if (typeof original === 'string' && typeof resolved === 'string') {
      const isNew = !this.#originals.has(resolved) && this.#originals.size < MAX_DERIVATIONS
      if (isNew) this.#originals.set(resolved, original)
      if (this.byOriginal.size < MAX_DERIVATIONS) this.byOriginal.set(original, resolved)
    }
    return true
  }

  /** The derivation that was evaluated, of a field of a record. */
  original(field: unknown): unknown {
    return this.#originals.get(field as string) ?? field
  }

  /** A message with the derivations that were evaluated. */
  inMessage(message: LogMessage): LogMessage {
    if (this.#originals.size === 0) return message
    const { text, raw } = message
    return {
      ...message,
      text: this.#inText(text),
      ...(raw === undefined ? {} : { raw: this.#inText(raw) }),
    }
  }

  #inText(text: string): string {
    return text.replace(/\/nix\/store\/[\w+.?=-]+\.drv/g, it => this.#originals.get(it) ?? it)
  }
}
