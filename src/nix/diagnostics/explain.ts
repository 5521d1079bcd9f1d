import { defined } from '../../lib/object.ts'
import { derivationName } from '../derivation.ts'
import { checkoutCause } from './checkout.ts'
import { classify } from './classify.ts'
import type { Definition } from './definition.ts'
import { describeFailure, type Explained } from './describe.ts'
import { parseError } from './parse-error.ts'
import { placeOf } from './paths.ts'
import { placeOfError } from './place.ts'
import { type Classified, MEMORY_HINT } from './rules.ts'
import type { FailedBuild, ReportedError, SourceRoots } from './types.ts'

/** Everything that a call of Nix said of failures. */
export interface Failures {
  /** Nix's own errors, in the order in which it said them; the same one may be there twice. */
  readonly errors: readonly ReportedError[]
  /** The builds that failed, with the ends of their logs. */
  readonly builds: readonly FailedBuild[]
  /** The outputs that are a derivation, where the log tells: `checks.x86_64-linux.lint`. */
  readonly attributes?: ReadonlyMap<string, readonly string[]>
  /** All attributes that are known. */
  readonly names?: readonly string[]
  /** The derivations that a failed derivation needs, where they are known (`nix-store --query --requisites`). */
  readonly needs?: ReadonlyMap<string, readonly string[]>
  /** Where derivations that failed are defined, where that was asked. */
  readonly definitions?: ReadonlyMap<string, Definition>
  /** How the process ended, for one that printed no error. */
  readonly end?: End
  /** The one attribute that the call was about. */
  readonly attribute?: string
  /** The last lines of the daemon's log, where it is ours. */
  readonly daemonLog?: readonly string[] | undefined
  /** The attribute that a process was about which printed no error. */
  readonly within?: string
  /** One command that shows it again. */
  readonly reproduce: (what: ReproduceTarget) => string | Promise<string>
}

/** What is to be shown again. */
export interface ReproduceTarget {
  readonly attribute?: string
  readonly derivation?: string
  /** Of an attribute that does not evaluate: the first line of the error. */
  readonly firstLine?: string
}

export interface End {
  readonly code: number | null
  readonly signal: string | null
  readonly timedOut: boolean
  readonly cancelled: boolean
  /** Its collector found no more memory. */
  readonly lacksMemory?: boolean
  /** The limit that was reached, in words, and what ran then. */
  readonly expiry?: { readonly said: string; readonly running: readonly string[] }
}

/** A failure on its way: errors about the same thing are one. */
interface Failure {
  readonly error: ReportedError
  readonly found: Classified
  /** What is the derivation that failed; then what does not evaluate, of which an error says so. */
  readonly attributes: Set<string>
  /** Those that are the derivation. */
  readonly outputs: readonly string[]
}

/**
 * Explains why a call of Nix failed: one entry a thing that failed, in the order in which Nix said it, the same thing
 * never twice. What failed because a dependency did is an entry with `isConsequence`, which the dependency's names.
 */
export async function explainNix(failures: Failures, scene: SourceRoots): Promise<Explained[]> {
  const builds = new Map(failures.builds.map(build => [build.derivation, build]))
  const failuresFound = distinct(failures, builds)
  const explained: Explained[] = []
  for (const failure of failuresFound) {
    const { error, found, outputs } = failure
    const attributes = [...failure.attributes]
    const derivation = found.derivation ? { derivation: found.derivation } : {}
    const attribute = attributes[0] ? { attribute: attributes[0] } : {}
    const causes = causesOf(failuresFound)
    const consequences = failuresFound.filter(it =>
      isConsequenceOf(it, failure, causes, failures.needs),
    )
    const build = builds.get(found.derivation ?? '')
    const { place, ...cause } = (await checkoutCause(error, found, build, scene)) ?? {}
    explained.push(
      describeFailure({
        error,
        found: { ...found, ...cause },
        attributes,
        outputs,
        log:
          build?.log ??
          error.hook?.lines ??
          (found.kind === 'daemon' ? failures.daemonLog : undefined) ??
          [],
        keptFolder: build?.keptFolder,
        place:
          place ??
          (await placeOfError(
            error,
            { ...found, ...attribute },
            scene,
            failures.definitions?.get(found.derivation ?? ''),
          )),
        isForeign: await isForeign(error, scene),
        reproduce: await failures.reproduce({ ...attribute, ...derivation, ...firstLine(failure) }),
        reproduceAll: await failures.reproduce({}),
        consequences: consequences.map(nameOfFailure),
        isOnlyCause:
          causes.length === 1 ||
          consequences.every(it => failures.needs?.has(it.found.derivation ?? '')),
      }),
    )
  }
  return explained
}

async function isForeign(
  error: ReportedError,
  { roots, repository }: SourceRoots,
): Promise<boolean> {
  const { position } = parseError(error)
  return position !== undefined && !(await placeOf(position, roots, repository))
}

function firstLine({ error, found }: Failure): Pick<ReproduceTarget, 'firstLine'> {
  if (found.derivation) return {}
  return { firstLine: parseError(error).text.split('\n')[0] ?? '' }
}

