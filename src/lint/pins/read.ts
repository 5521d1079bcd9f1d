import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Tracked } from '../../host/tracked-files.ts'
import { type Finding, lineOfKey } from './finding.ts'
import { lockFindings, readLock } from './flake-lock.ts'
import { readSources, sourcesFindings } from './sources.ts'
import { movingEntries, unpinnedFetches } from './unpinned.ts'
import { unusedInputs, unusedSources } from './unused.ts'

/** Files that are read, and the bytes of the largest. */
const MOST_FILES = 2000
const LARGEST = 2 ** 20

/** Files that niv and npins write; they fetch what sources.json pins. */
export const WRITTEN = ['nix/sources.nix', 'npins/default.nix']
const SOURCES = ['nix/sources.json', 'npins/sources.json']

/** What is looked at beside the files. */
export interface PinOptions {
  /** The input `working-directory`, absolute. */
  readonly project: string
  /** Each NIX_PATH behind where it is given, such as `nix-path`. */
  readonly searchPaths: readonly (readonly [where: string, path: string])[]
  /** Whether `<nixpkgs>` is the one that the project pins. */
  readonly findsPinned: boolean
  /** Whether a command or a script asks for `<nixpkgs>`. */
  readonly scriptsAsk: boolean
  readonly now: Date
}

/** Reads the pins of a project, and the tracked Nix files that should go by them. */
export async function readPins(tracked: Tracked, options: PinOptions): Promise<Finding[]> {
  const { project, now } = options
  const [texts, flake, lock, ...sources] = await Promise.all([
    nixTexts(tracked, project),
    ...['flake.nix', 'flake.lock', ...SOURCES].map(file => readPlain(join(project, file))),
  ])
  const own = [...texts].filter(([file]) => !WRITTEN.includes(file))
  const others = own.filter(([file]) => file !== 'flake.nix').map(([, text]) => text)
  const users = [...others, flake ?? '']
  return [
    ...flakeFindings(flake, lock, others, now),
    ...sources.flatMap((text, at) =>
      text === undefined ? [] : sourceFindings(SOURCES[at] ?? '', text, users, options),
    ),
    ...own.flatMap(([file, text]) => unpinnedFetches(file, text)),
    ...options.searchPaths.flatMap(([where, path]) => movingEntries(where, path)),
  ]
}

/** Pure: what is to be said of the sources of niv or npins. */
function sourceFindings(
  file: string,
  text: string,
  users: readonly string[],
  { now, findsPinned, scriptsAsk }: PinOptions,
): Finding[] {
  const names = readSources(text).sources.map(({ name }) => name)
  const unused = unusedSources(names, users, findsPinned, scriptsAsk)
  // What nothing uses is to be dropped, not updated.
  return [
    ...sourcesFindings(file, text, now, unused),
    ...unused.map(name => unusedFinding(file, text, name)),
  ]
}

/** Pure: what is to be said of flake.nix and its lock file; undefined where there is none. */
export function flakeFindings(
  flake: string | undefined,
  lock: string | undefined,
  others: readonly string[],
  now: Date,
): Finding[] {
  if (flake === undefined) return []
  if (lock === undefined) {
    const needsLock = /\burl\s*=\s*"/.test(flake.split(/\boutputs\s*=/)[0] ?? '')
    const text = 'there is no flake.lock, so each run may get other inputs: nix flake lock'
    return needsLock ? [{ file: 'flake.nix', text: `${text}, and commit it.` }] : []
  }
  const { inputs, followed } = readLock(lock) ?? {}
  const names = [...(inputs?.keys() ?? [])].filter(name => !followed?.has(name))
  const unused = unusedInputs(flake, names, others)
  return [
    ...lockFindings(lock, now, unused),
    ...unused.map(name => ({ file: 'flake.nix', text: `the input ${name} is not used.` })),
  ]
}

function unusedFinding(file: string, text: string, name: string): Finding {
  const line = lineOfKey(text, name)
  const said = `${name} is pinned, but no Nix file of the project uses it.`
  return { file, ...(line ? { line } : {}), text: said }
}

/** The tracked Nix files of the project by their names in it. */
async function nixTexts(tracked: Tracked, project: string): Promise<Map<string, string>> {
  const files = ((await tracked.files('*.nix')) ?? []).filter(it => it.startsWith(project + sep))
  const texts = new Map<string, string>()
  for (const file of files.slice(0, MOST_FILES)) {
    const text = await readPlain(file)
    if (text !== undefined) texts.set(relative(project, file), text)
  }
  return texts
}

/** The text of a plain file, which is no link and not too large. */
export async function readPlain(path: string): Promise<string | undefined> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined)
  try {
    const stat = await file?.stat()
    return file && stat?.isFile() && stat.size <= LARGEST ? await file.readFile('utf8') : undefined
  } finally {
    await file?.close()
  }
}
