import { fenced } from '../process/fence.ts'
import type { Say } from '../rim.ts'
import type { StepLog } from '../steps/order.ts'
import { workflowCommand } from '../workflow-command.ts'
import { type Annotation, BUDGET } from './annotations.ts'

/** Of the ten notices and warnings that the runner keeps, what messages may take; the rest is for timings. */
const MESSAGES = 4

/** Speaks to the runner: log lines, groups, annotations within their budget. */
export class JobPage implements Say, StepLog {
  readonly #used = { notice: 0, warning: 0, error: 0 }
  readonly #afterFence: (() => void)[] = []
  #fenced = false

  /** What it says may come from the repository: it must not read as a command. */
  info(line: string): void {
    const text = line
      .replace(/[\r\n]+/g, ' ')
      .replace(/^(\s*):(?=:)/, '$1: ')
      .replaceAll('##[', '# #[')
    process.stdout.write(`${text}\n`)
  }

  debug(line: string): void {
    if (!this.#fenced) command('debug', line)
  }

  notice(message: string, title = 'Nix CI'): void {
    this.#message('notice', { title, message }, MESSAGES)
  }

  warning(message: string, title = 'Nix CI'): void {
    this.#message('warning', { title, message }, BUDGET)
  }

  /** How many more annotations of a kind the runner keeps. */
  left(kind: 'notice' | 'error'): number {
    return BUDGET - this.#used[kind]
  }

  annotate(kind: 'notice' | 'warning' | 'error', annotation: Annotation): void {
    const { title, message, file, line, column } = annotation
    this.#used[kind]++
    this.#tell(() => command(kind, message, { title, file, line, col: column }))
  }

  /** Within the fence the runner obeys nobody, us neither: what is annotated there is told after it. */
  async fenced<T>(body: (line: (text: string) => void) => Promise<T>): Promise<T> {
    this.#fenced = true
    try {
      return await fenced(text => process.stdout.write(text), body)
    } finally {
      this.#fenced = false
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
    if (this.#fenced) this.#afterFence.push(command)
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
