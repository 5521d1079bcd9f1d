import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BY_SYSTEM } from '../../../nix/attribute.ts'
import type { StepRun } from '../../step-run.ts'
import { reference } from '../flake-checks.ts'
import { questionArguments, wrappedArguments } from './arguments.ts'
import { hasSameInputs } from './locks.ts'
import { type Metadata, metadataOf, originalOf } from './original.ts'
import { BY_NAME, type Names } from './pieces.ts'
import { namesFlake, ORIGINAL, type Original } from './wrapper-flake.ts'

/** Why a flake is not taken apart. */
export interface AsAWhole {
  /** Behind `because`. */
  readonly why: string
}

/** The step's flake, ready to be taken apart. */
export interface Wrapped {
  readonly original: Original
  /** Where the flakes are written that have it as their input. */
  readonly folder: string
  /** The step's arguments for these flakes. */
  readonly args: readonly string[]
  /** The one that tells the names of its outputs. */
  readonly names: string
}

/**
 * Makes ready to look at the flake of a step through flakes that have it as their input.
 * @param systems whose attributes are wanted; all without
 * @returns why not, where Nix cannot read it, finds other inputs for it then, or does not take it
 */
export async function wrap(
  run: StepRun,
  systems: readonly string[] | undefined,
): Promise<Wrapped | AsAWhole> {
  const own = await metadataOf(run, reference(run), run.step.args)
  if (!own) return { why: 'Nix cannot read this flake' }
  const original = await originalOf(run, own)
  if (!original) return { why: 'Nix cannot read the nixConfig of this flake' }
  const folder = run.privatePath(`each-${randomUUID()}`)
  const args = wrappedArguments(run.step.args, ORIGINAL)
  const flake = namesFlake(original, BY_SYSTEM, BY_NAME, systems)
  const names = await writeFlake(join(folder, 'names'), flake)
  const outer = await metadataOf(run, names, args)
  return outer && isSameFlake(own, outer) ? { original, folder, args, names } : { why: NO_INPUT }
}

const NO_INPUT =
  'Nix does not take this flake, with these args, as an input of another just as it is'

function isSameFlake({ locks, locked }: Metadata, outer: Metadata): boolean {
  const node = outer.locks.nodes[outer.locks.root]?.inputs?.[ORIGINAL]
  const other = outer.locks.nodes[String(node)]?.locked as Metadata['locked'] | undefined
  // Determinate Nix tells no hash of the flake itself.
  const isSame = [other?.narHash, undefined].includes(locked.narHash) && locked.rev === other?.rev
  return isSame && hasSameInputs(locks, outer.locks, ORIGINAL)
}

/**
 * The outputs of the flake, and what is in them as far as it can be told; what cannot is looked at as a whole.
 * @returns undefined where there are no outputs to be told
 */
export async function namesOf(
  run: StepRun,
  wrapped: Wrapped,
): Promise<Readonly<Record<string, Names>> | undefined> {
  const all = await ask<Record<string, Names>>(run, wrapped, 'names')
  if (all) return all
  const top = await ask<string[]>(run, wrapped, 'top')
  const names: Record<string, Names> = {}
  for (const output of top ?? []) {
    const one = await ask<Names>(run, wrapped, `names.${JSON.stringify(output)}`)
    names[output] = one ?? null
  }
  return top && names
}

async function ask<T>(
  run: StepRun,
  { names, args }: Wrapped,
  attribute: string,
): Promise<T | undefined> {
  const installable = `${names}#${attribute}`
  const words = ['nix', 'eval', '--json', installable] as const
  const { code, stdout } = await run.quietNix([...words, ...questionArguments(args)])
  return code === 0 ? (JSON.parse(stdout) as T) : undefined
}

/**
 * Puts a flake into a folder of its own: old versions do not know `path:…?dir=`.
 * @returns its reference
 */
export async function writeFlake(folder: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'flake.nix'), text)
  return `path:${pathToFileURL(folder).pathname}`
}
