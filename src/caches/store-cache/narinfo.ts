import { defined } from '../../lib/object.ts'
import type { Setting } from '../../nix/conf.ts'
import { fromNixBase32 } from '../../nix/hash.ts'

/** What a `.narinfo` of a binary cache says of a store path. Hashes are `sha256:` and Nix's base 32. */
export interface NarInfo {
  /** The whole store path. */
  readonly path: string
  /** Below the cache: `nar/HASH.nar.zst`, with the base 32 of the file's SHA-256. */
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
  /** Where the path is addressed by its content. */
  readonly ca?: string
}

const HASH = '[0-9a-df-np-sv-z]'
const BASE = new RegExp(`^${HASH}{32}-[\\w+.?=-]{1,211}$`)
const PATH = new RegExp(`^/nix/store/${HASH}{32}-[\\w+.?=-]{1,211}$`)
const URL = new RegExp(`^nar/(${HASH}{52})\\.nar\\.zst$`)
const CA = /^(fixed:(r:)?[a-z0-9]+|text:sha256):[0-9a-z]{32,128}$/
/** The names of the two kinds of files in a cache that are ours. */
export const NARINFO_NAME = new RegExp(`^(${HASH}{32})\\.narinfo$`)
export const NAR_NAME = URL
/** A path has fewer references. */
const MOST_REFERENCES = 10_000

/**
 * Reads the text of a `.narinfo` strictly: a field twice, a field that is not of Nix's format, or a missing one makes
 * it none.
 * @returns what it says, or in a few words what is wrong
 */
export function parseNarInfo(text: string): NarInfo | string {
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [, name, value = ''] = /^([A-Za-z]+): ?(.*)$/.exec(line) ?? []
    if (name === undefined) return 'a line is no field'
    if (name !== 'Sig' && fields.has(name)) return `${name} stands there twice`
    fields.set(name, value)
  }
  const get = (name: string) => fields.get(name) ?? ''
  const fileHash = URL.exec(get('URL'))?.[1]
  const references = get('References').split(' ').filter(Boolean)
  const deriver = fields.get('Deriver')
  const ca = fields.get('CA')
  if (!PATH.test(get('StorePath'))) return 'StorePath is no store path'
  if (!fileHash) return 'URL is none of ours'
  if (get('Compression') !== 'zstd') return 'Compression is not zstd'
  if (get('FileHash') !== `sha256:${fileHash}`) return 'FileHash is not that of URL'
  if (!isCount(get('FileSize'))) return 'FileSize is no size'
  if (!isHash(get('NarHash'))) return 'NarHash is no SHA-256'
  if (!isCount(get('NarSize'))) return 'NarSize is no size'
  if (!references.every(it => BASE.test(it)) || references.length > MOST_REFERENCES)
    return 'References are no store paths'
  if (deriver !== undefined && !BASE.test(deriver)) return 'Deriver is no derivation'
  if (ca !== undefined && !CA.test(ca)) return 'CA is no content address'
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

/** The text that Nix reads, with nothing in it but what was understood. */
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

/** A narinfo that stands for a path which is not in the cache, while something that refers to it is copied. */
export function stubNarInfo(path: string): string {
  return `StorePath: ${path}\nURL: nar/stub\nCompression: none\nNarHash: sha256:${'0'.repeat(52)}\nNarSize: 1\nReferences: \n`
}

/** The base 32 of the SHA-256 in a NAR's name. */
export function fileHashOf(url: string): string {
  return URL.exec(url)?.[1] ?? ''
}

/**
 * What a cache says of itself. Upstream caches have 40 and 41: a path of theirs is taken from them, whatever lies here.
 * Without the line Nix takes 0, the first place.
 */
export const CACHE_INFO = 'StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 50\n'

/** The settings by which Nix reads a folder as a cache; `trusted`: its paths need no signature. */
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
