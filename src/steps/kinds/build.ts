import { isAtLeast } from '../../nix/version.ts'
import { ofAsked } from '../asked.ts'
import type { StepRun } from '../context.ts'
import { installableDefinitions } from '../definitions.ts'
import { outcomeOfNix } from '../explain.ts'
import type { Outcome } from '../outcome.ts'
import { sourceOf } from '../scene.ts'
import { expandWords } from '../words.ts'

/** The first version with --print-out-paths. */
const PRINTS_PATHS = '2.9'

/** `nix build`: installables, split and brace-expanded as a shell does. */
export async function build(run: StepRun): Promise<Outcome> {
  const { step, context } = run
  const system = step.system ? ['--system', step.system] : []
  const asked = expandWords(step.argument)
  const words = ['build', ...asked, ...system, ...step.args]
  const link = ['--out-link', step.outLink ?? (await context.roots.link('build'))]
  const tellsPaths = isAtLeast(context.nix.version, PRINTS_PATHS) && !words.includes('--json')
  const print = tellsPaths ? ['--print-out-paths'] : []
  const how = context.plan ? ['--dry-run'] : [...link, ...print]
  const result = await run.nix(['nix', ...words, '--keep-going', ...how])
  run.offerEarlier(result.stdout.split('\n'))
  const about = {
    ...sourceOf([...asked, ...step.args]),
    definitions: installableDefinitions(run, asked, system),
    reproduce: run.reproduce('nix', ...words),
  }
  return ofAsked(run, await outcomeOfNix(run, result, about))
}