function distinct(failures: Failures, builds: ReadonlyMap<string, FailedBuild>): Failure[] {
  const classified = nameVagueTimeouts(
    failures.errors.map(error => classifyWithBuild(error, builds)),
    failures.builds,
  )
  const named = new Set(classified.map(({ found }) => found.derivation))
  const silent = failures.builds.filter(({ derivation }) => !named.has(derivation))
  const byKey = new Map<string, Failure>()
  for (const { error, found } of [...classified, ...silent.map(unreported)]) {
    if (found.isSummary) continue
    const key = found.derivation ?? `${found.attribute}\n${parseError(error).text}`
    const outputs = failures.attributes?.get(found.derivation ?? '') ?? []
    const named = namesOf({ error, found }, outputs, failures)
    const first = named.filter(name => outputs.includes(name))
    const attributes = new Set([...first, ...outputs])
    const known = byKey.get(key) ?? { error, found, attributes, outputs }
    for (const name of named) known.attributes.add(name)
    byKey.set(key, known)
  }
  if (byKey.size > 0) return [...byKey.values()]
  const last = classified.at(-1) ?? fromExit(failures.end)
  const attribute = failures.attribute ?? failures.within
  const attributes = new Set(attribute ? [attribute] : [])
  return last ? [{ ...last, attributes, outputs: [] }] : []
}

/**
 * The attributes that an error names. It has lost what cannot be told from Nix's own colours and indentation: where the
 * derivation tells who it is, only what is known is taken.
 */
function namesOf(
  { error, found }: Classification,
  outputs: readonly string[],
  { attribute, names = [] }: Failures,
): string[] {
  if (attribute) return [attribute]
  const named = [found.attribute, ...(error.also ?? [])].filter(it => it !== undefined)
  if (outputs.length === 0) return named
  return named.filter(name => outputs.includes(name) || names.includes(name))
}

type Classification = Pick<Failure, 'error' | 'found'>

function classifyWithBuild(
  error: ReportedError,
  builds: ReadonlyMap<string, FailedBuild>,
): Classification {
  const found = classify(error)
  return { error, found: classify(error, builds.get(found.derivation ?? '')) }
}

/** A build whose failure no error names. */
function unreported(build: FailedBuild): Classification {
  const { derivation, wasInterrupted } = build
  const error: ReportedError = {
    text: `error: the build of ${derivationName(derivation)} failed`,
    derivation,
  }
  if (wasInterrupted) return { error, found: { kind: 'timeout', derivation, wasInterrupted } }
  return {
    error,
    found: { ...classify(error, build), kind: 'build', outcome: 'failed', derivation },
  }
}

/**
 * Nix 2.34 says `timed out after 2 seconds` without a name, once for all. Meant are the builds that ended so and that no
 * error explains, or the one derivation that is left of `build of 'a', 'b' failed`.
 */
function nameVagueTimeouts(
  classified: readonly Classification[],
  builds: readonly FailedBuild[],
): Classification[] {
  const isVague = ({ found }: Classification) => found.kind === 'timeout' && !found.derivation
  const [first, ...others] = classified.filter(isVague)
  if (!first) return [...classified]
  const known = new Set(classified.map(({ found }) => found.derivation))
  const unexplained = builds.filter(({ derivation }) => !known.has(derivation))
  const timedOut = unexplained.filter(it => it.isTimedOut).map(it => it.derivation)
  const failuresFound = new Set([
    ...listedInSummaries(classified),
    ...unexplained.map(it => it.derivation),
  ])
  const only = [...failuresFound].filter(path => !known.has(path))
  const timedOutBuilds = timedOut.length > 0 ? timedOut : only.length === 1 ? only : []
  const isNamedElsewhere = classified.some(it => it.found.kind === 'timeout' && it.found.derivation)
  if (timedOutBuilds.length === 0 && !isNamedElsewhere) return [...classified]
  // Of two limits nobody knows which one it was.
  const outcome = others.length > 0 ? 'timed out' : first.found.outcome
  const found = { ...first.found, ...defined({ outcome }) }
  return classified.flatMap(it => {
    if (it === first)
      return timedOutBuilds.map(derivation => ({ ...it, found: { ...found, derivation } }))
    return isVague(it) ? [] : [it]
  })
}

/** The derivations of `build of 'a', 'b' failed`. */
function listedInSummaries(classified: readonly Classification[]): string[] {
  return classified
    .filter(({ found }) => found.isSummary)
    .flatMap(({ error }) => [...error.text.matchAll(/'(\/nix\/store\/[^'^!\n]+\.drv)/g)])
    .map(([, path = '']) => path)
}

/** Of a process that ended without a word. */
function fromExit(end: End | undefined): Classification | undefined {
  if (!end || end.code === 0) return undefined
  const error = (text: string) => ({ text })
  // Who ended it tells why.
  if (end.cancelled || end.timedOut) return undefined
  if (end.lacksMemory) {
    return {
      error: error('Nix ran out of memory'),
      found: { kind: 'out-of-memory', hint: MEMORY_HINT },
    }
  }
  if (end.signal !== 'SIGKILL' && end.code !== 137) {
    const how = end.signal ? `was terminated by ${end.signal}` : `exited with code ${end.code}`
    return { error: error(`Nix ${how} without printing an error`), found: { kind: 'other' } }
  }
  const hint = 'Probably out of memory (killed by SIGKILL).'
  return {
    error: error('Nix was killed'),
    found: { kind: 'out-of-memory', isGuess: true, hint },
  }
}

/** What can be the reason that something else was not built. */
function causesOf(failuresFound: readonly Failure[]): Failure[] {
  return failuresFound.filter(({ found }) => found.derivation && found.kind !== 'dependency')
}

function isConsequenceOf(
  it: Failure,
  cause: Failure,
  causes: readonly Failure[],
  needs: Failures['needs'],
): boolean {
  if (it.found.kind !== 'dependency' || !causes.includes(cause)) return false
  const known = needs?.get(it.found.derivation ?? '')
  return !known || known.includes(cause.found.derivation ?? '')
}

function nameOfFailure({ found, attributes }: Failure): string {
  return [...attributes][0] ?? derivationName(found.derivation ?? '')
}
