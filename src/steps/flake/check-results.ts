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

/** Reasons of checks that were not run. */
export const NOT_A_DERIVATION = 'not a derivation'
export const NOT_BUILT = 'not built, and in no cache'
const NOT_EVALUATED = 'Nix ended before it was evaluated'

/** The kind of what Nix did not come to, because it died. */
export const UNREACHED = 'unreached'

/** The checks of a flake, one by one, and what else of it failed. */
export interface Checks {
  readonly checks: readonly CheckRecord[]
  readonly failedDependencies: readonly FailedDependency[]
  /** What is neither. */
  readonly otherErrors: readonly StepError[]
}

/**
 * Joins what was evaluated with what was built, fetched and said.
 * @param evaluated attributes of the flake, not only checks
 * @param system whose checks Nix builds
 * @param look asked of what the log does not tell
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
      (isCheck(name) && !isPart(name)) || explanationsOf(name, undefined, explained).length > 0,
  )
  const looked = await lookAt(rows, buildOf, explained, result, system, look)
  const checks = await Promise.all(
    rows.map(async one => {
      const build = buildOf.get(one.derivation ?? '')
      const explanations = explanationsOf(one.name, one.derivation, explained)
      const outputs =
        one.derivation && fetches.length > 0 ? (await readDerivation(one.derivation)).outputs : []
      return checkOf(
        one,
        build,
        fetches.filter(({ path }) => outputs.includes(path)),
        explanations,
        result,
        system,
        looked,
      )
    }),
  )
  // What Nix does not list but names in its errors.
  const names = new Set(rows.map(({ name }) => name))
  const unlisted = [...new Set(explained.flatMap(({ attributes }) => attributes))]
    .filter(name => !names.has(name))
    .map(name => unlistedCheck(name, explained))
  const told = new Set(rows.map(({ derivation }) => derivation))
  const others = explained.filter(
    one => !one.isConsequence && !one.wasInterrupted && one.attributes.length === 0,
  )
  const failedDependencies = others.flatMap(one =>
    told.has(one.derivation) ? [] : failedDependency(one, result),
  )
  const otherErrors = others.filter(({ derivation }) => derivation === undefined).map(stepError)
  return { checks: [...checks, ...unlisted], failedDependencies, otherErrors }
}

/** What Nix was asked of checks of which its log does not tell the end. */
interface Looked {
  /** Derivations. */
  readonly found: ReadonlySet<string>
  /** Names. */
  readonly bare: ReadonlySet<string>
}

/** One question for all of them; none where the log tells all, or there is no more time. */
async function lookAt(
  rows: readonly Evaluated[],
  buildOf: ReadonlyMap<string, Build>,
  explained: readonly Explained[],
  { cancelled, timedOut, code, log }: CallResult,
  system: string,
  look: CheckLookup,
): Promise<Looked> {
  const none: ReadonlySet<string> = new Set()
  if (cancelled || timedOut) return { found: none, bare: none }
  const silent = rows.filter(
    ({ name, derivation, kind }) =>
      isCheck(name) &&
      kind !== UNREACHED &&
      !buildOf.has(derivation ?? '') &&
      explanationsOf(name, derivation, explained).length === 0,
  )
  const idle = silent.filter(it => it.derivation && !isOfOtherSystem(it.name, system))
  const without = silent.filter(it => !it.derivation && it.end !== undefined)
  // What Nix passes without a derivation is none.
  const bare = code === 0 ? new Set(without.map(({ name }) => name)) : look.nonDerivations(without)
  return {
    found: idle.length > 0 ? await look.available(idle, log.run().resolved) : none,
    bare: await bare,
  }
}

/** Whether `nix flake check` builds it. */
export function isCheck(name: string): boolean {
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
  looked: Looked,
): CheckRecord {
  const { name, derivation, start, end } = evaluated
  const [explanation] = explanations
  const { status, reason } = judge(evaluated, build, explanation, result, system, looked)
  const isBad =
    status === 'failed' ||
    status === 'timeout' ||
    status === 'eval-error' ||
    status === 'dependency-failed'
  return {
    name,
    ...(derivation ? { drv: derivation } : {}),
    status,
    ...(reason ? { reason } : {}),
    evalSeconds: secondsOf(start, end),
    buildSeconds: build ? secondsOf(build.start, build.end ?? result.log.run().end) : 0,
    fetchSeconds: round(fetches.reduce((sum, fetch) => sum + secondsOf(fetch.start, fetch.end), 0)),
    ...(isBad ? errorOf(name, explanations) : {}),
  }
}

/** What fails for the same reason as another is told once, there. */
function errorOf(
  name: string,
  explanations: readonly Explained[],
): Pick<CheckRecord, 'error' | 'sameAs'> {
  const causes = explanations.filter(({ wasInterrupted }) => !wasInterrupted)
  const own = causes.filter(({ attributes: [first = name] }) => first === name)
  const message = own.map(one => one.message).join('\n\n')
  if (own[0]) return { error: stepError({ ...own[0], message }) }
  const other = causes[0]?.attributes[0]
  return other === undefined ? {} : { sameAs: other }
}

interface Judged {
  readonly status: CheckStatus
  readonly reason?: string
}

function judge(
  { name, derivation, end, kind }: Evaluated,
  build: Build | undefined,
  explanation: Explained | undefined,
  { cancelled, timedOut, code }: CallResult,
  system: string,
  looked: Looked,
): Judged {
  const cut = cancelled || timedOut
  if (kind === UNREACHED) return { status: 'not-run', reason: NOT_EVALUATED }
  if (derivation === undefined) {
    if (timedOut && end === undefined) return { status: 'timeout' }
    if (looked.bare.has(name)) return { status: 'not-run', reason: NOT_A_DERIVATION }
    return { status: explanation || !(cut || code === 0) ? 'eval-error' : 'not-run' }
  }
  if (build?.status === 'built') return { status: 'built' }
  if (build?.status === 'running' || build?.status === 'cancelled')
    return { status: timedOut ? 'timeout' : 'not-run' }
  if (build?.status === 'timeout' || explanation?.kind === 'timeout') return { status: 'timeout' }
  if (build?.status === 'dependency-failed' || explanation?.isConsequence)
    return { status: 'dependency-failed' }
  if (build?.status === 'failed' || explanation) return { status: 'failed' }
  // Nix evaluates those of other systems, and nobody looks whether they are built.
  if (isOfOtherSystem(name, system)) return { status: 'not-run' }
  if (looked.found.has(derivation)) return { status: 'cached' }
  // Where the call was cut short nobody was asked.
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
