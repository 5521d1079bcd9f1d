/** What became of a cache that did not deliver. */
export type CacheFault =
  /** It gave an error, or no answer. */
  | 'down'
  /** It wants credentials, or others. */
  | 'refused'
  /** It promised a path, and does not have it. */
  | 'missing'
  /** None of the trusted keys has signed what it offers. */
  | 'unsigned'
  /** What came is not what was promised. */
  | 'damaged'
  /** It is no cache, or one that this Nix cannot use. */
  | 'unusable'
  /** The daemon does not take it from this user. */
  | 'untrusted'
  /** It delivered, after long waits. */
  | 'slow'

/** What one message says of a cache. */
export interface CacheMessage {
  readonly fault: CacheFault
  /** Its address; undefined where the message names none. */
  readonly url: string | undefined
  /** The path, or the file of the cache, as the message names it. */
  readonly file: string
  /** One line. */
  readonly said: string
  /** It says no more than an earlier one did. */
  readonly isEcho?: boolean
}

type Groups = Readonly<Record<string, string | undefined>>
type Rule = readonly [RegExp, (groups: Groups) => CacheMessage]

/** Characters of a message that are looked at: builders can print messages in Nix's name. */
export const MAX_SEARCHED_LENGTH = 1000

/** A file of a cache behind its address. */
const FILE = String.raw`nar/[^']*|[0-9a-z]{32}\.(?:narinfo|ls)|nix-cache-info`
/** A download from a cache: its address, and the file. (filetransfer.cc) */
export const OF_CACHE = new RegExp(`^(.+?)/{1,9}(${FILE})$`)

const at = (source: string, flags = '') => new RegExp(`^(?:warning: )?(?:error: )?${source}`, flags)

/** Nix's words changed in 2.9 and in 2.29; all are here. */
const RULES: readonly Rule[] = [
  [
    at(`(?<said>unable to download '(?<url>[^']+?)/(?<file>${FILE})': (?<why>[^\\n]*))`),
    ({ url = '', file = '', why: reason = '' }) => ({
      fault: /HTTP error 40[137]\b/.test(reason) ? 'refused' : 'down',
      ...{ url: url.replace(/\/{1,9}$/, ''), file, said: reason },
    }),
  ],
  // binary-cache-store.cc
  [
    at(`(?<said>file '(?<file>[^']*)' does not exist) in binary cache '(?<url>[^']+)'`),
    found('missing'),
  ],
  [
    at(`(?<said>binary cache '(?<url>[^']+)' is for Nix stores with prefix '[^'\\n]*')`),
    found('unusable'),
  ],
  [at(`(?<said>'(?<url>[^'\\n]+)' does not appear to be a binary cache)`), found('unusable')],
  // store-api.cc; an error only where it is no cache's address
  [
    /^warning: (?<said>don't know how to open Nix store (?:with scheme )?'(?<url>[^'\n]+)')/,
    found('unusable'),
  ],
  // substitution-goal.cc
  [
    at(
      `(?:ignoring substitute for|the substitute for) '(?<file>[^']+)' from '(?<url>[^']+)',? (?:as it's|is) (?<said>not signed by any of the keys[^\\n]*)`,
    ),
    found('unsigned'),
  ],
  [at(`(?<said>asked '(?<url>[^']+)' for '(?<file>[^']+)' but got '[^'\\n]*')`), found('damaged')],
  // local-store.cc, nar-info.cc, archive.cc, tarfile.cc, compression.cc: the cache is the one that was asked
  [
    at(
      `(?<said>cannot add path '(?<file>[^']+)' because it lacks a (?:valid )?signature by a trusted key)`,
    ),
    found('unsigned'),
  ],
  [at(`(?<said>(?:ca hash|hash|size) mismatch importing path '(?<file>[^']+)')`), found('damaged')],
  [at(`(?<said>NAR info file '(?<file>[^'\\n]+)' is corrupt[^\\n]*)`), found('damaged')],
  [
    at(
      `(?<said>(?:failed to open archive|failed to read|bad archive|input doesn't look like a Nix archive|failed to get libarchive filter|unknown compression method|error while decompressing)[^\\n]*)`,
      'i',
    ),
    found('damaged'),
  ],
  // s3-binary-cache-store.cc, before 2.33
  [at(`(?<said>AWS error fetching '(?<file>[^']+)': [^\\n]*)`), found('down')],
  // ssh.cc, legacy-ssh-store.cc: they name the host alone
  [
    at(
      `(?<said>(?:failed to start SSH (?:master )?connection to|cannot connect to) '(?<host>[^'\\n]+)')`,
    ),
    ({ host = '', said = '' }) => ({ fault: 'down', url: `ssh://${host}`, file: '', said }),
  ],
  // remote-store.cc
  [
    at(`cannot open connection to remote store '(?<url>[^'\\n]+)': (?:error: )?(?<why>[^\\n]*)`),
    ({ url, why: reason }) => ({
      fault: 'down',
      url,
      file: '',
      said: `cannot open connection: ${reason}`,
    }),
  ],
  [
    at(`(?<said>opening a connection to remote store '(?<url>[^'\\n]+)' previously failed)`),
    groups => ({ ...found('down')(groups), isEcho: true }),
  ],
  // daemon.cc
  [at(`(?<said>ignoring untrusted substituter) '(?<url>[^'\\n]+)'`), found('untrusted')],
]

function found(fault: CacheFault): (groups: Groups) => CacheMessage {
  return ({ url, file = '', said = '' }) => ({ fault, url, file, said })
}

/** What is said only because a cache failed. (derivation-building-goal.cc, http-binary-cache-store.cc) */
const FOLLOWS = [
  at(
    'some (?:substitutes for|references of path|outputs of)[^\\n]* (?:failed|could not be realised|are not valid)',
  ),
  /^disabling binary cache '/,
]
/** 2.34 says so of each path whose download failed, and of one that nobody has. */
const REQUIRED = at("path '([^']+)' is required, but there is no substituter that can build it")

/**
 * What a message says of a cache. Pure.
 * @param text without colours
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
 * Whether a message is about a cache, which fails nothing as long as Nix may build by itself. Pure.
 * @param hasFailed whether the download of a path came to nothing
 */
export function isOfCache(text: string, hasFailed: (path: string) => boolean): boolean {
  const [, required] = REQUIRED.exec(text) ?? []
  if (required !== undefined) return hasFailed(required)
  return faultOf(text) !== undefined || FOLLOWS.some(pattern => pattern.test(text))
}
