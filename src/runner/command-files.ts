import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as core from '@actions/core'
import type { Environment } from '../model/context.ts'
import { commandFiles } from './environment.ts'
import { withEnvironment } from './with-environment.ts'

/**
 * Reads what a command wrote to its GITHUB_OUTPUT, in the grammar of the runner (FileCommandManager); the last write of a
 * name wins.
 * @throws Error naming the line that does not fit
 */
export function parsePairs(text: string): Record<string, string> {
  const lines = text.split('\n')
  const pairs: Record<string, string> = {}
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line === '') continue
    const match = /^(.+?)(=|<<)(.*)$/.exec(line)
    if (!match) throw new Error(`line ${i + 1} is neither NAME=VALUE nor NAME<<DELIMITER`)
    const [, name = '', sign, rest = ''] = match
    if (sign === '=') {
      pairs[name] = rest
      continue
    }
    const end = lines.indexOf(rest, i + 1)
    if (rest === '' || end < 0) throw new Error(`the delimiter of line ${i + 1} does not come`)
    pairs[name] = lines.slice(i + 1, end).join('\n')
    i = end
  }
  return pairs
}

/**
 * What this step tells the runner, kept in memory and written whole: a child that found the files below RUNNER_TEMP and
 * wrote into them changes nothing.
 */
export class RunnerFiles {
  readonly outputs: Record<string, string> = {}
  /** For post. */
  readonly state: Record<string, string> = {}
  /** Variables of later steps. */
  readonly env: Record<string, string> = {}
  /** Folders on PATH of later steps, the first one first. */
  readonly path: string[] = []
  summary = ''
  readonly #files: Environment

  /** @param files the environment in which the runner named the files */
  constructor(files: Environment) {
    this.#files = files
  }

  /**
   * Replaces what the files hold, but for the summary; those that we have nothing to say in are emptied, but for lists,
   * which are only read.
   */
  flush(): void {
    for (const name of commandFiles(this.#files)) if (!name.endsWith('_LIST')) this.#empty(name)
    withEnvironment(this.#files, () => {
      this.#write('GITHUB_OUTPUT', this.outputs, core.setOutput)
      this.#write('GITHUB_STATE', this.state, core.saveState)
      this.#write('GITHUB_ENV', this.env, core.exportVariable)
      // The runner puts each line before those that came earlier.
      if (this.#files.GITHUB_PATH) for (const folder of this.path.toReversed()) core.addPath(folder)
    })
  }

  /** Replaces what all files hold. */
  async finish(): Promise<void> {
    this.flush()
    if (!this.#files.GITHUB_STEP_SUMMARY || this.summary === '') return
    // A new one, because the toolkit's keeps the path that it saw first; it asks for the path before it waits.
    const summary = new (core.summary.constructor as new () => typeof core.summary)()
    summary.addRaw(this.summary)
    await withEnvironment(this.#files, () => summary.write({ overwrite: true }))
  }

  #empty(variable: string): void {
    const file = this.#files[variable]
    if (!file) return
    // A command may have cleared RUNNER_TEMP.
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '')
  }

  /** Without the file the toolkit would print a command that no runner takes any more. */
  #write(
    variable: string,
    pairs: Readonly<Record<string, string>>,
    write: (name: string, value: string) => void,
  ): void {
    if (!this.#files[variable]) return
    for (const [name, value] of Object.entries(pairs)) write(name, value)
  }
}
