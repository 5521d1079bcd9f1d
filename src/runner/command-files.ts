import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Environment } from '../model/context.ts'
import { commandFiles } from './environment.ts'

/** The grammar of GITHUB_OUTPUT, GITHUB_ENV and GITHUB_STATE (actions/runner, FileCommandManager). */
export function formatPairs(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => {
      const delimiter = `nix_ci_${randomUUID()}`
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
    })
    .join('')
}

/**
 * Reads what a command wrote to a file of that grammar; the last write of a name wins.
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

  /** Replaces what the files hold; those that we have nothing to say in are emptied, but for lists, which are only read. */
  flush(): void {
    const texts: Record<string, string> = {
      GITHUB_OUTPUT: formatPairs(this.outputs),
      GITHUB_STATE: formatPairs(this.state),
      GITHUB_ENV: formatPairs(this.env),
      // The runner puts each line before those that came earlier.
      GITHUB_PATH: this.path
        .toReversed()
        .map(folder => `${folder}\n`)
        .join(''),
      GITHUB_STEP_SUMMARY: this.summary,
    }
    const files = commandFiles(this.#files).filter(name => !name.endsWith('_LIST'))
    for (const name of files) this.#write(name, texts[name] ?? '')
  }

  #write(variable: string, text: string): void {
    const file = this.#files[variable]
    if (!file) return
    // A command may have cleared RUNNER_TEMP.
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}
