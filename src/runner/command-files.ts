import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as core from '@actions/core'
import type { Environment } from '../model/context.ts'
import { commandFiles } from './environment.ts'
import { withEnvironment } from './with-environment.ts'

/**
 * Parses a GITHUB_OUTPUT file like the runner (FileCommandManager); the last value of a name wins.
 * @throws Error with the number of the invalid line
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
    if (rest === '' || end < 0) throw new Error(`the delimiter of line ${i + 1} is missing`)
    pairs[name] = lines.slice(i + 1, end).join('\n')
    i = end
  }
  return pairs
}

/**
 * The command files of this step, kept in memory and written as a whole: changes by a child that found the files below
 * RUNNER_TEMP are lost.
 */
export class RunnerFiles {
  readonly outputs: Record<string, string> = {}
  /** For the post phase. */
  readonly state: Record<string, string> = {}
  /** Variables for later steps. */
  readonly env: Record<string, string> = {}
  /** Directories for PATH of later steps, in order. */
  readonly path: string[] = []
  summary = ''
  readonly #files: Environment

  /** @param files the environment with the paths of the files */
  constructor(files: Environment) {
    this.#files = files
  }

  /** Replaces the contents of all files except the summary. Lists (`…_LIST`) are read-only and stay. */
  flush(): void {
    this.#flushState()
    for (const name of commandFiles(this.#files))
      if (!name.endsWith('_LIST') && name !== 'GITHUB_STATE') this.#empty(name)
    withEnvironment(this.#files, () => {
      this.#write('GITHUB_OUTPUT', this.outputs, core.setOutput)
      this.#write('GITHUB_ENV', this.env, core.exportVariable)
      // The runner prepends each line.
      if (this.#files.GITHUB_PATH) for (const folder of this.path.toReversed()) core.addPath(folder)
    })
  }

  /** Replaces the contents of all files. */
  async finish(): Promise<void> {
    this.flush()
    if (!this.#files.GITHUB_STEP_SUMMARY || this.summary === '') return
    // A new instance, because the toolkit's keeps the first path; it reads the path before its first await.
    const summary = new (core.summary.constructor as new () => typeof core.summary)()
    summary.addRaw(this.summary)
    await withEnvironment(this.#files, () => summary.write({ overwrite: true }))
  }

  /** First, and only what has changed: a main that is killed meanwhile must leave post its folder. */
  #flushState(): void {
    const { GITHUB_STATE: file } = this.#files
    if (!file) return
    if (holds(file, this.state)) return
    this.#empty('GITHUB_STATE')
    withEnvironment(this.#files, () => this.#write('GITHUB_STATE', this.state, core.saveState))
  }

  #empty(variable: string): void {
    const file = this.#files[variable]
    if (!file) return
    // A command may have deleted RUNNER_TEMP, or put something else there.
    mkdirSync(dirname(file), { recursive: true })
    if (!isFile(file)) rmSync(file, { recursive: true, force: true })
    writeFileSync(file, '')
  }

  /** Without the file, the toolkit would print a command that runners no longer accept. */
  #write(
    variable: string,
    pairs: Readonly<Record<string, string>>,
    write: (name: string, value: string) => void,
  ): void {
    if (!this.#files[variable]) return
    for (const [name, value] of Object.entries(pairs)) write(name, value)
  }
}

/** Files with more are not ours. */
const MAX_STATE_BYTES = 1 << 20

/** Whether a file has these pairs and no others. */
function holds(file: string, pairs: Readonly<Record<string, string>>): boolean {
  if (!isFile(file, MAX_STATE_BYTES)) return false
  try {
    return isDeepStrictEqual(parsePairs(readFileSync(file, 'utf8')), pairs)
  } catch {
    return false
  }
}

function isFile(path: string, maxBytes = Number.POSITIVE_INFINITY): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return Boolean(stat?.isFile() && stat.size <= maxBytes)
}
