import * as core from '@actions/core'
import { defined } from '../lib/object.ts'
import type { Logger, StepLog } from '../model/context.ts'
import type { Place } from '../model/report.ts'
import { type Annotation, type AnnotationKind, MAX_ANNOTATIONS } from './annotation.ts'
import { Masks } from './masks.ts'
import { type Fence, withStopCommands } from './stop-commands.ts'

/** Notices of messages; the other ones that the runner keeps are for timings. */
const MAX_MESSAGE_NOTICES = 4
/** Of an annotation that concerns no step; its message is complete without the title. */
const DEFAULT_TITLE = 'Nix CI'

const ANNOTATE = { notice: core.notice, warning: core.warning, error: core.error }

/** The only writer of the log: lines, groups and annotations, without secrets and foreign workflow commands. */
export class RunnerLog implements Logger, StepLog {
  readonly #used = { notice: 0, warning: 0, error: 0 }
  readonly #afterFence: (() => void)[] = []
  readonly #masks = new Masks()
  #fence: Fence | undefined

  /** The line may contain text of the repository, so it must not read as a workflow command. */
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

  notice(message: string, title = DEFAULT_TITLE, place?: Place): void {
    this.#message('notice', { ...place, title, message }, MAX_MESSAGE_NOTICES)
  }

  warning(message: string, title = DEFAULT_TITLE, place?: Place): void {
    this.#message('warning', { ...place, title, message }, MAX_ANNOTATIONS)
  }

  /** How many more annotations of a kind the runner keeps. */
  annotationsLeft(kind: AnnotationKind): number {
    return MAX_ANNOTATIONS - this.#used[kind]
  }

  annotate(kind: AnnotationKind, annotation: Annotation): void {
    const command = this.#command(kind, annotation)
    if (this.#fence) this.#afterFence.push(command)
    else command()
  }

  /** Reports an error that ends the process, at once even within the fence. */
  emitFatal(annotation: Annotation): void {
    this.#outsideFence(this.#command('error', annotation))
  }

  /**
   * Hides a secret from now on in everything that this class prints.
   * @param everywhere whether the runner hides it too, in the log of the whole job
   */
  mask(secret: string, everywhere: boolean): void {
    this.#masks.add(secret)
    if (everywhere) this.#outsideFence(() => core.setSecret(secret))
  }

  /** Applies the masks to the output of commands and builds. */
  hide(text: string): string {
    return this.#masks.hidePrinted(text)
  }

  /** Within the fence the runner ignores all commands; annotations follow after it. */
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
      for (const command of this.#afterFence.splice(0)) command()
    }
  }

  startGroup(title: string): void {
    core.startGroup(this.#masks.hide(title))
  }

  endGroup(): void {
    core.endGroup()
  }

  #command(kind: AnnotationKind, { line, column, ...rest }: Annotation): () => void {
    const title = this.#masks.hide(rest.title)
    const message = this.#masks.hide(rest.message)
    const place = defined({ startLine: line, startColumn: column })
    this.#used[kind]++
    return () => {
      // The runner's log shows an annotation without its title.
      if (!title.startsWith(DEFAULT_TITLE) && !message.startsWith(title)) this.info(title)
      ANNOTATE[kind](message, { ...rest, title, ...place })
    }
  }

  #outsideFence(command: () => void): void {
    if (this.#fence) this.#fence.outside(command)
    else command()
  }

  /** The log shows what exceeds the budget. */
  #message(kind: 'notice' | 'warning', annotation: Annotation, budget: number): void {
    if (this.#used[kind] < budget) this.annotate(kind, annotation)
    else this.info(`${kind}: ${annotation.title}: ${annotation.message}`)
  }
}
