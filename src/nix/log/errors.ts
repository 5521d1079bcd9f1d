import { defined } from '../../lib/object.ts'
import { checkedAttribute } from '../checked.ts'
import type { Message } from './records.ts'
import type { TraceItem } from './trace.ts'

/** A post-build-hook that failed, and with it the call of Nix. */
export interface FailedHook {
  readonly program: string
  /** What was built; its output is valid. */
  readonly derivation?: string
  /** The last lines that it printed. */
  readonly lines: readonly string[]
}

/** What went wrong, as far as Nix's protocol tells it. */
export type ErrorKind =
  /** A builder failed, or did not make its outputs. */
  | 'build'
  | 'dependency'
  | 'hash-mismatch'
  | 'timeout'
  /** No machine of the needed system or features. */
  | 'system'
  /** A list of what failed, each of which has an error of its own. */
  | 'aggregate'
  /** Settings or arguments that Nix refuses before its log begins. */
  | 'early'
  /** Somebody ended Nix. */
  | 'interrupted'
  /** Evaluation, downloads, everything else. */
  | 'other'

/** An error that Nix itself told, once however often it came. */
export interface NixError {
  readonly kind: ErrorKind
  /** Without colours, and without a builder's log where that came by itself. */
  readonly text: string
  /** What went wrong alone, where Nix gives it beside the text: no `error:`, no trace. */
  readonly raw?: string
  /** What Nix was doing, innermost first. */
  readonly trace?: readonly TraceItem[]
  /** When it came: milliseconds of the clock that the log was read with. */
  readonly at: number
  /** The derivation's path in the store. */
  readonly derivation?: string
  /** A remote builder reported it. */
  readonly isRemote?: boolean
  /** Nix goes on: `error (ignored)` of `nix flake check --keep-going` before 2.33. */
  readonly isIgnored: boolean
  /** Seconds, of a timeout; `silent` where nothing was printed for so long. */
  readonly seconds?: number
  readonly isSilence?: boolean
  readonly exitCode?: number
  readonly signal?: number
  /** Of a hash mismatch. */
  readonly specified?: string
  readonly got?: string
  /** The place in a Nix file, where Nix gives it beside the text. */
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** It is about a cache, without which Nix can go on. */
  readonly isCache?: boolean
  /** The attribute of the flake, such as `checks.x86_64-linux.lint`, where Nix names it. */
  attribute?: string
  /** What programs that Nix called printed before, and its warnings of downloads. */
  readonly heard?: readonly string[]
  /** The post-build-hook whose failure this is. */
  readonly hook?: FailedHook
  /** Other attributes that the same error ended. */
  also?: string[]
}

const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g
const DRV = "(/nix/store/[0-9a-df-np-sv-z]{32}-[^'\\s^!]+\\.drv)"
/** Until 2.28, and from 2.29. */
const FAILED = new RegExp(
  `(?:builder for '${DRV}'|Cannot build '${DRV}'\\.\\s+Reason: builder) (failed|died)(?: with exit code (\\d+)| due to signal (\\d+))?`,
)
const DEPENDENCY = new RegExp(
  `Cannot build '${DRV}'\\.\\s+Reason: \\d+ dependenc(?:y|ies) failed|\\d+ dependencies of derivation '${DRV}' failed`,
)
/** Lix guesses the URL first. */
const HASH = new RegExp(
  `hash mismatch in fixed-output derivation '${DRV}':\\s+(?:likely URL: [^]*?\\s)?specified: +(\\S+)\\s+got: +(\\S+)`,
)
const TIMEOUT = new RegExp(
  `(?:building of '${DRV}[^']*' from \\.drv file )?timed out after (\\d+) seconds( of silence)?`,
)
const SYSTEM = new RegExp(
  `is required to build '${DRV}'|Cannot build '${DRV}'\\.\\s+Reason: (?:required system|platform mismatch|missing system|local builds)`,
)
const OTHER_BUILD = new RegExp(`Cannot build '${DRV}'\\.\\s+Reason: `)
const AGGREGATE =
  /^error: build of '[^']+'(?:, '[^']+')* failed$|^error: some errors were encountered/
/** A remote build, before what its builder said. */
const REMOTE = new RegExp(`^error: build of '${DRV}' on '[^'\\n]+' failed: (?:error: )?`)
/** A download is interrupted with Nix. (filetransfer.cc) */
const INTERRUPTED =
  /^error: interrupted by the user|\berror: (?:down|up)load of '[^'\n]*' was interrupted$/
