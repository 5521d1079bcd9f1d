/** A secret that is dropped for good before code of strangers runs. */
export class Secret<T> {
  #value: T | undefined

  constructor(value: T | undefined) {
    this.#value = value
  }

  /** Undefined where there is none, or none any more. */
  get value(): T | undefined {
    return this.#value
  }

  drop(): void {
    this.#value = undefined
  }
}
