import { stripVTControlCharacters } from 'node:util'
import { defined } from '../../lib/object.ts'
import { checkedAttribute } from '../checked.ts'
import type { LogMessage } from './records.ts'
import { shortTrace, type TraceItem } from './trace.ts'

/** A post-build-hook that failed, and with it the call of Nix. */
export interface FailedHook {
  readonly program: string
  /** The derivation that was built; its output is valid. */
  readonly derivation?: string
  /** The last lines of its output. */
  readonly lines: readonly string[]
}

/** The kind of an error, as far as Nix's protocol shows it. */
export type NixErrorKind =
  /** A builder failed or did not produce its outputs. */
  | 'build'
  | 'dependency'
  | 'hash-mismatch'
  | 'timeout'
  /** No machine has the required system or features. */
  | 'system'
  /** A list of failures that are also reported separately. */
  | 'aggregate'
  /** Settings or arguments that Nix rejects before its log starts. */
  | 'early'
  /** Nix was interrupted. */
  | 'interrupted'
  /** Evaluation, downloads, everything else. */
  | 'other'

/** An error that Nix itself reported, with its position if that is next to the text; repeated errors are merged. */
export interface NixError extends Pick<LogMessage, 'file' | 'line' | 'column'> {
  readonly kind: NixErrorKind
  /** Without colors, and without the builder log if that was reported separately. */
  readonly text: string
  /** The message alone, if Nix reports it next to the text: no `error:`, no trace. */
  readonly raw?: string
  /** What Nix was doing, innermost first. */
  readonly trace?: readonly TraceItem[]
  /** Milliseconds of the clock of the log. */
  readonly at: number
  /** The store path of the derivation. */
  readonly derivation?: string
  /** A remote builder reported it. */
  readonly isRemote?: boolean
  /** Nix continues: `error (ignored)` of `nix flake check --keep-going` before 2.33. */
  readonly isIgnored: boolean
  /** For a timeout: seconds, and whether they are seconds of silence. */
  readonly seconds?: number
  readonly isSilence?: boolean
  readonly exitCode?: number
  readonly signal?: number
  /** For a hash mismatch. */
  readonly specified?: string
  readonly got?: string
  /** It concerns a cache, without which Nix can continue. */
  readonly isCache?: boolean
  /** The flake attribute, such as `checks.x86_64-linux.lint`, if Nix names it. */
  attribute?: string
  /** Preceding output of programs that Nix called (git, ssh), and warnings about downloads. */
  readonly recentOutput?: readonly string[]
  /** The post-build-hook whose failure this is. */
  readonly hook?: FailedHook
  /** Other attributes that failed with the same error. */
  also?: string[]
}

const DRV = "(/nix/store/[0-9a-df-np-sv-z]{32}-[^'\\s^!]+\\.drv)"
/** Up to 2.28, and since 2.29. */
const FAILED = new RegExp(
  `(?:builder for '${DRV}'|Cannot build '${DRV}'\\.\\s+Reason: builder) (failed|died)(?: with exit code (\\d+)| due to signal (\\d+))?`,
)
const DEPENDENCY = new RegExp(
  `Cannot build '${DRV}'\\.\\s+Reason: \\d+ dependenc(?:y|ies) failed|\\d+ dependencies of derivation '${DRV}' failed`,
)
/** Lix prints a guessed URL first. */
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
/** A remote build, before what its builder reports. */
const REMOTE = new RegExp(`^error: build of '${DRV}' on '[^'\\n]+' failed: (?:error: )?`)
/** Interrupting Nix also interrupts its downloads. (filetransfer.cc) */
const INTERRUPTED =
  /^error: interrupted by the user|\berror: (?:down|up)load of '[^'\n]*' was interrupted$/
const ATTRIBUTE = /failed to build attribute '(.+?)', build of '\/nix\/store\//s
/** Before 2.13 the message comes first, then the trace, innermost first; since then it is reversed. */
const MESSAGE_FIRST = /^error(?: \(ignored\))?:(?! error:\n)(?: error:)? *\S/
const CHECKING = /while checking [a-zA-Z ]+ '[^\n]+'(?=\n|$)/g
/** Nix's indentation of each line of an error after the first. */
const INDENT = /\n {7}/g
/** The end of a builder log inside an error, as a daemon sends it. */
const QUOTED_LOG =
  /;?\n\s+last \d+ log lines:(\n\s+>.*)*(\n\s+For full logs, run.*(\n\s+nix log .*)?)?/i

/** Printed by Lix 2.94 after the message of an error, outside its trace. */
const INVOLVED =
  /\n\s*note: trace involved the following derivations:[^\S\n]*(?:\n *derivation '[^\n]*')+/

/** Removes the builder log that an error quotes. */
export function withoutQuotedLog(text: string): string {
  return text.replace(QUOTED_LOG, '')
}

