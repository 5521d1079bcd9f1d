/** Every mask has at least so many characters; by them it is looked up. */
const KEY = 8
/** Characters of all masks together. */
const MOST = 1 << 20
/** Masks with the same first characters; of more than that the rest of the line is hidden too. */
const MOST_ALIKE = 100
const HIDDEN = '***'

/** What may not be shown, in bounded memory; a text is gone through once, whatever the number of masks. */
export class Masks {
  readonly #all = new Set<string>()
  /** First characters -> the masks that begin so. */
  readonly #byKey = new Map<string, string[]>()
  #size = 0
  #isFull = false

  /** Takes a mask; what is shorter than 8 characters would hide too much and is none. */
  add(secret: string): void {
    if (secret.length < KEY || this.#all.has(secret)) return
    this.#isFull ||= this.#size + secret.length > MOST
    if (this.#isFull) return
    this.#size += secret.length
    this.#all.add(secret)
    const key = secret.slice(0, KEY)
    const same = this.#byKey.get(key)
    if (same) same.push(secret)
    else this.#byKey.set(key, [secret])
  }

  /** The text without what is masked, also where masks overlap. */
  hide(text: string): string {
    if (this.#all.size === 0) return text
    const shown: string[] = []
    let end = 0
    for (let at = 0; at + KEY <= text.length; at++) {
      const length = this.#lengthAt(text, at)
      if (length === 0) continue
      if (at > end || shown.length === 0) shown.push(text.slice(end, at), HIDDEN)
      end = Math.max(end, at + length)
    }
    return shown.length === 0 ? text : `${shown.join('')}${text.slice(end)}`
  }

  /** The same of what commands and builds printed; nothing of it where there were more masks than are kept. */
  hidePrinted(text: string): string {
    return this.#isFull && text !== '' ? HIDDEN : this.hide(text)
  }

  /** Of the longest mask that begins there. */
  #lengthAt(text: string, at: number): number {
    const same = this.#byKey.get(text.slice(at, at + KEY))
    if (!same) return 0
    if (same.length > MOST_ALIKE) return lineEnd(text, at) - at
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
