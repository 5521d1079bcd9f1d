import { resolve } from 'node:path'
import { flagGroups, flagTable } from '../inputs/steps/flags.ts'
import { flakeOf } from '../model/step.ts'
import { attributeParts, nixString, pathPrefix } from '../nix/attribute.ts'
import type { Definition } from '../nix/diagnostics/definition.ts'
import { positionOf } from '../nix/diagnostics/parse-error.ts'
import type { Position } from '../nix/diagnostics/types.ts'
import { askNix } from './ask-nix.ts'
import { inputArguments } from './flake/each/arguments.ts'
import type { StepRun } from './step-run.ts'

/** Derivation -> where it is defined. */
export type Definitions = ReadonlyMap<string, Definition>

/** Milliseconds that looking up the definitions of failed builds may take. */
const LOOKUP_TIMEOUT_MS = 15_000
/** The most failures that are looked up. */
const MAX_LOOKUPS = 50

/** Nix expression: `look` gives the positions of a derivation, `walk` those of all that nix-build would build. */
const POSITIONS = `
  try = value:
    let it = builtins.tryEval (builtins.deepSeq value value); in if it.success then it.value else null;
  at = name: set: try (builtins.unsafeGetAttrPos name set);
  isDerivation = value: builtins.isAttrs value && (value.type or null) == "derivation";
  look = self: value: {
    inherit self;
    drv = try (builtins.unsafeDiscardStringContext value.drvPath);
    name = at "name" value;
    pname = at "pname" value;
    src = at "src" value;
    meta = try (value.meta.position or null);
  };
  walk = isTop: self: value:
    if !(builtins.tryEval (builtins.isAttrs value)).success then [ ]
    else if isDerivation value then [ (look self value) ]
    else if builtins.isList value then builtins.concatMap (walk false null) value
    else if builtins.isAttrs value && (isTop || (value.recurseForDerivations or false) == true) then
      builtins.concatMap (name: walk false (at name value) value.\${name}) (builtins.attrNames value)
    else [ ];
`

/**
 * Looks up, in one evaluation, where checks are defined.
 * @param attributes derivation -> flake outputs that are this derivation
 */
export function checkDefinitions(
  run: StepRun,
  attributes: ReadonlyMap<string, readonly string[]>,
): (derivations: readonly string[]) => Promise<Definitions> {
  return async derivations => {
    const known = derivations.flatMap(derivation => {
      const check = attributes.get(derivation)?.find(name => name.startsWith('checks.'))
      return check ? [attributeParts(check)] : []
    })
    if (known.length === 0) return new Map()
    const looks = known.slice(0, MAX_LOOKUPS).map(([, system = '', name = '']) => {
      const set = `checks.\${${nixString(system)}}`
      return `(look (at ${nixString(name)} ${set}) ${set}.\${${nixString(name)}})`
    })
    const apply = `checks: let ${POSITIONS} in [ ${looks.join(' ')} ]`
    const installable = `${flakeOf(run.step)}#${pathPrefix(run.context.nix)}checks`
    return askFlake(run, [installable], apply)
  }
}

/**
 * Looks up where the derivations of a `nix build` are defined, with one evaluation per installable.
 * @param words installables and flags
 */
export function installableDefinitions(
  run: StepRun,
  words: readonly string[],
  system: readonly string[],
): () => Promise<Definitions> {
  return async () => {
    const file = words.findIndex(word => word === '-f' || word === '--file')
    const ofFile = file < 0 ? [] : words.slice(file, file + 2)
    const others = file < 0 ? words : words.toSpliced(file, 2)
    if (others.some(word => /^(?:-E|--expr)$/.test(word))) return new Map()
    const named = others.filter(word => !word.startsWith('-')).map(it => it.replace(/\^.*$/s, ''))
    const installables = named.length > 0 || file >= 0 ? named : ['.']
    const apply = `value: let ${POSITIONS} in walk true null value`
    const asked = await Promise.all(
      installables.slice(0, 4).map(it => askFlake(run, [...ofFile, ...system, it], apply)),
    )
    return new Map(asked.flatMap(it => [...it]))
  }
}

