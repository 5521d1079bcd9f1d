import { stripVTControlCharacters } from 'node:util'
import type { Place } from '../../model/report.ts'
import { inRepository, positionAt, within } from './paths.ts'
import { BELOW_FILE, FILE_ABOVE, FORMS, FRAME, GO_FRAME } from './tool-lines.ts'
import type { Position, Sources } from './types.ts'

/** A line of output that names a position. */
interface NamedPlace extends Position {
  /**
   * How certain it is that something failed there: the line reports an error; it may, as with a linter; it only ran
   * what failed.
   */
  readonly rank: 'error' | 'other' | 'outer'
  /** The absolute directory that the path is relative to, if the tool printed it. */
  readonly folder?: string
}

const ERROR_WORDS =
  /\b(?:errors?|fatal|panic(?:ked)?|fail(?:ed|ure|ures|s)?|exception|assert\w*|unbound variable|not found|no such file|permission denied|not permitted|cannot|undefined|unexpected|parameter not set|bad substitution|segmentation fault|killed|aborted)\b|(?:Error|Exception)\b/i
const HARMLESS_LEVEL = /(?:\b|[a-z])(?:warning|note|info|hint|debug|help)\b *[:[]/i
/** Words of a line that reports success. */
const SUCCESS_WORDS = /\b(?:ok|pass(?:ed|es)?|success(?:ful(?:ly)?)?|fine|done|skip(?:ped)?|ran)\b/i
/** A command echoed by bash before it runs; a line added by a diff. */
const ECHOED = /^\+/

/**
 * The repository line that a shell or a tool reported when a command failed: the last one that reports an error.
 * @param output the last lines of output
 * @param folder the directory of the command, relative to the top
 * @returns undefined if no line names a file of the repository
 */
export async function scriptLine(
  output: readonly string[],
  folder: string,
  sources: Sources,
): Promise<Place | undefined> {
  const lines = output.map(line => stripVTControlCharacters(line).slice(0, 2000).trimEnd())
  const named = lines.flatMap((line, at) => readLine(line, lines.slice(0, at)) ?? [])
  const of = (rank: NamedPlace['rank']) => named.filter(it => it.rank === rank)
  // Of programs that ran each other, the last to exit is the outermost.
  const all = [...of('error').toReversed(), ...of('other').toReversed(), ...of('outer')]
  for (const { file: path, line, column, folder: toolFolder } of all) {
    const base = toolFolder === undefined ? folder : inRepository(toolFolder, sources.roots)
    const file = base !== undefined && (await fileOf(path, base, sources, !toolFolder))
    if (file) return positionAt(file, line, column)
  }
  return undefined
}

function readLine(text: string, before: readonly string[]): NamedPlace | undefined {
  if (ECHOED.test(text)) return undefined
  const listed = BELOW_FILE.exec(text)?.groups
  const above = listed && before.findLast(line => !/^\s/.test(line))
  const file = above && FILE_ABOVE.exec(above)?.groups?.path
  if (file) return named(file, listed, 'error')
  for (const { pattern, context } of FORMS) {
    const groups = pattern.exec(text)?.groups ?? {}
    const { path, line, said } = groups
    if (!path || !line || Number(line) === 0) continue
    const message = context === 'before' ? (before.at(-1) ?? '') : (said ?? '')
    if (HARMLESS_LEVEL.test(message) || isOuterFrame(pattern, before)) return undefined
    if (context === 'outer') return ofMake(named(path, groups, 'outer'), text, before)
    const isError = context === 'error' || ERROR_WORDS.test(message)
    if (!isError && SUCCESS_WORDS.test(message)) return undefined
    return named(path, groups, isError ? 'error' : 'other')
  }
  return undefined
}

function named(
  path: string,
  { line, column }: Readonly<Record<string, string | undefined>>,
  rank: NamedPlace['rank'],
): NamedPlace {
  return { ...positionAt(path, line, column), rank }
}

/** A nested make prints its directory. */
function ofMake(one: NamedPlace, text: string, before: readonly string[]): NamedPlace | undefined {
  const level = /make(\[\d+\])/.exec(text)?.[1]
  if (!level) return one
  const entered = before.findLast(line => line.includes(`${level}: Entering directory`))
  const folder = /directory ['`](.*)'$/.exec(entered ?? '')?.[1]
  return folder ? { ...one, folder } : undefined
}

/** Whether a frame of the project's own files is above. */
function isOuterFrame(pattern: RegExp, before: readonly string[]): boolean {
  const isGo = pattern === GO_FRAME
  if (!isGo && pattern !== FRAME) return false
  for (const line of before.toReversed()) {
    const path = pattern.exec(line)?.groups?.path
    if (isGo ? /^goroutine |^$/.test(line) : !/^\s+(?:at |\S+ \()/.test(line)) return false
    if (path && !/^node:|\/node_modules\/|\/src\/(?:runtime|testing)\//.test(path)) return true
  }
  return false
}

async function fileOf(
  path: string,
  folder: string,
  { roots, repository }: Sources,
  mayBeOfTop: boolean,
): Promise<string | undefined> {
  const plain = path.trim().replace(/^file:\/\//, '')
  const names = plain.startsWith('/')
    ? [inRepository(plain, roots)]
    : [within(folder, plain), ...(mayBeOfTop ? [within('', plain)] : [])]
  for (const name of names) if (name && (await repository.has(name))) return name
  return undefined
}
