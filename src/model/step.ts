import type { System } from './system.ts'

/** The kinds of steps, in the order in which the README lists them. */
export const KINDS = [
  'flake-check',
  'build',
  'nix-build',
  'nix-shell',
  'develop',
  'run',
  'eval',
] as const

export type Kind = (typeof KINDS)[number]

/** One entry of the input `steps`, with every option filled in. */
export interface Step {
  readonly kind: Kind
  /** The text after the kind: a flake reference, installables, a command. Empty where there is none. */
  readonly argument: string
  readonly name: string
  /** Extra arguments for Nix, already split. */
  readonly args: readonly string[]
  /** The file or flake reference of the environment of `nix-shell` and `develop`. */
  readonly shell: string | undefined
  readonly pure: boolean
  /** Variables that a pure environment keeps. */
  readonly keep: readonly string[]
  /** Variables that its command does not get. */
  readonly unset: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Relative to the input `working-directory`. */
  readonly workingDirectory: string
  /** Seconds of wall clock. */
  readonly timeout: number | undefined
  /** Seconds without output after which the step is taken to hang. */
  readonly silence: number | undefined
  /** Attempts after the first. */
  readonly retries: number
  /** It passes only where its build or test fails. */
  readonly expectFailure: boolean
  readonly allowFailure: boolean
  /** Systems (`x86_64-linux`) or kernels (`linux`, `darwin`) that this step is for; empty: all. */
  readonly only: readonly string[]
  readonly if: boolean
  readonly system: string | undefined
  readonly requires: readonly 'kvm'[]
  /** Where `build` and `nix-build` leave their links, relative to the step's directory. */
  readonly outLink: string | undefined
  readonly credentials: boolean
  /** Whether its command may make annotations and masks. */
  readonly annotations: boolean
  /** Whether each attribute of the flake is evaluated alone. */
  readonly evalEach: boolean
  /** Whether the value that `eval` prints may have errors inside. */
  readonly allowEvalErrors: boolean
  /** Globs of check names. */
  readonly select: readonly string[]
  readonly allSystems: boolean
  readonly realise: boolean
}

/** Kinds that run the project's code outside the sandbox (a shell without a command too: its shellHook). */
export function runsProjectCode(step: Step): boolean {
  return step.kind === 'nix-shell' || step.kind === 'develop' || step.kind === 'run'
}

/** The flake that a `flake-check` is of. */
export function flakeOf({ argument }: Pick<Step, 'argument'>): string {
  return argument.trim() || '.'
}

/** The name of a step that was given none: `kind`, or `kind: argument` cut at 60 characters. */
export function defaultName(kind: Kind, argument: string): string {
  return wholeName(kind, argument).slice(0, LONGEST_NAME)
}

/** Characters of a name that was not given. */
export const LONGEST_NAME = 60

/** The name of a step that was given none, before it is cut. */
export function wholeName(kind: Kind, argument: string): string {
  const line = argument.trim().split('\n')[0] ?? ''
  return line === '' ? kind : `${kind}: ${line}`
}

/** A step of this kind with no options, for `auto` and for tests. */
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

/** Tells of builds behind the boundary: they are run, and not pushed. */
export function lateBuilds(steps: readonly Step[] | 'auto'): string[] {
  if (steps === 'auto') return []
  const first = steps.findIndex(runsProjectCode)
  const late = first < 0 ? [] : steps.slice(first).filter(step => BUILDS.includes(step.kind))
  if (late.length === 0) return []
  const names = late.map(({ name }) => name).join(', ')
  return [
    `What these steps build is not pushed, because they stand after a step that runs the project's own code (${steps[first]?.name}): ${names}. Put them before it.`,
  ]
}

const BUILDS: readonly Kind[] = ['flake-check', 'build', 'nix-build']

/** Whether one of the systems or kernels is this one; no list means all. */
export function isFor(only: readonly string[], system: System): boolean {
  return only.length === 0 || only.some(it => it === system || system.endsWith(`-${it}`))
}
