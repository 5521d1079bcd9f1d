import { listed } from '../../lib/format.ts'
import { defined } from '../../lib/object.ts'
import { escapeInvisible, escapeInvisibleText } from '../../lib/text.ts'
import type { ErrorKind, Place } from '../../model/report.ts'
import { derivationName } from '../derivation.ts'
import { type ParsedError, parseError } from './parse-error.ts'
import { sentence } from './paths.ts'
import type { Classified } from './rules.ts'
import type { ReportedError } from './types.ts'

/** A failure in words, ready for an annotation and for the summary. */
export interface Explained {
  readonly kind: ErrorKind
  readonly isGuess: boolean
  /** `checks.x86_64-linux.lint: build failed` */
  readonly title: string
  /** What, why, the end of its log, and the command that shows it again. */
  readonly message: string
  /** What failed and why, without log and command: for a report that shows these apart. */
  readonly reason: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly derivation?: string
  /** Every output that is this derivation, and every one that does not evaluate because of it. */
  readonly attributes: readonly string[]
  /** All lines of its log that are kept. */
  readonly log: readonly string[]
  readonly reproduce: string
  /** What Nix says, without the names around it: of the same cause it is the same. */
  readonly nixMessage?: string
  /** The command that shows this and everything else again. */
  readonly reproduceAll?: string
  /** What names begin with that Nix calls attributes, and that are parts of one. */
  readonly parts?: readonly string[]
  /** The output in which a level of attributes was forgotten. */
  readonly level?: string
  /** Failed only because another did, whose annotation names it: it has none of its own. */
  readonly isConsequence: boolean
  /** Did not fail: it ran when the step was ended, which has an annotation of its own. */
  readonly wasInterrupted?: boolean
  /** Where Nix left what the build had made (`--keep-failed`). */
  readonly keptFolder?: string
  /** Names of what failed because of it. */
  readonly consequences: readonly string[]
}

/** Everything that is known of one failure. */
export interface FailureFacts {
  readonly error: ReportedError
  readonly found: Classified
  readonly attributes: readonly string[]
  /** Those of the attributes that are the derivation. */
  readonly outputs: readonly string[]
  readonly log: readonly string[]
  readonly place: Place | undefined
  /** Nix noticed it in a file that the repository does not have. */
  readonly isForeign: boolean
  readonly reproduce: string
  readonly reproduceAll: string
  readonly consequences: readonly string[]
  /** Whether it is certain that they failed because of this one. */
  readonly isOnlyCause: boolean
  /** Where Nix left what the build had made. */
  readonly keptFolder?: string | undefined
}

/** How many lines of a log an annotation shows; the runner cuts it at 4096 characters. */
const MAX_LOG_LINES = 20

const LABELS: Readonly<Record<ErrorKind, string>> = {
  evaluation: 'does not evaluate',
  'missing-attribute': 'missing attribute',
  build: 'build failed',
  dependency: 'a dependency failed',
  'hash-mismatch': 'hash mismatch',
  timeout: 'timed out',
  'disk-full': 'disk full',
  'out-of-memory': 'out of memory',
  network: 'network error',
  credentials: 'access denied',
  checkout: 'incomplete checkout',
  conflict: 'merge conflict',
  hook: 'post-build-hook failed',
  daemon: 'lost the Nix daemon',
  'wrong-system': 'wrong system',
  test: 'failed',
  cancelled: 'cancelled',
  other: 'failed',
}

/** Writes a failure of Nix down. */
export function describeFailure(known: FailureFacts): Explained {
  const { found, attributes, log, place, reproduce, reproduceAll, consequences } = known
  const reason = reasonOf(known)
  const isGuess = found.isGuess ?? false
  return {
    kind: found.kind,
    isGuess,
    title: `${subject(known)}: ${isGuess ? 'probably ' : ''}${found.label ?? LABELS[found.kind]}`,
    message: withLog(reason, log, reproduce),
    reason,
    ...place,
    ...defined({ derivation: found.derivation, keptFolder: known.keptFolder }),
    attributes,
    log,
    reproduce,
    reproduceAll,
    nixMessage: messageOf(parseError(known.error)),
    isConsequence: found.kind === 'dependency',
    ...(found.wasInterrupted ? { wasInterrupted: true } : {}),
    consequences,
  }
}

