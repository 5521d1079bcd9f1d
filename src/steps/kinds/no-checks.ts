import { oneLine } from '../../trust/one-line.ts'
import type { StepRun } from '../context.ts'
import { reference } from './check-names.ts'

/** `nix flake check` takes them and `nix eval` does not. */
const OF_CHECK = ['--no-build', '--all-systems']

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
  const args = step.args.filter(word => !OF_CHECK.includes(word))
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
