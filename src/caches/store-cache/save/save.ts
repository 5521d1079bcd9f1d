import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isPresent } from '../../../host/access.ts'
import type { ActionContext } from '../../../model/context.ts'
import { derivationNames, readDerivations } from '../../../nix/derivation.ts'
import type { PathInfo } from '../../../nix/path-info.ts'
import type { RawEntries, Saved } from '../../actions-cache/client.ts'
import { contentHash } from '../content/hash.ts'
import { MANIFEST_NAME, manifestKeys } from '../keys.ts'
import { readsLazily, storeInputs } from '../lazy-inputs.ts'
import { formatManifest } from '../manifest/format.ts'
import {
  type ContentPlace,
  type Manifest,
  placesOf,
  type StoredFrame,
  type StoredPack,
  type StoredPath,
} from '../manifest/manifest.ts'
import { type PackReader, unpackFrame } from '../packs/reader.ts'
import { bytesNeeded, type PackPlan, planPacks, type Selection, selectKept } from '../selection.ts'
import { type BuiltRules, isBuilt, validOutputs } from './built.ts'
import { saveEntry } from './entry.ts'
import type { PathPacker } from './packer.ts'

/** What this run built and restored. */
export interface SaveFacts extends BuiltRules {
  /** Base names of derivations that were in the store before this run. */
  readonly before: ReadonlySet<string>
  /** Folders of the flakes of this run that have a lock file, and the store paths of their locked inputs. */
  readonly flakes: readonly string[]
  readonly inputs: readonly string[]
  /** Whether every step so far succeeded, and so evaluated everything that it uses. */
  readonly isComplete: boolean
  readonly restored: RestoredFacts
  /** The prefix of this job's keys. */
  readonly job: string
  /** The input `store-cache-size`, in bytes. */
  readonly limit: number
}

/** What of the restored entry can be used. */
export interface RestoredFacts {
  /** Empty without one. */
  readonly key: string
  /** What can be had. */
  readonly manifest: Manifest
  /** Whether it names something that cannot be had. */
  readonly hasLost: boolean
  /** Contents that are not what they should be. */
  readonly damaged: ReadonlySet<string>
  readonly reader: PackReader | undefined
}

/** The next manifest, and what it does not have. */
export interface SavePlan extends Selection {
  readonly manifest: Manifest
}

/** Seconds that packing may take. */
const PACK_TIMEOUT_S = 600

/**
 * Packs what this run built and is not packed yet, and waits for the uploads.
 * @returns the paths that are still in use; undefined if this run evaluated nothing
 * @throws Error if Nix fails
 */
export async function packBuilt(
  packer: PathPacker,
  facts: SaveFacts,
  ctx: ActionContext,
): Promise<ReadonlySet<string> | undefined> {
  const { before, restored, inputs, nix, env } = facts
  const names = (await derivationNames()).filter(name => !before.has(name))
  if (names.length === 0) return undefined
  const cancel = AbortSignal.any([ctx.cancel, AbortSignal.timeout(PACK_TIMEOUT_S * 1000)])
  const have = new Set(restored.manifest.paths.map(({ path }) => path))
  const lacks = inputs.some(path => !have.has(path) && !existsSync(path))
  if (lacks && readsLazily(nix)) await storeInputs(facts.flakes, { bin: nix.bin, env, cancel })
  const derivations = names.map(name => `/nix/store/${name}`)
  const usable = await usablePaths(names, facts)
  const kept = restored.manifest.paths.filter(({ path }) => usable.has(path))
  packer.setRoom(facts.limit - bytesNeeded(kept, placesOf(restored.manifest.packs)))
  const skip = (path: string) => have.has(path) || packer.has(path)
  const isInput = new Set(inputs)
  const isOurs = (info: PathInfo) =>
    isInput.has(info.path) ? info.contentAddressed : isBuilt(info, facts)
  packer.offer((await validOutputs(derivations, inputs, skip, facts)).filter(isOurs))
  await packer.settled(PACK_TIMEOUT_S)
  await packer.finish()
  return usable
}

/**
 * The paths that are still in use. What depends on content-addressed outputs is named only by derivations that Nix makes
 * when it builds it, so what is in the store counts too.
 */
async function usablePaths(
  names: readonly string[],
  { inputs, restored }: SaveFacts,
): Promise<ReadonlySet<string>> {
  const outputs = [...(await readDerivations(names)).values()].flatMap(it => it.outputs)
  const paths = restored.manifest.paths.map(({ path }) => path)
  return new Set([...outputs, ...inputs, ...paths.filter(isPresent)])
}

/**
 * Chooses the next manifest, and has what is still needed of old packs written anew.
 * @returns undefined if the restored one says it all
 */
export async function planSave(
  packer: PathPacker,
  usable: ReadonlySet<string>,
  facts: SaveFacts,
): Promise<SavePlan | undefined> {
  const { restored, limit } = facts
  const existing = restored.manifest.paths
  const own = packer.uploads.there
  const selection = selectKept({
    restored: existing,
    built: packer.packed,
    usable,
    sweep: facts.isComplete && facts.before.size === 0,
    places: usablePlaces(own, restored),
    own,
    limit,
  })
  const all = [...own, ...restored.manifest.packs]
  const packs = planPacks(all, selection.live, limit, new Set(own))
  const isOfJob = restored.key === '' || restored.key.startsWith(facts.job)
  const isComplete = isOfJob && !restored.hasLost
  if (isComplete && isSame(selection.kept, existing)) return undefined
  if (packs.rewritten.length > 0 && restored.reader)
    return rewritten(selection, packs, restored.reader, packer)
  return { ...selection, manifest: { packs: packs.named, paths: selection.kept } }
}

