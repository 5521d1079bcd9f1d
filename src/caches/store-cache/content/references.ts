/** Length of the hash in a store path: 32 digits of Nix's base 32. */
export const HASH_LENGTH = 32

/** Whether a byte is a digit of Nix's base 32. */
const IS_DIGIT = new Uint8Array(256)
for (const digit of '0123456789abcdfghijklmnpqrsvwxyz') IS_DIGIT[digit.charCodeAt(0)] = 1

/** Finds the hashes of known store paths in bytes, as Nix does for references: from the end of each possible place. */
export class ReferenceFinder {
  readonly #numbers = new Map<string, number>()
  /** Whether a hash starts with these two bytes. */
  readonly #starts = new Uint8Array(1 << 16)

  /** @param hashes of 32 digits; the number of each is its place here */
  constructor(hashes: readonly string[]) {
    for (const [number, hash] of hashes.entries()) {
      this.#numbers.set(hash, number)
      this.#starts[hash.charCodeAt(0) | (hash.charCodeAt(1) << 8)] = 1
    }
  }

  /**
   * Calls back for each hash that lies within the bytes from `start` to `end`, the first of those that overlap.
   * @returns up to where no hash can begin
   */
  find(
    bytes: Buffer,
    start: number,
    end: number,
    found: (at: number, number: number) => void,
  ): number {
    if (this.#numbers.size === 0) return end
    let at = start
    // Bytes before it, from `at` on, are digits.
    let known = start
    while (at + HASH_LENGTH <= end) {
      let last = at + HASH_LENGTH - 1
      while (last >= known && IS_DIGIT[bytes[last] as number]) last--
      known = at + HASH_LENGTH
      if (last >= at && !IS_DIGIT[bytes[last] as number]) {
        at = last + 1
        continue
      }
      const number = this.#numberAt(bytes, at)
      if (number === undefined) at++
      else {
        found(at, number)
        at += HASH_LENGTH
        known = at
      }
    }
    return at
  }

  #numberAt(bytes: Buffer, at: number): number | undefined {
    const start = (bytes[at] as number) | ((bytes[at + 1] as number) << 8)
    if (!this.#starts[start]) return undefined
    return this.#numbers.get(bytes.toString('latin1', at, at + HASH_LENGTH))
  }
}
