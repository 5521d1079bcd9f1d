import { round } from '../../lib/format.ts'
import {
  type CheckRecord,
  type CheckStatus,
  type FailedDependency,
  isOfOtherSystem,
  type StepError,
} from '../../model/report.ts'
import type { CallResult } from '../../nix/call.ts'
import { readDerivation } from '../../nix/derivation.ts'
import type { Explained } from '../../nix/diagnostics/describe.ts'
import { mergeSameCause } from '../../nix/diagnostics/same-cause.ts'
import type { Build } from '../../nix/log/build.ts'
import type { Evaluated } from '../../nix/log/evaluation.ts'
import type { Fetch } from '../../nix/log/fetches.ts'
import type { CheckLookup } from '../available-checks.ts'
import { failedDependency } from '../diagnose.ts'
import { stepError } from '../outcome.ts'

/** Reasons why a check was not run. */
export const NOT_A_DERIVATION = 'not a derivation'
export const NOT_BUILT = 'not built and not in any cache'
const NOT_EVALUATED = 'Nix stopped before evaluating it'

/** The kind of an attribute that Nix did not reach before it died. */
export const UNREACHED = 'unreached'

/** The result of each check of a flake, and the failures outside of checks. */
export interface Checks {
  readonly checks: readonly CheckRecord[]
  readonly failedDependencies: readonly FailedDependency[]
  /** Errors of neither a check nor a dependency. */
  readonly otherErrors: readonly StepError[]
}

/**
 * Joins evaluated attributes with their builds, fetches and errors.
 * @param evaluated attributes of the flake, not only checks
 * @param system whose checks Nix builds
 * @param look answers what the log does not say
 */
export async function checksOf(
  evaluated: readonly Evaluated[],
  result: CallResult,
  failures: readonly Explained[],
  system: string,
  look: CheckLookup,
): Promise<Checks> {
  const explained = mergeSameCause(failures)
  const { builds, fetches } = result.log.run()
  const buildOf = new Map(builds.map(build => [build.derivation, build]))
  const parts = explained.flatMap(one => one.parts ?? [])
  const isPart = (name: string) => parts.some(part => name.startsWith(part))
  const rows = evaluated.filter(
    ({ name }) =>
      (isCheckName(name) && !isPart(name)) || explanationsOf(name, undefined, explained).length > 0,
  )
  const answers = await askNix(rows, buildOf, explained, result, system, look)
  const checks = await Promise.all(
    rows.map(async one => {
      const build = buildOf.get(one.derivation ?? '')
      const explanations = explanationsOf(one.name, one.derivation, explained)
      const outputs =
        one.derivation && fetches.length > 0 ? (await readDerivation(one.derivation)).outputs : []
      const own = fetches.filter(({ path }) => outputs.includes(path))
      return checkOf(one, build, own, explanations, result, system, answers)
    }),
  )
  // Checks that Nix names in its errors but does not list.
  const names = new Set(rows.map(({ name }) => name))
  const unlisted = [...new Set(explained.flatMap(({ attributes }) => attributes))]
    .filter(name => !names.has(name))
    .map(name => unlistedCheck(name, explained))
  const reported = new Set(rows.map(({ derivation }) => derivation))
  const others = explained.filter(
    one => !one.isConsequence && !one.wasInterrupted && one.attributes.length === 0,
  )
  const failedDependencies = others.flatMap(one =>
    reported.has(one.derivation) ? [] : failedDependency(one, result),
  )
  const otherErrors = others.filter(({ derivation }) => derivation === undefined).map(stepError)
  return { checks: [...checks, ...unlisted], failedDependencies, otherErrors }
}

/** What Nix answered about checks whose end its log does not show. */
interface Answers {
  /** Derivations. */
  readonly found: ReadonlySet<string>
  /** Names. */
  readonly bare: ReadonlySet<string>
}

/** One call for all of them; none if the log shows everything, or the time is over. */
async function askNix(
  rows: readonly Evaluated[],
  buildOf: ReadonlyMap<string, Build>,
  explained: readonly Explained[],
  { cancelled, timedOut, code, log }: CallResult,
  system: string,
  look: CheckLookup,
): Promise<Answers> {
  const none: ReadonlySet<string> = new Set()
  if (cancelled || timedOut) return { found: none, bare: none }
  const silent = rows.filter(
    ({ name, derivation, kind }) =>
      isCheckName(name) &&
      kind !== UNREACHED &&
      !buildOf.has(derivation ?? '') &&
      explanationsOf(name, derivation, explained).length === 0,
  )
  const unbuilt = silent.filter(it => it.derivation && !isOfOtherSystem(it.name, system))
  const underived = silent.filter(it => !it.derivation && it.end !== undefined)
  // A check that passes without a derivation is not a derivation.
  const bare =
    code === 0 ? new Set(underived.map(({ name }) => name)) : look.nonDerivations(underived)
  return {
    found: unbuilt.length > 0 ? await look.available(unbuilt, log.run().resolved) : none,
    bare: await bare,
  }
}

