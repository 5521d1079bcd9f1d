import { listed } from '../lib/format.ts'
import { runsProjectCode, type Step } from '../model/step.ts'
import { inShort } from './causes.ts'
import { derivationsOf } from './derivations.ts'
import type { Outcome } from './outcome.ts'
import type { StepRun } from './step-run.ts'

/**
 * What becomes of an outcome under `expect: failure`. Only a build or a command that fails by itself is the failure that
 * was expected: where nothing evaluates, the command is missing or the network is down, nothing was tested.
 */
export function judge(outcome: Outcome, step: Step): Outcome {
  const { status, causes = [] } = outcome
  if (!step.expectFailure || status === 'cancelled') return outcome
  const wanted = runsProjectCode(step) && step.argument.trim() !== '' ? 'test' : 'build'
  if (status === 'success') return passed(outcome, step)
  const isWanted = causes.length > 0 && causes.every(({ kind }) => kind === wanted)
  return status === 'failure' && isWanted && isOfChecks(outcome)
    ? met(outcome)
    : missed(outcome, wanted)
}

/** A check whose dependency failed has tested nothing. */
function isOfChecks({ checks }: Outcome): boolean {
  return checks === undefined || checks.some(({ status }) => status === 'failed')
}

function met(failed: Outcome): Outcome {
  const { error: _, failedDependencies: __, otherErrors: ___, ...outcome } = failed
  const reason = `failed as expected: ${inShort({ ...outcome, status: 'failure' })}`
  return { ...outcome, status: 'success', expectation: 'met', reason }
}

function passed(outcome: Outcome, { name }: Step): Outcome {
  const message = [
    `${name} passed, but it is expected to fail (expect: failure).`,
    'If it is right that it passes, take expect: failure out of the step; else it no longer tests what it should.',
  ].join('\n')
  return { ...outcome, status: 'failure', expectation: 'missed', error: { message } }
}

function missed(outcome: Outcome, wanted: 'test' | 'build'): Outcome {
  const only =
    wanted === 'test'
      ? 'its command fails by itself'
      : 'a build, or one of the checks itself, fails'
  // Of these the error, which is what was printed, does not speak, or only in its midst.
  const causes = (outcome.causes ?? []).filter(
    ({ kind }) => kind === 'no-command' || kind === 'dependency',
  )
  const unread = causes.filter(({ kind }) => kind === 'no-command').map(({ said }) => said)
  const error = unread.reduce(
    (text, said) => text.replace(`\n${said}\n`, () => '\n'),
    outcome.error?.message ?? outcome.status,
  )
  const why = causes.map(({ said }) => said).filter(said => !error.includes(said))
  const message = [
    `This is not the failure that expect: failure is for: the step passes only where ${only}.`,
    ...why,
    error,
  ].join('\n\n')
  return { ...outcome, expectation: 'missed', error: { ...outcome.error, message } }
}

/** Names that are told. */
const MAX_NAMES = 5

/**
 * Under `expect: failure`: a build of which only dependencies failed has not tried the derivation that was asked for,
 * as a check whose dependency failed has tested nothing. Which ones were asked for Nix is asked once more.
 */
export async function failedItself(run: StepRun, outcome: Outcome): Promise<Outcome> {
  const { failedDependencies: failed = [] } = outcome
  const evaluate = derivationsOf[run.step.kind]
  if (!run.step.expectFailure || outcome.status !== 'failure' || failed.length === 0 || !evaluate)
    return outcome
  const asked = await evaluate(run)
  if (!asked) return outcome
  const wanted = [...asked.of]
  // nix-instantiate names an output behind the derivation: `….drv!dev`.
  const derivations = wanted.map(([, derivation]) => derivation.split('!')[0])
  if (failed.some(({ drv }) => derivations.includes(drv))) return outcome
  const names = listed(
    wanted.map(([key]) => asked.name(key)),
    MAX_NAMES,
  )
  const causes = listed(
    failed.map(({ name }) => name),
    MAX_NAMES,
  )
  const said = `What the step builds (${names}) did not fail by itself: it was not begun, because ${causes} failed, on which it depends.`
  return { ...outcome, causes: [{ kind: 'dependency', said }] }
}