/**
 * Reads a message of level 0. Undefined if it is not an error: traces of the evaluation have that level too.
 * @param at milliseconds
 */
export function readError(message: LogMessage, at: number): NixError | undefined {
  const full = stripVTControlCharacters(message.text).replace(INVOLVED, '')
  if (message.level !== 0 || !/^error( \(ignored\))?:/.test(full)) return undefined
  const remote = REMOTE.exec(full)
  const text = full.replace(REMOTE, 'error: ')
  const isIgnored = text.startsWith('error (ignored)')
  const { file, line, column, trace } = message
  const raw = (!remote && stripVTControlCharacters(message.raw ?? '')) || undefined
  const checked = text.match(CHECKING) ?? []
  const outermostFirst = MESSAGE_FIRST.test(text) ? checked.reverse() : checked
  const attribute =
    ATTRIBUTE.exec(text)?.[1]?.replace(INDENT, '\n') ?? checkedAttribute(outermostFirst)
  return {
    // The trace quotes lines of the project.
    ...classify(
      raw ? `error: ${raw}` : text.replace(/^error \(ignored\): (?=error:)/, ''),
      remote?.[1],
    ),
    ...(remote ? { isRemote: true } : {}),
    text,
    at,
    isIgnored,
    ...defined({ file, line, column, attribute, raw, trace: trace?.length ? trace : undefined }),
  }
}

/** Attributes kept per error. */
const MAX_OTHER_ATTRIBUTES = 1000

/** Adds an attribute that failed with the same error. */
export function addAttribute(known: NixError, { attribute }: NixError): void {
  if (!attribute) return
  known.attribute ??= attribute
  const also = known.also ?? []
  if (attribute === known.attribute || also.includes(attribute)) return
  if (also.length < MAX_OTHER_ATTRIBUTES) also.push(attribute)
  known.also = also
}

type Classification = Pick<NixError, 'kind'> & Partial<NixError>

/** @param remote the derivation, if a builder reports it in words of its own */
function classify(text: string, remote?: string): Classification {
  const failed = FAILED.exec(text)
  if (failed) return failedBuild(failed)
  const hash = HASH.exec(text)
  if (hash)
    return ofKind('hash-mismatch', hash[1], { specified: hash[2] ?? '', got: hash[3] ?? '' })
  const dependency = DEPENDENCY.exec(text)
  if (dependency) return ofKind('dependency', dependency[1] ?? dependency[2])
  const timeout = TIMEOUT.exec(text)
  if (timeout) {
    const isSilence = timeout[3] !== undefined
    return ofKind('timeout', timeout[1], { seconds: Number(timeout[2]), isSilence })
  }
  const system = SYSTEM.exec(text)
  if (system) return ofKind('system', system[1] ?? system[2])
  const other = OTHER_BUILD.exec(text)
  if (other) return ofKind('build', other[1])
  if (remote) return ofKind('build', remote)
  if (AGGREGATE.test(text)) return { kind: 'aggregate' }
  return { kind: INTERRUPTED.test(text) ? 'interrupted' : 'other' }
}

function failedBuild([, before, after, , exitCode, signal]: RegExpExecArray): Classification {
  return ofKind('build', before ?? after, {
    ...(exitCode ? { exitCode: Number(exitCode) } : {}),
    ...(signal ? { signal: Number(signal) } : {}),
  })
}

function ofKind(
  kind: NixErrorKind,
  derivation: string | undefined,
  fields: Partial<NixError> = {},
): Classification {
  return { kind, ...defined({ derivation }), ...fields }
}

/** Characters kept of an error. */
const MAX_ERROR_LENGTH = 65_536
/**
 * Characters of a long error that, with its message, distinguish it from others: the trace starts with the attribute.
 */
const KEY_LENGTH = 4096
/** Frames kept of the traces of all errors. */
const MAX_FRAMES = 50_000

/** Limits the size of the errors of a log. */
export class ErrorLimits {
  #frames = 0

  /** Shortens the trace in a long text first; its innermost frames are kept separately. */
  apply(error: NixError): NixError {
    const trace = error.trace?.slice(0, MAX_FRAMES - this.#frames)
    this.#frames += trace?.length ?? 0
    const isLong = error.text.length > MAX_ERROR_LENGTH
    const text = isLong ? shortTrace(error.text, () => false) : error.text
    const raw = error.raw?.slice(0, MAX_ERROR_LENGTH)
    return { ...error, text: text.slice(0, MAX_ERROR_LENGTH), ...defined({ raw, trace }) }
  }
}

/** A key that is equal for a repeated error. */
export function keyOf({ kind, derivation, text, raw = '' }: NixError): string {
  if (derivation) return `${kind} ${derivation}`
  return text.length > MAX_ERROR_LENGTH
    ? text.slice(0, KEY_LENGTH) + raw.slice(0, MAX_ERROR_LENGTH)
    : text
}