/** Precedes the end of a log in a message. */
export const LOG_HEADING = 'Last lines of the log:'

/** What happened, the last lines, and the command. */
export function withLog(reason: string, log: readonly string[], reproduce: string): string {
  const tail = log.slice(-MAX_LOG_LINES)
  const lines = tail.length > 0 ? [LOG_HEADING, ...tail] : []
  return [reason, ...lines, `Reproduce: ${reproduce}`].join('\n')
}

/** The same failure with another reason. */
export function withReason(one: Explained, reason: string): Explained {
  return { ...one, reason, message: withLog(reason, one.log, one.reproduce) }
}

function subject({ found, attributes }: FailureFacts): string {
  return shownName(attributes[0]) ?? (found.derivation ? derivationName(found.derivation) : 'Nix')
}

function shownName(attribute: string | undefined): string | undefined {
  return attribute === undefined ? undefined : escapeInvisible(attribute)
}

function reasonOf(known: FailureFacts): string {
  const { error, found, keptFolder } = known
  const message = parseError(error)
  const hash = found.got ? [...hashLines(found)] : []
  const derivation = found.derivation ? [`Derivation: ${found.derivation}`] : []
  const hint = found.hint ? [escapeInvisibleText(found.hint)] : []
  const kept = keptFolder ? [`Build directory kept: ${escapeInvisible(keptFolder)}`] : []
  return [
    headline(known, message),
    ...alsoNamed(known),
    ...hash,
    ...hint,
    ...foreign(known, message),
    ...because(known),
    ...derivation,
    ...kept,
  ].join('\n')
}

function alsoNamed({ attributes, outputs }: FailureFacts): string[] {
  const [, ...more] = attributes
  const same = more.filter(name => outputs.includes(name))
  const others = more.filter(name => !outputs.includes(name))
  const aliases = same.length > 0 ? [`Same derivation: ${nameList(same)}.`] : []
  return others.length > 0 ? [...aliases, alsoAffected(others)] : aliases
}

/** What fails for the same reason, in a line. */
export function alsoAffected(names: readonly string[]): string {
  return `Also affected: ${nameList(names)}.`
}

/** Names shown of a list. */
const MAX_NAMES = 20

function nameList(names: readonly string[]): string {
  return listed(names.map(escapeInvisible), MAX_NAMES)
}

/** What failed, in words: of a build what became of it, else what Nix says. */
function headline({ found, attributes }: FailureFacts, message: ParsedError): string {
  const name = shownName(attributes[0])
  const { outcome, derivation, kind } = found
  if (outcome && derivation) {
    const build = `${buildOf(kind)}${derivationName(derivation)} ${outcome}`
    return name ? `${name}: ${build}.` : `${sentence(build)}.`
  }
  const nixMessage = found.nixMessage ? escapeInvisibleText(found.nixMessage) : messageOf(message)
  if (kind === 'evaluation' || kind === 'missing-attribute')
    return name ? `${name} does not evaluate: ${nixMessage}` : `Evaluation failed: ${nixMessage}`
  if (kind === 'timeout' && outcome && !name) return `A build ${outcome}.`
  return name ? `${name}: ${nixMessage}` : sentence(nixMessage)
}

function messageOf({ text, hint }: ParsedError): string {
  return escapeInvisibleText([text, hint].filter(aliases => aliases).join('\n'))
}

function buildOf(kind: ErrorKind): string {
  if (kind === 'dependency') return ''
  return kind === 'hash-mismatch' ? 'the output of ' : 'the build of '
}

function hashLines({ specified, got }: Classified): string[] {
  return [
    `specified: ${specified}`,
    `got:       ${got}`,
    'If the new content is correct, replace the hash.',
  ]
}

/** Where Nix noticed it, if that is not a file of the repository. */
function foreign({ isForeign, found }: FailureFacts, { position }: ParsedError): string[] {
  if (!position || !isForeign || found.isPlaceless) return []
  const { file, line, column } = position
  return [
    `Nix reported it outside the repository, at ${file}:${line}${column ? `:${column}` : ''}.`,
  ]
}

function because({ consequences, isOnlyCause }: FailureFacts): string[] {
  if (consequences.length === 0) return []
  const cause = isOnlyCause ? 'it' : 'it or another failed build'
  return [`Also failed because of ${cause}: ${consequences.map(escapeInvisible).join(', ')}.`]
}
