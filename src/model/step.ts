import type { System } from './system.ts'

export type Kind = 'flake-check' | 'build' | 'nix-build' | 'nix-shell' | 'develop' | 'run' | 'eval'

/** What a kind of step does. */
interface KindTraits {
  /** What its argument is: a command, which runs the project's code outside the sandbox, a flake, or words for Nix. */
  readonly argument: 'command' | 'flake' | 'words'
  /** Whether it builds results that can be pushed. */
  readonly builds?: true
  /** Whether its command runs in an environment of Nix. */
  readonly entersShell?: true
  /** Whether Nix ignores NIX_PATH, unless an argument makes the evaluation impure. */
  readonly isPure?: true
}

/** The kinds of steps, in the order of the README. */
export const KIND_TRAITS: Readonly<Record<Kind, KindTraits>> = {
  'flake-check': { argument: 'flake', builds: true, isPure: true },
  build: { argument: 'words', builds: true, isPure: true },
  'nix-build': { argument: 'words', builds: true },
  'nix-shell': { argument: 'command', entersShell: true },
  develop: { argument: 'command', entersShell: true },
  run: { argument: 'command' },
  eval: { argument: 'words', isPure: true },
}

export const KINDS = Object.keys(KIND_TRAITS) as readonly Kind[]

/** One entry of the input `steps`, with every option filled in. */
export interface Step {
  readonly kind: Kind
  /** The text after the kind: a flake reference, installables, a command; may be empty. */
  readonly argument: string
  readonly name: string
  /** Extra arguments for Nix, already split. */
  readonly args: readonly string[]
  /** The file (`nix-shell`) or flake reference (`develop`) of the environment. */
  readonly shell: string | undefined
  readonly pure: boolean
  /** Variables that a pure environment keeps. */
  readonly keep: readonly string[]
  /** Variables that are removed for its command. */
  readonly unset: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Relative to the input `working-directory`. */
  readonly workingDirectory: string
  /** Seconds of wall-clock time. */
  readonly timeout: number | undefined
  /** Seconds without output after which the step counts as hung. */
  readonly silence: number | undefined
  /** Attempts after the first. */
  readonly retries: number
  /** Passes only if its build or test fails. */
  readonly expectFailure: boolean
  readonly allowFailure: boolean
  /** Systems (`x86_64-linux`) or kernels (`linux`, `darwin`) to run on; empty: all. */
  readonly only: readonly string[]
  readonly if: boolean
  readonly system: string | undefined
  readonly requires: readonly 'kvm'[]
  /** The link that `build` and `nix-build` create, relative to the step's directory. */
  readonly outLink: string | undefined
  readonly credentials: boolean
  /** Whether its command may create annotations and masks. */
  readonly annotations: boolean
  /** Whether each attribute of the flake is evaluated alone. */
  readonly evalEach: boolean
  /** Whether the value that `eval` prints may contain errors. */
  readonly allowEvalErrors: boolean
  /** Globs of check names. */
  readonly select: readonly string[]
  readonly allSystems: boolean
  readonly realise: boolean
}

/** Whether a step runs the project's code outside the sandbox; a shell without a command runs its shellHook. */
export function runsProjectCode({ kind }: Step): boolean {
  return KIND_TRAITS[kind].argument === 'command'
}

/** The flake reference of a `flake-check`. */
export function flakeOf({ argument }: Pick<Step, 'argument'>): string {
  return argument.trim() || '.'
}

/** The default name of a step: `kind`, or `kind: argument` cut to {@link MAX_NAME_LENGTH} characters. */
export function defaultName(kind: Kind, argument: string): string {
  return wholeName(kind, argument).slice(0, MAX_NAME_LENGTH)
}

/** Characters of a default name. */
export const MAX_NAME_LENGTH = 60

/** The default name of a step before it is cut. */
export function wholeName(kind: Kind, argument: string): string {
  const line = argument.trim().split('\n')[0] ?? ''
  return line === '' ? kind : `${kind}: ${line}`
}

/** A step with default options. */
export function plainStep(kind: Kind, argument = '', options: Partial<Step> = {}): Step {
  return {
    kind,
    argument,
    name: defaultName(kind, argument),
    args: [],
    shell: undefined,
    pure: false,
    keep: [],
    unset: [],
    env: {},
    workingDirectory: '.',
    timeout: undefined,
    silence: undefined,
    retries: 0,
    expectFailure: false,
    allowFailure: false,
    only: [],
    if: true,
    system: undefined,
    requires: [],
    outLink: undefined,
    credentials: false,
    annotations: false,
    evalEach: false,
    allowEvalErrors: false,
    select: [],
    allSystems: false,
    realise: false,
    ...options,
  }
}

/** Warns of builds after the trust boundary: they run, but are not pushed. */
export function lateBuilds(steps: readonly Step[] | 'auto'): string[] {
  if (steps === 'auto') return []
  const first = steps.findIndex(runsProjectCode)
  const late = first < 0 ? [] : steps.slice(first).filter(step => KIND_TRAITS[step.kind].builds)
  if (late.length === 0) return []
  const names = late.map(({ name }) => name).join(', ')
  return [
    `What these steps build is not pushed, because they come after a step that runs the project's code (${steps[first]?.name}): ${names}. Move them before it.`,
  ]
}

/** Whether the systems or kernels include this one; an empty list means all. */
export function isFor(only: readonly string[], system: System): boolean {
  return only.length === 0 || only.some(it => it === system || system.endsWith(`-${it}`))
}
