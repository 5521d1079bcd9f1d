/** A shorter mask would hide too much of the log. Masks are looked up by their first characters. */
export const MIN_MASK_LENGTH = 8
/** Of all masks together. */
const MAX_TOTAL_LENGTH = 1 << 20
/** With more masks of the same first characters, the rest of the line is hidden too. */
const MAX_SAME_PREFIX = 100
const HIDDEN = '***'

/** Hides secrets, in bounded memory and in one pass over a text, whatever the number of masks. */
export class Masks {
  readonly #all = new Set<string>()
  /** First characters -> masks that start with them. */
  readonly #byKey = new Map<string, string[]>()
  #size = 0
  #isFull = false

  /** Ignores a secret that is too short. */
  add(secret: string): void {
    if (secret.length < MIN_MASK_LENGTH || this.#all.has(secret)) return
    this.#isFull ||= this.#size + secret.length > MAX_TOTAL_LENGTH
    if (this.#isFull) return
    this.#size += secret.length
    this.#all.add(secret)
    const key = secret.slice(0, MIN_MASK_LENGTH)
    const same = this.#byKey.get(key)
    if (same) same.push(secret)
    else this.#byKey.set(key, [secret])
  }

  /** Replaces the masks in a text, even if they overlap. */
  hide(text: string): string {
    if (this.#all.size === 0) return text
    const shown: string[] = []
    let end = 0
    for (let at = 0; at + MIN_MASK_LENGTH <= text.length; at++) {
      const length = this.#lengthAt(text, at)
      if (length === 0) continue
      if (at > end || shown.length === 0) shown.push(text.slice(end, at), HIDDEN)
      end = Math.max(end, at + length)
    }
    return shown.length === 0 ? text : `${shown.join('')}${text.slice(end)}`
  }

  /** The same for the output of commands and builds; hides all of it if there were too many masks. */
  hidePrinted(text: string): string {
    return this.#isFull && text !== '' ? HIDDEN : this.hide(text)
  }

  /** The length of the longest mask at an index. */
  #lengthAt(text: string, at: number): number {
    const same = this.#byKey.get(text.slice(at, at + MIN_MASK_LENGTH))
    if (!same) return 0
    if (same.length > MAX_SAME_PREFIX) return lineEnd(text, at) - at
    return same.reduce(
      (most, it) => (it.length > most && text.startsWith(it, at) ? it.length : most),
      0,
    )
  }
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
