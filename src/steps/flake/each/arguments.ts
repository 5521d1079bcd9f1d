import { flagGroups, flagTable, onlyFlags, withoutFlags } from '../../../inputs/steps/flags.ts'

/** Flags of `nix flake check` that other commands reject; most are Determinate Nix's. */
const CHECK_FLAGS = flagTable({
  0: '--all-systems --no-build --build-all --print-out-paths',
  1: '--out-link -o --default-flake-schemas',
})
/** Flags about flake inputs. */
const INPUT_FLAGS = flagTable({
  0: '--no-update-lock-file',
  1: '--update-input',
  2: '--override-input',
})
/** Flags about how Nix builds. */
const BUILD_FLAGS = flagTable({
  0: '--keep-going -k --no-keep-going --keep-failed -K --fallback --no-fallback',
  1: '--max-jobs -j --cores --timeout --max-silent-time --builders --substituters',
  2: '--option',
})

/** The arguments of a step that `nix-store --realise` accepts too. */
export function buildArguments(args: readonly string[]): string[] {
  return onlyFlags(args, BUILD_FLAGS)
}

/** Whether the arguments of a step keep `nix flake check` from building. */
export function preventsBuilds(args: readonly string[]): boolean {
  return args.includes('--no-build')
}

/** The arguments of a step for a command that only reads the same flake. */
export function readingArguments(args: readonly string[]): string[] {
  return withoutFlags(args, CHECK_FLAGS)
}

/** Flags about how a flake is read. */
const READING_FLAGS = new Map([
  ...INPUT_FLAGS,
  ...flagTable({
    0: '--impure --offline --no-registries --accept-flake-config',
    1: '--extra-experimental-features --experimental-features --inputs-from',
    2: '--option',
  }),
])

/** The arguments of a step with which any command reads the same flake. */
export function inputArguments(args: readonly string[]): string[] {
  return onlyFlags(args, READING_FLAGS)
}

/**
 * The arguments of a step for a wrapper flake that has the step's flake as an input: names of inputs get its prefix.
 * @param name of that input
 */
export function wrappedArguments(args: readonly string[], name: string): string[] {
  return mapInputs(args, (flag, [input, ...rest]) =>
    input === undefined ? [] : [flag, `${name}/${input}`, ...rest],
  )
}

/** The arguments of a step for a flake without inputs. */
export function inputlessArguments(args: readonly string[]): string[] {
  return mapInputs(args, () => [])
}

function mapInputs(
  args: readonly string[],
  change: (flag: string, words: string[]) => string[],
): string[] {
  return flagGroups(args, INPUT_FLAGS).flatMap(([flag = '', ...words]) =>
    INPUT_FLAGS.has(flag) ? change(flag, words) : flag,
  )
}
