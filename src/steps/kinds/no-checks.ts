import { oneLine } from '../../trust/one-line.ts'
import type { StepRun } from '../context.ts'
import { reference } from './check-names.ts'

/** `nix flake check` takes them and `nix eval` does not. */
const OF_CHECK = ['--no-build', '--all-systems']

/** A check of nothing passes, and has tested nothing. */
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
  context.rim.say.warning(
    `${step.name}: the flake has no checks for ${oneLine(`${system}${where}`)}, so nothing was built or tested. Add checks.${system}.NAME to its outputs, or give the step only.`,
    'No checks',
  )
}
