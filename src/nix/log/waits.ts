import type { Span } from './evaluation.ts'

/** Something that Nix waited for: a lock, a machine, a build user. */
export interface Wait extends Span {
  readonly text: string
}

/** Waits from the activity BuildWaiting, in order of their start. */
export class Waits {
  readonly all: Wait[] = []
  readonly #open = new Map<number, Wait>()
  readonly #max: number

  /** @param max waits to keep */
  constructor(max: number) {
    this.#max = max
  }

  start(id: number, text: string, now: number): void {
    const wait: Wait = { text, start: now, end: undefined }
    this.#open.set(id, wait)
    if (this.all.length < this.#max) this.all.push(wait)
  }

  stop(id: number, now: number): void {
    const wait = this.#open.get(id)
    if (wait) wait.end = now
    this.#open.delete(id)
  }
}
