import type { CallResult } from '../nix/call.ts'
import type { Explained } from '../nix/errors/describe.ts'
import type { Build } from '../nix/log/build.ts'
import type { Evaluated } from '../nix/log/evaluation.ts'
import type { Fetch } from '../nix/log/fetches.ts'
import {
  type CheckRecord,
  type CheckStatus,
  type FailedDependency,
  isOfOtherSystem,
} from '../report/data.ts'
import { round } from '../report/records.ts'
import { dependency } from './explain.ts'
import { readDerivation } from './observed.ts'
import { stepError } from './outcome.ts'

/** The checks of a flake, one by one, and what else of it failed. */
export interface Checks {
  readonly checks: readonly CheckRecord[]
  readonly failedDependencies: readonly FailedDependency[]
}

/**
 * Joins what was evaluated with what was built, fetched and said.
 * @param evaluated attributes of the flake, not only checks
 * @param system whose checks Nix builds
 */
export async function checksOf(
  evaluated: readonly Evaluated[],
  result: CallResult,
  explained: readonly Explained[],
  system: string,
): Promise<Checks> {
  const { builds, fetches } = result.log.run()
  const buildOf = new Map(builds.map(build => [build.derivation, build]))
  const names = new Set(evaluated.map(({ name }) => name))
  const rows = evaluated.filter(
    ({ name }) => isCheck(name) || explanationOf(name, undefined, explained),
  )
  const checks = await Promise.all(
    rows.map(async one => {
      const build = buildOf.get(one.derivation ?? '')
      const explanation = explanationOf(one.name, one.derivation, explained)
      const outputs =
        one.derivation && fetches.length > 0 ? (await readDerivation(one.derivation)).outputs : []
      return checkOf(
        one,
        build,
        fetches.filter(({ path }) => outputs.includes(path)),
        explanation,
        result,
        system,
      )
    }),
  )
  // What an old version does not list but names in its errors.
  const unlisted = explained.flatMap(one =>
    one.attributes.filter(name => !names.has(name)).map(name => evalError(name, one)),
  )
  const known = new Set(evaluated.map(({ derivation }) => derivation))
  const failedDependencies = explained
    .filter(one => !one.isConsequence && !one.isCut && !known.has(one.derivation))
    .flatMap(one => dependency(one, result))
  return { checks: [...checks, ...unlisted], failedDependencies }
}

function isCheck(name: string): boolean {
  return name.startsWith('checks.')
}

function explanationOf(
  name: string,
  derivation: string | undefined,
  explained: readonly Explained[],
) {
  return explained.find(
    one =>
      one.attributes.includes(name) || (derivation !== undefined && one.derivation === derivation),
  )
}

function checkOf(
  evaluated: Evaluated,
  build: Build | undefined,
  fetches: readonly Fetch[],
  explanation: Explained | undefined,
  result: CallResult,
  system: string,
): CheckRecord {
  const { name, derivation, start, end } = evaluated
  const status = statusOfCheck(evaluated, build, explanation, result, system)
  const isBad =
    status === 'failed' ||
    status === 'timeout' ||
    status === 'eval-error' ||
    status === 'dependency-failed'
  return {
    name,
    ...(derivation ? { drv: derivation } : {}),
    status,
    evalSeconds: secondsOf(start, end),
    buildSeconds: build ? secondsOf(build.start, build.end ?? result.log.run().end) : 0,
    fetchSeconds: round(fetches.reduce((sum, fetch) => sum + secondsOf(fetch.start, fetch.end), 0)),
    ...(explanation && isBad && !explanation.isCut && isFirst(name, explanation)
      ? { error: stepError(explanation) }
      : {}),
  }
}

/** Checks that are the same derivation fail for the same reason, which is told once. */
function isFirst(name: string, { attributes }: Explained): boolean {
  return attributes.length === 0 || attributes[0] === name
}

function statusOfCheck(
  { name, derivation, end }: Evaluated,
  build: Build | undefined,
  explanation: Explained | undefined,
  { cancelled, timedOut, code, log }: CallResult,
  system: string,
): CheckStatus {
  const cut = cancelled || timedOut
  if (derivation === undefined) {
    if (timedOut && end === undefined) return 'timeout'
    // What Nix passes without a derivation is not built.
    return explanation || !(cut || code === 0) ? 'eval-error' : 'not-run'
  }
  if (build?.status === 'built') return 'built'
  if (build?.status === 'running' || build?.status === 'cancelled')
    return timedOut ? 'timeout' : 'not-run'
  if (build?.status === 'timeout' || explanation?.kind === 'timeout') return 'timeout'
  if (build?.status === 'dependency-failed' || explanation?.isConsequence)
    return 'dependency-failed'
  if (build?.status === 'failed' || explanation) return 'failed'
  // Nix evaluates those of other systems, and nobody looks whether they are built.
  if (isOfOtherSystem(name, system)) return 'not-run'
  // Not built and not failed: it was there. Where the call was cut short nobody knows.
  return code === 0 || (!cut && log.run().errors.length > 0) ? 'cached' : 'not-run'
}

function evalError(name: string, one: Explained): CheckRecord {
  const status = one.isConsequence ? 'dependency-failed' : one.derivation ? 'failed' : 'eval-error'
  return { name, status, evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0, error: stepError(one) }
}

function secondsOf(start: number, end: number | undefined): number {
  return round(Math.max(0, (end ?? start) - start) / 1000)
}
