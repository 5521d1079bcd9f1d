import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sourcePath } from '../../nix/hash.ts'

/** Bytes of a lock file that are read. */
const LARGEST = 4 << 20

/**
 * The store paths of a flake's locked inputs, which Nix looks for in caches before it fetches them. Those without a
 * hash (old locks, relative paths) have none.
 * @param text of a `flake.lock`
 */
export function inputPaths(text: string): string[] {
  const nodes = Object.values(record(record(parse(text)).nodes))
  const hashes = nodes.flatMap(node => record(record(node).locked).narHash ?? [])
  return [...new Set(hashes)].flatMap(hash => sourcePath(String(hash)) ?? [])
}

export interface LockedInputs {
  /** The folders that have any. */
  readonly flakes: readonly string[]
  /** Store paths. */
  readonly inputs: readonly string[]
}

/**
 * The inputs of the flakes in these folders. A cold runner fetches them all before it evaluates anything, and that is
 * slow beyond the network: a tree of 40,000 files (52 MB as tar.gz), from a server on the same machine, took Nix 2.8
 * 16.5 s and Nix 2.26 96 s, and from the store cache 5.8 s and 14 s, at 38 MB of the entry. To keep ~/.cache/nix
 * instead took 67 MB for about the same time with Nix 2.26, and spared Nix 2.8 nothing; and no hash holds it together.
 * Nix 2.35 (40,000 files, 6.3 MB as tar.gz) took 7.2 s to fetch them, 2.4 s from 7.5 MB of the entry, and 0.1 s from
 * ~/.cache/nix, at 15 MB; still what Nix trusts there, it does not check, and the store path it does.
 * The evaluation cache goes by the commit, so that a new commit finds nothing in it.
 */
export async function lockedInputs(folders: readonly string[]): Promise<LockedInputs> {
  const flakes: string[] = []
  const inputs: string[] = []
  for (const folder of folders) {
    const text = await readFile(join(folder, 'flake.lock'), 'utf8').catch(() => '')
    const paths = text.length <= LARGEST ? inputPaths(text) : []
    if (paths.length > 0) flakes.push(folder)
    inputs.push(...paths)
  }
  return { flakes, inputs: [...new Set(inputs)] }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
