import * as core from '@actions/core'
import { defined } from '../lib/object.ts'
import type { Logger, StepLog } from '../model/context.ts'
import type { Place } from '../model/report.ts'
import { type Annotation, type AnnotationKind, BUDGET } from './annotation.ts'
import { Masks } from './masks.ts'
import { type Fence, withStopCommands } from './stop-commands.ts'

/** Of the ten notices and warnings that the runner keeps, what messages may take; the rest is for timings. */
const MESSAGES = 4
/** Of what concerns no step; such a message says all by itself. */
const OWN_TITLE = 'Nix CI'

const ANNOTATE = { notice: core.notice, warning: core.warning, error: core.error }

/** Speaks to the runner: log lines, groups, annotations within their budget. */
export class RunnerLog implements Logger, StepLog {
  readonly #used = { notice: 0, warning: 0, error: 0 }
  readonly #afterFence: (() => void)[] = []
  readonly #masks = new Masks()
  #fence: Fence | undefined

  /** What it says may come from the repository: it must not read as a command. */
  info(line: string): void {
    const text = this.#masks
      .hide(line)
      .replace(/[\r\n]+/g, ' ')
      .replace(/^(\s*):(?=:)/, '$1: ')
      .replaceAll('##[', '# #[')
    core.info(text)
  }

  debug(line: string): void {
    if (!this.#fence) core.debug(this.#masks.hide(line))
  }

  notice(message: string, title = OWN_TITLE, place?: Place): void {
    this.#message('notice', { ...place, title, message }, MESSAGES)
  }

  warning(message: string, title = OWN_TITLE, place?: Place): void {
    this.#message('warning', { ...place, title, message }, BUDGET)
  }

  /** How many more annotations of a kind the runner keeps. */
  left(kind: AnnotationKind): number {
    return BUDGET - this.#used[kind]
  }

  annotate(kind: AnnotationKind, annotation: Annotation): void {
    const { line, column, ...place } = annotation
    const title = this.#masks.hide(annotation.title)
    const message = this.#masks.hide(annotation.message)
    const properties = {
      ...place,
      title,
      ...defined({ startLine: line, startColumn: column }),
    }
    this.#used[kind]++
    this.#tell(() => {
      // The runner's log shows an annotation without its title.
      if (!title.startsWith(OWN_TITLE) && !message.startsWith(title)) this.info(title)
      ANNOTATE[kind](message, properties)
    })
  }

  /** Tells at once, also within the fence, of what ends the process. */
  alarm(annotation: Annotation): void {
    const speak = () => this.annotate('error', annotation)
    const fence = this.#fence
    this.#fence = undefined
    if (fence) fence.outside(speak)
    else speak()
    this.#fence = fence
  }

  /**
   * Hides it from now on in all that is told and printed here, also within a fence.
   * @param everywhere the runner too hides it, in the log of the whole job
   */
  mask(secret: string, everywhere: boolean): void {
    this.#masks.add(secret)
    if (!everywhere) return
    const speak = () => core.setSecret(secret)
    if (this.#fence) this.#fence.outside(speak)
    else speak()
  }

  /** Hides in a text that commands or builds printed what {@link mask} was told. */
  hide(text: string): string {
    return this.#masks.hidePrinted(text)
  }

  /** Within the fence the runner obeys nobody, us neither: what is annotated there is told after it. */
  async fenced<T>(body: (line: (text: string) => void) => Promise<T>): Promise<T> {
    try {
      return await withStopCommands(
        text => process.stdout.write(text),
        fence => {
          this.#fence = fence
          return body(text => fence.line(this.hide(text)))
        },
      )
    } finally {
      this.#fence = undefined
      for (const tell of this.#afterFence.splice(0)) tell()
    }
  }

  startGroup(title: string): void {
    core.startGroup(this.#masks.hide(title))
  }

  endGroup(): void {
    core.endGroup()
  }

  #tell(command: () => void): void {
    if (this.#fence) this.#afterFence.push(command)
    else command()
  }

  /** What does not fit into the budget is still told in the log. */
  #message(kind: 'notice' | 'warning', annotation: Annotation, budget: number): void {
    if (this.#used[kind] < budget) this.annotate(kind, annotation)
    else this.info(`${kind}: ${annotation.title}: ${annotation.message}`)
  }
}
