import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActionContext } from '../../model/context.ts'
import { type Derivation, derivationNames, readDerivations } from '../../nix/derivation.ts'
import type { Programs } from '../../nix/nix.ts'
import type { PathInfo } from '../../nix/path-info.ts'
import { Store } from '../../nix/store.ts'
import type { ActionsCache, Saved } from '../actions-cache/client.ts'
import { type CachedPath, type Part, packStoreCache } from './archive.ts'
import { copyToFolder } from './copy.ts'
import { entryKey } from './keys.ts'
import { readsLazily, storeInputs } from './lazy-inputs.ts'
import { ARCHIVE } from './restore.ts'
import { type Selection, select } from './selection.ts'

/** What this run has done to the store, and what it has restored. */
export interface SaveFacts {
  readonly nix: Programs
  /** Of our own calls of Nix. */
  readonly env: Readonly<Record<string, string>>
  /** Base names of derivations that were in the store before this run. */
  readonly before: ReadonlySet<string>
  /** Seconds since 1970. */
  readonly since: number
  /** Whether Nix takes from a cache also what says that it is quicker built. */
  readonly alwaysSubstitutes: boolean
  /** Folders of the flakes of this run that have a lock file, and the store paths of their locked inputs. */
  readonly flakes: readonly string[]
  readonly inputs: readonly string[]
  /** Whether every step so far did what it was to do, and evaluated all that it evaluates. */
  readonly isWhole: boolean
  readonly restored:
    | { readonly key: string; readonly folder: string; readonly paths: readonly CachedPath[] }
    | undefined
  /** What the keys of this job's entries begin with. */
  readonly job: string
  /** Bytes. */
  readonly limit: number
}

/** An entry that is to be made: nothing where the restored one is as good. */
export interface Plan extends Selection {
  readonly parts: readonly Part[]
}

/** Bytes of a NAR for one byte of its archive: what zstd seldom reaches. */
const RATIO = 4
/** Seconds that packing may take. */
const DEADLINE = 600

/**
 * Packs what this run built and chooses what the next entry holds.
 * @returns undefined where there is nothing to save that the restored entry has not
 * @throws Error where Nix fails
 */
export async function planSave(facts: SaveFacts, ctx: ActionContext): Promise<Plan | undefined> {
  const { before, restored, inputs, limit } = facts
  const names = (await derivationNames()).filter(name => !before.has(name))
  if (names.length === 0) return undefined
  const derivations = [...(await readDerivations(names)).values()]
  const have = restored?.paths ?? []
  const { nix, env } = facts
  const cancel = AbortSignal.any([ctx.cancel, AbortSignal.timeout(DEADLINE * 1000)])
  const isKept = new Set(have.map(({ info }) => info.path))
  const lacks = inputs.some(path => !isKept.has(path) && !existsSync(path))
  if (lacks && readsLazily(nix)) await storeInputs(facts.flakes, { bin: nix.bin, env, cancel })
  const fresh = await builtHere(derivations, isKept, facts)
  const folder = join(ctx.folder, 'store-cache-new')
  const built =
    fresh.length === 0 ? [] : await copyToFolder(fresh, folder, { bin: nix.bin, env, cancel })
  const usable = new Set([...derivations.flatMap(({ outputs }) => outputs), ...inputs])
  const sweep = facts.isWhole && before.size === 0
  const selection = select({ restored: have, built, usable, sweep, limit })
  if (isSame(selection.kept, have) && (have.length === 0 || restored?.key.startsWith(facts.job)))
    return undefined
  const isNew = new Set(built)
  return {
    ...selection,
    parts: [
      { folder: restored?.folder ?? '', paths: selection.kept.filter(it => !isNew.has(it)) },
      { folder, paths: selection.kept.filter(it => isNew.has(it)) },
    ],
  }
}

/** Puts the entry of a plan together and saves it. @throws Error where tar fails */
export async function saveStore(
  { kept, parts }: Plan,
  facts: Pick<SaveFacts, 'job' | 'restored'>,
  cache: ActionsCache,
  ctx: ActionContext,
): Promise<Saved> {
  const outgoing = join(ctx.folder, 'store-cache-out')
  try {
    await mkdir(outgoing, { mode: 0o700 })
    const file = join(outgoing, ARCHIVE)
    await packStoreCache(file, parts, ctx.env)
    const paths = kept.map(({ info }) => info.path)
    return await cache.save({ file, key: entryKey(facts.job, paths, facts.restored?.key ?? '') })
  } finally {
    await rm(outgoing, { recursive: true, force: true })
  }
}

/** Removes what was packed. */
export async function clearSave({ folder }: Pick<ActionContext, 'folder'>): Promise<void> {
  await rm(join(folder, 'store-cache-new'), { recursive: true, force: true })
}

/**
 * Outputs that this job built: no cache had them. Downloads with a known hash are among them where no cache had those
 * either; a change of a source would fetch them again. And the inputs of its flakes.
 */
async function builtHere(
  derivations: readonly Derivation[],
  have: ReadonlySet<string>,
  facts: SaveFacts,
): Promise<PathInfo[]> {
  const { nix, env, alwaysSubstitutes, inputs, since, limit } = facts
  const taken = derivations.filter(({ isLocalOnly }) => alwaysSubstitutes || !isLocalOnly)
  const wanted = new Set([...taken.flatMap(({ outputs }) => outputs), ...inputs])
  const there = [...wanted].filter(path => !have.has(path) && existsSync(path))
  if (there.length === 0) return []
  const store = new Store(nix, env)
  const infos = await store.infos(await store.valid(there))
  const isInput = new Set(inputs)
  return infos.filter(({ path, ultimate, registered, narSize, contentAddressed }) => {
    const isOurs = isInput.has(path) ? contentAddressed : ultimate && registered >= since
    return isOurs && narSize <= limit * RATIO
  })
}

function isSame(one: readonly CachedPath[], other: readonly CachedPath[]): boolean {
  const paths = new Set(other.map(({ info }) => info.path))
  return one.length === paths.size && one.every(({ info }) => paths.has(info.path))
}
