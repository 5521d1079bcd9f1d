import { defined } from '../../lib/object.ts'
import type { ErrorKind } from '../../model/report.ts'

/** The kind of a failure, and what failed. */
export interface Classified {
  readonly kind: ErrorKind
  /** What happened, without names: `failed with exit code 1`. Undefined: Nix's message is used. */
  readonly outcome?: string
  readonly derivation?: string
  readonly attribute?: string
  /** The kind is likely, not certain. */
  readonly isGuess?: boolean
  /** The fix; a guess is marked as such. */
  readonly hint?: string
  /** Nix's message, if only a part of it is shown. */
  readonly nixMessage?: string
  /** No line of the repository is to blame. */
  readonly isPlaceless?: boolean
  /** The specified hash and the actual one. */
  readonly specified?: string
  readonly got?: string
  /** Did not fail: it was running when the step was stopped. */
  readonly wasInterrupted?: boolean
  /** Only reports that others failed. */
  readonly isSummary?: boolean
}

export const DISK_HINT =
  'The disk is full: free space in an earlier step, build less, or use a larger runner.'
const BUILD_USERS_HINT =
  'This Nix installation is incomplete: its build users do not exist. Create them and their group (`build-users-group` in nix.conf), or reinstall Nix.'
const SANDBOX_HINT =
  "Nix's sandbox does not work on this machine. Allow user namespaces on the runner, or set `sandbox = false` in nix-conf: builds are then not isolated, and nothing is pushed."
export const SETTINGS_HINT =
  'Nix rejected its settings or arguments: check nix-conf, args and env (NIX_CONFIG) of the step, NIX_CONFIG of the job, and nix.conf in ~/.config/nix and /etc/nix.'
export const MEMORY_HINT = 'Run fewer jobs at once (`max-jobs`, `cores`), or use a larger runner.'

type Groups = Record<string, string | undefined>
/** A pattern for the start of a message, and its meaning; the groups `drv` and `attribute` name what failed. */
type Rule = readonly [RegExp, Classified | ((groups: Groups) => Classified)]

const at = (source: string) => new RegExp(`^(?:${source})`, 'i')
const drv = (group = 'drv') =>
  String.raw`['"](?<${group}>/nix/store/[0-9a-df-np-sv-z]{32}-[^'"\s^!]+\.drv)[^'"\n]*['"]`
const reason = (source: string) => at(String.raw`Cannot build ${drv()}\.\s+Reason: (?:${source})`)

const ENDED = [
  String.raw`failed with exit code (?<code>\d+)`,
  String.raw`failed due to signal (?<signal>\d+)(?: \((?<name>[^)\n]*)\))?`,
  'died abnormally',
  String.raw`failed to produce output path for output '(?<output>[^'\n]*)'`,
].join('|')

const TIMED_OUT = String.raw`timed out after (?<seconds>\d+) seconds(?<silence> of silence)?`

/** A hash, quoted or not, after one of these words. */
const hash = (group: string, outcome: string) =>
  String.raw`(?:${outcome}):? *['"]?(?<${group}>[^\s'",]+)['"]?,?`
const HASHES = String.raw`[^]*?${hash('specified', 'specified|expected|wanted')}\s+(?:but )?${hash('got', 'got')}`

/** Nix changed its wording most in 2.29 and 2.34; both forms are here. */
const BUILDS: readonly Rule[] = [
  [at(`builder for ${drv()} (?:${ENDED})`), ended],
  [reason(`builder (?:${ENDED})`), ended],
  // Repeats a builder failure for a derivation with content-addressed inputs.
  [at(`build of resolved derivation ${drv()} failed`), { kind: 'build', outcome: 'failed' }],
  [reason(String.raw`(?<count>\d+) dependenc(?:y|ies) failed`), dependency],
  [at(String.raw`(?<count>\d+) dependenc(?:y|ies) of derivation ${drv()} failed`), dependency],
  [at(`(?:building of ${drv()} from \\.drv file )?${TIMED_OUT}`), timeout],
  [reason(`(?:build(?:er)? )?${TIMED_OUT}`), timeout],
  [at(`hash mismatch in fixed-output derivation ${drv()}${HASHES}`), hashes],
  [at(`(?:ca |NAR )?hash mismatch (?:in|importing) ${HASHES}`), hashes],
  [
    at(
      String.raw`(?<rest>a '[^'\n]+' with features \{[^}]*\} is required to build ${drv()}[\s\S]*)`,
    ),
    wrongSystem,
  ],
  [
    reason(
      '(?:platform mismatch|missing system features|required system or feature not available|local builds are disabled)' +
        String.raw`(?<rest>[\s\S]*)`,
    ),
    wrongSystem,
  ],
]

