import { KIND_TRAITS, type Kind, type Step } from '../../model/step.ts'
import { expandWords, expansionIn, RAW_WORD, splitWords } from './shell-words.ts'

/** The argument of an `app`, `fmt` or `shell` step. */
export interface ProgramWords {
  /** What Nix builds, with braces expanded. */
  readonly installables: readonly string[]
  /** The arguments of the program; of `shell` the program too. Nothing is expanded. */
  readonly words: readonly string[]
}

/** The installables of a step that runs a program of Nix, as Nix takes them without any. @throws Error if a quote is not closed */
export function installablesOf(step: Pick<Step, 'kind' | 'argument'>): string[] {
  const { installables } = programWords(step)
  return installables.length > 0 ? [...installables] : ['.']
}

/** The words after which everything is the program's. */
const SEPARATORS: Partial<Record<Kind, readonly string[]>> = {
  app: ['--'],
  shell: ['--command', '-c'],
}

/** Splits the argument of a step that runs a program of Nix. @throws Error if a quote is not closed */
export function programWords({ kind, argument }: Pick<Step, 'kind' | 'argument'>): ProgramWords {
  if (kind === 'fmt') return { installables: [], words: splitWords(argument) }
  const { before, after } = separated(kind, argument)
  return { installables: expandWords(before), words: splitWords(after ?? '') }
}

/** The text before and after the first separator. */
function separated(kind: Kind, argument: string): { before: string; after: string | undefined } {
  for (const { 0: raw, index } of argument.matchAll(RAW_WORD)) {
    const isSeparator = SEPARATORS[kind]?.includes(splitWords(raw)[0] ?? '')
    if (isSeparator)
      return { before: argument.slice(0, index), after: argument.slice(index + raw.length) }
  }
  return { before: argument, after: undefined }
}

/** What is wrong with an argument that is split into words. Pure. */
export function argumentProblems(kind: Kind, argument: string): string[] {
  const type = KIND_TRAITS[kind].argument
  if (type !== 'words' && type !== 'program') return []
  try {
    splitWords(argument)
  } catch {
    return ['Unclosed quote.']
  }
  return type === 'words' ? expansionProblems(kind, argument) : programProblems(kind, argument)
}

function expansionProblems(kind: Kind, text: string): string[] {
  const found = expansionIn(text)
  return found === undefined ? [] : [expansionProblem(found, `the argument of ${kind}`)]
}

/** The error for an expansion: no shell runs there, so Nix would get the text unexpanded. */
export function expansionProblem(found: string, where: string): string {
  return `${found} is not expanded, because no shell runs ${where}. Use a run step, or single quotes to pass it to Nix literally.`
}

function programProblems(kind: Kind, argument: string): string[] {
  if (kind === 'fmt') return []
  const { before, after } = separated(kind, argument)
  const installables = expandWords(before)
  const [flag] = installables.filter(word => word.startsWith('-'))
  const problems = expansionProblems(kind, before)
  if (kind === 'shell' && splitWords(after ?? '').length === 0) problems.push(SHELL_COMMAND)
  if (flag !== undefined) {
    const own = kind === 'app' ? ' The program gets what follows --: - app: .#name -- --flag' : ''
    problems.push(`Put flags of Nix, such as ${flag}, into args.${own}`)
  } else if (kind === 'app' && installables.length > 1)
    problems.push(
      `An app is one installable. The program gets what follows --: - app: ${installables[0]} -- ${installables.slice(1).join(' ')}`,
    )
  return problems
}

/** The error for a `shell` step without a command. */
export const SHELL_COMMAND =
  'shell needs --command and a command after the installables: - shell: .#tool --command tool --check'

/**
 * The command of a step as a text for bash, which names the scripts that it runs; empty for programs that Nix finds.
 * @throws Error if a quote is not closed
 */
export function commandText({ kind, argument }: Pick<Step, 'kind' | 'argument'>): string {
  if (KIND_TRAITS[kind].argument === 'command') return argument
  if (kind !== 'shell') return ''
  const quoted = programWords({ kind, argument }).words.map(
    word => `'${word.replaceAll("'", `'\\''`)}'`,
  )
  return quoted.join(' ')
}
