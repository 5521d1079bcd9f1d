import { resolve } from 'node:path'
import { readPlain } from '../host/plain-file.ts'
import { toOneLine } from '../lib/text.ts'
import {
  type Json,
  PIN_FILES,
  type Pinned,
  pinFiles,
  readPinned,
  unknownVersion,
} from './pinned.ts'

/** What NIX_PATH is to be, and what the user has to be told of it. */
export interface NixPath {
  /** As {@link splitNixPath} reads it, see {@link fitsNixPath}. Undefined: NIX_PATH is left as it is. */
  readonly value: string | undefined
  /** Of the contents of its only entry, as the project pins them. */
  readonly hash?: string
  readonly info?: string
  readonly notice?: string
}

/** Who asks for `<nixpkgs>`. */
export interface NixpkgsUse {
  /** A Nix file of the project. */
  readonly inFiles: boolean
  /** A command of a step, or a script of the project: `nix-shell -p`, its shebang, `<nixpkgs>`. */
  readonly inScripts: boolean
  /** Something that a step reads. */
  readonly inStep: boolean
  /** Whether this job runs anything that could ask for it. */
  readonly isPossible: boolean
}

/**
 * Decides on NIX_PATH.
 * @param asked the input `nix-path`: `auto`, or the value itself
 * @param workspace what relative entries are relative to
 * @param project where the files with pins are
 */
export async function decideNixPath(
  asked: string,
  workspace: string,
  project: string,
  env: Readonly<Record<string, string>>,
  use: NixpkgsUse,
): Promise<NixPath> {
  if (asked !== 'auto') return { value: absolutePath(asked, workspace) }
  const isUsed = use.inFiles || use.inScripts
  if (env.NIX_PATH || !isUsed) return { value: undefined }
  const nothing = { value: undefined }
  const unusable: string[] = []
  for (const file of pinFiles(env)) {
    const json = parse((await readPlain(resolve(project, file), true)) ?? '')
    const pinned = readPinned(file, json, env)
    if (pinned?.place !== undefined) {
      const decided = ofPin(pinned, pinned.place, file, project)
      return use.isPossible || fitsNixPath(decided.value) ? decided : nothing
    }
    const unknown = unknownVersion(file, json)
    if (unknown) unusable.push(`${file} ${unknown}`)
    else if (pinned)
      unusable.push(`${file} pins it as ${toOneLine(pinned.kind, 40)}, which NIX_PATH cannot hold`)
  }
  if (!use.inStep) return nothing
  const why =
    unusable.length > 0
      ? unusable.join('; ')
      : `neither ${PIN_FILES.slice(0, -1).join(', ')} nor ${PIN_FILES.at(-1)} pins it and NIX_PATH is not set`
  return {
    value: undefined,
    notice: `<nixpkgs> is used, but ${why}. Give the input nix-path, such as nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz.`,
  }
}

function ofPin({ hash, by }: Pinned, place: string, file: string, project: string) {
  return {
    value: absolutePath(`nixpkgs=${place}`, project),
    ...(hash ? { hash } : {}),
    info: by
      ? `<nixpkgs> is ${place}, because ${by} is set`
      : `<nixpkgs> is the one that ${file} pins: ${place}`,
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Resolves the relative entries of a NIX_PATH. */
export function absolutePath(nixPath: string, base: string): string {
  return splitNixPath(nixPath)
    .map(entry => {
      const [prefix, place] = partsOf(entry)
      return `${prefix}${/^(\/|~|flake:)/.test(place) || isUrl(place) ? place : resolve(base, place)}`
    })
    .join(':')
}

/** The name of an entry of a NIX_PATH with its `=`, which may be empty, and the place behind it. */
export function partsOf(entry: string): [prefix: string, place: string] {
  const [, prefix = '', place = ''] = /^([^=:/]*=)?([\s\S]*)$/.exec(entry) ?? []
  return [prefix, place]
}

/** A scheme, a host, and a port, which is no entry of its own. */
const URL_START = String.raw`[a-z][a-z\d+.-]*:\/\/(?:\[[\da-f:]+\]|[^:/?#]*)(?::\d+(?=[/?#:]|$))?`
const REFERENCE = `flake:(?:${URL_START}|(?:github|gitlab|sourcehut|path|tarball|file|git):)?`
const ENTRY = new RegExp(`(?:[^=:/]*=)?(?:${REFERENCE}|${URL_START}|channel:)?[^:]*(?::|$)`, 'giy')

/**
 * Splits at colons, but not at those of URLs with their ports, `channel:` and `flake:`. Nix itself cuts at the second
 * colon of an entry (eval-settings.cc, parseNixPath).
 */
export function splitNixPath(text: string): string[] {
  const entries = [...text.matchAll(ENTRY)].map(([entry]) => entry.replace(/:$/, ''))
  return entries.filter(entry => entry !== '')
}

/** Whether each entry stays whole where Nix reads it in NIX_PATH, and is something that it looks `<…>` up in. */
export function fitsNixPath(nixPath: string): boolean {
  return splitNixPath(nixPath).every(entry => {
    const [, place] = partsOf(entry)
    const [, rest = place] =
      /^(?:channel:|flake:|(?:https?|file|git|s3|ssh):)([\s\S]*)$/.exec(place) ?? []
    return !rest.includes(':')
  })
}

/** The entries that the `-I` arguments of a call of Nix put before NIX_PATH. */
export function searchPathOf(args: readonly string[]): string[] {
  return args.flatMap((arg, index) =>
    arg === '-I' ? [args[index + 1] ?? ''] : arg.startsWith('-I') ? [arg.slice(2)] : [],
  )
}

function isUrl(text: string): boolean {
  return /^(channel:|[a-z][a-z\d+.-]*:\/\/)/i.test(text)
}
