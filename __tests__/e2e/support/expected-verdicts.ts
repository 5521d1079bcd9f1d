import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../../helpers/paths.ts'
import type { Annotation } from '../../helpers/runner-log.ts'
import type { ReportedStep } from './scene.ts'

/** Where the projects lie, each with a truth.json beside its files. */
export const projectsFolder = join(repositoryRoot, '__tests__/projects-that-fail')

/** A place of the repository: the line, or one of the lines, of which `null` is none; a `file` of null is no place at all. */
export interface Place {
  file: string | null
  line?: number | null | (number | null)[]
}

/** What a reader needs of one cause; one without `words` is only the status of a step. */
export interface Expectation extends Partial<Place> {
  step: string
  status: string
  /** The cause in the words of Nix or of the tool. */
  words?: string[]
  /** Further places that are as right as the first. */
  or?: Place[]
  /** What a reader would type. */
  reproduce?: string
  /** What would mislead. */
  absent?: string[]
}

/** What is true of a project that fails, written before it was run. */
export interface Truth {
  name: string
  what: string
  kind: 'evaluation' | 'build' | 'command'
  nix: string
  steps: string
  expect: Expectation[]
  /** How many errors a reader wants: one a cause. */
  annotations: number
}

/** What the action told. */
export interface Told {
  conclusion: string
  steps: ReportedStep[]
  errors: Annotation[]
  /** What a command printed that was given as `Reproduce`, and how it ended. */
  reproduce(command: string): Promise<{ output: string; failed: boolean }>
}

/** All projects with their truth, by name. */
export function truths(): Truth[] {
  return readdirSync(projectsFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => {
      const text = readFileSync(join(projectsFolder, name, 'truth.json'), 'utf8')
      return { name, ...JSON.parse(text) } as Truth
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** All in which what was told differs from the truth, in words; empty where it is wholly right. */
export async function differences(truth: Truth, told: Told): Promise<string[]> {
  const { conclusion, errors } = told
  const found = conclusion === 'failure' ? [] : [`the job: ${conclusion}`]
  for (const expected of truth.expect) found.push(...(await differs(expected, told)))
  if (errors.length === truth.annotations) return found
  const titles = errors.map(({ title, message }) => `${title}: ${firstLine(message)}`)
  return [...found, `${errors.length} errors, not ${truth.annotations}: ${titles.join(' | ')}`]
}

async function differs(expected: Expectation, told: Told): Promise<string[]> {
  const { step, status, words = [], absent = [] } = expected
  const found: string[] = []
  const got = told.steps.find(({ name }) => name === step)?.status ?? 'is not in the report'
  if (got !== status) found.push(`${step}: ${got}, not ${status}`)
  if (words.length === 0) return found
  const error = told.errors.find(({ message }) => says(message, words))
  if (!error) {
    const messages = told.errors.map(({ message }) => message)
    return [...found, `no error says ${words.join(', ')}: ${messages.join('\n---\n')}`]
  }
  const places = [
    { file: expected.file ?? null, line: expected.line ?? null },
    ...(expected.or ?? []),
  ]
  if (!places.some(place => isAt(error, place))) {
    found.push(`at ${show(error)}, not ${places.map(show).join(' or ')}`)
  }
  for (const text of absent) if (says(error.message, [text])) found.push(`it says ${text}`)
  return [...found, ...(await reproduces(error, words, told))]
}

async function reproduces({ message }: Annotation, words: string[], told: Told) {
  const command = /^Reproduce: (.+)$/m.exec(message)?.[1]
  if (!command) return ['no command reproduces it']
  const { output, failed } = await told.reproduce(command)
  if (!failed) return [`${command} passes`]
  return says(output, words) ? [] : [`${command} says otherwise: ${output.slice(-600)}`]
}

const firstLine = (text: string) => text.split('\n', 1)[0]

const says = (text: string, words: string[]) =>
  words.every(word => text.toLowerCase().includes(word.toLowerCase()))

function isAt({ file, line }: Annotation, place: Place): boolean {
  if (place.file === null) return file === undefined
  const lines = Array.isArray(place.line) ? place.line : [place.line ?? null]
  return file === place.file && lines.includes(line ?? null)
}

function show({ file, line }: { file?: string | null; line?: Place['line'] }): string {
  return file ? `${file}:${[line ?? []].flat().join(',')}` : 'no place'
}
