import type { Logger } from '../../model/context.ts'

/** Something that was skipped because GitHub's cache did not work. */
export interface Loss {
  /** The reason, in whole sentences. */
  readonly why: string
  /** The effect, as the end of a sentence: `nothing is compared with the default branch`. */
  readonly what: string
  /** The warning if nothing else was skipped. */
  readonly alone: string
  readonly title: string
}

/** Combines the effects of an outage of GitHub's cache, which has several uses, into one warning. */
export class Outage {
  readonly #losses: Loss[] = []

  get hasLosses(): boolean {
    return this.#losses.length > 0
  }

  /**
   * Warns that something was skipped: at the end, together with other effects.
   * @param isOutage whether the service or the network is at fault; if not, the warning is immediate
   */
  warn(loss: Loss, isOutage: boolean, logger: Pick<Logger, 'warning' | 'info'>): void {
    if (isOutage) {
      logger.info(`${loss.title}: ${loss.alone}`)
      this.#losses.push(loss)
    } else logger.warning(loss.alone, loss.title)
  }

  /** Logs the combined warning, after the last loss. */
  report(logger: Pick<Logger, 'warning'>): void {
    const [first, ...others] = this.#losses
    if (first && others.length === 0) logger.warning(first.alone, first.title)
    if (others.length === 0) return
    const whys = [...new Set(this.#losses.map(({ why }) => why))]
    const whats = new Intl.ListFormat('en').format(this.#losses.map(({ what }) => what))
    const message = `${whys.join(' ')} Therefore, ${whats}. The job is not affected.`
    logger.warning(message, "GitHub's cache")
  }
}