/** Where contents are: what this run packed goes before what it restored. */
function usablePlaces(
  own: readonly StoredPack[],
  { manifest, damaged }: RestoredFacts,
): Map<string, ContentPlace> {
  const places = placesOf(manifest.packs)
  for (const hash of damaged) places.delete(hash)
  for (const [hash, place] of placesOf(own)) places.set(hash, place)
  return places
}

/** Frames that are read at once. */
const FRAMES_AHEAD = 32

/** Copies the frames that are needed of old packs to a new one. An old pack that has more is named again. */
async function rewritten(
  selection: Selection,
  { named, rewritten: old }: PackPlan,
  reader: PackReader,
  packer: PathPacker,
): Promise<SavePlan> {
  const places = [...new Map([...placesOf(old).values()].map(it => [it.frame, it])).values()]
  const needed = places.filter(({ frame }) => selection.live.has(frame))
  const before = new Set(packer.uploads.there)
  for (const [at, place] of needed.entries()) {
    if (!packer.uploads.hasRoom) break
    if (at % FRAMES_AHEAD === 0) reader.prefetch(needed.slice(at, at + 2 * FRAMES_AHEAD))
    const packed = await reader.packed(place).catch(() => undefined)
    if (packed && isRight(packed, place.frame)) packer.writer.addFrame(place.frame, packed)
    await packer.writer.drain()
  }
  await packer.finish()
  const packs = [...packer.uploads.there.filter(it => !before.has(it)), ...named]
  const there = placesOf(packs)
  const lacks = (frame: StoredFrame) =>
    selection.live.has(frame) && frame.contents.some(({ hash }) => !there.has(hash))
  const still = old.filter(({ frames }) => frames.some(lacks))
  return { ...selection, manifest: { packs: [...packs, ...still], paths: selection.kept } }
}

/** Whether a frame has the contents that the manifest says. */
function isRight(packed: Buffer, frame: StoredFrame): boolean {
  try {
    const bytes = unpackFrame(packed, frame)
    let at = 0
    return frame.contents.every(({ hash, size }) => {
      at += size
      return contentHash(bytes.subarray(at - size, at)) === hash
    })
  } catch {
    return false
  }
}

/**
 * The manifest of a run that was canceled: what it restored, and what it packed into packs that are whole.
 * @param used the paths that are still in use; undefined if that is not known
 */
export function planCancelled(
  packer: PathPacker,
  { restored, limit }: Pick<SaveFacts, 'restored' | 'limit'>,
  used?: ReadonlySet<string>,
): SavePlan {
  const own = packer.uploads.there
  const { paths, packs: old } = restored.manifest
  const usable = used ?? new Set(paths.map(({ path }) => path))
  const places = usablePlaces(own, restored)
  const candidates = { restored: paths, built: packer.packed, usable, sweep: false, places }
  const selection = selectKept({ ...candidates, own, limit })
  const packs = planPacks([...own, ...old], selection.live, limit, new Set(own))
  const named = [...packs.named, ...packs.rewritten]
  return { ...selection, manifest: { packs: named, paths: selection.kept } }
}

/**
 * Whether a manifest that lacks what could not be uploaded is worth saving: it has something new, and no other job saved
 * one meanwhile, which may have more.
 * @param newest the key of the newest manifest of this job when the run began; empty without one
 */
export async function isPartWanted(
  { kept }: SavePlan,
  { job, restored }: Pick<SaveFacts, 'job' | 'restored'>,
  newest: string,
  cache: RawEntries,
): Promise<boolean> {
  const before = new Set(restored.manifest.paths.map(({ path }) => path))
  if (kept.every(({ path }) => before.has(path))) return false
  const now = await newestOf(job, cache)
  return now !== undefined && now === newest
}

/** @returns the key of the newest manifest of a job; empty without one, undefined if it cannot be known */
export async function newestOf(job: string, cache: RawEntries): Promise<string | undefined> {
  const found = await cache.lookup({ name: MANIFEST_NAME, key: job })
  if (found.kind === 'hit') return found.key
  return found.kind === 'miss' ? '' : undefined
}

/**
 * Saves a manifest.
 * @param isRetry whether the upload to its first key failed
 */
export async function saveManifest(
  manifest: Manifest,
  { job, restored }: Pick<SaveFacts, 'job' | 'restored'>,
  cache: RawEntries,
  { folder, cancel }: Pick<ActionContext, 'folder' | 'cancel'>,
  isRetry = false,
): Promise<Saved & { readonly bytes: number }> {
  const outgoing = join(folder, 'store-cache-manifest')
  try {
    await mkdir(outgoing, { mode: 0o700 })
    const file = join(outgoing, MANIFEST_NAME)
    const bytes = formatManifest(manifest)
    await writeFile(file, bytes)
    const paths = manifest.paths.map(({ path }) => path)
    const keys = manifestKeys(job, paths, restored.key).slice(isRetry ? 1 : 0)
    const saved = await saveEntry(cache, { file, name: MANIFEST_NAME }, keys, cancel)
    return { ...saved, bytes: bytes.length }
  } finally {
    await rm(outgoing, { recursive: true, force: true })
  }
}

function isSame(one: readonly StoredPath[], other: readonly StoredPath[]): boolean {
  const paths = new Set(other.map(({ path }) => path))
  return one.length === paths.size && one.every(({ path }) => paths.has(path))
}
