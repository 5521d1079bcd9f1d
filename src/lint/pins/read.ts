import { relative, resolve, sep } from 'node:path'
import { readPlain } from '../../host/plain-file.ts'
import type { Tracked } from '../../host/tracked-files.ts'
import { parseJson } from '../../lib/json.ts'
import { pinFiles, unknownVersion } from '../../nix/pinned.ts'
import { type Finding, findingAt } from './finding.ts'
import { lockFindings, readLock } from './flake-lock.ts'
import { readSources, sourcesFindings } from './sources.ts'
import { movingEntries, unpinnedFetches } from './unpinned.ts'
import { unusedInputs, unusedSources } from './unused.ts'

/** Limits on the files that are read and the inputs that are checked. */
const MAX_FILES = 2000
const MAX_INPUTS = 500

/** Files that niv, npins, lon and nvfetcher generate to fetch their pins. */
export const GENERATED_FILES = [
  ...['nix/sources.nix', 'npins/default.nix', 'lon.nix', 'nix/lon.nix', '_sources/generated.nix'],
]

/** What the check of pins depends on besides files. */
export interface PinOptions {
  /** The input `working-directory`, absolute. */
  readonly project: string
  /** Each NIX_PATH with the name of its setting, such as `nix-path`. */
  readonly searchPaths: readonly (readonly [where: string, path: string])[]
  /** Whether `<nixpkgs>` is the one that the project pins. */
  readonly findsPinned: boolean
  /** Whether a command or a script uses `<nixpkgs>`. */
  readonly scriptsAsk: boolean
  /** May set the folders of npins and lon. */
  readonly env: Readonly<Record<string, string>>
  readonly now: Date
}

/** Checks the pins of a project, and the tracked Nix files that should use them. */
export async function readPins(tracked: Tracked, options: PinOptions): Promise<Finding[]> {
  const { project, env, now } = options
  const files = pinFiles(env).filter(file => file !== 'flake.lock')
  const [texts, flake, lock, ...sources] = await Promise.all([
    nixTexts(tracked, project),
    ...['flake.nix', 'flake.lock', ...files].map(file => readPlain(resolve(project, file))),
  ])
  const written = [...texts].filter(([file]) => !GENERATED_FILES.includes(file))
  const others = written.filter(([file]) => file !== 'flake.nix').map(([, text]) => text)
  const users = [...others, flake ?? '']
  return [
    ...flakeFindings(flake, lock, others, now),
    ...sources.flatMap((text, at) =>
      text === undefined ? [] : sourceFindings(files[at] ?? '', text, users, options),
    ),
    ...written.flatMap(([file, text]) => unpinnedFetches(file, text)),
    ...options.searchPaths.flatMap(([where, path]) => movingEntries(where, path)),
  ]
}

/** Pure: findings about the sources of niv, npins, lon or nvfetcher. */
function sourceFindings(
  file: string,
  text: string,
  users: readonly string[],
  { now, findsPinned, scriptsAsk }: PinOptions,
): Finding[] {
  const unknown = unknownVersion(file, parseJson(text))
  if (unknown) return [{ file, text: `it ${unknown}, so its pins are not checked.` }]
  const { tool, sources } = readSources(text)
  // The pins of nvfetcher are used by other names.
  const names = tool === 'nvfetcher' ? [] : sources.map(({ name }) => name)
  const unused = unusedSources(names, users, findsPinned, scriptsAsk)
  // An unused pin should be removed, not updated.
  return [
    ...sourcesFindings(file, text, now, unused),
    ...unused.map(name =>
      findingAt(file, text, name, `${name} is pinned, but no Nix file of the project uses it.`),
    ),
  ]
}

/** Pure: findings about flake.nix and its lock file; undefined means a file does not exist. */
export function flakeFindings(
  flake: string | undefined,
  lock: string | undefined,
  others: readonly string[],
  now: Date,
): Finding[] {
  if (flake === undefined) return []
  if (lock === undefined) {
    const needsLock = /\burl\s*=\s*"/.test(flake.split(/\boutputs\s*=/)[0] ?? '')
    const text =
      'there is no flake.lock, so each run may get other inputs. Run nix flake lock, and commit flake.lock.'
    return needsLock ? [{ file: 'flake.nix', text }] : []
  }
  const { inputs, followed } = readLock(lock) ?? {}
  const direct = [...(inputs?.keys() ?? [])].slice(0, MAX_INPUTS)
  const names = direct.filter(name => !followed?.has(name))
  const unused = unusedInputs(flake, names, others)
  return [
    ...lockFindings(lock, now, unused),
    ...unused.map(name => ({ file: 'flake.nix', text: `the input ${name} is unused.` })),
  ]
}

/** The texts of the project's tracked Nix files, by their paths in it. */
async function nixTexts(tracked: Tracked, project: string): Promise<Map<string, string>> {
  const files = ((await tracked.files('*.nix')) ?? []).filter(it => it.startsWith(project + sep))
  const texts = new Map<string, string>()
  for (const file of files.slice(0, MAX_FILES)) {
    const text = await readPlain(file)
    if (text !== undefined) texts.set(relative(project, file), text)
  }
  return texts
}