/** Looks up where the derivations of a `nix-build` are defined. */
export function fileDefinitions(
  run: StepRun,
  words: readonly string[],
): () => Promise<Definitions> {
  return async () => {
    const read = readWords(words)
    if (!read) return new Map()
    const { file, attributes, args } = read
    const path = nixString(resolve(run.cwd, file))
    const values = attributes.map(path => path.split('.').map(nixString).join(' '))
    const select = (names: string) =>
      `(builtins.foldl' (set: name: (call set).\${name}) value [ ${names} ])`
    const all = values.length > 0 ? values.map(select) : ['value']
    const text = `{ ... }@args: let ${POSITIONS}
      call = value: if builtins.isFunction value
        then value (builtins.intersectAttrs (builtins.functionArgs value) args) else value;
      value = call (import ${path});
    in builtins.concatMap (it: walk true null (call it)) [ ${all.join(' ')} ]`
    const question = ['--eval', '--strict', '--json', '--expr', text]
    // Without an argument Nix would not call a function.
    return ask(run, ['nix-instantiate', ...question, ...args, '--arg', 'nixCiLook', 'null'])
  }
}

/** Flags of nix-build that take values. */
const NIX_BUILD_FLAGS = flagTable({
  1: `-A --attr -I -o --out-link -j --max-jobs --cores --builders --timeout --max-silent-time --store --add-root
--log-format`,
  2: '--arg --argstr --option',
})
/** The flags among them that change the value. */
const VALUE_FLAGS = ['-I', '--arg', '--argstr', '--option']

interface Words {
  readonly file: string
  readonly attributes: readonly string[]
  readonly args: readonly string[]
}

/** Parses the words of a nix-build; undefined for anything but one file and attributes with plain names. */
function readWords(words: readonly string[]): Words | undefined {
  const files: string[] = []
  const attributes: string[] = []
  const args: string[] = []
  for (const [word = '', ...values] of flagGroups(words, NIX_BUILD_FLAGS)) {
    if (/^(?:-E|--expr|-p|--packages)$/.test(word)) return undefined
    if (!word.startsWith('-')) files.push(word)
    else if (word === '-A' || word === '--attr') attributes.push(values[0] ?? '')
    else if (VALUE_FLAGS.includes(word)) args.push(word, ...values)
  }
  const [file = 'default.nix', ...others] = files
  const isPlain = attributes.every(name => /^[A-Za-z_][\w'-]*(?:\.[A-Za-z_][\w'-]*)*$/.test(name))
  if (others.length > 0 || !isPlain || /^<|:/.test(file)) return undefined
  return { file, attributes, args }
}

async function askFlake(
  run: StepRun,
  words: readonly string[],
  apply: string,
): Promise<Definitions> {
  const flags = [...inputArguments(run.step.args), '--no-write-lock-file']
  return ask(run, ['nix', 'eval', '--json', ...words, '--apply', apply, ...flags])
}

/** Runs Nix and reads its answer; empty if it fails or takes too long. */
async function ask(run: StepRun, argv: readonly [string, ...string[]]): Promise<Definitions> {
  const timeout = AbortSignal.timeout(LOOKUP_TIMEOUT_MS)
  const answer = await askNix(run, argv, AbortSignal.any([run.context.ctx.cancel, timeout]))
  const found = new Map<string, Definition>()
  for (const one of Array.isArray(answer) ? (answer as Record<string, unknown>[]) : []) {
    if (typeof one.drv !== 'string' || found.has(one.drv)) continue
    const positions = ['self', 'name', 'pname', 'src', 'meta'].flatMap(key => {
      const position = positionIn(one[key])
      return position ? [[key, position] as const] : []
    })
    found.set(one.drv, Object.fromEntries(positions))
  }
  return found
}

/** Reads a position from `unsafeGetAttrPos`, or from `meta.position` (`FILE:LINE`). */
function positionIn(value: unknown): Position | undefined {
  if (typeof value === 'string') {
    const [, file = '', line = ''] = /^(.*):(\d+)$/s.exec(value) ?? []
    return positionOf({ file, line: Number(line) })
  }
  const { file, line, column } = (value ?? {}) as Partial<Position>
  const isPosition = typeof file === 'string' && typeof line === 'number'
  return isPosition ? positionOf({ file, line, ...(column ? { column } : {}) }) : undefined
}
