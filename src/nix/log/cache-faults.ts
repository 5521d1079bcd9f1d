/** How a cache failed to deliver. */
export type CacheFault =
  /** It responded with an error, or not at all. */
  | 'down'
  /** It requires credentials, or different ones. */
  | 'refused'
  /** It lists a path that it does not have. */
  | 'missing'
  /** What it offers is not signed by a trusted key. */
  | 'unsigned'
  /** The content differs from what it announced. */
  | 'damaged'
  /** It is not a cache, or not one that this Nix can use. */
  | 'unusable'
  /** The daemon does not accept it from this user. */
  | 'untrusted'
  /** It delivered after long waits. */
  | 'slow'

/** What a message reports about a cache. */
export interface CacheMessage {
  readonly fault: CacheFault
  /** The URL; undefined if the message has none. */
  readonly url: string | undefined
  /** The path or the file of the cache that the message names. */
  readonly file: string
  /** One line. */
  readonly reason: string
  /** It only repeats an earlier message. */
  readonly isEcho?: boolean
}

type Groups = Readonly<Record<string, string | undefined>>
type Rule = readonly [RegExp, (groups: Groups) => CacheMessage]

/** Characters of a message that are searched: builders can print messages in Nix's name. */
export const MAX_SEARCHED_LENGTH = 1000

/** A file of a cache, after its URL. */
const FILE = String.raw`nar/[^']*|[0-9a-z]{32}\.(?:narinfo|ls)|nix-cache-info`
/** A download from a cache: its URL and the file. (filetransfer.cc) */
export const OF_CACHE = new RegExp(`^(.+?)/{1,9}(${FILE})$`)

const at = (source: string, flags = '') => new RegExp(`^(?:warning: )?(?:error: )?${source}`, flags)

/** Nix changed its wording in 2.9 and 2.29; all forms are here. */
const RULES: readonly Rule[] = [
  [
    at(`(?<reason>unable to download '(?<url>[^']+?)/(?<file>${FILE})': (?<why>[^\\n]*))`),
    ({ url = '', file = '', why: reason = '' }) => ({
      fault: /HTTP error 40[137]\b/.test(reason) ? 'refused' : 'down',
      ...{ url: url.replace(/\/{1,9}$/, ''), file, reason },
    }),
  ],
  // binary-cache-store.cc
  [
    at(`(?<reason>file '(?<file>[^']*)' does not exist) in binary cache '(?<url>[^']+)'`),
    found('missing'),
  ],
  [
    at(`(?<reason>binary cache '(?<url>[^']+)' is for Nix stores with prefix '[^'\\n]*')`),
    found('unusable'),
  ],
  [at(`(?<reason>'(?<url>[^'\\n]+)' does not appear to be a binary cache)`), found('unusable')],
  // store-api.cc; an error only if the URL is not that of a cache
  [
    /^warning: (?<reason>don't know how to open Nix store (?:with scheme )?'(?<url>[^'\n]+)')/,
    found('unusable'),
  ],
  // substitution-goal.cc
  [
    at(
      `(?:ignoring substitute for|the substitute for) '(?<file>[^']+)' from '(?<url>[^']+)',? (?:as it's|is) (?<reason>not signed by any of the keys[^\\n]*)`,
    ),
    found('unsigned'),
  ],
  [
    at(`(?<reason>asked '(?<url>[^']+)' for '(?<file>[^']+)' but got '[^'\\n]*')`),
    found('damaged'),
  ],
  // local-store.cc, nar-info.cc, archive.cc, tarfile.cc, compression.cc: refers to the cache that was queried
  [
    at(
      `(?<reason>cannot add path '(?<file>[^']+)' because it lacks a (?:valid )?signature by a trusted key)`,
    ),
    found('unsigned'),
  ],
  [
    at(`(?<reason>(?:ca hash|hash|size) mismatch importing path '(?<file>[^']+)')`),
    found('damaged'),
  ],
  [at(`(?<reason>NAR info file '(?<file>[^'\\n]+)' is corrupt[^\\n]*)`), found('damaged')],
  [
    at(
      `(?<reason>(?:failed to open archive|failed to read|bad archive|input doesn't look like a Nix archive|failed to get libarchive filter|unknown compression method|error while decompressing)[^\\n]*)`,
      'i',
    ),
    found('damaged'),
  ],
  // s3-binary-cache-store.cc, before 2.33
  [at(`(?<reason>AWS error fetching '(?<file>[^']+)': [^\\n]*)`), found('down')],
  // ssh.cc, legacy-ssh-store.cc: only name the host
  [
    at(
      `(?<reason>(?:failed to start SSH (?:master )?connection to|cannot connect to) '(?<host>[^'\\n]+)')`,
    ),
    ({ host = '', reason = '' }) => ({ fault: 'down', url: `ssh://${host}`, file: '', reason }),
  ],
  // remote-store.cc
  [
    at(`cannot open connection to remote store '(?<url>[^'\\n]+)': (?:error: )?(?<why>[^\\n]*)`),
    ({ url, why: reason }) => ({
      fault: 'down',
      url,
      file: '',
      reason: `cannot open connection: ${reason}`,
    }),
  ],
  [
    at(`(?<reason>opening a connection to remote store '(?<url>[^'\\n]+)' previously failed)`),
    groups => ({ ...found('down')(groups), isEcho: true }),
  ],
  // daemon.cc
  [at(`(?<reason>ignoring untrusted substituter) '(?<url>[^'\\n]+)'`), found('untrusted')],
]

function found(fault: CacheFault): (groups: Groups) => CacheMessage {
  return ({ url, file = '', reason = '' }) => ({ fault, url, file, reason })
}

/** Messages that only follow from a failed cache. (derivation-building-goal.cc, http-binary-cache-store.cc) */
const FOLLOWS = [
  at(
    'some (?:substitutes for|references of path|outputs of)[^\\n]* (?:failed|could not be realised|are not valid)',
  ),
  /^disabling binary cache '/,
]
/** 2.34 reports each path whose download failed this way, and each path that no cache has. */
const REQUIRED = at("path '([^']+)' is required, but there is no substituter that can build it")

/**
 * What a message reports about a cache. Pure.
 * @param text without colors
 */
export function faultOf(text: string): CacheMessage | undefined {
  const start = text.slice(0, MAX_SEARCHED_LENGTH)
  for (const [pattern, read] of RULES) {
    const match = pattern.exec(start)
    if (match) return read(match.groups ?? {})
  }
  return undefined
}

/**
 * Whether a message is about a cache, which is not fatal as long as Nix may build locally. Pure.
 * @param hasFailed whether the download of a path failed
 */
export function isOfCache(text: string, hasFailed: (path: string) => boolean): boolean {
  const [, required] = REQUIRED.exec(text) ?? []
  if (required !== undefined) return hasFailed(required)
  return faultOf(text) !== undefined || FOLLOWS.some(pattern => pattern.test(text))
}
