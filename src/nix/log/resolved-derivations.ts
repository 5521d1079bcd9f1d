import type { LogMessage, Start } from './records.ts'

/** Derivations kept: builders can print records in Nix's name. */
const MAX_DERIVATIONS = 10_000

/**
 * Maps resolved derivations to the evaluated ones. Once content-addressed inputs are known, Nix inserts them, which
 * makes a different derivation, and builds and reports that one. Everything else knows the evaluated one.
 */
export class ResolvedDerivations {
  readonly #originals = new Map<string, string>()
  /** Resolved derivations by the evaluated ones. */
  readonly byOriginal = new Map<string, string>()

  /** @returns whether the record reports a resolved derivation */
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

  /** The evaluated derivation for a field of a record. */
  original(field: unknown): unknown {
    return this.#originals.get(field as string) ?? field
  }

  /** Replaces resolved derivations in a message. */
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