/** Outputs by system; Nix looks for an installable under `packages` first, even if it names one of these. */
const BY_SYSTEM = 'checks|packages|legacyPackages|devShells|apps|formatter|hydraJobs'

const ATTRIBUTES: readonly Rule[] = [
  [
    at(
      `flake '[^']*' does not provide attribute [^\\n]* or '(?<attribute>(?:${BY_SYSTEM})\\.[^']+)'`,
    ),
    { kind: 'missing-attribute' },
  ],
  [
    at(`flake '[^']*' does not provide attribute '(?<attribute>[^']+)'`),
    { kind: 'missing-attribute' },
  ],
  [
    at(`attribute '[^']*' in selection path '(?<attribute>[^']+)' not found`),
    { kind: 'missing-attribute' },
  ],
  [at(String.raw`attribute '[^'\n]*' missing`), { kind: 'missing-attribute' }],
  [
    at(
      String.raw`(?:flake attribute )?'(?<attribute>[\w-]+(?:\.[^'\n]+)+)' is not (?:a derivation|an attribute set)`,
    ),
    { kind: 'evaluation' },
  ],
  [at(String.raw`cached failure of attribute '(?<attribute>[^'\n]+)'`), { kind: 'evaluation' }],
]

/** Messages of a client that lost its daemon or could not connect. */
const DAEMON_LOST = String.raw`cannot connect to socket at '[^'\n]*/daemon-socket/|nix daemon disconnected unexpectedly|unexpected end-of-file$|opening a connection to remote store '[^'\n]*' previously failed`

/** Whether an error of Nix reports that the daemon is gone. */
export function lostDaemon(text: string): boolean {
  return new RegExp(`error: (?:${DAEMON_LOST})`, 'im').test(text)
}

const MACHINE: readonly Rule[] = [
  [
    at(DAEMON_LOST),
    {
      kind: 'daemon',
      hint: 'Nix lost its connection to the daemon, or could not connect. If systemd runs the daemon, check its log: journalctl -u nix-daemon',
      isPlaceless: true,
    },
  ],
  [at('interrupted by the user'), { kind: 'cancelled', outcome: 'was canceled' }],
  [
    at(
      `(?:build of ['"][^\\n]* failed|some errors were encountered during the evaluation|[^\\n]*\\bbuild failed)$`,
    ),
    { kind: 'other', isSummary: true },
  ],
  [
    at(
      String.raw`(?:the group '[^'\n]*' specified in 'build-users-group' does not exist|the build users group '[^'\n]*' has no members|the user '[^'\n]*' in the group '[^'\n]*' does not exist)`,
    ),
    { kind: 'other', hint: BUILD_USERS_HINT },
  ],
  [
    at('this system does not support the kernel namespaces'),
    { kind: 'other', hint: SANDBOX_HINT, isPlaceless: true },
  ],
  [
    at(String.raw`[^\n]*disk quota exceeded`),
    { kind: 'disk-full', outcome: 'exceeded a disk quota' },
  ],
  [
    at(String.raw`[^\n]*(?:no space left on device|disk is full)`),
    { kind: 'disk-full', outcome: 'ran out of disk space', hint: DISK_HINT },
  ],
  [
    at(String.raw`out of memory|std::bad_alloc|[^\n]*cannot allocate memory`),
    { kind: 'out-of-memory', outcome: 'ran out of memory', hint: MEMORY_HINT },
  ],
  [reason(String.raw`[^\n]*`), { kind: 'build' }],
  [
    at(
      `derivation ${drv()} may not be deterministic|output '[^'\\n]+' (?:is not allowed|has )|while setting up the build environment`,
    ),
    { kind: 'build' },
  ],
  [
    at(
      [
        '(?:unable to|cannot) (?:download|access|fetch|connect to(?! socket)) ',
        `failed to (?:fetch|open a connection) |program 'git' failed|unable to check if '`,
        String.raw`failed to open archive \(source threw exception: error: unable to download `,
        String.raw`[^\n]*(?:connection timed out|could not resolve host|(?:couldn't|could not) connect to server|HTTP error (?:429|5\d\d))`,
      ].join('|'),
    ),
    { kind: 'network' },
  ],
]

