import { attributeParts, installableOf } from '../../nix/attribute.ts'
import type { CallResult } from '../../nix/call.ts'
import { type Explained, withReason } from '../../nix/diagnostics/describe.ts'
import { type CallSubject, explainCall } from '../diagnose.ts'
import { questionArguments } from '../flake/each/arguments.ts'
import { evalWords, type Flake, flakeOfStep } from '../flake/flake-checks.ts'
import type { StepRun } from '../step-run.ts'

/** Outputs of which Nix evaluates each derivation. (flake.cc, CmdFlakeCheck) */
const EVALUATED = ['packages', 'devShells', 'formatter', 'defaultPackage', 'devShell', 'hydraJobs']
const WHY = "Determinate Nix's flake check does not evaluate it; Nix's does, so the step fails."

/** What a `nix flake check` came to. */
interface Checked {
  readonly result: CallResult
  /** Why things that it did not look at do not evaluate. */
  readonly passedOver: readonly Explained[]
}

/**
 * Of derivations that are no checks Determinate Nix looks at the name alone, so that what does not evaluate passes. They
 * are evaluated here, where they do all in one process, and the verdict is that of Nix.
 * @param about what the check was about
 * @param flake what was checked; default: the step's
 */
export async function withPassedOver(
  run: StepRun,
  result: CallResult,
  about: CallSubject,
  flake = flakeOfStep(run),
): Promise<Checked> {
  if (result.cancelled || result.timedOut) return { result, passedOver: [] }
  const names = new Set(result.log.run().passedOver)
  const wanted = [...names].filter(name => EVALUATED.includes(attributeParts(name)[0] ?? ''))
  const { explained, cut } = await evaluate(run, wanted, about, flake)
  const passedOver = explained.map(one => withReason(one, `${one.reason}\n${WHY}`))
  if (cut) return { result: { ...cut, log: result.log }, passedOver }
  const code = passedOver.length > 0 ? result.code || 1 : result.code
  return { result: { ...result, code }, passedOver }
}

interface Evaluation {
  readonly explained: readonly Explained[]
  /** The call in which time ran out. */
  readonly cut?: CallResult | undefined
}

/** All in one process, and where that fails the one half and the other. */
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
  if (result?.cancelled || result?.timedOut) return { explained: [], cut: result }
  if (result?.code === 0) return { explained: [] }
  if (isAlone)
    return { explained: result ? await explainCall(run, result, { ...about, attribute }) : [] }
  const middle = Math.ceil(names.length / 2)
  const left = await evaluate(run, names.slice(0, middle), about, flake)
  if (left.cut) return left
  const { explained, cut } = await evaluate(run, names.slice(middle), about, flake)
  return { explained: [...left.explained, ...explained], cut }
}

/** @returns undefined where no installable can name one of them */
function wordsForAll(names: readonly string[], { url, args }: Flake): string[] | undefined {
  const installables = names.flatMap(name => installableOf(url, attributeParts(name)) ?? [])
  if (installables.length < names.length) return undefined
  return ['path-info', '--derivation', ...installables, ...questionArguments(args)]
}
