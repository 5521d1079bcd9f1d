import { listed } from '../lib/format.ts'
import { KIND_TRAITS, runsProjectCode, type Step } from '../model/step.ts'
import { shortReason } from './causes.ts'
import { derivationsOf } from './derivations.ts'
import type { Outcome } from './outcome.ts'
import type { StepRun } from './step-run.ts'

/**
 * Applies `expect: failure` to an outcome. Only a build or command that itself fails is the expected failure: if
 * evaluation fails, the command is missing or the network is down, nothing was tested.
 */
export function judge(outcome: Outcome, step: Step): Outcome {
  const { status, causes = [] } = outcome
  if (!step.expectFailure || status === 'cancelled') return outcome
  const wanted = runsCommand(step) ? 'test' : 'build'
  if (status === 'success') return passed(outcome, step)
  const isWanted =
    causes.length > 0 &&
    causes.every(({ kind }) => (kind === 'changed-files' ? 'test' : kind) === wanted)
  return status === 'failure' && isWanted && isOfChecks(outcome)
    ? met(outcome)
    : missed(outcome, wanted)
}

/** Whether the step runs a command, which only fails after its environment is built. */
function runsCommand(step: Step): boolean {
  const entersOnly = KIND_TRAITS[step.kind].entersShell && step.argument.trim() === ''
  return runsProjectCode(step) && !entersOnly
}

/** Whether a check itself failed: one whose dependency failed has tested nothing. */
function isOfChecks({ checks }: Outcome): boolean {
  return checks === undefined || checks.some(({ status }) => status === 'failed')
}

function met(failed: Outcome): Outcome {
  const { error: _, failedDependencies: __, otherErrors: ___, ...outcome } = failed
  const reason = `failed as expected: ${shortReason({ ...outcome, status: 'failure' })}`
  return { ...outcome, status: 'success', expectation: 'met', reason }
}

function passed(outcome: Outcome, { name }: Step): Outcome {
  const message = [
    `${name} passed but was expected to fail (expect: failure).`,
    'If passing is correct, remove expect: failure; otherwise the test no longer covers what it should.',
  ].join('\n')
  return { ...outcome, status: 'failure', expectation: 'missed', error: { message } }
}

function missed(outcome: Outcome, wanted: 'test' | 'build'): Outcome {
  const required =
    wanted === 'test' ? 'the command itself' : 'a build, or one of the checks itself,'
  // The error, which is what was printed, mentions these causes late or not at all.
  const causes = (outcome.causes ?? []).filter(
    ({ kind }) => kind === 'no-command' || kind === 'dependency',
  )
  const notRunnable = causes.filter(({ kind }) => kind === 'no-command')
  const error = notRunnable.reduce(
    (text, { reason }) => text.replace(`\n${reason}\n`, () => '\n'),
    outcome.error?.message ?? outcome.status,
  )
  const why = causes.map(({ reason }) => reason).filter(reason => !error.includes(reason))
  const message = [
    `The step failed, but not in the expected way. With expect: failure, ${required} has to fail.`,
    ...why,
    error,
  ].join('\n\n')
  return { ...outcome, expectation: 'missed', error: { ...outcome.error, message } }
}

/** Derivations that are named. */
const MAX_NAMES = 5

/**
 * Under `expect: failure`: if only dependencies failed, the requested derivation was not tried, so nothing was tested.
 * Evaluates once more to find out what was requested.
 */
export async function failedItself(run: StepRun, outcome: Outcome): Promise<Outcome> {
  const { failedDependencies: failed = [] } = outcome
  const evaluate = derivationsOf[run.step.kind]
  if (!run.step.expectFailure || outcome.status !== 'failure' || failed.length === 0 || !evaluate)
    return outcome
  const asked = await evaluate(run)
  if (!asked) return outcome
  const wanted = [...asked.byKey]
  // nix-instantiate appends the output: `….drv!dev`.
  const derivations = wanted.map(([, derivation]) => derivation.split('!')[0])
  if (failed.some(({ drv }) => derivations.includes(drv))) return outcome
  const names = wanted.map(([key]) => asked.name(key))
  const causes = failed.map(({ name }) => name)
  const [were, their] = wanted.length === 1 ? ['was', 'its'] : ['were', 'their']
  const dependency = failed.length === 1 ? 'dependency' : 'dependencies'
  const reason = `${listed(names, MAX_NAMES)} ${were} not built because ${their} ${dependency} ${listed(causes, MAX_NAMES)} failed.`
  return { ...outcome, causes: [{ kind: 'dependency', reason }] }
}
