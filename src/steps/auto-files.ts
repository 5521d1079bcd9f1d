import { listed } from '../lib/format.ts'
import { escapeInvisible } from '../lib/text.ts'
import type { StepRun } from './step-run.ts'

/** What a file evaluates to. */
export interface FileValue {
  /** Whether Nix finds something to build in it without arguments. */
  readonly alone: boolean
  /** `builtins.typeOf` of the value, after calling it if possible. */
  readonly type: string
  /** The required arguments of a function. */
  readonly wants: readonly string[]
  /** Whether it is an empty set or list. */
  readonly isEmpty: boolean
}

export type AutoFile = 'default.nix' | 'shell.nix'

/**
 * Nix function that searches a value as nix-build does: calls functions whose arguments all have a value, takes
 * derivations from sets and lists, and enters sets that set recurseForDerivations. (autoCallFunction, getDerivations)
 * Only the XML of a function distinguishes named arguments from `x: …`.
 */
export const INSPECT = `{ file, shell }:
let
  given = if shell then { inNixShell = true; } else { };
  isNamed = it: builtins.length (builtins.split "<attrspat" (builtins.toXML it)) > 1;
  wants = it:
    builtins.filter (name: !(builtins.functionArgs it).\${name} && !(given ? \${name}))
      (builtins.attrNames (builtins.functionArgs it));
  call = it:
    if builtins.isAttrs it && it ? __functor then call (it.__functor it)
    else if builtins.isFunction it && isNamed it && wants it == [ ]
      then it (builtins.intersectAttrs (builtins.functionArgs it) given)
    else it;
  isDerivation = it: builtins.isAttrs it && it.type or null == "derivation";
  isName = name: builtins.match "[A-Za-z_][A-Za-z0-9_+-]*" name != null;
  inSet = it:
    isDerivation it || (builtins.isAttrs it && it.recurseForDerivations or false && holds (call it));
  inList = it: isDerivation it || holds (call it);
  holds = it:
    isDerivation it
    || (builtins.isAttrs it && builtins.any (name: isName name && inSet it.\${name}) (builtins.attrNames it))
    || (builtins.isList it && builtins.any inList it);
  value = call (import (/. + file));
in {
  alone = holds value;
  type = builtins.typeOf value;
  wants = if builtins.isFunction value then wants value else [ ];
  isEmpty = value == { } || value == [ ];
}`

/** What a file of the project evaluates to; undefined if it does not: its step then reports the error. */
export async function evaluateFile(run: StepRun, file: AutoFile): Promise<FileValue | undefined> {
  const isShell = file === 'shell.nix'
  const { code, stdout } = await run.nix(
    [
      'nix-instantiate',
      ...['--eval', '--strict', '--json', '--read-write-mode', '--expr', INSPECT],
      ...['--argstr', 'file', `${run.cwd}/${file}`, '--arg', 'shell', String(isShell)],
    ],
    isShell ? { IN_NIX_SHELL: 'impure' } : {},
  )
  return code === 0 ? (JSON.parse(stdout) as FileValue) : undefined
}

/** Why a file is skipped, and the step that runs it. Pure. */
export function whySkipped(file: AutoFile, value: FileValue): string {
  const [what, how] =
    value.wants.length > 0
      ? requiring(value.wants)
      : value.type === 'lambda'
        ? (['evaluates to a function, such as a library or an overlay', CALLS] as const)
        : ([`evaluates to ${nothingIn(value)}`, CHOOSES] as const)
  const example =
    file === 'default.nix' ? `- nix-build: ${how.build}` : `- nix-shell: COMMAND, with ${how.shell}`
  return `${file} ${what}. To run it, add a step: ${example}`
}

/** How to list a file as a step. */
interface Usage {
  /** The argument of `nix-build`. */
  readonly build: string
  /** The option of `nix-shell`. */
  readonly shell: string
}

const CALLS: Usage = {
  build: "-E '(import ./default.nix) ARGUMENTS'",
  shell: 'shell: FILE, a file that calls it',
}
const CHOOSES: Usage = { build: 'default.nix -A NAME', shell: 'args: -A NAME' }

/** Arguments that are named. */
const MAX_NAMES = 3

function requiring(names: readonly string[]): readonly [string, Usage] {
  const list = listed(names.map(escapeInvisible), MAX_NAMES)
  const shown = names.slice(0, MAX_NAMES).map(name => `--arg ${escapeInvisible(name)} VALUE`)
  const args = [...shown, ...(names.length > MAX_NAMES ? ['…'] : [])].join(' ')
  const what = `is a function that requires the ${names.length === 1 ? 'argument' : 'arguments'} ${list}`
  return [what, { build: `default.nix ${args}`, shell: `args: ${args}` }]
}

const TYPES: Readonly<Record<string, string>> = {
  int: 'a number',
  float: 'a number',
  bool: 'a Boolean',
  null: 'null',
}

function nothingIn({ type, isEmpty }: FileValue): string {
  if (type !== 'set' && type !== 'list') return TYPES[type] ?? `a ${type}`
  return isEmpty ? `an empty ${type}` : `a ${type} without a derivation to build`
}
