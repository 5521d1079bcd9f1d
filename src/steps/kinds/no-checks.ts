import { oneLine, visible } from '../../lib/text.ts'
import { NOT_A_DERIVATION } from '../checks.ts'
import type { StepRun } from '../context.ts'
import { keepsFromBuilding, questionArguments } from '../each/arguments.ts'
import { keptFromBuilding } from '../nothing.ts'
import type { Outcome } from '../outcome.ts'
import { reference } from './check-names.ts'

/** Outputs of a flake that others use and nobody builds. */
const OF_LIBRARIES = /^(?:lib|overlays?|templates?|defaultTemplate|schemas|\w*modules?)$/i

/**
 * A check of nothing passes, and has tested nothing. Who has only what cannot be built, or says so by checks that are
 * there and empty, knows that.
 */
export async function warnOfNone(run: StepRun): Promise<void> {
  const { step, context } = run
  const { system } = context.nix
  const apply = 'builtins.mapAttrs (_: builtins.attrNames)'
  const args = questionArguments(step.args)
  const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...args]
  const { code, stdout, log } = await run.quietNix(['nix', ...words])
  const isAbsent = log.errors.some(error => error.includes('does not provide attribute'))
  if (code !== 0 && !isAbsent) return
  const names = code === 0 ? (JSON.parse(stdout) as Record<string, string[]>) : {}
  if (names[system]?.length) return
  const others = Object.keys(names).filter(other => names[other]?.length)
  const where = others.length > 0 ? ` (there are some for ${others.slice(0, 8).join(', ')})` : ''
  const isMeant = code === 0 || [...run.outputs].every(output => OF_LIBRARIES.test(output))
  context.rim.say[isMeant && others.length === 0 ? 'notice' : 'warning'](
    `${step.name}: the flake has no checks for ${oneLine(`${system}${where}`)}, so nothing was built or tested. Add checks.${system}.NAME to its outputs, or give the step only.`,
    'No checks',
  )
}

/** Names that a warning lists. */
const MOST_NAMES = 8

/** Warns of checks that a good end says nothing of: those that are no derivations, and all where the arguments say so. */
export function tellUntested({ step, context }: StepRun, { status, checks = [] }: Outcome): void {
  const { say } = context.rim
  const bare = checks.filter(({ reason }) => reason === NOT_A_DERIVATION).map(({ name }) => name)
  if (bare.length > 0) {
    const more = bare.length > MOST_NAMES ? ` and ${bare.length - MOST_NAMES} more` : ''
    const names = oneLine(bare.slice(0, MOST_NAMES).map(visible).join(', '), 600)
    const are = bare.length === 1 ? 'is not a derivation (it has' : 'are not derivations (they have'
    say.warning(
      `${step.name}: ${names}${more} ${are} no drvPath), so Nix built and tested nothing of it.`,
      'Not a derivation',
    )
  }
  if (status === 'success' && !context.plan && keepsFromBuilding(step.args))
    say.warning(`${step.name}: ${keptFromBuilding('--no-build')}`, 'Nothing was built')
}
