import { ofAsked } from '../asked.ts'
import type { StepRun } from '../context.ts'
import { fileDefinitions } from '../definitions.ts'
import { outcomeOfNix } from '../explain.ts'
import type { Outcome } from '../outcome.ts'
import { expandWords } from '../words.ts'

/** `nix-build`: a file and arguments; default.nix where there are none. */
export async function nixBuild(run: StepRun): Promise<Outcome> {
  const { step, context } = run
  const words = [...expandWords(step.argument), ...step.args]
  const link = ['--out-link', step.outLink ?? (await context.roots.link('nix-build'))]
  const how = context.plan ? ['--dry-run'] : link
  const result = await run.nix(['nix-build', ...words, '--keep-going', ...how])
  run.offerEarlier(result.stdout.split('\n'))
  const about = {
    entry: entryOf(words),
    definitions: fileDefinitions(run, words),
    reproduce: run.reproduce('nix-build', ...words),
  }
  return ofAsked(run, await outcomeOfNix(run, result, about))
}

/** The file that nix-build reads; none of an expression. */
function entryOf(words: readonly string[]): string {
  if (words.includes('-E') || words.includes('--expr')) return ''
  const [first = ''] = words
  const file = words.find(word => word.endsWith('.nix')) ?? first
  return file === '' || file.startsWith('-') ? 'default.nix' : file
}
