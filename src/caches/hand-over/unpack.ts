import { closeSync, openSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { toNixBase32 } from '../../nix/hash.ts'
import {
  DamagedArchive,
  extractProven,
  type ListedPath,
  listHandOver,
  type ProvenPath,
} from './archive.ts'

/** Derivations with their closures in a folder that Nix reads as a binary cache. */
export interface UnpackedHandOver {
  readonly folder: string
  /** Those of the roots whose whole closure is there. */
  readonly derivations: readonly string[]
  /** The number of paths. */
  readonly paths: number
}

/**
 * Unpacks of an archive what is in the closure of the roots, and nothing else. Each path is proven by its own content and
 * references, so with the hashes in the names of the roots nothing can be put in anybody's place.
 * @param folder must not exist; is removed after a failure
 * @param roots derivations of the row
 * @throws DamagedArchive if a path is not what its name says
 */
export async function unpackHandOver(
  archive: string,
  folder: string,
  roots: readonly string[],
): Promise<UnpackedHandOver> {
  const file = openSync(archive, 'r')
  try {
    const listed = listHandOver(file)
    const closures = roots.map(root => closureOf(root, listed))
    const derivations = roots.filter((_, at) => closures[at] !== undefined)
    const wanted = new Map(
      closures.flatMap(closure => (closure ?? []).map(entry => [entry.path, entry] as const)),
    )
    await mkdir(join(folder, 'nar'), { recursive: true, mode: 0o755 })
    await writeFile(join(folder, 'nix-cache-info'), 'StoreDir: /nix/store\n', { flag: 'wx' })
    for (const entry of wanted.values()) {
      const hash = basename(entry.path).slice(0, 32)
      const url = `nar/${hash}.nar`
      const proven = await extractProven(file, entry, join(folder, url))
      await writeFile(join(folder, `${hash}.narinfo`), narInfo(entry, proven, url), { flag: 'wx' })
    }
    return { folder, derivations, paths: wanted.size }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  } finally {
    closeSync(file)
  }
}

/** A derivation and all that it refers to, itself last; undefined if something of it is not there. */
function closureOf(
  root: string,
  listed: ReadonlyMap<string, ListedPath>,
): ListedPath[] | undefined {
  const seen = new Map<string, ListedPath>()
  const waiting = [root]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    const entry = listed.get(path)
    if (!entry) return undefined
    if (path.endsWith('.drv') && entry.kind !== 'text')
      throw new DamagedArchive('a derivation is not a text')
    seen.set(path, entry)
    waiting.push(...entry.references)
  }
  return [...seen.values()].reverse()
}

function narInfo(
  { path, kind, references }: ListedPath,
  { contentHash, narHash, narSize }: ProvenPath,
  url: string,
): string {
  const method = kind === 'text' ? 'text' : 'fixed:r'
  const fields = {
    StorePath: path,
    URL: url,
    Compression: 'none',
    NarHash: `sha256:${toNixBase32(narHash)}`,
    NarSize: narSize,
    References: references.map(it => basename(it)).join(' '),
    CA: `${method}:sha256:${toNixBase32(contentHash)}`,
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`)
  return lines.join('')
}
