import { escapeInvisible } from '../../lib/text.ts'
import type { Place } from '../../model/report.ts'
import type { ParsedError } from './parse-error.ts'
import { inRepository, positionAt, within } from './paths.ts'
import type { Classified } from './rules.ts'
import type { Repository, SourceRoots } from './types.ts'

/** A cause in the checkout, and what it changes about an error. */
export type CheckoutCause = Partial<Classified> & { readonly place?: Place }

/**
 * Nix's messages for a file that it cannot parse: Nix, JSON or TOML. A Git LFS pointer starts with `version https:…`.
 */
const UNREADABLE =
  /syntax error|parse error|could not parse|json\.exception|while parsing (?:a )?TOML|undefined variable 'version'/i
const LFS = 'version https://git-lfs.github.com/spec/'
const OF_DATA = /\.(?:json|lock|toml|ya?ml)$/

/** A file that cannot be parsed because of merge conflict markers, or because it is a Git LFS pointer. */
export async function brokenFile(
  message: ParsedError,
  sources: SourceRoots,
): Promise<CheckoutCause | undefined> {
  if (!UNREADABLE.test(message.text)) return undefined
  for (const file of await candidates(message, sources)) {
    const text = (await sources.repository.read(file)) ?? ''
    if (text.startsWith(LFS))
      return {
        kind: 'checkout',
        hint: `${escapeInvisible(file)} is a Git LFS pointer, not the file itself: set lfs: true in actions/checkout.`,
      }
    const line = conflictLine(text)
    if (line)
      return {
        kind: 'conflict',
        hint: conflictHint(escapeInvisible(file), line),
        place: { file, line },
      }
  }
  const place = (await lockPlace(message, sources)) ?? (await jsonPlace(message, sources))
  return place && { place }
}

function conflictHint(file: string, line: number): string {
  const how = file.endsWith('flake.lock')
    ? `take one side (git checkout --ours ${file}) and run nix flake lock`
    : 'keep one side and remove the markers'
  return `${file} has merge conflict markers (<<<<<<<) from line ${line}: ${how}.`
}

/** The first line of the first complete conflict. */
function conflictLine(text: string): number | undefined {
  const lines = text.split(/\r?\n/)
  const start = lines.findIndex(line => /^<{7}(?: |$)/.test(line))
  const isEnded = start >= 0 && lines.slice(start).some(line => /^>{7}(?: |$)/.test(line))
  return isEnded ? start + 1 : undefined
}

/** For JSON read as text, Nix reports the line but not the file: the only file that does not parse. */
async function jsonPlace(message: ParsedError, sources: SourceRoots): Promise<Place | undefined> {
  const [, line, column] =
    /json\.exception\.parse_error[^\n]* at line (\d+), column (\d+)/i.exec(message.text) ?? []
  if (!line) return undefined
  const broken: string[] = []
  for (const file of await candidates(message, sources))
    if (file.endsWith('.json') && !isJson((await sources.repository.read(file)) ?? '{}'))
      broken.push(file)
  const [file] = broken
  if (!file || broken.length > 1) return undefined
  return positionAt(file, line, column)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * The files that an error may concern: named ones first, then those named on the lines of its trace, then all data
 * files.
 */
async function candidates(message: ParsedError, sources: SourceRoots): Promise<Iterable<string>> {
  const found = new Set<string>()
  const { position, frames, text } = message
  const named = [...text.matchAll(/['"]((?:\/|«)[^'"\n]+)['"]/g)].map(([, path = '']) => path)
  for (const path of [...named, ...(position ? [position.file] : [])]) {
    const file = inRepository(path, sources.roots)
    if (file) found.add(file)
  }
  for (const at of frames.slice(0, 5).flatMap(frame => frame.position ?? [])) {
    const file = inRepository(at.file, sources.roots)
    for (const it of file ? await pathsOn(file, at.line, sources.repository) : []) found.add(it)
  }
  if (lockOf(sources)) found.add(lockOf(sources))
  // Named nowhere: a file read as JSON or TOML.
  if (/json|toml/i.test(text))
    for (const file of await sources.repository.files()) if (OF_DATA.test(file)) found.add(file)
  return found
}

/** The files that the paths on a line name. */
async function pathsOn(file: string, line: number, repository: Repository): Promise<string[]> {
  const text = ((await repository.read(file)) ?? '').split('\n')[line - 1] ?? ''
  const folder = file.split('/').slice(0, -1).join('/')
  const paths = [...text.matchAll(/\.\/[\w./+-]+/g)]
  return paths.flatMap(([path]) => within(folder, path) ?? [])
}

function lockOf({ entry }: SourceRoots): string {
  return /(?:^|\/)flake\.nix$/.test(entry) ? entry.replace(/flake\.nix$/, 'flake.lock') : ''
}

/** The line of a lock file that is not JSON. */
async function lockPlace({ text }: ParsedError, sources: SourceRoots): Promise<Place | undefined> {
  const [, line, column] =
    /^could not parse '[^'\n]+\/flake\.lock'[\s\S]*?parse error at line (\d+), column (\d+)/i.exec(
      text,
    ) ?? []
  const file = lockOf(sources)
  if (!line || !file || !(await sources.repository.has(file))) return undefined
  return positionAt(file, line, column)
}
