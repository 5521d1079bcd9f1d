import { escapeInvisible } from '../lib/text.ts'
import type { StepRun } from './step-run.ts'

/** What a file evaluates to, as far as `auto` has to know. */
export interface Value {
  /** Whether Nix finds something to build in it without being told more. */
  readonly alone: boolean
  /** As `builtins.typeOf` says it, after Nix has called it where it can. */
  readonly type: string
  /** Of a function of named arguments those without a default. */
  readonly wants: readonly string[]
  /** A set or list of nothing. */
  readonly isEmpty: boolean
}

export type AutoFile = 'default.nix' | 'shell.nix'

/**
 * Looks through a value as nix-build does: calls functions whose arguments all have a value, takes derivations from sets
 * and lists, and goes into sets that ask for it. (autoCallFunction, getDerivations) Only the XML of a function tells one
 * of named arguments from `x: …`.
 */
export const LOOK = `{ file, shell }:
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

/** What a file of the project evaluates to; undefined where it does not, which its step then tells better. */
export async function lookAtValue(run: StepRun, file: AutoFile): Promise<Value | undefined> {
  const isShell = file === 'shell.nix'
  const { code, stdout } = await run.nix(
    [
      'nix-instantiate',
      ...['--eval', '--strict', '--json', '--read-write-mode', '--expr', LOOK],
      ...['--argstr', 'file', `${run.cwd}/${file}`, '--arg', 'shell', String(isShell)],
    ],
    isShell ? { IN_NIX_SHELL: 'impure' } : {},
  )
  return code === 0 ? (JSON.parse(stdout) as Value) : undefined
}

/** Why a file is not run by itself, and the step that runs it all the same; pure. */
export function whyPassedOver(file: AutoFile, value: Value): string {
  const [what, how] =
    value.wants.length > 0
      ? wanting(value.wants)
      : value.type === 'lambda'
        ? (['evaluates to a function, such as a library or an overlay', CALLS] as const)
        : ([`evaluates to ${nothingIn(value)}`, CHOOSES] as const)
  const example =
    file === 'default.nix' ? `- nix-build: ${how.build}` : `- nix-shell: COMMAND, with ${how.shell}`
  return `${file} ${what}. To run it, list it as a step: ${example}`
}

interface How {
  /** The argument of `nix-build`. */
  readonly build: string
  /** The option of `nix-shell`. */
  readonly shell: string
}

const CALLS: How = {
  build: "-E '(import ./default.nix) ARGUMENTS'",
  shell: 'shell: FILE, a file that calls it',
}
const CHOOSES: How = { build: 'default.nix -A NAME', shell: 'args: -A NAME' }

/** Arguments that are told. */
const MOST_NAMES = 3

function wanting(names: readonly string[]): readonly [string, How] {
  const shown = names.slice(0, MOST_NAMES).map(escapeInvisible)
  const more = names.length - shown.length
  const list = more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
  const args = [...shown.map(name => `--arg ${name} VALUE`), ...(more > 0 ? ['…'] : [])].join(' ')
  const what =
    names.length === 1
      ? `is a function whose argument ${list} has no default`
      : `is a function whose arguments ${list} have no default`
  return [what, { build: `default.nix ${args}`, shell: `args: ${args}` }]
}

const TYPES: Readonly<Record<string, string>> = {
  int: 'a number',
  float: 'a number',
  bool: 'a Boolean',
  null: 'null',
}

function nothingIn({ type, isEmpty }: Value): string {
  if (type !== 'set' && type !== 'list') return TYPES[type] ?? `a ${type}`
  return isEmpty ? `an empty ${type}` : `a ${type} without a derivation to build`
}
