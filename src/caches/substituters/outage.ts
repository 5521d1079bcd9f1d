import type { Logger } from '../../model/context.ts'

/** Something that was not done because GitHub's cache did not work. */
export interface Loss {
  /** Why, in sentences, as the cache's answer was told. */
  readonly why: string
  /** What, as the end of a sentence: `nothing is compared with the default branch`. */
  readonly what: string
  /** The warning where nothing else was lost. */
  readonly alone: string
  readonly title: string
}

/** GitHub's cache serves several ends: where it does not work one warning says what is lost by it. */
export class Outage {
  readonly #losses: Loss[] = []

  get took(): boolean {
    return this.#losses.length > 0
  }

  /**
   * Warns that something was not done: at the end, with what else is lost.
   * @param isOutage whether the service, or the way to it, is at fault; without, the warning comes at once
   */
  warn(loss: Loss, isOutage: boolean, logger: Pick<Logger, 'warning' | 'info'>): void {
    if (isOutage) {
      logger.info(`${loss.title}: ${loss.alone}`)
      this.#losses.push(loss)
    } else logger.warning(loss.alone, loss.title)
  }

  /** Nothing more comes. */
  tell(logger: Pick<Logger, 'warning'>): void {
    const [first, ...others] = this.#losses
    if (first && others.length === 0) logger.warning(first.alone, first.title)
    if (others.length === 0) return
    const whys = [...new Set(this.#losses.map(({ why }) => why))]
    const whats = new Intl.ListFormat('en').format(this.#losses.map(({ what }) => what))
    const message = `${whys.join(' ')} Because of that ${whats}. The job is not affected.`
    logger.warning(message, "GitHub's cache")
  }
}
