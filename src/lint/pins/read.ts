import { relative, resolve, sep } from 'node:path'
import { readPlain } from '../../host/plain-file.ts'
import type { Tracked } from '../../host/tracked-files.ts'
import { parseJson } from '../../lib/json.ts'
import { pinFiles, unknownVersion } from '../../nix/pinned.ts'
import { type Finding, lineOfKey } from './finding.ts'
import { lockFindings, readLock } from './flake-lock.ts'
import { readSources, sourcesFindings } from './sources.ts'
import { movingEntries, unpinnedFetches } from './unpinned.ts'
import { unusedInputs, unusedSources } from './unused.ts'

/** Files that are read, and inputs that are looked at. */
const MOST_FILES = 2000
const MOST_INPUTS = 500

/** Files that niv, npins, lon and nvfetcher write; they fetch what is pinned beside them. */
export const WRITTEN = [
  ...['nix/sources.nix', 'npins/default.nix', 'lon.nix', 'nix/lon.nix', '_sources/generated.nix'],
]

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
  /** May name the folders of npins and lon. */
  readonly env: Readonly<Record<string, string>>
  readonly now: Date
}

/** Reads the pins of a project, and the tracked Nix files that should go by them. */
export async function readPins(tracked: Tracked, options: PinOptions): Promise<Finding[]> {
  const { project, env, now } = options
  const files = pinFiles(env).filter(file => file !== 'flake.lock')
  const [texts, flake, lock, ...sources] = await Promise.all([
    nixTexts(tracked, project),
    ...['flake.nix', 'flake.lock', ...files].map(file => readPlain(resolve(project, file))),
  ])
  const own = [...texts].filter(([file]) => !WRITTEN.includes(file))
  const others = own.filter(([file]) => file !== 'flake.nix').map(([, text]) => text)
  const users = [...others, flake ?? '']
  return [
    ...flakeFindings(flake, lock, others, now),
    ...sources.flatMap((text, at) =>
      text === undefined ? [] : sourceFindings(files[at] ?? '', text, users, options),
    ),
    ...own.flatMap(([file, text]) => unpinnedFetches(file, text)),
    ...options.searchPaths.flatMap(([where, path]) => movingEntries(where, path)),
  ]
}

/** Pure: what is to be said of the sources of niv, npins, lon or nvfetcher. */
function sourceFindings(
  file: string,
  text: string,
  users: readonly string[],
  { now, findsPinned, scriptsAsk }: PinOptions,
): Finding[] {
  const unknown = unknownVersion(file, parseJson(text))
  if (unknown) return [{ file, text: `it ${unknown}, so its pins are not looked at.` }]
  const { tool, sources } = readSources(text)
  // What nvfetcher pins is found by all kinds of names.
  const names = tool === 'nvfetcher' ? [] : sources.map(({ name }) => name)
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
  const own = [...(inputs?.keys() ?? [])].slice(0, MOST_INPUTS)
  const names = own.filter(name => !followed?.has(name))
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
