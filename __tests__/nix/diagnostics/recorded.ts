import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FailedBuild, ReportedError, Repository } from '../../../src/nix/diagnostics/types.ts'
import { read } from '../log/picture.ts'

const FIXTURES = fileURLToPath(new URL('../../fixtures/nix-errors', import.meta.url))
const LOGS = fileURLToPath(new URL('../../fixtures/nix-logs', import.meta.url))

/** One recorded run: what Nix called an error, and what each of its builders printed. */
export interface RecordedRun {
  readonly log: string
  readonly errors: readonly ReportedError[]
  readonly builds: readonly FailedBuild[]
}

interface Raw {
  readonly log: string
  readonly builds: Record<string, string[]>
  readonly errors: readonly (Omit<ReportedError, 'text'> & { msg: string; raw_msg?: string })[]
}

/** The runs of a file of the fixtures, as a reader of the log hands them on. */
export function recordedRuns(name: string): RecordedRun[] {
  const raw = JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as Raw[]
  return raw.map(({ log, builds, errors }) => {
    const read = errors
      .map(({ msg, raw_msg, ...rest }) => ({
        ...rest,
        text: msg.replace(/\x1b\[[0-9;]*m/g, ''),
        ...(raw_msg === undefined ? {} : { raw: raw_msg.replace(/\x1b\[[0-9;]*m/g, '') }),
      }))
      .filter(({ text }) => /^error/.test(text))
    // Whose build failed is what the log's reader knows; here the errors name it.
    const failed = Object.entries(builds).filter(([derivation]) =>
      read.some(({ text }) => isFailureOf(text, derivation)),
    )
    return {
      log,
      errors: read,
      builds: failed.map(([derivation, lines]) => ({ derivation, log: lines })),
    }
  })
}

/** The runs whose logs are kept whole, read as the action reads them. */
export function runsOfLogs(version: string): RecordedRun[] {
  return readdirSync(join(LOGS, version))
    .sort()
    .map(file => {
      const { errors, builds } = read(readFileSync(join(LOGS, version, file))).run
      const failed = builds.filter(({ status }) => status === 'failed' || status === 'timeout')
      return {
        log: basename(file, '.json'),
        errors,
        builds: failed.map(it => ({ derivation: it.derivation, log: it.tail() })),
      }
    })
}

function isFailureOf(text: string, derivation: string): boolean {
  return text.includes(derivation) && /builder|hash mismatch|timed out/.test(text)
}

/** A repository in memory. */
export function repositoryOf(texts: Readonly<Record<string, string>>): Repository {
  return {
    has: async path => Object.hasOwn(texts, path),
    read: async path => texts[path],
    files: async () => Object.keys(texts),
    entries: async folder => {
      const inside = Object.keys(texts).filter(path => path.startsWith(`${folder}/`))
      return inside.map(path => path.slice(folder.length + 1).split('/')[0] ?? '')
    },
  }
}

/** A project of the fixtures, with the text of each file. */
export function projectTexts(name: string): Record<string, string> {
  const top = join(FIXTURES, 'projects', name)
  const entries = readdirSync(top, { recursive: true, withFileTypes: true })
  const files = entries.filter(it => it.isFile()).map(it => join(it.parentPath, it.name))
  return Object.fromEntries(files.map(it => [relative(top, it), readFileSync(it, 'utf8')]))
}
