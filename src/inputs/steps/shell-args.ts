import type { Kind, Step } from '../../model/step.ts'

/** What flags of `nix develop` and `nix-shell` say of the environment, and the arguments that are left for Nix. */
export interface ShellArgs extends Pick<Step, 'args' | 'keep' | 'unset'> {
  /** Undefined where no flag says so. */
  readonly pure: boolean | undefined
  readonly env: Readonly<Record<string, string>>
  /** Flags that a step cannot have, each with what to write in place of it. */
  readonly problems: readonly { readonly flag: string; readonly instead: string }[]
}

type Meaning = 'pure' | 'impure' | 'keep' | 'unset' | 'set' | { readonly instead: string }

const phase = (name: string): Meaning => ({
  instead: `Give the phase as the command of the step: - develop: runHook ${name}Phase`,
})

const MEANINGS: Readonly<Record<'develop' | 'nix-shell', Readonly<Record<string, Meaning>>>> = {
  develop: {
    '-i': 'pure',
    '--ignore-environment': 'pure',
    '--ignore-env': 'pure',
    '-k': 'keep',
    '--keep': 'keep',
    '--keep-env-var': 'keep',
    '-u': 'unset',
    '--unset': 'unset',
    '--unset-env-var': 'unset',
    '-s': 'set',
    '--set-env-var': 'set',
    '-c': { instead: 'The command is the argument of the step: - develop: COMMAND' },
    '--command': { instead: 'The command is the argument of the step: - develop: COMMAND' },
    '--phase': phase('PHASE'),
    '--unpack': phase('unpack'),
    '--configure': phase('configure'),
    '--build': phase('build'),
    '--check': phase('check'),
    '--install': phase('install'),
    '--installcheck': phase('installCheck'),
  },
  'nix-shell': {
    '--pure': 'pure',
    '--impure': 'impure',
    '--keep': 'keep',
    '--run': { instead: 'The command is the argument of the step: - nix-shell: COMMAND' },
    '--command': { instead: 'The command is the argument of the step: - nix-shell: COMMAND' },
    '-p': { instead: "Packages go in a run step: - run: nix-shell -p PACKAGES --run 'COMMAND'" },
    '--packages': {
      instead: "Packages go in a run step: - run: nix-shell -p PACKAGES --run 'COMMAND'",
    },
    '-i': { instead: 'It belongs in the first lines of a script; run the script with a run step.' },
  },
}

/** Other flags, and how many words after each belong to it: these are no flags. */
const WORDS: Readonly<Record<string, number>> = {
  ...{ '--arg': 2, '--argstr': 2, '--arg-from-file': 2, '--arg-from-stdin': 1, '--option': 2 },
  ...{ '-A': 1, '--attr': 1, '-I': 1, '--include': 1, '-E': 1, '--expr': 1, '-f': 1, '--file': 1 },
  ...{ '--override-input': 2, '--override-flake': 2, '--update-input': 1, '--inputs-from': 1 },
  ...{ '--profile': 1, '--redirect': 2, '--eval-store': 1, '--store': 1, '--log-format': 1 },
  ...{
    '--reference-lock-file': 1,
    '--output-lock-file': 1,
    '-j': 1,
    '--max-jobs': 1,
    '--cores': 1,
  },
}

/** Flags about the shell that a question to Nix about its attributes does not take. */
const OF_SHELL = ['--profile', '--redirect']

/** Reads the arguments of a shell: Nix evaluates and enters in two calls, and neither knows all flags. Pure. */
export function shellArgs(kind: 'develop' | 'nix-shell', args: readonly string[]): ShellArgs {
  const said = { pure: undefined as boolean | undefined, keep: [] as string[] }
  const left: string[] = []
  const unset: string[] = []
  const env: Record<string, string> = {}
  const problems: { flag: string; instead: string }[] = []
  const words = kind === 'develop' ? args.flatMap(apart) : args
  for (let at = 0; at < words.length; at++) {
    const flag = words[at] ?? ''
    const meaning = Object.hasOwn(MEANINGS[kind], flag) ? MEANINGS[kind][flag] : undefined
    const count =
      meaning === undefined
        ? (WORDS[flag] ?? 0)
        : meaning === 'set'
          ? 2
          : Number(meaning === 'keep' || meaning === 'unset')
    const values = words.slice(at + 1, at + 1 + count)
    at += count
    const [name = '', value = ''] = values
    if (meaning === undefined) left.push(flag, ...values)
    else if (typeof meaning === 'object') {
      problems.push({ flag, instead: meaning.instead })
      // What follows is the command.
      if (/^(-c|--command|--run|-p|--packages)$/.test(flag)) break
    } else if (values.length < count)
      problems.push({
        flag,
        instead: `${flag} needs the name of a variable${count > 1 ? ' and its value' : ''}.`,
      })
    else if (meaning === 'pure' || meaning === 'impure') said.pure = meaning === 'pure'
    else if (meaning === 'keep') said.keep.push(name)
    else if (meaning === 'unset') unset.push(name)
    else env[name] = value
  }
  return { ...said, args: left, unset, env, problems }
}

/** The options of a step that enters a shell, with what flags in its `args` say; of another one as they are. Pure. */
export function shellOptions(
  kind: Kind,
  options: Partial<Step>,
): Partial<Step> & Pick<ShellArgs, 'problems'> {
  if (kind !== 'develop' && kind !== 'nix-shell') return { problems: [] }
  const { args = [], keep = [], env = {}, pure = false } = options
  const said = shellArgs(kind, args)
  return {
    ...said,
    pure: said.pure ?? pure,
    keep: [...keep, ...said.keep],
    env: { ...env, ...said.env },
  }
}

/** The arguments without those about the shell, for `nix eval`. */
export function withoutShellFlags(args: readonly string[]): string[] {
  const left: string[] = []
  for (let at = 0; at < args.length; at++) {
    const flag = args[at] ?? ''
    const count = WORDS[flag] ?? 0
    if (!OF_SHELL.includes(flag)) left.push(flag, ...args.slice(at + 1, at + 1 + count))
    at += count
  }
  return left
}

/** `-ik` is `-i -k`, as Nix reads it. */
function apart(word: string): string[] {
  return /^-[ikusLv]{2,}$/.test(word) ? [...word.slice(1)].map(letter => `-${letter}`) : [word]
}