/** Whether `nix flake check` builds it. */
export function isCheckName(name: string): boolean {
  return name.startsWith('checks.')
}

function explanationsOf(
  name: string,
  derivation: string | undefined,
  explained: readonly Explained[],
): Explained[] {
  return explained.filter(
    one =>
      one.attributes.includes(name) || (derivation !== undefined && one.derivation === derivation),
  )
}

function checkOf(
  evaluated: Evaluated,
  build: Build | undefined,
  fetches: readonly Fetch[],
  explanations: readonly Explained[],
  result: CallResult,
  system: string,
  answers: Answers,
): CheckRecord {
  const { name, derivation, start, end } = evaluated
  const [explanation] = explanations
  const { status, reason } = judge(evaluated, build, explanation, result, system, answers)
  return {
    name,
    ...(derivation ? { drv: derivation } : {}),
    status,
    ...(reason ? { reason } : {}),
    evalSeconds: secondsOf(start, end),
    buildSeconds: build ? secondsOf(build.start, build.end ?? result.log.run().end) : 0,
    fetchSeconds: round(fetches.reduce((sum, fetch) => sum + secondsOf(fetch.start, fetch.end), 0)),
    ...(BAD.includes(status) ? errorOf(name, explanations) : {}),
  }
}

const BAD: readonly CheckStatus[] = ['failed', 'timeout', 'eval-error', 'dependency-failed']

/** A check that fails for the same reason as another refers to it. */
function errorOf(
  name: string,
  explanations: readonly Explained[],
): Pick<CheckRecord, 'error' | 'sameAs'> {
  const causes = explanations.filter(({ wasInterrupted }) => !wasInterrupted)
  const ours = causes.filter(({ attributes: [first = name] }) => first === name)
  const message = ours.map(one => one.message).join('\n\n')
  if (ours[0]) return { error: stepError({ ...ours[0], message }) }
  const other = causes[0]?.attributes[0]
  return other === undefined ? {} : { sameAs: other }
}

function judge(
  { name, derivation, end, kind }: Evaluated,
  build: Build | undefined,
  explanation: Explained | undefined,
  { cancelled, timedOut, code }: CallResult,
  system: string,
  answers: Answers,
): Pick<CheckRecord, 'status' | 'reason'> {
  const cut = cancelled || timedOut
  if (kind === UNREACHED) return { status: 'not-run', reason: NOT_EVALUATED }
  if (derivation === undefined) {
    if (timedOut && end === undefined) return { status: 'timeout' }
    if (answers.bare.has(name)) return { status: 'not-run', reason: NOT_A_DERIVATION }
    return { status: explanation || !(cut || code === 0) ? 'eval-error' : 'not-run' }
  }
  if (build?.status === 'built') return { status: 'built' }
  if (build?.status === 'running' || build?.status === 'cancelled')
    return { status: timedOut ? 'timeout' : 'not-run' }
  if (build?.status === 'timeout' || explanation?.kind === 'timeout') return { status: 'timeout' }
  if (build?.status === 'dependency-failed' || explanation?.isConsequence)
    return { status: 'dependency-failed' }
  if (build?.status === 'failed' || explanation) return { status: 'failed' }
  // Nix evaluates checks of other systems; whether they are built is not checked.
  if (isOfOtherSystem(name, system)) return { status: 'not-run' }
  if (answers.found.has(derivation)) return { status: 'cached' }
  // Nix was not asked if the call was cut short.
  return { status: 'not-run', ...(cut ? {} : { reason: NOT_BUILT }) }
}

function unlistedCheck(name: string, explained: readonly Explained[]): CheckRecord {
  const explanations = explanationsOf(name, undefined, explained)
  const isConsequence = explanations.every(one => one.isConsequence)
  const status = isConsequence ? 'dependency-failed' : 'eval-error'
  const seconds = { evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0 }
  return { name, status, ...seconds, ...errorOf(name, explanations) }
}

function secondsOf(start: number, end: number | undefined): number {
  return round(Math.max(0, (end ?? start) - start) / 1000)
}
