import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { flakeOf } from '../../../model/step.ts'
import type { StepRun } from '../../step-run.ts'
import { readingArguments, wrappedArguments } from './arguments.ts'
import { hasSameInputs } from './locks.ts'
import { type Metadata, metadataOf, originalOf, urlOf } from './original.ts'
import type { OutputNames } from './parts.ts'
import { namesFlake, ORIGINAL, type Original } from './wrapper-flake.ts'

/** Why a flake is not split. */
export interface NotSplit {
  /** Follows a colon. */
  readonly why: string
}

/** The step's flake, ready to be split. */
export interface WrappedFlake {
  readonly original: Original
  /** The directory of the wrapper flakes, which have it as their input. */
  readonly folder: string
  /** The step's arguments for the wrapper flakes. */
  readonly args: readonly string[]
  /** The wrapper flake that lists its outputs. */
  readonly names: string
}

/**
 * Prepares wrapper flakes, which have the flake of a step as their input.
 * @param systems whose attributes are wanted; undefined: all
 * @returns why not, if Nix cannot read the flake, or reads it differently as an input
 */
export async function wrap(
  run: StepRun,
  systems: readonly string[] | undefined,
): Promise<WrappedFlake | NotSplit> {
  const metadata = await metadataOf(run, flakeOf(run.step), run.step.args)
  if (!metadata) return { why: 'Nix cannot read it' }
  const folder = run.privatePath(`each-${randomUUID()}`)
  const args = wrappedArguments(run.step.args, ORIGINAL)
  const lister = (original: Original) => namesFlake(original, systems)
  const bare = { url: urlOf(metadata), nixConfig: {} }
  const [original, outer] = await Promise.all([
    originalOf(run, metadata),
    writeFlake(join(folder, 'bare'), lister(bare)).then(url => metadataOf(run, url, args)),
  ])
  if (!original) return { why: 'Nix cannot read its nixConfig' }
  const names = await writeFlake(join(folder, 'names'), lister(original))
  return outer && isSameFlake(metadata, outer)
    ? { original, folder, args, names }
    : { why: DIFFERS_AS_INPUT }
}

const DIFFERS_AS_INPUT = 'with these args Nix reads it differently as an input of another flake'

function isSameFlake({ locks, locked }: Metadata, outer: Metadata): boolean {
  const node = outer.locks.nodes[outer.locks.root]?.inputs?.[ORIGINAL]
  const other = outer.locks.nodes[String(node)]?.locked as Metadata['locked'] | undefined
  // Determinate Nix reports no hash of the flake itself.
  const isSame = [other?.narHash, undefined].includes(locked.narHash) && locked.rev === other?.rev
  return isSame && hasSameInputs(locks, outer.locks, ORIGINAL)
}

/**
 * The outputs of the flake with their attribute names, or null for those that do not evaluate.
 * @returns undefined if the outputs cannot be listed
 */
export async function namesOf(
  run: StepRun,
  wrapped: WrappedFlake,
): Promise<Readonly<Record<string, OutputNames>> | undefined> {
  const all = await ask<Record<string, OutputNames>>(run, wrapped, 'names')
  if (all) return all
  const top = await ask<string[]>(run, wrapped, 'top')
  const names: Record<string, OutputNames> = {}
  for (const output of top ?? []) {
    const one = await ask<OutputNames>(run, wrapped, `names.${JSON.stringify(output)}`)
    names[output] = one ?? null
  }
  return top && names
}

function ask<T>(
  run: StepRun,
  { names, args }: WrappedFlake,
  attribute: string,
): Promise<T | undefined> {
  return run.json(['nix', 'eval', '--json', `${names}#${attribute}`, ...readingArguments(args)])
}

/**
 * Writes a flake into a directory of its own: old versions of Nix do not know `path:…?dir=`.
 * @returns its reference
 */
export async function writeFlake(folder: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'flake.nix'), text)
  return `path:${pathToFileURL(folder).pathname}`
}
