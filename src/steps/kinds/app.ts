import { programWords } from '../../inputs/steps/program-words.ts'
import { listed } from '../../lib/format.ts'
import { escapeInvisible } from '../../lib/text.ts'
import { pathPrefix } from '../../nix/attribute.ts'
import {
  type CommandOutcome,
  environmentFlags,
  keptVariables,
  runProjectCommand,
} from '../command.ts'
import { readingArguments } from '../flake/each/arguments.ts'
import type { Outcome } from '../outcome.ts'
import { buildProgram } from '../program/build-program.ts'
import { appCandidates, type Candidate } from '../program/candidates.ts'
import type { StepRun } from '../step-run.ts'

/** With these flags an installable is an attribute of a file, not of a flake. */
const FILE_FLAGS = ['-f', '--file', '-E', '--expr']
/** Names of apps that a message lists. */
const MAX_NAMES = 15

/** As `nix run`: a program that Nix finds and builds, which is run directly, without a shell. */
export async function app(run: StepRun): Promise<Outcome | CommandOutcome> {
  const { step, context } = run
  const { installables, words } = programWords(step)
  const [installable = ''] = installables
  const isFile = step.args.some(arg => FILE_FLAGS.includes(arg))
  const target = isFile ? installables : [installable || '.']
  const flags = [...step.args, ...environmentFlags(step)]
  const after = words.length > 0 ? ['--', ...words] : []
  const reproduce = run.reproduce('nix', 'run', ...target, ...flags, ...after)
  const file: Candidate = { installable, attribute: installable }
  const [first = file, ...others] = isFile ? [] : appCandidates(installable || '.', context.nix)
  const made = await buildProgram(run, {
    candidates: [first, ...others],
    reproduce,
    missing: () => missingApp(run, installable || '.', [first, ...others]),
  })
  if ('outcome' in made) return made.outcome
  return runProjectCommand(run, {
    argv: [made.path, ...words],
    ...(step.pure ? { only: keptVariables(run) } : {}),
    reproduce,
  })
}

/** Tells where Nix looked for an app, and which there are. */
async function missingApp(
  run: StepRun,
  installable: string,
  candidates: readonly Candidate[],
): Promise<string> {
  const { nix } = run.context
  const flake = installable.replace(/#.*$/s, '') || '.'
  const namesIn = async (output: string): Promise<string[]> => {
    const set = `${flake}#${pathPrefix(nix)}${output}.${nix.system}`
    const words = ['nix', 'eval', '--json', set, '--apply', 'builtins.attrNames'] as const
    return (await run.json<string[]>([...words, ...readingArguments(run.step.args)])) ?? []
  }
  const names = [...new Set([...(await namesIn('apps')), ...(await namesIn('packages'))])]
  const looked = candidates.map(({ attribute }) => escapeInvisible(attribute)).join(', ')
  const available = listed(names.map(escapeInvisible), MAX_NAMES)
  const advice =
    names.length > 0
      ? `Available: ${available}.`
      : `Define apps.${nix.system}.NAME or packages.${nix.system}.NAME in flake.nix.`
  return `${run.step.name}: ${escapeInvisible(installable)} is not an app or a package: there is no ${looked}. ${advice}`
}
