import { listed } from '../../lib/format.ts'
import { defined } from '../../lib/object.ts'
import { escapeInvisible, escapeInvisibleText } from '../../lib/text.ts'
import type { ErrorKind, Place } from '../../model/report.ts'
import { derivationName } from '../derivation.ts'
import { type ParsedError, parseError } from './parse-error.ts'
import { sentence } from './paths.ts'
import type { Classified } from './rules.ts'
import type { ReportedError } from './types.ts'

/** A failure as text, for an annotation and the summary. */
export interface Explained extends Partial<Place> {
  readonly kind: ErrorKind
  readonly isGuess: boolean
  /** What failed and why, the end of its log, and the command that reproduces it. */
  readonly message: string
  /** What failed and why, without log and command, for reports that show these separately. */
  readonly reason: string
  readonly derivation?: string
  /** Every output that is this derivation, and every output that does not evaluate because of it. */
  readonly attributes: readonly string[]
  /** The retained lines of its log. */
  readonly log: readonly string[]
  readonly reproduce: string
  /** Nix's message without the attribute, which is equal for failures with the same cause. */
  readonly nixMessage?: string
  /** The command that reproduces this and everything else. */
  readonly reproduceAll?: string
  /** Prefixes of attribute names that are only parts of one missing level. */
  readonly parts?: readonly string[]
  /** The output in which a level of attributes is missing. */
  readonly level?: string
  /** Failed only because of another failure, which has the annotation. */
  readonly isConsequence: boolean
  /** Did not fail: it was running when the step was stopped, which has its own annotation. */
  readonly wasInterrupted?: boolean
  /** The build directory that Nix kept (`--keep-failed`). */
  readonly keptFolder?: string
  /** Names of what failed because of it. */
  readonly consequences: readonly string[]
}

/** The facts of one failure. */
export interface FailureFacts
  extends Pick<Explained, 'attributes' | 'log' | 'reproduce' | 'consequences'> {
  readonly error: ReportedError
  readonly found: Classified
  /** Those of the attributes that are the derivation itself. */
  readonly outputs: readonly string[]
  readonly place: Place | undefined
  /** Folders of the repository: the workspace, the store path of its source. */
  readonly folders: readonly string[]
  /** Nix reported it in a file outside the repository. */
  readonly isForeign: boolean
  readonly reproduceAll: string
  /** Whether the consequences certainly failed because of this failure. */
  readonly isOnlyCause: boolean
  /** The build directory that Nix kept. */
  readonly keptFolder?: string | undefined
}

/** Log lines in an annotation, which the runner cuts at 4096 characters. */
const MAX_LOG_LINES = 20

/** Turns the facts of a failure into text. */
export function describeFailure(known: FailureFacts): Explained {
  const { found, attributes, log, place, reproduce, reproduceAll, consequences } = known
  const reason = reasonOf(known)
  return {
    kind: found.kind,
    isGuess: found.isGuess ?? false,
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

/** The reason, the last lines of the log, and the command. */
export function withLog(reason: string, log: readonly string[], reproduce: string): string {
  const tail = log.slice(-MAX_LOG_LINES)
  const lines = tail.length > 0 ? [LOG_HEADING, ...tail] : []
  return [reason, ...lines, `Reproduce: ${reproduce}`].join('\n')
}

/** The same failure with another reason. */
export function withReason(one: Explained, reason: string): Explained {
  return { ...one, reason, message: withLog(reason, one.log, one.reproduce) }
}

/** The first attribute; `.#shell` for one of the flake of the repository, which Nix writes with its whole URL. */
function shownName({ attributes: [name], folders }: FailureFacts): string | undefined {
  const [, folder = '', query = '', attribute] = LOCAL.exec(name ?? '') ?? []
  if (attribute === undefined || !folders.includes(folder)) return name && escapeInvisible(name)
  const dir = /[?&]dir=([^&]+)/.exec(query)?.[1]
  return escapeInvisible(`${dir ? `./${dir}` : '.'}#${attribute}`)
}

/** An output of a flake in a folder: `git+file:///folder?dir=sub#shell`. */
const LOCAL = /^(?:git\+file|path):(?:\/\/)?([^#?]*)(\?[^#]*)?#(.*)$/s

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

/** One line that lists what fails for the same reason. */
export function alsoAffected(names: readonly string[]): string {
  return `Also affected: ${nameList(names)}.`
}

/** Names shown in a list. */
const MAX_NAMES = 20

function nameList(names: readonly string[]): string {
  return listed(names.map(escapeInvisible), MAX_NAMES)
}

/** The first line: the outcome of a build, else Nix's message. */
function headline(known: FailureFacts, message: ParsedError): string {
  const { found } = known
  const name = shownName(known)
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

/** Where Nix reported it, if that is outside the repository. */
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
