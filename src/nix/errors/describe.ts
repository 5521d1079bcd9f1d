import { visible, visibleText } from '../../visible.ts'
import { type Message, parseMessage } from './message.ts'
import { nameOf, sentence } from './names.ts'
import type { Classified } from './rules.ts'
import type { ErrorKind, NixError, Place } from './types.ts'

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
  /** Every output that is this derivation, or the one that does not evaluate. */
  readonly attributes: readonly string[]
  /** All lines of its log that are kept. */
  readonly log: readonly string[]
  readonly reproduce: string
  /** Failed only because another did, whose annotation names it: it has none of its own. */
  readonly isConsequence: boolean
  /** Did not fail: it ran when the step was ended, which has an annotation of its own. */
  readonly isCut?: boolean
  /** Where Nix left what the build had made (`--keep-failed`). */
  readonly keptFolder?: string
  /** Names of what failed because of it. */
  readonly consequences: readonly string[]
}

/** Everything that is known of one failure. */
export interface Known {
  readonly error: NixError
  readonly found: Classified
  readonly attributes: readonly string[]
  readonly log: readonly string[]
  readonly place: Place | undefined
  readonly reproduce: string
  readonly consequences: readonly string[]
  /** Whether it is certain that they failed because of this one. */
  readonly isOnlyCause: boolean
  /** Where Nix left what the build had made. */
  readonly keptFolder?: string | undefined
}

/** How many lines of a log an annotation shows; the runner cuts it at 4096 characters. */
const LOG_LINES = 20

const LABELS: Readonly<Record<ErrorKind, string>> = {
  evaluation: 'does not evaluate',
  'missing-attribute': 'missing attribute',
  build: 'build failed',
  dependency: 'a dependency failed',
  'hash-mismatch': 'hash mismatch',
  timeout: 'timed out',
  'disk-full': 'disk full',
  'out-of-memory': 'out of memory',
  network: 'network',
  credentials: 'no access',
  checkout: 'incomplete checkout',
  conflict: 'merge conflict',
  hook: 'post-build-hook failed',
  daemon: 'Nix daemon lost',
  'wrong-system': 'wrong system',
  test: 'failed',
  cancelled: 'cancelled',
  other: 'failed',
}

/** Writes a failure of Nix down. */
export function describe(known: Known): Explained {
  const { found, attributes, log, place, reproduce, consequences } = known
  const reason = reasonOf(known)
  const isGuess = found.isGuess ?? false
  return {
    kind: found.kind,
    isGuess,
    title: `${subject(known)}: ${isGuess ? 'likely ' : ''}${LABELS[found.kind]}`,
    message: withLog(reason, log, reproduce),
    reason,
    ...place,
    ...(found.derivation ? { derivation: found.derivation } : {}),
    attributes,
    log,
    reproduce,
    isConsequence: found.kind === 'dependency',
    ...(found.isCut ? { isCut: true } : {}),
    ...(known.keptFolder ? { keptFolder: known.keptFolder } : {}),
    consequences,
  }
}

/** What happened, the last lines, and the command. */
export function withLog(reason: string, log: readonly string[], reproduce: string): string {
  const tail = log.slice(-LOG_LINES)
  const lines = tail.length > 0 ? [`The last lines of its log:\n${tail.join('\n')}`] : []
  return [reason, ...lines, `Reproduce: ${reproduce}`].join('\n')
}

function subject({ found, attributes }: Known): string {
  return shown(attributes[0]) ?? (found.derivation ? nameOf(found.derivation) : 'Nix')
}

function shown(attribute: string | undefined): string | undefined {
  return attribute === undefined ? undefined : visible(attribute)
}

function reasonOf(known: Known): string {
  const { error, found, attributes, keptFolder } = known
  const message = parseMessage(error)
  const more =
    attributes.length > 1 ? [`It is also ${attributes.slice(1).map(visible).join(', ')}.`] : []
  const hash = found.got ? [...hashLines(found)] : []
  const derivation = found.derivation ? [`Derivation: ${found.derivation}`] : []
  const hint = found.hint ? [visibleText(found.hint)] : []
  const kept = keptFolder ? [`Its files were kept: ${visible(keptFolder)}`] : []
  return [
    headline(known, message),
    ...more,
    ...hash,
    ...hint,
    ...foreign(known, message),
    ...because(known),
    ...derivation,
    ...kept,
  ].join('\n')
}

/** What failed, in words: of a build what became of it, else what Nix says. */
function headline({ found, attributes }: Known, message: Message): string {
  const what = shown(attributes[0])
  const { words, derivation, kind } = found
  if (words && derivation) {
    const build = `${buildOf(kind)}${nameOf(derivation)} ${words}`
    return what ? `${what}: ${build}.` : `${sentence(build)}.`
  }
  const whole = [message.text, message.hint].filter(it => it).join('\n')
  const said = visibleText(found.said ?? whole)
  if (kind === 'evaluation' || kind === 'missing-attribute')
    return what ? `${what} does not evaluate: ${said}` : `Nix could not evaluate: ${said}`
  if (kind === 'timeout' && words && !what) return `A build ${words}.`
  return what ? `${what}: ${said}` : sentence(said)
}

function buildOf(kind: ErrorKind): string {
  if (kind === 'dependency') return ''
  return kind === 'hash-mismatch' ? 'the result of ' : 'the build of '
}

function hashLines({ specified, got }: Classified): string[] {
  return [
    `specified: ${specified}`,
    `got:       ${got}`,
    'If what came is right, the new hash belongs where the old one is.',
  ]
}

/** Where Nix noticed it, if that is not a file of the repository. */
function foreign({ place, found }: Known, { position }: Message): string[] {
  // Of what fetching fails for, the place that is told is another than the one where it is fetched.
  if (!position || found.isPlaceless || found.kind === 'credentials') return []
  if (place && position.file.endsWith(`/${place.file}`)) return []
  const { file, line, column } = position
  return [`Nix noticed it outside the repository, at ${file}:${line}${column ? `:${column}` : ''}.`]
}

function because({ consequences, isOnlyCause }: Known): string[] {
  if (consequences.length === 0) return []
  const cause = isOnlyCause ? 'it' : 'it or another failed build'
  return [`Also failed because of ${cause}: ${consequences.map(visible).join(', ')}.`]
}
