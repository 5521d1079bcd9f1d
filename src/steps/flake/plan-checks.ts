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
import { DUMMY_STORE } from '../nix-call.ts'
import type { Outcome } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'
import { checksOf } from './check-results.ts'
import { type Attributes, checkSubject, flakeOfStep, wasCut } from './flake-checks.ts'
import { ownPrefix } from './own-checks.ts'
import { needsBuild, recordItems } from './plan-items.ts'

const WITHOUT_IMPORTS = ['--option', 'allow-import-from-derivation', 'false']

/** The error of Nix when it starts to build the checks without a store to build in. */
const NOT_BUILT =
  /^error: (?:cannot build missing derivation '|build of '[^\n]* failed\s*$)|primary store that isn't a local store/

/**
 * Evaluates all outputs without building, then makes a dry run of the checks. Checks that import from builds are
 * evaluated again with what caches have; the rest of them is left to the job that builds them.
 * @param words arguments of `nix`, for `nix flake check`
 */
export async function planChecks(run: StepRun, words: readonly string[]): Promise<Outcome> {
  const checked = await evaluateOutputs(run, words)
  const logged = loggedAttributes(checked)
  const reproduce = run.reproduce('nix', ...words)
  const first = { ...checkSubject(run, logged, reproduce), expected: NOT_BUILT }
  const { url, args } = flakeOfStep(run)
  const flake = { url, args: [...args, ...WITHOUT_IMPORTS] }
  const { result: whole, passedOver } = await withSkipped(run, checked, first, flake)
  const errors = [...(await explainCall(run, checked, first)), ...passedOver]
  const asked = await askAgain(run, whole, errors)
  const isOurs = isCheckOfSystem(run)
  const needing = new Set(
    asked.explained.filter(needsBuild).flatMap(({ attributes }) => attributes.filter(isOurs)),
  )
  const evaluated = withDerivations(logsDerivations(run, whole), logged, asked.evaluated).filter(
    ({ name }) => !needing.has(name),
  )
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
      asked.explained.filter(one => !needsBuild(one)),
    ),
    ...(dry ? await explainCall(run, dry, about) : []),
  ]
  const isExcused = errors.length > 0 && explained.length === 0
  const last = dry && (whole.code === 0 || isExcused) ? dry : whole
  const code = explained.length > 0 ? last.code || 1 : isExcused && last === whole ? 0 : last.code
  const result = { ...last, code }
  const { system } = run.context.nix
  const results = await checksOf(evaluated, result, explained, system, checkLookup(run))
  const checks = recordItems(run, results.checks, needing)
  return { ...outcomeOfCall(result, explained, about), ...results, checks }
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
    ...['--store', DUMMY_STORE, '--eval-store', store, '--builders', ''],
    ...['--option', 'substitute', 'false', ...WITHOUT_IMPORTS],
  ]
  const result = await run.nix(['nix', ...words, ...flags], {}, text => {
    if (!NOT_BUILT.test(stripVTControlCharacters(text))) run.line(text)
  })
  const { errors } = result.log
  const isExpected = errors.length > 0 && errors.every(text => NOT_BUILT.test(text))
  return result.code !== null && isExpected ? { ...result, code: 0 } : result
}

/** Evaluates the checks that import from builds; with old versions of Nix all checks that are not known to fail. */
async function askAgain(
  planning: StepRun,
  whole: CallResult,
  errors: readonly Explained[],
): Promise<Attributes> {
  if (wasCut(whole)) return { evaluated: [], explained: [] }
  const { step, context } = planning
  const run = planning.withoutOutput(step, context)
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

function isCheckOfSystem(run: StepRun): (name: string) => boolean {
  return name => name.startsWith(ownPrefix(run))
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
