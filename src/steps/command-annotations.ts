import { isAbsolute, join, normalize, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { cutMiddle } from '../lib/format.ts'
import {
  type Annotation,
  type AnnotationKind,
  MAX_ANNOTATIONS,
  MAX_MESSAGE_LENGTH,
} from '../runner/annotation.ts'
import { MIN_MASK_LENGTH } from '../runner/masks.ts'
import { parseWorkflowCommand, type WorkflowCommand } from '../runner/workflow-commands.ts'
import type { StepRun } from './step-run.ts'

/** An annotation that a command made on purpose. */
export type OwnAnnotation = Annotation & { readonly kind: AnnotationKind }

/** Masks of a command that the runner is told: each makes every later line of the job dearer. */
const MOST_MASKS = 100
const LONGEST_TITLE = 200

/** Listens to a command for what its step allows it to say to the runner. */
export class CommandAnnotations {
  readonly #run: StepRun
  readonly #heard: { kind: AnnotationKind; command: WorkflowCommand }[] = []
  readonly #masks = new Set<string>()
  readonly #told = new Set<string>()
  #unheard = 0

  constructor(run: StepRun) {
    this.#run = run
  }

  /**
   * Takes a line that the command printed.
   * @returns whether it belongs into the log: a mask would show there what it hides
   */
  take(line: string): boolean {
    if (!this.#run.step.annotations) return true
    // The runner ends a line at a CR too.
    const commands = line.split('\r').flatMap(part => parseWorkflowCommand(part) ?? [])
    for (const command of commands) {
      if (command.name === 'add-mask') this.#mask(command.data)
      else this.#hear(command.name, command)
    }
    return commands.every(({ name }) => name !== 'add-mask')
  }

  /** What is to be told of the command when the job's own annotations have been. */
  async annotations(): Promise<{ annotations: OwnAnnotation[]; unheard: number }> {
    const annotations = this.#heard.map(({ kind, command }) => this.#annotation(kind, command))
    return { annotations: await Promise.all(annotations), unheard: this.#unheard }
  }

  #hear(kind: AnnotationKind, command: WorkflowCommand): void {
    const isFull = this.#heard.filter(it => it.kind === kind).length >= MAX_ANNOTATIONS
    if (isFull) this.#unheard++
    else this.#heard.push({ kind, command })
  }

  /** The runner hides every line of a mask, so each has to be long enough. */
  #mask(text: string): void {
    const { logger } = this.#run.context.ctx
    const lines = text.split(/[\r\n]+/).map(line => line.trim())
    for (const line of lines.filter(line => line !== '')) {
      if (line.length < MIN_MASK_LENGTH) {
        this.#tell(
          `ignored a mask (::add-mask::) of fewer than ${MIN_MASK_LENGTH} characters, which would hide too much of the log. Mask longer words.`,
        )
        continue
      }
      if (this.#masks.has(line)) continue
      const everywhere = this.#masks.size < MOST_MASKS
      if (everywhere) this.#masks.add(line)
      else
        this.#tell(
          `asked for more than ${MOST_MASKS} masks (::add-mask::). The runner is told of the first ${MOST_MASKS}; the others are hidden in what this step of the workflow prints and reports, not in the log of its later steps. Mask fewer, longer words.`,
        )
      logger.mask(line, everywhere)
    }
  }

  #tell(what: string): void {
    if (this.#told.has(what)) return
    this.#told.add(what)
    this.#run.context.ctx.logger.notice(`${this.#run.step.name}: ${what}`)
  }

  async #annotation(
    kind: AnnotationKind,
    { properties, data }: WorkflowCommand,
  ): Promise<OwnAnnotation> {
    const { name } = this.#run.step
    const { title = '', file = '' } = properties
    const place = file === '' ? undefined : await this.#file(file)
    const said = plain(data)
    const numbers = {
      ...number('line', properties.line),
      ...number('endLine', properties.endline),
      ...number('column', properties.col),
      ...number('endColumn', properties.endcolumn),
    }
    const elsewhere = file === '' || place ? '' : `${plain(file)}:${numbers.line ?? ''} `
    return {
      kind,
      // It must not read as one of ours.
      title: [name, plain(title).replaceAll('\n', ' ')]
        .filter(it => it !== '')
        .join(': ')
        .slice(0, LONGEST_TITLE),
      message: cutMiddle(`${elsewhere}${said}`, MAX_MESSAGE_LENGTH) || '(no message)',
      ...(place ? { file: place, ...numbers } : {}),
    }
  }

  /** Tools name files relative to where they run, or to the top; what is not in the repository has no place on the page. */
  async #file(path: string): Promise<string | undefined> {
    const { context, cwd } = this.#run
    const candidates = isAbsolute(path) ? [path] : [join(cwd, path), join(context.workspace, path)]
    for (const candidate of candidates) {
      const file = relative(context.workspace, normalize(candidate))
      if (!file.startsWith('..') && (await context.repository.has(file))) return file
    }
    return undefined
  }
}

function number(key: string, text = ''): Record<string, number> {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? { [key]: Number(text) } : {}
}

/** Without terminal colours and control characters. */
function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
    .trim()
}
