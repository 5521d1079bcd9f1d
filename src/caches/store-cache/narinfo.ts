import { defined } from '../../lib/object.ts'
import type { Setting } from '../../nix/conf.ts'
import { fromNixBase32 } from '../../nix/hash.ts'

/** A binary cache's `.narinfo` of a store path. Hashes are `sha256:` and Nix's base 32. */
export interface NarInfo {
  /** The whole store path. */
  readonly path: string
  /** Relative to the cache: `nar/HASH.nar.zst`, with the file's SHA-256 in base 32. */
  readonly url: string
  /** Bytes of that file. */
  readonly fileSize: number
  readonly narHash: string
  /** Bytes of the NAR. */
  readonly narSize: number
  /** Base names of store paths. */
  readonly references: readonly string[]
  /** A base name. */
  readonly deriver?: string
  /** If the path is content-addressed. */
  readonly ca?: string
}

const HASH = '[0-9a-df-np-sv-z]'
const BASE = new RegExp(`^${HASH}{32}-[\\w+.?=-]{1,211}$`)
const PATH = new RegExp(`^/nix/store/${HASH}{32}-[\\w+.?=-]{1,211}$`)
const URL = new RegExp(`^nar/(${HASH}{52})\\.nar\\.zst$`)
const CA = /^(fixed:(r:)?[a-z0-9]+|text:sha256):[0-9a-z]{32,128}$/
/** The names of the two kinds of files in our caches. */
export const NARINFO_NAME = new RegExp(`^(${HASH}{32})\\.narinfo$`)
export const NAR_NAME = URL
const MAX_REFERENCES = 10_000

/**
 * Parses a `.narinfo` strictly: a duplicate, missing or malformed field is an error.
 * @returns the fields, or the error in a few words
 */
export function parseNarInfo(text: string): NarInfo | string {
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [, name, value = ''] = /^([A-Za-z]+): ?(.*)$/.exec(line) ?? []
    if (name === undefined) return 'malformed line'
    if (name !== 'Sig' && fields.has(name)) return `duplicate ${name}`
    fields.set(name, value)
  }
  const get = (name: string) => fields.get(name) ?? ''
  const fileHash = URL.exec(get('URL'))?.[1]
  const references = get('References').split(' ').filter(Boolean)
  const deriver = fields.get('Deriver')
  const ca = fields.get('CA')
  if (!PATH.test(get('StorePath'))) return 'invalid StorePath'
  if (!fileHash) return 'unexpected URL'
  if (get('Compression') !== 'zstd') return 'Compression is not zstd'
  if (get('FileHash') !== `sha256:${fileHash}`) return 'FileHash does not match URL'
  if (!isCount(get('FileSize'))) return 'invalid FileSize'
  if (!isHash(get('NarHash'))) return 'invalid NarHash'
  if (!isCount(get('NarSize'))) return 'invalid NarSize'
  if (!references.every(it => BASE.test(it)) || references.length > MAX_REFERENCES)
    return 'invalid References'
  if (deriver !== undefined && !BASE.test(deriver)) return 'invalid Deriver'
  if (ca !== undefined && !CA.test(ca)) return 'invalid CA'
  return {
    path: get('StorePath'),
    url: get('URL'),
    fileSize: Number(get('FileSize')),
    narHash: get('NarHash'),
    narSize: Number(get('NarSize')),
    references,
    ...defined({ deriver, ca }),
  }
}

/** The text for Nix, with only the parsed fields. */
export function formatNarInfo(info: NarInfo): string {
  const fields = {
    StorePath: info.path,
    URL: info.url,
    Compression: 'zstd',
    FileHash: `sha256:${fileHashOf(info.url)}`,
    FileSize: info.fileSize,
    NarHash: info.narHash,
    NarSize: info.narSize,
    References: info.references.join(' '),
    ...defined({ Deriver: info.deriver, CA: info.ca }),
  }
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

/** A placeholder for a path that is not in the cache, while a path that refers to it is copied. */
export function stubNarInfo(path: string): string {
  return `StorePath: ${path}\nURL: nar/stub\nCompression: none\nNarHash: sha256:${'0'.repeat(52)}\nNarSize: 1\nReferences: \n`
}

/** The SHA-256 in a NAR's name, in base 32. */
export function fileHashOf(url: string): string {
  return URL.exec(url)?.[1] ?? ''
}

/**
 * The file nix-cache-info. Upstream caches have priority 40 and 41, so Nix gets their paths from them, not from here.
 * Without the line Nix assumes 0, the highest priority.
 */
export const CACHE_INFO = 'StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 50\n'

/** The settings with which Nix reads a folder as a cache; `trusted`: its paths need no signature. */
export function substituterSettings(folder: string): Setting[] {
  return [{ name: 'extra-substituters', value: `file://${folder}?trusted=1&priority=50` }]
}

function isCount(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text)
}

function isHash(text: string): boolean {
  const [, digits] = /^sha256:([0-9a-z]{52})$/.exec(text) ?? []
  return digits !== undefined && fromNixBase32(digits) !== undefined
}