/**
 * Classifies a message of Nix by how it starts.
 * @param text the message alone: no `error:`, trace or builder log
 * @returns undefined if no rule matches
 */
export function byRule(text: string): Classified | undefined {
  for (const [pattern, meaning] of [...BUILDS, ...ATTRIBUTES, ...MACHINE]) {
    const match = pattern.exec(text)
    if (!match) continue
    const groups: Groups = match.groups ?? {}
    const found = typeof meaning === 'function' ? meaning(groups) : meaning
    return { ...found, ...defined({ derivation: groups.drv, attribute: groups.attribute }) }
  }
  return undefined
}

function ended({ code, signal, name, output }: Groups): Classified {
  // A shell reports a killed child as 128 + signal.
  if (code === '137') return killed(`failed with exit code ${code}`)
  if (code) return { kind: 'build', outcome: `failed with exit code ${code}` }
  if (output) return { kind: 'build', outcome: `did not produce its output '${output}'` }
  if (!signal) return { kind: 'build', outcome: 'died abnormally' }
  const outcome = `was terminated by signal ${signal}${name ? ` (${name})` : ''}`
  return signal === '9' ? killed(outcome) : { kind: 'build', outcome }
}

function killed(outcome: string): Classified {
  const hint = `Probably out of memory (killed by SIGKILL). ${MEMORY_HINT}`
  return { kind: 'out-of-memory', outcome, isGuess: true, hint }
}

function dependency({ count }: Groups): Classified {
  const what = count === '1' ? 'a dependency' : `${count} dependencies`
  return { kind: 'dependency', outcome: `was not built because ${what} failed` }
}

function timeout({ seconds, silence }: Groups): Classified {
  const after = `timed out after ${seconds} s`
  return { kind: 'timeout', outcome: silence ? `${after} of silence` : after }
}

function hashes({ specified, got }: Groups): Classified {
  const outcome = 'does not match the specified hash (hash mismatch)'
  return { kind: 'hash-mismatch', outcome, ...defined({ specified, got }) }
}

function systemHint(system: string): string {
  return `Run the step on a runner for ${system} (only: ${system}), or name a remote builder for it in builders.`
}

/** What a derivation requires, and what this machine provides. */
const REQUIRED_SYSTEM = /(?:^a|Required system:) '([^'\n]+)'/
const CURRENT_SYSTEM = /(?:but I am a|Current system:) '([^'\n]+)'/
const REQUIRED_FEATURES =
  /(?:(?:^a|Required system:) '[^'\n]+' with|Required|Missing)(?: system)? features:? *\{?([^}\n]*)/
const AVAILABLE_FEATURES =
  /(?:(?:but I am a|Current system:) '[^'\n]+' with|Available)(?: system)? features:? *\{?([^}\n]*)/

/** Reports only what is missing: a different system, else the missing features. */
function wrongSystem({ rest = '' }: Groups): Classified {
  const needed = REQUIRED_SYSTEM.exec(rest)?.[1]
  const current = CURRENT_SYSTEM.exec(rest)?.[1]
  const isOther = needed !== undefined && needed !== current
  const available = AVAILABLE_FEATURES.exec(rest)?.[1]
  const missing = commaSeparated(REQUIRED_FEATURES.exec(rest)?.[1]).filter(
    it => !commaSeparated(available).includes(it),
  )
  const of = isOther ? ` for ${needed}` : ''
  const features = missing.length > 0 ? ` with ${missing.join(', ')}` : ''
  const outcome = `needs a ${of || features ? '' : 'different '}builder${of}${features}`
  const isFeature = available !== undefined && missing.length > 0
  const hint = isFeature
    ? featureHint(missing, available)
    : isOther
      ? systemHint(needed)
      : undefined
  return { kind: 'wrong-system', outcome, ...defined({ hint }) }
}

function featureHint(missing: readonly string[], available: string): string {
  const existing = commaSeparated(available).join(', ') || 'none'
  const kvm = missing.includes('kvm')
    ? " kvm needs /dev/kvm, which GitHub's x86_64 Linux runners have."
    : ' If this machine supports them anyway, add them to system-features (nix-conf).'
  return `System features of this machine: ${existing}.${kvm}`
}

function commaSeparated(features = ''): string[] {
  return features
    .split(',')
    .map(it => it.trim())
    .filter(it => it !== '')
}
