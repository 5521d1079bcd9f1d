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

/** An annotation that a command printed. */
export type CommandAnnotation = Annotation & { readonly kind: AnnotationKind }

/** Masks of a command that are registered with the runner: each one slows down every later line of the job. */
const MAX_MASKS = 100
const MAX_TITLE_LENGTH = 200

/** Collects the workflow commands that a step allows its command to use. */
export class CommandAnnotations {
  readonly #run: StepRun
  readonly #collected: { kind: AnnotationKind; command: WorkflowCommand }[] = []
  readonly #masks = new Set<string>()
  readonly #reported = new Set<string>()
  #dropped = 0

  constructor(run: StepRun) {
    this.#run = run
  }

  /**
   * Accepts a line that the command printed.
   * @returns whether to log it: a mask would reveal in the log what it hides
   */
  accept(line: string): boolean {
    if (!this.#run.step.annotations) return true
    // The runner ends a line at a CR too.
    const commands = line.split('\r').flatMap(part => parseWorkflowCommand(part) ?? [])
    for (const command of commands) {
      if (command.name === 'add-mask') this.#mask(command.data)
      else this.#collect(command.name, command)
    }
    return commands.every(({ name }) => name !== 'add-mask')
  }

  /** The command's annotations, to be printed after the job's own. */
  async annotations(): Promise<{ annotations: CommandAnnotation[]; droppedAnnotations: number }> {
    const annotations = this.#collected.map(({ kind, command }) => this.#annotation(kind, command))
    return { annotations: await Promise.all(annotations), droppedAnnotations: this.#dropped }
  }

  #collect(kind: AnnotationKind, command: WorkflowCommand): void {
    const isFull = this.#collected.filter(it => it.kind === kind).length >= MAX_ANNOTATIONS
    if (isFull) this.#dropped++
    else this.#collected.push({ kind, command })
  }

  /** The runner masks each line of the text, so each must be long enough. */
  #mask(text: string): void {
    const { logger } = this.#run.context.ctx
    const lines = text.split(/[\r\n]+/).map(line => line.trim())
    for (const line of lines.filter(line => line !== '')) {
      if (line.length < MIN_MASK_LENGTH) {
        this.#notify(
          `ignored ::add-mask:: for a value shorter than ${MIN_MASK_LENGTH} characters, which would hide too much of the log. Mask longer values.`,
        )
        continue
      }
      if (this.#masks.has(line)) continue
      const everywhere = this.#masks.size < MAX_MASKS
      if (everywhere) this.#masks.add(line)
      else
        this.#notify(
          `set more than ${MAX_MASKS} masks (::add-mask::). Only the first ${MAX_MASKS} apply to later steps of the workflow; the others are hidden in the log and report of this one only. Mask fewer, longer values.`,
        )
      logger.mask(line, everywhere)
    }
  }

  #notify(text: string): void {
    if (this.#reported.has(text)) return
    this.#reported.add(text)
    this.#run.context.ctx.logger.notice(`${this.#run.step.name}: ${text}`)
  }

  async #annotation(
    kind: AnnotationKind,
    { properties, data }: WorkflowCommand,
  ): Promise<CommandAnnotation> {
    const { name } = this.#run.step
    const { title = '', file = '' } = properties
    const place = file === '' ? undefined : await this.#file(file)
    const numbers = {
      ...number('line', properties.line),
      ...number('endLine', properties.endline),
      ...number('column', properties.col),
      ...number('endColumn', properties.endcolumn),
    }
    const elsewhere = file === '' || place ? '' : `${plain(file)}:${numbers.line ?? ''} `
    return {
      kind,
      // With the step's name, to tell it from the action's own.
      title: [name, plain(title).replaceAll('\n', ' ')]
        .filter(it => it !== '')
        .join(': ')
        .slice(0, MAX_TITLE_LENGTH),
      message: cutMiddle(`${elsewhere}${plain(data)}`, MAX_MESSAGE_LENGTH) || '(no message)',
      ...(place ? { file: place, ...numbers } : {}),
    }
  }

  /** Tools name files relative to their directory or the workspace; only files of the repository have a place on the page. */
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

/** Removes terminal colors and control characters. */
function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
    .trim()
}
