import { attributeParts, installableOf } from '../../nix/attribute.ts'
import type { CallResult } from '../../nix/call.ts'
import { type Explained, withReason } from '../../nix/diagnostics/describe.ts'
import { type CallSubject, explainCall } from '../diagnose.ts'
import { readingArguments } from '../flake/each/arguments.ts'
import { evalWords, type Flake, flakeOfStep, wasCut } from '../flake/flake-checks.ts'
import type { StepRun } from '../step-run.ts'

/** Outputs in which Nix evaluates each derivation. (flake.cc, CmdFlakeCheck) */
const EVALUATED_OUTPUTS = [
  'packages',
  'devShells',
  'formatter',
  'defaultPackage',
  'devShell',
  'hydraJobs',
]
const REASON =
  "Determinate Nix's flake check does not evaluate it, but Nix's does, so the step fails."

/** The result of a `nix flake check`. */
interface CheckResult {
  readonly result: CallResult
  /** The errors of attributes that it skipped. */
  readonly passedOver: readonly Explained[]
}

/**
 * Evaluates the derivations that Determinate Nix skips: outside of checks it checks names only, so broken ones pass. The
 * verdict is then the same as that of Nix.
 * @param about describes the check
 * @param flake the checked flake; default: the step's
 */
export async function withSkipped(
  run: StepRun,
  result: CallResult,
  about: CallSubject,
  flake = flakeOfStep(run),
): Promise<CheckResult> {
  if (wasCut(result)) return { result, passedOver: [] }
  const names = new Set(result.log.run().passedOver)
  const wanted = [...names].filter(name =>
    EVALUATED_OUTPUTS.includes(attributeParts(name)[0] ?? ''),
  )
  const { explained, cut } = await evaluate(run, wanted, about, flake)
  const passedOver = explained.map(one => withReason(one, `${one.reason}\n${REASON}`))
  if (cut) return { result: { ...cut, log: result.log }, passedOver }
  const code = passedOver.length > 0 ? result.code || 1 : result.code
  return { result: { ...result, code }, passedOver }
}

interface Evaluation {
  readonly explained: readonly Explained[]
  /** The call in which the time ran out. */
  readonly cut?: CallResult | undefined
}

/** Evaluates all in one process; if that fails, the two halves separately. */
async function evaluate(
  run: StepRun,
  names: readonly string[],
  about: CallSubject,
  flake: Flake,
): Promise<Evaluation> {
  const [attribute] = names
  if (attribute === undefined) return { explained: [] }
  const isAlone = names.length === 1
  const words = isAlone ? evalWords(run, attribute, flake) : wordsForAll(names, flake)
  const result = words && (await run.quietNix(['nix', ...words]))
  if (result && wasCut(result)) return { explained: [], cut: result }
  if (result?.code === 0) return { explained: [] }
  if (isAlone)
    return { explained: result ? await explainCall(run, result, { ...about, attribute }) : [] }
  const middle = Math.ceil(names.length / 2)
  const firstHalf = await evaluate(run, names.slice(0, middle), about, flake)
  if (firstHalf.cut) return firstHalf
  const { explained, cut } = await evaluate(run, names.slice(middle), about, flake)
  return { explained: [...firstHalf.explained, ...explained], cut }
}

/** @returns undefined if no installable can name one of them */
function wordsForAll(names: readonly string[], { url, args }: Flake): string[] | undefined {
  const installables = names.flatMap(name => installableOf(url, attributeParts(name)) ?? [])
  if (installables.length < names.length) return undefined
  return ['path-info', '--derivation', ...installables, ...readingArguments(args)]
}
