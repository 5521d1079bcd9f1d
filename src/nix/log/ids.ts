/** Digits that fit into a small integer. */
const PART_DIGITS = 9

/** Entries in the cache of parsed ids, a power of two, and 32 minus its logarithm. */
const CACHE_SIZE = 256
const CACHE_SHIFT = 24

/**
 * Numbers activity ids in order of appearance: 0, 1, 2, … Nix's ids have 64 bits, more than a JavaScript number, and as
 * strings they would cost more than the rest of the line.
 */
export class Ids {
  /** Open addressing: three parts of the id and its number plus one; 0 is a free slot. */
  #places = new Int32Array(4 * 1024)
  #mask = 1023
  #count = 0
  /** The first eight digits of the last id: the ids of a process share a prefix. */
  #head = Number.NaN
  #headValue = 0
  /** Recently read ids, by hash: sixteen bytes from the start of each, its length and its number. */
  readonly #cachedHead = new Float64Array(CACHE_SIZE).fill(Number.NaN)
  readonly #cachedRest = new Float64Array(CACHE_SIZE).fill(Number.NaN)
  readonly #cachedLength = new Int32Array(CACHE_SIZE)
  readonly #cachedNumber = new Int32Array(CACHE_SIZE)
  /** Where the last id ended. */
  end = 0

  /** The number of the id whose digits start at `at`, or -1; sets {@link end}. Reads at least sixteen bytes. */
  read(bytes: Uint8Array, view: DataView, at: number): number {
    const head = view.getFloat64(at, true)
    const rest = view.getFloat64(at + 8, true)
    const mixed = Math.imul(view.getInt32(at + 4, true) ^ view.getInt32(at + 8, true), 0x9e37_79b1)
    const place = mixed >>> CACHE_SHIFT
    if (head === this.#cachedHead[place] && rest === this.#cachedRest[place]) {
      this.end = at + (this.#cachedLength[place] as number)
      return this.#cachedNumber[place] as number
    }
    const number = this.#parse(bytes, at, head)
    // An id that ends within the sixteen bytes is identified by them.
    if (number >= 0 && this.end < at + 16) {
      this.#cachedHead[place] = head
      this.#cachedRest[place] = rest
      this.#cachedLength[place] = this.end - at
      this.#cachedNumber[place] = number
    }
    return number
  }

  /** @param head the first eight bytes */
  #parse(bytes: Uint8Array, at: number, head: number): number {
    let i = at
    let a = 0
    let b = 0
    let c = 0
    if (head === this.#head) {
      i = at + 8
      a = this.#headValue
    }
    let digit = (bytes[i] as number) - 48
    // Small integers: a chain of floating point operations takes four times as long.
    while (digit >= 0 && digit <= 9 && i < at + PART_DIGITS) {
      a = (a * 10 + digit) | 0
      digit = (bytes[++i] as number) - 48
      if (i === at + 8) {
        this.#head = head
        this.#headValue = a
      }
    }
    if (i === at) return -1
    if (digit >= 0 && digit <= 9) {
      // The leading one distinguishes "0" from "00".
      b = 1
      while (digit >= 0 && digit <= 9 && i < at + 2 * PART_DIGITS) {
        b = (b * 10 + digit) | 0
        digit = (bytes[++i] as number) - 48
      }
      if (digit >= 0 && digit <= 9) c = 1
      while (digit >= 0 && digit <= 9) {
        if (i >= at + 20) return -1
        c = (c * 10 + digit) | 0
        digit = (bytes[++i] as number) - 48
      }
    }
    this.end = i
    return this.#number(a, b, c)
  }

  /** The number of an id given as 1 to 20 digits. */
  of(digits: string): number {
    const bytes = Buffer.from(digits.padEnd(24))
    return this.read(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0)
  }

  #number(a: number, b: number, c: number): number {
    const places = this.#places
    let place = hash(a, b, c) & this.#mask
    for (;;) {
      const at = place * 4
      const number = places[at + 3] as number
      if (number === 0) break
      if (places[at] === a && places[at + 1] === b && places[at + 2] === c) return number - 1
      place = (place + 1) & this.#mask
    }
    places.set([a, b, c, ++this.#count], place * 4)
    const number = this.#count - 1
    if (this.#count * 2 > this.#mask) this.#grow()
    return number
  }

  #grow(): void {
    const old = this.#places
    this.#places = new Int32Array(old.length * 2)
    this.#mask = this.#mask * 2 + 1
    for (let at = 0; at < old.length; at += 4) {
      const entry = old.subarray(at, at + 4)
      if (entry[3] === 0) continue
      let place = hash(entry[0] as number, entry[1] as number, entry[2] as number) & this.#mask
      while (this.#places[place * 4 + 3] !== 0) place = (place + 1) & this.#mask
      this.#places.set(entry, place * 4)
    }
  }
}

function hash(a: number, b: number, c: number): number {
  const mixed = Math.imul(a ^ Math.imul(b ^ c, 0x85eb_ca6b), 0x9e37_79b1)
  return mixed ^ (mixed >>> 15)
}
