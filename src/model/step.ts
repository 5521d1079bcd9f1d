import type { MatrixItem } from './matrix.ts'
import type { System } from './system.ts'

export type Kind =
  | 'flake-check'
  | 'build'
  | 'nix-build'
  | 'nix-shell'
  | 'develop'
  | 'run'
  | 'app'
  | 'fmt'
  | 'shell'
  | 'eval'

/** What a kind of step does. */
interface KindTraits {
  /**
   * What its argument is: a command for a shell, words for a program that Nix builds, a flake, or words for Nix. Commands
   * and programs run the project's code outside the sandbox.
   */
  readonly argument: 'command' | 'program' | 'flake' | 'words'
  /** Whether it builds results that can be pushed. */
  readonly builds?: true
  /** Whether its command runs in an environment of Nix. */
  readonly entersShell?: true
  /** Whether Nix ignores NIX_PATH, unless an argument makes the evaluation impure. */
  readonly isPure?: true
  /** Whether a plan distributes what it builds over the jobs of a matrix. */
  readonly isDistributed?: true
}

/** The kinds of steps, in the order of docs/steps.md. */
export const KIND_TRAITS: Readonly<Record<Kind, KindTraits>> = {
  'flake-check': { argument: 'flake', builds: true, isPure: true, isDistributed: true },
  build: { argument: 'words', builds: true, isPure: true, isDistributed: true },
  'nix-build': { argument: 'words', builds: true },
  'nix-shell': { argument: 'command', entersShell: true },
  develop: { argument: 'command', entersShell: true },
  run: { argument: 'command' },
  app: { argument: 'program' },
  fmt: { argument: 'program' },
  shell: { argument: 'program' },
  eval: { argument: 'words', isPure: true },
}

export const KINDS = Object.keys(KIND_TRAITS) as readonly Kind[]

/** One entry of the input `steps`, with every option filled in. */
export interface Step {
  readonly kind: Kind
  /** The text after the kind: a flake reference, installables or a command. May be empty. */
  readonly argument: string
  readonly name: string
  /** Extra arguments for Nix, already split. */
  readonly args: readonly string[]
  /** The file (`nix-shell`) or flake reference (`develop`) of the environment. */
  readonly shell: string | undefined
  readonly pure: boolean
  /** Variables that a pure environment keeps. */
  readonly keep: readonly string[]
  /** Variables that are removed from the environment of its command. */
  readonly unset: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Relative to the input `working-directory`. */
  readonly workingDirectory: string
  /** Wall-clock seconds. */
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
  /** Where `build` and `nix-build` put their result links, relative to the step's directory. */
  readonly outLink: string | undefined
  readonly credentials: boolean
  /** Whether its command may create annotations and masks. */
  readonly annotations: boolean
  /** Whether each attribute of the flake is evaluated separately. */
  readonly evalEach: boolean
  /** Whether the value that `eval` prints may contain errors. */
  readonly allowEvalErrors: boolean
  /** Globs of check names. */
  readonly select: readonly string[]
  readonly allSystems: boolean
  readonly realise: boolean
  /** With the input `shard`: what this job builds of the step. */
  readonly items?: readonly MatrixItem[]
}

/** Whether the step runs project code outside the sandbox; a shell without a command does too, in its shellHook. */
export function runsProjectCode({ kind }: Pick<Step, 'kind'>): boolean {
  const { argument } = KIND_TRAITS[kind]
  return argument === 'command' || argument === 'program'
}

/** The flake reference that a `flake-check` checks. */
export function flakeOf({ argument }: Pick<Step, 'argument'>): string {
  return argument.trim() || '.'
}

/** The name of a step without the option `name`: `kind`, or `kind: argument` cut to 60 characters. */
export function defaultName(kind: Kind, argument: string): string {
  return fullName(kind, argument).slice(0, MAX_DEFAULT_NAME_LENGTH)
}

export const MAX_DEFAULT_NAME_LENGTH = 60

/** The default name of a step before it is cut. */
export function fullName(kind: Kind, argument: string): string {
  const line = argument.trim().split('\n')[0] ?? ''
  return line === '' ? kind : `${kind}: ${line}`
}

/** A step of this kind with default options, for `steps: auto`. */
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

/** What a job does with its builds before the first step that runs project code, and not after it. */
interface EarlyOnly {
  readonly pushes: boolean
  readonly hasBuilders: boolean
}

/** A notice on builds after the first step that runs project code: they run, but are not pushed, and only on this machine. */
export function lateBuilds(
  steps: readonly Step[] | 'auto',
  { pushes, hasBuilders }: EarlyOnly,
): string[] {
  if (steps === 'auto' || !(pushes || hasBuilders)) return []
  if (hasBuilders && steps.length === 0)
    return ['Remote builders are used only by the steps of this action, and there are none.']
  const first = steps.findIndex(runsProjectCode)
  const late = first < 0 ? [] : steps.slice(first).filter(isBuild)
  if (late.length === 0) return []
  const names = late.map(({ name }) => name).join(', ')
  const unused = hasBuilders ? 'do not use the remote builders' : ''
  const what = [pushes ? 'are not pushed' : '', unused].filter(Boolean).join(' and ')
  return [
    `Builds after ${steps[first]?.name} ${what}, because it runs project code: ${names}. Move them before it.`,
  ]
}

/** Whether the step builds derivations for their own sake, not as the environment of a command. */
export function isBuild({ kind }: Pick<Step, 'kind'>): boolean {
  return kind === 'flake-check' || kind === 'build' || kind === 'nix-build'
}

/** Whether the option `only` includes this system; an empty list includes all. */
export function isFor(only: readonly string[], system: System): boolean {
  return only.length === 0 || only.some(it => it === system || system.endsWith(`-${it}`))
}
