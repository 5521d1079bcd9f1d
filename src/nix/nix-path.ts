import { resolve } from 'node:path'
import { readPlain } from '../host/plain-file.ts'
import { parseJson } from '../lib/json.ts'
import { defined } from '../lib/object.ts'
import { toOneLine } from '../lib/text.ts'
import { PIN_FILES, type Pinned, pinFiles, readPinned, unknownVersion } from './pinned.ts'

/** The NIX_PATH to use, and what to report about it. */
export interface NixPath {
  /** In the syntax of {@link splitNixPath}, see {@link fitsNixPath}. Undefined: NIX_PATH is not changed. */
  readonly value: string | undefined
  /** SHA-256 of the contents of its only entry, as pinned by the project. */
  readonly hash?: string
  readonly info?: string
  readonly notice?: string
}

/** What uses `<nixpkgs>`. */
export interface NixpkgsUse {
  /** A Nix file of the project. */
  readonly inFiles: boolean
  /** A command of a step, or a script of the project: `nix-shell -p`, its shebang, `<nixpkgs>`. */
  readonly inScripts: boolean
  /** Something that a step uses. */
  readonly inStep: boolean
  /** Whether this job runs anything that could use it. */
  readonly isPossible: boolean
}

/**
 * Decides on NIX_PATH.
 * @param input the input `nix-path`: `auto`, or a value
 * @param workspace base directory of relative entries
 * @param project directory of the pin files
 */
export async function decideNixPath(
  input: string,
  workspace: string,
  project: string,
  env: Readonly<Record<string, string>>,
  use: NixpkgsUse,
): Promise<NixPath> {
  if (input !== 'auto') return { value: absolutePath(input, workspace) }
  const isUsed = use.inFiles || use.inScripts
  if (env.NIX_PATH || !isUsed) return { value: undefined }
  const nothing = { value: undefined }
  const unusable: string[] = []
  for (const file of pinFiles(env)) {
    const json = parseJson((await readPlain(resolve(project, file), true)) ?? '')
    const pinned = readPinned(file, json, env)
    if (pinned?.place !== undefined) {
      const decided = ofPin(pinned, pinned.place, file, project)
      return use.isPossible || fitsNixPath(decided.value) ? decided : nothing
    }
    const unknown = unknownVersion(file, json)
    if (unknown) unusable.push(`${file} ${unknown}`)
    else if (pinned)
      unusable.push(
        `${file} pins it as ${toOneLine(pinned.kind, 40)}, which NIX_PATH does not support`,
      )
  }
  if (!use.inStep) return nothing
  const reason =
    unusable.length > 0
      ? unusable.join('; ')
      : `NIX_PATH is not set and none of ${PIN_FILES.slice(0, -1).join(', ')} and ${PIN_FILES.at(-1)} pins it`
  return {
    value: undefined,
    notice: `<nixpkgs> is used, but ${reason}. Set nix-path, for example to nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz.`,
  }
}

function ofPin({ hash, by }: Pinned, place: string, file: string, project: string) {
  return {
    value: absolutePath(`nixpkgs=${place}`, project),
    ...defined({ hash }),
    info: by
      ? `<nixpkgs> is ${place}, because ${by} is set`
      : `<nixpkgs> is pinned by ${file}: ${place}`,
  }
}

/** Resolves the relative entries of a NIX_PATH. */
export function absolutePath(nixPath: string, base: string): string {
  return splitNixPath(nixPath)
    .map(entry => {
      const [prefix, place] = splitEntry(entry)
      return `${prefix}${/^(\/|~|flake:)/.test(place) || isUrl(place) ? place : resolve(base, place)}`
    })
    .join(':')
}

/** Splits a NIX_PATH entry into its name with `=`, which may be empty, and its place. */
export function splitEntry(entry: string): [prefix: string, place: string] {
  const [, prefix = '', place = ''] = /^([^=:/]*=)?([\s\S]*)$/.exec(entry) ?? []
  return [prefix, place]
}

/** A scheme, a host and a port, whose colon does not separate entries. */
const URL_START = String.raw`[a-z][a-z\d+.-]*:\/\/(?:\[[\da-f:]+\]|[^:/?#]*)(?::\d+(?=[/?#:]|$))?`
const REFERENCE = `flake:(?:${URL_START}|(?:github|gitlab|sourcehut|path|tarball|file|git):)?`
const ENTRY = new RegExp(`(?:[^=:/]*=)?(?:${REFERENCE}|${URL_START}|channel:)?[^:]*(?::|$)`, 'giy')

/**
 * Splits at colons, except those of URLs and their ports, `channel:` and `flake:`. Nix itself splits at the second colon
 * of an entry (eval-settings.cc, parseNixPath).
 */
export function splitNixPath(text: string): string[] {
  const entries = [...text.matchAll(ENTRY)].map(([entry]) => entry.replace(/:$/, ''))
  return entries.filter(entry => entry !== '')
}

/** Whether Nix reads each entry of this NIX_PATH unsplit, and can search it for `<…>`. */
export function fitsNixPath(nixPath: string): boolean {
  return splitNixPath(nixPath).every(entry => {
    const [, place] = splitEntry(entry)
    const [, rest = place] =
      /^(?:channel:|flake:|(?:https?|file|git|s3|ssh):)([\s\S]*)$/.exec(place) ?? []
    return !rest.includes(':')
  })
}

/** The entries that `-I` arguments of a Nix call put before NIX_PATH. */
export function searchPathOf(args: readonly string[]): string[] {
  return args.flatMap((arg, index) =>
    arg === '-I' ? [args[index + 1] ?? ''] : arg.startsWith('-I') ? [arg.slice(2)] : [],
  )
}

function isUrl(text: string): boolean {
  return /^(channel:|[a-z][a-z\d+.-]*:\/\/)/i.test(text)
}
