import type { Exit } from '../../host/process/spawn.ts'
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
import type { FailedBuild, ReportedError, SourceRoots, Sources } from './types.ts'

/** Everything that a call of Nix reported about failures. */
export interface Failures {
  /** Nix's own errors in order of appearance; may contain duplicates. */
  readonly errors: readonly ReportedError[]
  /** The failed builds, with the ends of their logs. */
  readonly builds: readonly FailedBuild[]
  /** Derivation to outputs, if the log has them: `checks.x86_64-linux.lint`. */
  readonly attributes?: ReadonlyMap<string, readonly string[]>
  /** All known attributes. */
  readonly names?: readonly string[]
  /** The requisites of failed derivations, if known (`nix-store --query --requisites`). */
  readonly needs?: ReadonlyMap<string, readonly string[]>
  /** Where failed derivations are defined, if known. */
  readonly definitions?: ReadonlyMap<string, Definition>
  /** How the process exited, for one that printed no error. */
  readonly end?: End
  /** The only attribute that was evaluated or built. */
  readonly attribute?: string
  /** The end of the daemon's log, if the action started the daemon. */
  readonly daemonLog?: readonly string[] | undefined
  /** The attribute of a process that printed no error. */
  readonly within?: string
  /** A single command that reproduces it. */
  readonly reproduce: (what: ReproduceTarget) => string | Promise<string>
}

/** What to reproduce. */
export interface ReproduceTarget {
  readonly attribute?: string
  readonly derivation?: string
  /** For an attribute that does not evaluate: the first line of the error. */
  readonly firstLine?: string
}

export interface End extends Exit {
  /** Its garbage collector ran out of memory. */
  readonly lacksMemory?: boolean
}

/** A failure in progress; errors about the same thing are merged. */
interface Failure {
  readonly error: ReportedError
  readonly found: Classified
  /** The outputs that are the failed derivation, then the attributes that errors name. */
  readonly attributes: Set<string>
  /** The outputs that are the derivation. */
  readonly outputs: readonly string[]
}

/**
 * Explains why a call of Nix failed: one entry per failure, in Nix's order, without duplicates. A failed dependent is
 * an entry with `isConsequence`, which the entry of the dependency lists.
 */
export async function explainNix(failures: Failures, sources: SourceRoots): Promise<Explained[]> {
  const builds = new Map(failures.builds.map(build => [build.derivation, build]))
  const all = distinct(failures, builds)
  /** The failures that can cause others. */
  const causes = all.filter(({ found }) => found.derivation && found.kind !== 'dependency')
  const explained: Explained[] = []
  for (const failure of all) {
    const { error, found, outputs } = failure
    const attributes = [...failure.attributes]
    const { derivation = '' } = found
    const attribute = defined({ attribute: attributes[0] })
    const consequences = all.filter(it => isConsequenceOf(it, failure, causes, failures.needs))
    const build = builds.get(derivation)
    const { place, ...cause } = (await checkoutCause(error, found, build, sources)) ?? {}
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
            sources,
            failures.definitions?.get(derivation),
          )),
        folders: sources.roots.map(({ path }) => path),
        isForeign: await isForeign(error, sources),
        reproduce: await failures.reproduce({ ...attribute, ...reproduceTarget(failure) }),
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

async function isForeign(error: ReportedError, sources: Sources): Promise<boolean> {
  const { position } = parseError(error)
  return position !== undefined && !(await placeOf(position, sources))
}

function reproduceTarget({ error, found: { derivation } }: Failure): ReproduceTarget {
  if (derivation) return { derivation }
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
 * The attributes that an error names. An error loses characters that look like Nix's own colors and indentation, so if
 * the derivation identifies it, only known names are used.
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

/** A failed build that no error names. */
function unreported(build: FailedBuild): Classification {
  const { derivation, wasInterrupted } = build
  const error = { text: `error: the build of ${derivationName(derivation)} failed`, derivation }
  if (wasInterrupted) return { error, found: { kind: 'timeout', derivation, wasInterrupted } }
  const outcome = 'failed'
  return { error, found: { ...classify(error, build), kind: 'build', outcome, derivation } }
}

/**
 * Nix 2.34 prints `timed out after 2 seconds` once, without a name. It applies to the builds that timed out and that no
 * error explains, or to the only derivation left of `build of 'a', 'b' failed`.
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
  const failed = [...listedInSummaries(classified), ...unexplained.map(it => it.derivation)]
  const only = [...new Set(failed)].filter(path => !known.has(path))
  const timedOutBuilds = timedOut.length > 0 ? timedOut : only.length === 1 ? only : []
  const isNamedElsewhere = classified.some(it => it.found.kind === 'timeout' && it.found.derivation)
  if (timedOutBuilds.length === 0 && !isNamedElsewhere) return [...classified]
  // With two limits, it is unknown which one applied.
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

/** For a process that exited without an error. */
function fromExit(end: End | undefined): Classification | undefined {
  if (!end || end.code === 0) return undefined
  const error = (text: string) => ({ text })
  // The caller that stopped it reports why.
  if (end.cancelled || end.timedOut) return undefined
  const kind = 'out-of-memory'
  if (end.lacksMemory)
    return { error: error('Nix ran out of memory'), found: { kind, hint: MEMORY_HINT } }
  if (end.signal !== 'SIGKILL' && end.code !== 137) {
    const how = end.signal ? `was terminated by ${end.signal}` : `exited with code ${end.code}`
    return { error: error(`Nix ${how} without printing an error`), found: { kind: 'other' } }
  }
  const hint = 'Probably out of memory (killed by SIGKILL).'
  return { error: error('Nix was killed'), found: { kind, isGuess: true, hint } }
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
