/**
 * The line before the first step that runs the project's code outside the sandbox: what has to be done or put away
 * before it is done once, at the latest after the last step.
 */
export class TrustBoundary {
  readonly #works: readonly (() => Promise<void>)[]
  #crossed: Promise<void> | undefined

  /** @param works one after the other; they do not throw */
  constructor(works: readonly (() => Promise<void>)[]) {
    this.#works = works
  }

  /** Whether project code may have run by now. */
  get isCrossed(): boolean {
    return this.#crossed !== undefined
  }

  cross(): Promise<void> {
    this.#crossed ??= this.#all()
    return this.#crossed
  }

  async #all(): Promise<void> {
    for (const work of this.#works) await work()
  }
}
