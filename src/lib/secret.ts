/** A secret that is dropped for good before untrusted code runs. */
export class Secret<T> {
  #value: T | undefined

  constructor(value: T | undefined) {
    this.#value = value
  }

  /** Undefined if it was not set or has been dropped. */
  get value(): T | undefined {
    return this.#value
  }

  drop(): void {
    this.#value = undefined
  }
}
