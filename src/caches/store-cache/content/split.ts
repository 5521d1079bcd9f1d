import { ByteWriter } from './bytes.ts'
import { MAX_CONTENT_BYTES, MIN_CONTENT_BYTES, nextCut } from './cut.ts'
import { HASH_LENGTH, ReferenceFinder } from './references.ts'

/** Bytes that wait for a cut, and as much again. */
const WINDOW_BYTES = 1 << 20

/**
 * Splits a NAR into contents. The hash of each reference is zeroed, so that a path whose references have only other names
 * has the same contents. A file of {@link MIN_CONTENT_BYTES} and more is cut off from what surrounds it, smaller ones stay
 * with the structure around them, and both are cut where {@link nextCut} says, but never within a hash.
 *
 * A content is the number of hashes that were taken out of it, for each the bytes since the end of the one before and the
 * number of its reference, and then its bytes.
 */
export class NarSplitter {
  readonly #emit: (content: Buffer) => void
  readonly #finder: ReferenceFinder
  readonly #content = new ByteWriter()
  readonly #window = Buffer.allocUnsafe(WINDOW_BYTES)
  /** Where the bytes begin that are in no content yet, from where hashes are still to be looked for, and the end. */
  #start = 0
  #searched = 0
  #end = 0
  /** Hashes in the window that are in no content yet: places and numbers. */
  #holes: { readonly at: number; readonly number: number }[] = []
  /** References by their numbers in contents: in the order in which they occur, which other names do not change. */
  readonly #seen = new Map<number, number>()
  #isInFile = false

  /**
   * @param hashes of the references
   * @param emit takes each content in order; its memory is that of the next one
   */
  constructor(hashes: readonly string[], emit: (content: Buffer) => void) {
    this.#finder = new ReferenceFinder(hashes)
    this.#emit = emit
  }

  /** @param fileSize if these are contents of a file, the bytes of the whole file */
  write(bytes: Buffer, fileSize = 0): void {
    const isInFile = fileSize >= MIN_CONTENT_BYTES
    if (isInFile !== this.#isInFile) this.#cutAll()
    this.#isInFile = isInFile
    for (let done = 0; done < bytes.length; ) {
      if (this.#end === WINDOW_BYTES) this.#moveUp()
      const count = bytes.copy(this.#window, this.#end, done)
      this.#end += count
      done += count
      this.#search()
      while (this.#searched - this.#start >= MAX_CONTENT_BYTES) this.#cut(this.#searched)
    }
  }

  /** @returns the indexes of the references that occur; their place here is their number in contents */
  end(): number[] {
    this.#cutAll()
    return [...this.#seen.keys()]
  }

  #search(): void {
    this.#searched = this.#finder.find(this.#window, this.#searched, this.#end, (at, index) => {
      if (!this.#seen.has(index)) this.#seen.set(index, this.#seen.size)
      this.#holes.push({ at, number: this.#seen.get(index) ?? 0 })
      this.#window.fill(0, at, at + HASH_LENGTH)
    })
  }

  #cutAll(): void {
    this.#searched = this.#end
    while (this.#start < this.#end) this.#cut(this.#end)
  }

  /** Emits the bytes up to the next cut. @param end of the bytes in which hashes have been looked for */
  #cut(end: number): void {
    let cut = nextCut(this.#window, this.#start, end)
    const after = this.#holes.findIndex(({ at }) => at >= cut)
    const holes = this.#holes.splice(0, after < 0 ? this.#holes.length : after)
    const last = holes.at(-1)
    if (last) cut = Math.max(cut, last.at + HASH_LENGTH)
    const content = this.#content
    content.clear()
    content.number(holes.length)
    let from = this.#start
    for (const { at, number } of holes) {
      content.number(at - from)
      content.number(number)
      from = at + HASH_LENGTH
    }
    content.bytes(this.#window.subarray(this.#start, cut))
    this.#start = cut
    this.#emit(content.done())
  }

  #moveUp(): void {
    this.#window.copyWithin(0, this.#start, this.#end)
    for (const [index, { at, number }] of this.#holes.entries())
      this.#holes[index] = { at: at - this.#start, number }
    this.#searched -= this.#start
    this.#end -= this.#start
    this.#start = 0
  }
}
