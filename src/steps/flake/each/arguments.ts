/** Flags of `nix flake check` that other commands reject, and how many values each takes; most are Determinate Nix's. */
const CHECK_FLAGS: ReadonlyMap<string, number> = new Map([
  ['--all-systems', 0],
  ['--no-build', 0],
  ['--build-all', 0],
  ['--print-out-paths', 0],
  ['--out-link', 1],
  ['-o', 1],
  ['--default-flake-schemas', 1],
])
/** Flags about flake inputs, and how many values each takes. */
const INPUT_FLAGS: ReadonlyMap<string, number> = new Map([
  ['--override-input', 2],
  ['--update-input', 1],
  ['--no-update-lock-file', 0],
])

/** Flags about how Nix builds, and how many values each takes. */
const BUILD_FLAGS: ReadonlyMap<string, number> = new Map([
  ['--option', 2],
  ['--max-jobs', 1],
  ['-j', 1],
  ['--cores', 1],
  ['--timeout', 1],
  ['--max-silent-time', 1],
  ['--builders', 1],
  ['--substituters', 1],
  ['--keep-going', 0],
  ['-k', 0],
  ['--no-keep-going', 0],
  ['--keep-failed', 0],
  ['-K', 0],
  ['--fallback', 0],
  ['--no-fallback', 0],
])

/** The arguments of a step that `nix-store --realise` accepts too. */
export function buildArguments(args: readonly string[]): string[] {
  const taken: string[] = []
  for (let at = 0; at < args.length; at++) {
    const count = BUILD_FLAGS.get(args[at] ?? '')
    if (count === undefined) continue
    taken.push(...args.slice(at, at + 1 + count))
    at += count
  }
  return taken
}

/** Whether the arguments of a step keep `nix flake check` from building. */
export function preventsBuilds(args: readonly string[]): boolean {
  return args.includes('--no-build')
}

/** The arguments of a step for a command that only reads the same flake. */
export function readingArguments(args: readonly string[]): string[] {
  const asked: string[] = []
  for (let at = 0; at < args.length; at++) {
    const count = CHECK_FLAGS.get(args[at] ?? '')
    if (count === undefined) asked.push(args[at] ?? '')
    else at += count
  }
  return asked
}

/** Flags about how a flake is read, and how many values each takes. */
const READING_FLAGS: ReadonlyMap<string, number> = new Map([
  ...INPUT_FLAGS,
  ...(['--extra-experimental-features', '--experimental-features', '--inputs-from'] as const).map(
    flag => [flag, 1] as const,
  ),
  ['--option', 2],
  ['--impure', 0],
  ['--offline', 0],
  ['--no-registries', 0],
  ['--accept-flake-config', 0],
])

/** The arguments of a step with which any command reads the same flake. */
export function inputArguments(args: readonly string[]): string[] {
  return args.flatMap((flag, at) => {
    const count = READING_FLAGS.get(flag)
    return count === undefined ? [] : args.slice(at, at + 1 + count)
  })
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
  const changed: string[] = []
  for (let at = 0; at < args.length; at++) {
    const flag = args[at] ?? ''
    const count = INPUT_FLAGS.get(flag)
    if (count === undefined) changed.push(flag)
    else changed.push(...change(flag, args.slice(at + 1, at + 1 + count)))
    at += count ?? 0
  }
  return changed
}
