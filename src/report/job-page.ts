import type { Place } from '../nix/errors/types.ts'
import { type Fence, fenced } from '../process/fence.ts'
import type { Say } from '../rim.ts'
import type { StepLog } from '../steps/order.ts'
import { workflowCommand } from '../workflow-command.ts'
import { type Annotation, type AnnotationKind, BUDGET } from './annotations.ts'

/** Of the ten notices and warnings that the runner keeps, what messages may take; the rest is for timings. */
const MESSAGES = 4
/** Of what concerns no step; such a message says all by itself. */
const OWN_TITLE = 'Nix CI'

/** Speaks to the runner: log lines, groups, annotations within their budget. */
export class JobPage implements Say, StepLog {
  readonly #used = { notice: 0, warning: 0, error: 0 }
  readonly #afterFence: (() => void)[] = []
  readonly #masks = new Set<string>()
  #fence: Fence | undefined

  /** What it says may come from the repository: it must not read as a command. */
  info(line: string): void {
    const text = line
      .replace(/[\r\n]+/g, ' ')
      .replace(/^(\s*):(?=:)/, '$1: ')
      .replaceAll('##[', '# #[')
    process.stdout.write(`${text}\n`)
  }

  debug(line: string): void {
    if (!this.#fence) command('debug', line)
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
    const { title, message, file, line, column, endLine, endColumn } = annotation
    this.#used[kind]++
    this.#tell(() => {
      // The runner's log shows an annotation without its title.
      if (!title.startsWith(OWN_TITLE) && !message.startsWith(title)) this.info(title)
      command(kind, message, {
        title,
        file,
        line,
        endLine,
        col: column,
        endColumn,
      })
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

  /** The runner hides it from now on, also in what is printed within a fence. */
  mask(secret: string): void {
    this.#masks.add(secret)
    const speak = () => command('add-mask', secret)
    if (this.#fence) this.#fence.outside(speak)
    else speak()
  }

  /** Hides in a text what {@link mask} was told, for files that the runner does not look through. */
  hide(text: string): string {
    const longestFirst = [...this.#masks].toSorted((a, b) => b.length - a.length)
    return longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text)
  }

  /** Within the fence the runner obeys nobody, us neither: what is annotated there is told after it. */
  async fenced<T>(body: (line: (text: string) => void) => Promise<T>): Promise<T> {
    try {
      return await fenced(
        text => process.stdout.write(text),
        fence => {
          this.#fence = fence
          return body(fence.line)
        },
      )
    } finally {
      this.#fence = undefined
      for (const tell of this.#afterFence.splice(0)) tell()
    }
  }

  startGroup(title: string): void {
    command('group', title)
  }

  endGroup(): void {
    command('endgroup')
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

function command(...parts: Parameters<typeof workflowCommand>): void {
  process.stdout.write(workflowCommand(...parts))
}
