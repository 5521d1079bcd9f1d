/**
 * The point before the first step that runs project code outside the sandbox. Work that must come before it is done once,
 * at the latest after the last step.
 */
export class TrustBoundary {
  readonly #tasks: readonly (() => Promise<void>)[]
  #crossed: Promise<void> | undefined

  /** @param tasks run one after another; must not throw */
  constructor(tasks: readonly (() => Promise<void>)[]) {
    this.#tasks = tasks
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
    for (const task of this.#tasks) await task()
  }
}
