import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActionContext } from '../../model/context.ts'
import { type Derivation, derivationNames, readDerivations } from '../../nix/derivation.ts'
import type { Programs } from '../../nix/nix.ts'
import type { PathInfo } from '../../nix/path-info.ts'
import { Store } from '../../nix/store.ts'
import type { ActionsCache, Saved } from '../actions-cache/client.ts'
import { type ArchiveSource, type CachedPath, packStoreCache } from './archive.ts'
import { copyToFolder } from './copy.ts'
import { entryKey } from './keys.ts'
import { readsLazily, storeInputs } from './lazy-inputs.ts'
import { ARCHIVE } from './restore.ts'
import { type Selection, selectKept } from './selection.ts'

/** What this run built and restored. */
export interface SaveFacts {
  readonly nix: Programs
  /** For our own calls of Nix. */
  readonly env: Readonly<Record<string, string>>
  /** Base names of derivations that were in the store before this run. */
  readonly before: ReadonlySet<string>
  /** Seconds since 1970. */
  readonly since: number
  /** Whether Nix substitutes even derivations with `allowSubstitutes = false`. */
  readonly alwaysSubstitutes: boolean
  /** Folders of the flakes of this run that have a lock file, and the store paths of their locked inputs. */
  readonly flakes: readonly string[]
  readonly inputs: readonly string[]
  /** Whether every step so far succeeded, and so evaluated everything that it uses. */
  readonly isComplete: boolean
  readonly restored:
    | { readonly key: string; readonly folder: string; readonly paths: readonly CachedPath[] }
    | undefined
  /** The prefix of this job's keys. */
  readonly job: string
  /** Bytes. */
  readonly limit: number
}

/** The contents of the next entry. */
export interface SavePlan extends Selection {
  readonly sources: readonly ArchiveSource[]
}

/** Bytes of a NAR per byte of its archive: zstd seldom achieves more. */
const MAX_COMPRESSION_RATIO = 4
/** Seconds that packing may take. */
const PACK_TIMEOUT_S = 600

/**
 * Packs what this run built and chooses the contents of the next entry.
 * @returns undefined if the restored entry already has it all
 * @throws Error if Nix fails
 */
export async function planSave(
  facts: SaveFacts,
  ctx: ActionContext,
): Promise<SavePlan | undefined> {
  const { before, restored, inputs, limit } = facts
  const names = (await derivationNames()).filter(name => !before.has(name))
  if (names.length === 0) return undefined
  const derivations = [...(await readDerivations(names)).values()]
  const existing = restored?.paths ?? []
  const { nix, env } = facts
  const cancel = AbortSignal.any([ctx.cancel, AbortSignal.timeout(PACK_TIMEOUT_S * 1000)])
  const options = { bin: nix.bin, env, cancel }
  const isKept = new Set(existing.map(({ info }) => info.path))
  const lacks = inputs.some(path => !isKept.has(path) && !existsSync(path))
  if (lacks && readsLazily(nix)) await storeInputs(facts.flakes, options)
  const fresh = await builtHere(derivations, isKept, facts)
  const folder = join(ctx.folder, 'store-cache-new')
  const built = fresh.length === 0 ? [] : await copyToFolder(fresh, folder, options)
  const usable = new Set([...derivations.flatMap(({ outputs }) => outputs), ...inputs])
  const sweep = facts.isComplete && before.size === 0
  const selection = selectKept({ restored: existing, built, usable, sweep, limit })
  const isOfJob = existing.length === 0 || restored?.key.startsWith(facts.job)
  if (isOfJob && isSame(selection.kept, existing)) return undefined
  const isNew = new Set(built)
  return {
    ...selection,
    sources: [
      { folder: restored?.folder ?? '', paths: selection.kept.filter(it => !isNew.has(it)) },
      { folder, paths: selection.kept.filter(it => isNew.has(it)) },
    ],
  }
}

/** Archives and saves the entry. @throws Error if tar fails */
export async function saveStore(
  { kept, sources }: SavePlan,
  facts: Pick<SaveFacts, 'job' | 'restored'>,
  cache: ActionsCache,
  ctx: ActionContext,
): Promise<Saved> {
  const outgoing = join(ctx.folder, 'store-cache-out')
  try {
    await mkdir(outgoing, { mode: 0o700 })
    const file = join(outgoing, ARCHIVE)
    await packStoreCache(file, sources, ctx.env)
    const paths = kept.map(({ info }) => info.path)
    return await cache.save({ file, key: entryKey(facts.job, paths, facts.restored?.key ?? '') })
  } finally {
    await rm(outgoing, { recursive: true, force: true })
  }
}

/** Removes the packed paths. */
export async function clearSave({ folder }: Pick<ActionContext, 'folder'>): Promise<void> {
  await rm(join(folder, 'store-cache-new'), { recursive: true, force: true })
}

/**
 * The outputs that this job built because no cache had them, including fixed-output downloads, which a changed source
 * would fetch again, and the inputs of its flakes.
 */
async function builtHere(
  derivations: readonly Derivation[],
  have: ReadonlySet<string>,
  facts: SaveFacts,
): Promise<PathInfo[]> {
  const { nix, env, alwaysSubstitutes, inputs, since, limit } = facts
  const taken = derivations.filter(({ isLocalOnly }) => alwaysSubstitutes || !isLocalOnly)
  const wanted = new Set([...taken.flatMap(({ outputs }) => outputs), ...inputs])
  const existing = [...wanted].filter(path => !have.has(path) && existsSync(path))
  if (existing.length === 0) return []
  const store = new Store(nix, env)
  const infos = await store.infos(await store.valid(existing))
  const isInput = new Set(inputs)
  return infos.filter(({ path, ultimate, registered, narSize, contentAddressed }) => {
    const isOurs = isInput.has(path) ? contentAddressed : ultimate && registered >= since
    return isOurs && narSize <= limit * MAX_COMPRESSION_RATIO
  })
}

function isSame(one: readonly CachedPath[], other: readonly CachedPath[]): boolean {
  const paths = new Set(other.map(({ info }) => info.path))
  return one.length === paths.size && one.every(({ info }) => paths.has(info.path))
}
