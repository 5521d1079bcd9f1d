/**
 * The point before the first step that runs project code outside the sandbox. Work that must come before it is done once,
 * at the latest after the last step.
 */
export class TrustBoundary {
  readonly #works: readonly (() => Promise<void>)[]
  #crossed: Promise<void> | undefined

  /** @param works run one after another; must not throw */
  constructor(works: readonly (() => Promise<void>)[]) {
    this.#works = works
  }

  /** Whether project code may have run. */
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
