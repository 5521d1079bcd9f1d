import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Masker, parseKeyValues } from './runner-commands.ts'
import type { StepLog } from './runner-log.ts'

/** The file commands of one step. */
export interface CommandFiles {
  paths: string[]
  /** GITHUB_ENV and so on. */
  env: Record<string, string>
}

/** What the files of a step say once it has ended. */
export interface CommandFileResults {
  env: [string, string][]
  paths: string[]
  /** What was declared for attestation. */
  artifacts: string[]
  summary: string
  summaryError?: string
}

const kinds = {
  GITHUB_PATH: 'add_path_',
  GITHUB_ENV: 'set_env_',
  GITHUB_STEP_SUMMARY: 'step_summary_',
  GITHUB_STATE: 'save_state_',
  GITHUB_OUTPUT: 'set_output_',
  GITHUB_ARTIFACTS: 'artifacts_',
  GITHUB_ARTIFACTS_LIST: 'artifacts_list_',
}
const folderName = '_runner_file_commands'
const longestSummary = 1024 * 1024

/** Makes the empty files of a step below RUNNER_TEMP. */
export function makeCommandFiles(temp: string): CommandFiles {
  const folder = join(temp, folderName)
  mkdirSync(folder, { recursive: true })
  const id = randomUUID()
  const env: Record<string, string> = {}
  for (const [name, prefix] of Object.entries(kinds)) {
    env[name] = join(folder, prefix + id)
    writeFileSync(env[name], '')
  }
  return { env, paths: [folder, ...Object.values(env)] }
}

/**
 * Reads the files after the step's end, in the runner's order; outputs and state go into the log's records.
 * A malformed file fails the step.
 */
export function readCommandFiles(files: CommandFiles, log: StepLog, masker: Masker) {
  const result: CommandFileResults = { env: [], paths: [], artifacts: [], summary: '' }
  const text = (name: string) => {
    const path = files.env[name] ?? ''
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }
  const read = (name: string, context: string, work: (text: string) => void) => {
    try {
      work(text(name))
    } catch (error) {
      log.issue('error', `Unable to process file command '${context}' successfully.`)
      log.issue('error', error instanceof Error ? error.message : String(error))
      log.failed = true
    }
  }
  read('GITHUB_PATH', 'path', content => {
    result.paths = content.split('\n').filter(line => line !== '')
  })
  read('GITHUB_ENV', 'env', content => {
    for (const [name, value] of parseKeyValues(content)) {
      if (name.toUpperCase() !== 'NODE_OPTIONS') result.env.push([name, value])
      else log.issue('error', `Can't store ${name} output parameter using '$GITHUB_ENV' command.`)
    }
  })
  read('GITHUB_STEP_SUMMARY', 'step_summary', content => {
    const size = Buffer.byteLength(content)
    if (size > longestSummary) {
      result.summaryError = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.floor(size / 1024)}k.`
      log.issue('error', result.summaryError)
      return
    }
    result.summary = content
      .split('\n')
      .map(line => masker.mask(line))
      .join('\n')
  })
  read('GITHUB_STATE', 'state', content => {
    for (const [name, value] of parseKeyValues(content)) log.state[name] = value
  })
  read('GITHUB_OUTPUT', 'output', content => {
    for (const [name, value] of parseKeyValues(content)) log.outputs[name] = value
  })
  read('GITHUB_ARTIFACTS', 'artifacts', content => {
    result.artifacts = content.split('\n').filter(line => line !== '')
  })
  for (const path of Object.values(files.env)) rmSync(path, { force: true, recursive: true })
  return result
}
