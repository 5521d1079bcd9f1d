import type { Span } from './evaluation.ts'

/** Something that Nix waited for: a lock, a machine, a build user. */
export interface Wait extends Span {
  readonly text: string
}

/** At most so many are kept. */
const MOST = 10_000

/** What Nix waited for, in order. */
export class Waits {
  readonly all: Wait[] = []
  /** By the number of the activity. */
  readonly #open = new Map<number, Wait>()

  start(id: number, text: string, now: number): void {
    const wait: Wait = { text, start: now, end: undefined }
    this.#open.set(id, wait)
    if (this.all.length < MOST) this.all.push(wait)
  }

  stop(id: number, now: number): void {
    const wait = this.#open.get(id)
    if (wait) wait.end = now
    this.#open.delete(id)
  }
}
