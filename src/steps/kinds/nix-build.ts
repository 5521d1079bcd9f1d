import { expandWords } from '../../inputs/steps/shell-words.ts'
import type { CallResult } from '../../nix/call.ts'
import { fileDefinitions } from '../definitions.ts'
import { withoutLinks } from '../derivations.ts'
import { outcomeOfNix } from '../diagnose.ts'
import { failedItself } from '../expectation.ts'
import { buildArguments } from '../flake/each/arguments.ts'
import type { Outcome } from '../outcome.ts'
import { quote, type StepRun } from '../step-run.ts'
import { noDerivationMessage, unlessUntested } from '../untested.ts'

const HINT =
  'Select what to build with -A, or set recurseForDerivations = true in the sets that hold it.'

/** `nix-build`: a file and arguments; default.nix if there are none. */
export async function nixBuild(run: StepRun): Promise<Outcome> {
  const { step, context } = run
  const words = [...expandWords(step.argument), ...step.args]
  const link = step.outLink ?? (await context.roots.link('nix-build'))
  // The step's own arguments come last, so they win.
  const { result, paths } = context.plan
    ? await plan(run, words)
    : await call(run, ['nix-build', '--keep-going', '--out-link', link, ...words])
  if (!context.plan) run.offerEarlier(paths)
  const about = {
    entry: entryOf(words),
    definitions: fileDefinitions(run, words),
    reproduce: run.reproduce('nix-build', ...words),
  }
  const outcome = await failedItself(run, await outcomeOfNix(run, result, about))
  return unlessUntested(run, outcome, words, paths, () => whatInstead(run, words))
}

interface Called {
  readonly result: CallResult
  /** The lines that it printed: one path for each derivation. */
  readonly paths: readonly string[]
}

async function call(run: StepRun, argv: readonly [string, ...string[]]): Promise<Called> {
  const result = await run.nix(argv)
  return { result, paths: result.stdout.split('\n').filter(line => line !== '') }
}

/** Instantiates, then makes a dry run: `nix-build --dry-run` does not report existing paths. */
async function plan(run: StepRun, words: readonly string[]): Promise<Called> {
  const root = ['--add-root', await run.context.roots.link('plan'), '--indirect']
  const made = await call(run, ['nix-instantiate', ...root, ...withoutLinks(words)])
  if (made.result.code !== 0 || made.paths.length === 0) return made
  const dry = ['nix-store', '--realise', '--dry-run', ...buildArguments(words)] as const
  return { ...made, result: await run.nix([...dry, ...made.paths]) }
}

async function whatInstead(run: StepRun, words: readonly string[]): Promise<string> {
  // With an argument that nothing uses Nix calls a function as nix-build does.
  const ask = ['--eval', '--argstr', 'nix-ci', '', ...withoutLinks(words)]
  const { code, stdout } = await run.quietNix(['nix-instantiate', ...ask])
  const [first = '-'] = words
  const isNamed = !first.startsWith('-') || words.some(word => /\.nix$|^-E$|^--expr$/.test(word))
  const what = [...(isNamed ? [] : ['default.nix']), ...words].map(quote).join(' ')
  return noDerivationMessage(what, code === 0 ? stdout : '', HINT)
}

/** The file that nix-build reads; empty for an expression. */
function entryOf(words: readonly string[]): string {
  if (words.includes('-E') || words.includes('--expr')) return ''
  const [first = ''] = words
  const file = words.find(word => word.endsWith('.nix')) ?? first
  return file === '' || file.startsWith('-') ? 'default.nix' : file
}
