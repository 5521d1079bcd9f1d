import { relative } from 'node:path'
import { type Command, commandNames, type Masker, parseCommand } from './runner-commands.ts'

export type AnnotationKind = 'notice' | 'warning' | 'error'

/** A note on the job page, masked, its message at most 4096 characters. `file` is relative to the workspace. */
export interface Annotation {
  kind: AnnotationKind
  message: string
  title?: string
  file?: string
  line?: number
  endLine?: number
  col?: number
  endCol?: number
}

/** A folded part of the log: lines from its `::group::` to its end. Groups do not nest. */
export interface Group {
  title: string
  lines: string[]
}

const perKind = 10
const longestMessage = 4096

/** What the runner makes of the lines of one step: commands are obeyed, the rest is the log. */
export class StepLog {
  readonly lines: string[] = []
  readonly raw: string[] = []
  readonly annotations: Annotation[] = []
  readonly groups: Group[] = []
  readonly masks: string[] = []
  readonly unfencedCommands: string[] = []
  readonly outputs: Record<string, string> = {}
  readonly state: Record<string, string> = {}
  droppedAnnotations = 0
  /** A command that could not be obeyed fails the step. */
  failed = false
  #known = new Set(commandNames)
  #stopToken: string | undefined
  #open: Group | undefined
  #echo = false
  #masker: Masker
  #workspace: string
  #debug: boolean
  #onLine: ((line: string) => void) | undefined

  constructor(masker: Masker, workspace: string, debug: boolean, onLine?: (line: string) => void) {
    this.#masker = masker
    this.#workspace = workspace
    this.#debug = debug
    this.#onLine = onLine
  }

  /** A line of the process, from either stream. */
  take(line: string): void {
    this.raw.push(line)
    const command = parseCommand(line, this.#known)
    if (!command) {
      this.print(line)
      return
    }
    if (this.#stopToken !== undefined) {
      if (command.name === this.#stopToken) this.#resume()
      this.print(line)
      return
    }
    this.unfencedCommands.push(line)
    if (this.#echo && command.name !== 'add-mask') this.print(line)
    try {
      this.#obey(command, line)
    } catch (error) {
      this.issue('error', `Unable to process command '${line}' successfully.`)
      this.issue('error', String(error instanceof Error ? error.message : error))
      this.failed = true
    }
  }

  /** A line of the log. */
  print(text: string): void {
    for (const line of this.#masker.mask(text).split('\n')) {
      this.lines.push(line)
      this.#open?.lines.push(line)
      this.#onLine?.(line)
    }
  }

  /** An annotation; the eleventh of a kind is only a line of the log. */
  issue(kind: AnnotationKind, message: string, properties: Record<string, string> = {}): void {
    this.print(`##[${kind}]${message}`)
    if (this.annotations.filter(one => one.kind === kind).length >= perKind) {
      this.droppedAnnotations++
      return
    }
    const text = this.#masker.mask(message).slice(0, longestMessage)
    const title = properties.title ? { title: this.#masker.mask(properties.title) } : {}
    this.annotations.push({ kind, message: text, ...title, ...this.#place(properties) })
  }

  #obey(command: Command, line: string): void {
    const { name, properties, data } = command
    switch (name) {
      case 'notice':
      case 'warning':
      case 'error':
        this.issue(name, data, properties)
        break
      case 'debug':
        if (this.#debug) this.print(`##[debug]${data}`)
        break
      case 'group':
        this.#group(data)
        break
      case 'endgroup':
        this.#open = undefined
        this.print('##[endgroup]')
        break
      case 'add-mask':
        this.#mask(data)
        break
      case 'stop-commands':
        this.#stop(data, line)
        break
      case 'echo':
        this.#echo = onOrOff(data)
        break
      case 'set-output':
      case 'save-state':
        this.#legacy(name, properties.name ?? '', data)
        break
      case 'set-env':
      case 'add-path':
        throw new Error(`The \`${name}\` command is disabled. Please upgrade to Environment Files.`)
    }
  }

  #group(title: string): void {
    this.#open = undefined
    this.print(`##[group]${title}`)
    this.#open = { title: this.#masker.mask(title), lines: [] }
    this.groups.push(this.#open)
  }

  #mask(value: string): void {
    if (value.trim() === '') {
      this.issue('warning', "Can't add secret mask for empty string in ##[add-mask] command.")
      return
    }
    this.masks.push(value)
    this.#masker.add(value)
    if (this.#echo) this.print('::add-mask::***')
  }

  #stop(token: string, line: string): void {
    const name = token.toLowerCase()
    if (name === '' || name === 'pause-logging' || this.#known.has(name)) {
      throw new Error(`Invalid token of stop-commands: '${token}'`)
    }
    this.#stopToken = name
    this.#known.add(name)
    if (token.length > 6) this.#masker.add(token)
    this.print(line)
  }

  #resume(): void {
    if (this.#stopToken !== undefined) this.#known.delete(this.#stopToken)
    this.#stopToken = undefined
  }

  #legacy(command: 'set-output' | 'save-state', name: string, value: string): void {
    if (name === '') throw new Error(`Required field 'name' is missing in ##[${command}] command.`)
    this.issue('warning', `The \`${command}\` command is deprecated and will be disabled soon.`)
    const target = command === 'set-output' ? this.outputs : this.state
    target[name] = value
  }

  #place(properties: Record<string, string>): Partial<Annotation> {
    const place: Partial<Annotation> = {}
    const { file } = properties
    if (file) {
      const inside = file.startsWith(`${this.#workspace}/`)
      place.file = this.#masker.mask(inside ? relative(this.#workspace, file) : file)
    }
    const line = number(properties.line) ?? number(properties.endline)
    if (line === undefined) return place
    const endLine = number(properties.endline)
    place.line = line
    if (endLine !== undefined) place.endLine = endLine
    // Columns say something of one line only.
    if (endLine !== undefined && endLine !== line) return place
    const col = number(properties.col) ?? number(properties.endcolumn)
    const endCol = number(properties.endcolumn)
    return { ...place, ...(col !== undefined && { col }), ...(endCol !== undefined && { endCol }) }
  }
}

function onOrOff(data: string): boolean {
  const word = data.trim().toLowerCase()
  if (word !== 'on' && word !== 'off') throw new Error(`Invalid echo command value '${data}'`)
  return word === 'on'
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined
}
