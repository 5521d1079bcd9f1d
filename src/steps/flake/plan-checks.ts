import { stripVTControlCharacters } from 'node:util'
import { escapeInvisible } from '../../lib/text.ts'
import type { CallResult } from '../../nix/call.ts'
import type { Explained } from '../../nix/diagnostics/describe.ts'
import type { Evaluated } from '../../nix/log/evaluation.ts'
import { checkLookup } from '../available-checks.ts'
import { explainCall, outcomeOfCall } from '../diagnose.ts'
import {
  askSomeChecks,
  askUnlogged,
  loggedAttributes,
  logsDerivations,
  withAttributes,
} from '../kinds/ask-checks.ts'
import { withSkipped } from '../kinds/skipped.ts'
import type { Outcome } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'
import { checksOf } from './check-results.ts'
import { type Attributes, checkSubject, flakeOfStep, wasCut } from './flake-checks.ts'

/** The error of an evaluation that needs a build. */
const NEEDS_BUILD = /'allow-import-from-derivation' is disabled/

const WITHOUT_BUILDS = ['--option', 'allow-import-from-derivation', 'false']

/** The error of Nix when it starts to build the checks without a store to build in. */
const NOT_BUILT =
  /^error: (?:cannot build missing derivation '|build of '[^\n]* failed\s*$)|primary store that isn't a local store/

/**
 * Evaluates all outputs without building, then makes a dry run of the checks. Checks whose evaluation needs a build are
 * evaluated again with it: a dry run needs their derivations in the store.
 * @param words arguments of `nix`, for `nix flake check`
 */
export async function planChecks(run: StepRun, words: readonly string[]): Promise<Outcome> {
  const checked = await evaluateOutputs(run, words)
  const logged = loggedAttributes(checked)
  const reproduce = run.reproduce('nix', ...words)
  const first = { ...checkSubject(run, logged, reproduce), expected: NOT_BUILT }
  const { url, args } = flakeOfStep(run)
  const flake = { url, args: [...args, ...WITHOUT_BUILDS] }
  const { result: whole, passedOver } = await withSkipped(run, checked, first, flake)
  const errors = [...(await explainCall(run, checked, first)), ...passedOver]
  const asked = await askAgain(run, whole, errors)
  const evaluated = withDerivations(logsDerivations(run, whole), logged, asked.evaluated)
  const isOurs = isCheckOfSystem(run)
  const derivations = evaluated.flatMap(it => (isOurs(it.name) ? (it.derivation ?? []) : []))
  const about = checkSubject(run, evaluated, reproduce)
  const dry =
    derivations.length > 0
      ? await run.nix(['nix-store', '--realise', '--dry-run', ...new Set(derivations)])
      : undefined

  reportUnevaluated(run, errors.filter(needsBuild))
  const explained = [
    ...withAttributes(
      errors.filter(one => !needsBuild(one)),
      asked.explained,
    ),
    ...(dry ? await explainCall(run, dry, about) : []),
  ]
  const isExcused = errors.length > 0 && explained.length === 0
  const last = dry && (whole.code === 0 || isExcused) ? dry : whole
  const code = explained.length > 0 ? last.code || 1 : isExcused && last === whole ? 0 : last.code
  const result = { ...last, code }
  const checks = await checksOf(
    evaluated,
    result,
    explained,
    run.context.nix.system,
    checkLookup(run),
  )
  return { ...outcomeOfCall(result, explained, about), ...checks }
}

/**
 * Has Nix check all outputs and build nothing: evaluated paths go into the store as usual, but Nix gets an empty dummy
 * store to build in. `--no-build` would keep evaluated paths out of the store too, and whatever imports or copies a path
 * would fail.
 */
async function evaluateOutputs(run: StepRun, words: readonly string[]): Promise<CallResult> {
  const { context, step } = run
  const store = { ...context.env, ...step.env }.NIX_REMOTE || 'auto'
  const flags = [
    ...['--store', 'dummy://', '--eval-store', store, '--builders', ''],
    ...['--option', 'substitute', 'false', ...WITHOUT_BUILDS],
  ]
  const result = await run.nix(['nix', ...words, ...flags], {}, text => {
    if (!NOT_BUILT.test(stripVTControlCharacters(text))) run.line(text)
  })
  const { errors } = result.log
  const isExpected = errors.length > 0 && errors.every(text => NOT_BUILT.test(text))
  return result.code !== null && isExpected ? { ...result, code: 0 } : result
}

/** Evaluates the checks that need a build; with old versions of Nix all checks that are not known to fail. */
async function askAgain(
  run: StepRun,
  whole: CallResult,
  errors: readonly Explained[],
): Promise<Attributes> {
  if (wasCut(whole)) return { evaluated: [], explained: [] }
  const names = (some: readonly Explained[]) => some.flatMap(({ attributes }) => attributes)
  if (logsDerivations(run, whole))
    return askSomeChecks(
      run,
      names(errors.filter(needsBuild)).filter(isCheckOfSystem(run)),
      whole.log.run().start,
    )
  return askUnlogged(run, whole, names(errors.filter(one => !needsBuild(one))))
}

/** The attributes that Nix reported, with the derivations that it was asked for afterwards. */
function withDerivations(
  isLogged: boolean,
  logged: readonly Evaluated[],
  asked: readonly Evaluated[],
): readonly Evaluated[] {
  if (!isLogged) return asked
  const derivations = new Map(asked.map(({ name, derivation }) => [name, derivation]))
  return logged.map(one => ({ ...one, derivation: one.derivation ?? derivations.get(one.name) }))
}

function isCheckOfSystem({ context }: StepRun): (name: string) => boolean {
  return name => name.startsWith(`checks.${context.nix.system}.`)
}

function needsBuild({ message }: Explained): boolean {
  return NEEDS_BUILD.test(message)
}

function reportUnevaluated(run: StepRun, needing: readonly Explained[]): void {
  const { step, context } = run
  const isOurs = isCheckOfSystem(run)
  const names = [...new Set(needing.flatMap(({ attributes }) => attributes))]
  const others = names.filter(name => !isOurs(name))
  if (needing.length === 0 || (names.length > 0 && others.length === 0)) return
  const which = others.length > 0 ? others.map(escapeInvisible).join(', ') : 'some outputs'
  context.ctx.logger.notice(
    `${step.name}: not evaluated: ${which}. Evaluation needs a build (import from derivation), which plan does not do.`,
    'Plan',
  )
}
