import type { Place } from '../../model/report.ts'
import { attributeLine } from './attribute-line.ts'
import type { Frame, ParsedError } from './parse-error.ts'
import { inRepository, positionAt } from './paths.ts'
import type { Repository, Sources } from './types.ts'

/** Words in messages about options and modules, as NixOS and similar module systems write them. */
const ABOUT_MODULES = /\b(?:options?|modules?|definitions?|defined|declared|declarations?)\b/i
/** A quoted path; an inline module has the suffix `:anon-1`, a module of a flake `, via option …`. */
const NAMED =
  /[`'"‘“]((?:\/|«)[^`'"’”\n]*?)(?::(\d+)(?::(\d+))?)?(?::anon-\d+)*(?:, via option [^`'"’”\n]*)?['"’”`]/g
const IN_MODULE = /^while evaluating (?:definitions from|the module argument)/
const OPTION = /\boptions? (?:definition )?[`'"‘“]([^`'"’”\n]+)['"’”`]/i
const ARGUMENT = /\b(?:argument|attribute) [`'"‘“]([^`'"’”\n]+)['"’”`]/i

/**
 * The module that an error of the module system names, rather than the library file that reports it.
 * @returns the line that sets the option, if a lexical search finds it
 */
export async function namedModule(
  { text }: Pick<ParsedError, 'text'>,
  { roots, repository }: Sources,
): Promise<Place | undefined> {
  if (!ABOUT_MODULES.test(text)) return undefined
  const subject = OPTION.exec(text)?.[1] ?? ARGUMENT.exec(text)?.[1]
  for (const [, path = '', line, column] of text.matchAll(NAMED)) {
    const file = inRepository(path, roots)
    if (file === undefined) continue
    if (line) return positionAt(file, line, column)
    const place = await lineIn(file, subject, repository)
    if (place) return place
  }
  return undefined
}

/** The module in a trace of the module system: `while evaluating definitions from …`. */
export async function moduleOfFrame(
  frames: readonly Frame[],
  at: number,
  { roots, repository }: Sources,
): Promise<Place | undefined> {
  const { text = '' } = frames[at] ?? {}
  if (!IN_MODULE.test(text)) return undefined
  const option = frames
    .slice(at + 1)
    .map(frame => /^while evaluating the option [`'"]([^`'"\n]+)['"]/.exec(frame.text)?.[1])
    .find(it => it !== undefined)
  const subject = ARGUMENT.exec(text)?.[1]
  for (const [, path = ''] of text.matchAll(NAMED)) {
    const file = inRepository(path, roots)
    const place = file && (await lineIn(file, subject ?? option, repository))
    if (place) return place
  }
  return undefined
}

/** Where the option is set, if exactly one file of the repository sets it. */
export async function onlySetting(
  { text }: Pick<ParsedError, 'text'>,
  repository: Repository,
): Promise<Place | undefined> {
  const option = OPTION.exec(text)?.[1]
  if (!option?.includes('.') || !ABOUT_MODULES.test(text)) return undefined
  const found: Place[] = []
  for (const file of (await repository.files()).filter(it => it.endsWith('.nix'))) {
    const line = attributeLine((await repository.read(file)) ?? '', option, true)
    if (line) found.push({ file, line })
  }
  return found.length === 1 ? found[0] : undefined
}

/** Whether a file is a vendored module system, whose own lines are never the cause. */
export async function isModuleSystem(file: string, repository: Repository): Promise<boolean> {
  const text = (await repository.read(file)) ?? ''
  return /while evaluating definitions from|Definition values:/.test(text)
}

const libraries = new WeakMap<Repository, Map<string, Promise<boolean>>>()

/** Whether a file is in the same directory as a vendored module system. */
export function isOfLibrary(file: string, repository: Repository): Promise<boolean> {
  const folder = folderOf(file)
  const known = libraries.get(repository) ?? new Map<string, Promise<boolean>>()
  libraries.set(repository, known)
  const answer = known.get(folder) ?? hasModuleSystem(folder, repository)
  known.set(folder, answer)
  return answer
}

async function hasModuleSystem(folder: string, repository: Repository): Promise<boolean> {
  if (folder === '') return false
  for (const file of await repository.files())
    if (folderOf(file) === folder && (await isModuleSystem(file, repository))) return true
  return false
}

function folderOf(file: string): string {
  return file.split('/').slice(0, -1).join('/')
}

/** Whether the trace passes through a named module. */
export function namesModules(frames: readonly Frame[]): boolean {
  return frames.some(
    ({ text }) => IN_MODULE.test(text) || /^while evaluating the option /.test(text),
  )
}

async function lineIn(
  file: string,
  subject: string | undefined,
  repository: Repository,
): Promise<Place | undefined> {
  const text = await repository.read(file)
  if (text === undefined) return undefined
  const line = subject && (attributeLine(text, subject) ?? wordLine(text, subject))
  return line ? { file, line } : { file }
}

/** The first line that contains the last part of a name as a whole word. */
function wordLine(text: string, subject: string): number | undefined {
  const word = subject.split('.').at(-1) ?? subject
  const lines = text.split('\n')
  const at = lines.findIndex(line => line.split(/[^\w'-]+/).includes(word))
  return at < 0 ? undefined : at + 1
}
