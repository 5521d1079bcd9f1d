import type { Kind, Step } from '../../model/step.ts'
import { flagTable, withoutFlags } from './flags.ts'

/** What flags of `nix develop` and `nix-shell` say about the environment, and the remaining arguments for Nix. */
export interface ShellArgs extends Pick<Step, 'args' | 'keep' | 'unset'> {
  /** Undefined if no flag sets it. */
  readonly pure: boolean | undefined
  readonly env: Readonly<Record<string, string>>
  /** Flags that a step cannot have, each with what to write instead. */
  readonly problems: readonly { readonly flag: string; readonly instead: string }[]
}

type Meaning = 'pure' | 'impure' | 'keep' | 'unset' | 'set' | { readonly instead: string }

const phase = (name: string): Meaning => ({
  instead: `Run the phase as the command of the step: - develop: runHook ${name}Phase`,
})
const command = (kind: string): Meaning => ({
  instead: `Write the command as the argument of the step: - ${kind}: ${kind === 'shell' ? 'INSTALLABLES --command ' : ''}COMMAND`,
})
const PACKAGES: Meaning = {
  instead: "Use a run step for packages: - run: nix-shell -p PACKAGES --run 'COMMAND'",
}

/** Flags of `nix develop`, `nix run` and `nix shell`. */
const ENVIRONMENT: Readonly<Record<string, Meaning>> = {
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
}

type ShellKind = 'develop' | 'nix-shell' | 'app' | 'shell'

const MEANINGS: Readonly<Record<ShellKind, Readonly<Record<string, Meaning>>>> = {
  app: ENVIRONMENT,
  shell: { ...ENVIRONMENT, '-c': command('shell'), '--command': command('shell') },
  develop: {
    ...ENVIRONMENT,
    '-c': command('develop'),
    '--command': command('develop'),
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
    '--run': command('nix-shell'),
    '--command': command('nix-shell'),
    '-p': PACKAGES,
    '--packages': PACKAGES,
    '-i': { instead: 'Put -i in the #! lines of a script, and run the script in a run step.' },
  },
}

/** Other flags that take values. */
const WITH_VALUES = flagTable({
  1: `-A --attr -I --include -E --expr -f --file --arg-from-stdin --update-input --inputs-from --profile --eval-store
--store --log-format --reference-lock-file --output-lock-file -j --max-jobs --cores`,
  2: '--arg --argstr --arg-from-file --option --override-input --override-flake --redirect',
})

/** Flags of `nix develop` that `nix eval` does not have. */
const SHELL_FLAGS = flagTable({ 1: '--profile', 2: '--redirect' })

/** Parses the arguments of a shell: Nix evaluates and enters it in two calls, and neither knows all flags. Pure. */
export function shellArgs(kind: ShellKind, args: readonly string[]): ShellArgs {
  const options = { pure: undefined as boolean | undefined, keep: [] as string[] }
  const remaining: string[] = []
  const unset: string[] = []
  const env: Record<string, string> = {}
  const problems: { flag: string; instead: string }[] = []
  const words = kind !== 'nix-shell' ? args.flatMap(splitShortFlags) : args
  for (let at = 0; at < words.length; at++) {
    const flag = words[at] ?? ''
    const meaning = Object.hasOwn(MEANINGS[kind], flag) ? MEANINGS[kind][flag] : undefined
    const count =
      meaning === undefined
        ? (WITH_VALUES.get(flag) ?? 0)
        : meaning === 'set'
          ? 2
          : Number(meaning === 'keep' || meaning === 'unset')
    const values = words.slice(at + 1, at + 1 + count)
    at += count
    const [name = '', value = ''] = values
    if (meaning === undefined) remaining.push(flag, ...values)
    else if (typeof meaning === 'object') {
      problems.push({ flag, instead: meaning.instead })
      // The command follows.
      if (/^(-c|--command|--run|-p|--packages)$/.test(flag)) break
    } else if (values.length < count)
      problems.push({
        flag,
        instead: `${flag} needs the name of a variable${count > 1 ? ' and a value' : ''}.`,
      })
    else if (meaning === 'pure' || meaning === 'impure') options.pure = meaning === 'pure'
    else if (meaning === 'keep') options.keep.push(name)
    else if (meaning === 'unset') unset.push(name)
    else env[name] = value
  }
  return { ...options, args: remaining, unset, env, problems }
}

function isShellKind(kind: Kind): kind is ShellKind {
  return Object.hasOwn(MEANINGS, kind)
}

/** Adds what flags in `args` say to the options of a step that enters a shell. Pure. */
export function shellOptions(
  kind: Kind,
  options: Partial<Step>,
): Partial<Step> & Pick<ShellArgs, 'problems'> {
  if (!isShellKind(kind)) return { problems: [] }
  const { args = [], keep = [], env = {}, pure = false } = options
  const flags = shellArgs(kind, args)
  return {
    ...flags,
    pure: flags.pure ?? pure,
    keep: [...keep, ...flags.keep],
    env: { ...env, ...flags.env },
  }
}

/** The arguments without flags that `nix eval` does not have. */
export function withoutShellFlags(args: readonly string[]): string[] {
  return withoutFlags(args, SHELL_FLAGS)
}

/** `-ik` is `-i -k`, as in Nix. */
function splitShortFlags(word: string): string[] {
  return /^-[ikusLv]{2,}$/.test(word) ? [...word.slice(1)].map(letter => `-${letter}`) : [word]
}
