import type { Explained } from '../../nix/errors/describe.ts'
import { visible } from '../../visible.ts'
import { checksOf } from '../checks.ts'
import type { StepRun } from '../context.ts'
import { explainCall, outcomeOf } from '../explain.ts'
import { lookFor } from '../found.ts'
import type { Outcome } from '../outcome.ts'
import { aboutChecks, askChecks, named } from './check-names.ts'

/** `--no-build` makes Nix keep what it evaluates to itself, so that an evaluation that needs a build ends so. */
const NEEDS_BUILD = /path '[^']*\.drv' is not valid|'allow-import-from-derivation' is disabled/

/**
 * All outputs are evaluated and nothing is built; then a dry run of the checks. These are evaluated again, with builds
 * that their evaluation needs: without the derivations in the store nobody can be asked for them.
 * @param words of `nix flake check`
 */
export async function planChecks(run: StepRun, words: readonly string[]): Promise<Outcome> {
  const whole = await run.nix(['nix', ...words, '--no-build'])
  const isCut = whole.cancelled || whole.timedOut
  const { evaluated, explained: bad } = isCut
    ? { evaluated: [], explained: [] }
    : await askChecks(run, whole.log.run().start)
  const derivations = evaluated.flatMap(({ derivation }) => derivation ?? [])
  const about = aboutChecks(run, evaluated, run.reproduce('nix', ...words, '--no-build'))
  const dry =
    derivations.length > 0
      ? await run.nix(['nix-store', '--realise', '--dry-run', ...derivations])
      : undefined

  const said = await explainCall(run, whole, about)
  const asked = new Set(evaluated.map(({ name }) => name))
  const others = said.filter(one => !one.attributes.some(name => asked.has(name)))
  const unjudged = others.filter(needsBuild)
  tellUnjudged(run, unjudged)
  const explained = [
    ...named(
      others.filter(one => !needsBuild(one)),
      bad,
    ),
    ...(dry ? await explainCall(run, dry, about) : []),
  ]
  const isExcused = said.length > 0 && explained.length === 0
  const last = dry && (whole.code === 0 || isExcused) ? dry : whole
  const code = explained.length > 0 ? last.code || 1 : isExcused && last === whole ? 0 : last.code
  const result = { ...last, code }
  const checks = await checksOf(evaluated, result, explained, run.context.nix.system, lookFor(run))
  return { ...outcomeOf(result, explained, about), ...checks }
}

function needsBuild({ message }: Explained): boolean {
  return NEEDS_BUILD.test(message)
}

function tellUnjudged({ step, context }: StepRun, unjudged: readonly Explained[]): void {
  const names = [...new Set(unjudged.flatMap(({ attributes }) => attributes))]
  if (unjudged.length === 0) return
  const which = names.length > 0 ? names.map(visible).join(', ') : 'some outputs'
  context.rim.say.notice(
    `${step.name}: not evaluated, because that needs a build, and a plan makes none: ${which}.`,
    'Plan',
  )
}