const ATTRIBUTE = /failed to build attribute '(.+?)', build of '\/nix\/store\//s
/** Before 2.13 the message comes first and the trace behind it, innermost first; since then it is the other way round. */
const MESSAGE_FIRST = /^error(?: \(ignored\))?:(?: error:)? *\S/
const CHECKING = /while checking [a-zA-Z ]+ '[^\n]+'(?=\n|$)/g
/** Nix's own, before each line of an error but the first. */
const INDENT = /\n {7}/g
/** The end of a builder's log inside an error, as a daemon sends it. */
const QUOTED_LOG =
  /;?\n\s+last \d+ log lines:(\n\s+>.*)*(\n\s+For full logs, run.*(\n\s+nix log .*)?)?/i

/** What Lix (2.94) says behind the message of an error, and beside its trace. */
const INVOLVED =
  /\n\s*note: trace involved the following derivations:[^\S\n]*(?:\n *derivation '[^\n]*')+/

/** A text without colours. */
export function withoutColours(text: string): string {
  return text.includes('\x1b') ? text.replace(ANSI, '') : text
}

/** An error without the log of a builder that it quotes. */
export function withoutQuotedLog(text: string): string {
  return text.replace(QUOTED_LOG, '')
}

/**
 * What a message of level 0 says. Undefined where it is no error: traces of the evaluation have that level too.
 * @param at milliseconds
 */
export function readError(message: Message, at: number): NixError | undefined {
  const full = withoutColours(message.text).replace(INVOLVED, '')
  if (message.level !== 0 || !/^error( \(ignored\))?:/.test(full)) return undefined
  const remote = REMOTE.exec(full)
  const text = full.replace(REMOTE, 'error: ')
  const isIgnored = text.startsWith('error (ignored)')
  const { file, line, column, trace } = message
  const raw = message.raw === undefined || remote ? undefined : withoutColours(message.raw)
  const checked = text.match(CHECKING) ?? []
  const outermostFirst = MESSAGE_FIRST.test(text) ? checked.reverse() : checked
  const attribute =
    ATTRIBUTE.exec(text)?.[1]?.replace(INDENT, '\n') ?? checkedAttribute(outermostFirst)
  return {
    // The trace quotes the project's own lines.
    ...classify(
      raw ? `error: ${raw}` : text.replace(/^error \(ignored\): (?=error:)/, ''),
      remote?.[1],
    ),
    ...(remote ? { isRemote: true } : {}),
    text,
    ...(raw ? { raw } : {}),
    ...(trace && trace.length > 0 ? { trace } : {}),
    at,
    isIgnored,
    ...defined({ file, line, column, attribute }),
  }
}

/** Attributes of one error that are kept. */
const MOST_ALSO = 1000

/** The same thing can end the evaluation of many attributes. */
export function nameAlso(known: NixError, { attribute }: NixError): void {
  if (!attribute) return
  known.attribute ??= attribute
  const also = known.also ?? []
  if (attribute === known.attribute || also.includes(attribute)) return
  if (also.length < MOST_ALSO) also.push(attribute)
  known.also = also
}

type Said = Pick<NixError, 'kind'> & Partial<NixError>

/** @param remote the derivation, if a builder reports of it in words of its own */
function classify(text: string, remote?: string): Said {
  const failed = FAILED.exec(text)
  if (failed) return build(failed)
  const hash = HASH.exec(text)
  if (hash) return said('hash-mismatch', hash[1], { specified: hash[2] ?? '', got: hash[3] ?? '' })
  const dependency = DEPENDENCY.exec(text)
  if (dependency) return said('dependency', dependency[1] ?? dependency[2])
  const timeout = TIMEOUT.exec(text)
  if (timeout) {
    const isSilence = timeout[3] !== undefined
    return said('timeout', timeout[1], { seconds: Number(timeout[2]), isSilence })
  }
  const system = SYSTEM.exec(text)
  if (system) return said('system', system[1] ?? system[2])
  const other = OTHER_BUILD.exec(text)
  if (other) return said('build', other[1])
  if (remote) return said('build', remote)
  if (AGGREGATE.test(text)) return { kind: 'aggregate' }
  return { kind: INTERRUPTED.test(text) ? 'interrupted' : 'other' }
}

function build([, before, after, , exitCode, signal]: RegExpExecArray): Said {
  return said('build', before ?? after, {
    ...(exitCode ? { exitCode: Number(exitCode) } : {}),
    ...(signal ? { signal: Number(signal) } : {}),
  })
}

function said(kind: ErrorKind, derivation: string | undefined, more: Partial<NixError> = {}): Said {
  return { kind, ...defined({ derivation }), ...more }
}
