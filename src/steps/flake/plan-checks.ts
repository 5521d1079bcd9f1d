import { escapeInvisible } from '../../lib/text.ts'
import type { CallResult } from '../../nix/call.ts'
import type { Explained } from '../../nix/diagnostics/describe.ts'
import { withoutColours } from '../../nix/log/errors.ts'
import type { Evaluated } from '../../nix/log/evaluation.ts'
import { checkLookup } from '../available-checks.ts'
import { explainCall, outcomeOfCall } from '../diagnose.ts'
import {
  askSomeChecks,
  askUntold,
  attributesTold,
  named,
  tellsAttributes,
} from '../kinds/ask-checks.ts'
import { withPassedOver } from '../kinds/passed-over.ts'
import type { Outcome } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'
import { checksOf } from './check-results.ts'
import { type Attributes, aboutChecks, flakeOfStep } from './flake-checks.ts'
import { needsBuild, planned, WITHOUT_BUILDS } from './plan-items.ts'

const WITHOUT_IMPORTS = ['--option', 'allow-import-from-derivation', 'false']

/** What Nix says where it would go on to build the checks, and has no store to build them in. */
const NOT_BUILT =
  /^error: (?:cannot build missing derivation '|build of '[^\n]* failed\s*$)|primary store that isn't a local store/

/**
 * All outputs are evaluated and nothing is built; then a dry run of the checks. Checks whose evaluation imports from
 * builds are evaluated again with what caches have; the others of them are left to the job that builds them.
 * @param words of `nix flake check`
 */
export async function planChecks(run: StepRun, words: readonly string[]): Promise<Outcome> {
  const judged = await judge(run, words)
  const told = attributesTold(judged)
  const reproduce = run.reproduce('nix', ...words)
  const first = { ...aboutChecks(run, told, reproduce), expected: NOT_BUILT }
  const { url, args } = flakeOfStep(run)
  const flake = { url, args: [...args, ...WITHOUT_IMPORTS] }
  const { result: whole, passedOver } = await withPassedOver(run, judged, first, flake)
  const said = [...(await explainCall(run, judged, first)), ...passedOver]
  const again = await askAgain(run, whole, said)
  const isOwn = ownChecks(run)
  const needing = new Set(
    again.explained.filter(needsBuild).flatMap(({ attributes }) => attributes.filter(isOwn)),
  )
  const evaluated = completed(tellsAttributes(run, whole), told, again.evaluated).filter(
    ({ name }) => !needing.has(name),
  )
  const derivations = evaluated.flatMap(it => (isOwn(it.name) ? (it.derivation ?? []) : []))
  const about = aboutChecks(run, evaluated, reproduce)
  const dry =
    derivations.length > 0
      ? await run.nix(['nix-store', '--realise', '--dry-run', ...new Set(derivations)])
      : undefined

  tellUnjudged(run, said.filter(needsBuild))
  const explained = [
    ...named(
      said.filter(one => !needsBuild(one)),
      again.explained.filter(one => !needsBuild(one)),
    ),
    ...(dry ? await explainCall(run, dry, about) : []),
  ]
  const isExcused = said.length > 0 && explained.length === 0
  const last = dry && (whole.code === 0 || isExcused) ? dry : whole
  const code = explained.length > 0 ? last.code || 1 : isExcused && last === whole ? 0 : last.code
  const result = { ...last, code }
  const { system } = run.context.nix
  const results = await checksOf(evaluated, result, explained, system, checkLookup(run))
  const checks = planned(run, results.checks, needing)
  return { ...outcomeOfCall(result, explained, about), ...results, checks }
}

/**
 * Has Nix judge all outputs and build nothing: what it evaluates goes into the store as ever, but the store that it would
 * build in can hold nothing. `--no-build` would keep all of it out of the store, so that what imports or copies a path
 * fails.
 */
async function judge(run: StepRun, words: readonly string[]): Promise<CallResult> {
  const { context, step } = run
  const store = { ...context.env, ...step.env }.NIX_REMOTE || 'auto'
  const flags = [
    ...['--store', 'dummy://', '--eval-store', store, '--builders', ''],
    ...['--option', 'substitute', 'false', ...WITHOUT_IMPORTS],
  ]
  const result = await run.nix(['nix', ...words, ...flags], {}, text => {
    if (!NOT_BUILT.test(withoutColours(text))) run.line(text)
  })
  const { errors } = result.log
  const isJudged = errors.length > 0 && errors.every(text => NOT_BUILT.test(text))
  return result.code !== null && isJudged ? { ...result, code: 0 } : result
}

/** Asks for the checks that import from builds, and in old versions for all that are not known to fail. */
async function askAgain(
  planning: StepRun,
  whole: CallResult,
  said: readonly Explained[],
): Promise<Attributes> {
  if (whole.cancelled || whole.timedOut) return { evaluated: [], explained: [] }
  const { step, context } = planning
  const run = planning.withoutOutput({ ...step, args: [...step.args, ...WITHOUT_BUILDS] }, context)
  const names = (some: readonly Explained[]) => some.flatMap(({ attributes }) => attributes)
  if (tellsAttributes(run, whole))
    return askSomeChecks(
      run,
      names(said.filter(needsBuild)).filter(ownChecks(run)),
      whole.log.run().start,
    )
  return askUntold(run, whole, names(said.filter(one => !needsBuild(one))))
}

/** What Nix told, with the derivations that it was asked for afterwards. */
function completed(
  isTold: boolean,
  told: readonly Evaluated[],
  again: readonly Evaluated[],
): readonly Evaluated[] {
  if (!isTold) return again
  const derivations = new Map(again.map(({ name, derivation }) => [name, derivation]))
  return told.map(one => ({ ...one, derivation: one.derivation ?? derivations.get(one.name) }))
}

function ownChecks({ context }: StepRun): (name: string) => boolean {
  return name => name.startsWith(`checks.${context.nix.system}.`)
}

function tellUnjudged(run: StepRun, needing: readonly Explained[]): void {
  const { step, context } = run
  const isOwn = ownChecks(run)
  const names = [...new Set(needing.flatMap(({ attributes }) => attributes))]
  const unjudged = names.filter(name => !isOwn(name))
  if (needing.length === 0 || (names.length > 0 && unjudged.length === 0)) return
  const which = unjudged.length > 0 ? unjudged.map(escapeInvisible).join(', ') : 'some outputs'
  context.ctx.logger.notice(
    `${step.name}: not evaluated, because that needs a build, and a plan makes none: ${which}.`,
    'Plan',
  )
}
