import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asMap, parseJson } from '../../lib/json.ts'
import { sourcePath } from '../../nix/hash.ts'

const MAX_LOCK_LENGTH = 4 << 20

/**
 * The store paths of a flake's locked inputs, which Nix searches in caches before it fetches them; inputs without a hash
 * (old locks, relative paths) are left out.
 * @param text of a `flake.lock`
 */
export function inputPaths(text: string): string[] {
  const nodes = Object.values(asMap(parseJson(text)?.nodes) ?? {})
  const hashes = nodes.flatMap(node => asMap(asMap(node)?.locked)?.narHash ?? [])
  return [...new Set(hashes)].flatMap(hash => sourcePath(String(hash)) ?? [])
}

export interface LockedInputs {
  /** The folders of flakes with locked inputs. */
  readonly flakes: readonly string[]
  /** Store paths. */
  readonly inputs: readonly string[]
}

/**
 * The locked inputs of the flakes in these folders. A cold runner fetches them all before it evaluates anything, which is
 * slow even without a network: a tree of 40,000 files (52 MB as tar.gz) from a server on the same machine took Nix 2.8
 * 16.5 s and Nix 2.26 96 s; from the store cache it took 5.8 s and 14 s, for 38 MB of the entry. Keeping ~/.cache/nix
 * instead took 67 MB and about the same time with Nix 2.26, and did not help Nix 2.8; and no hash protects it.
 * Nix 2.35 (40,000 files, 6.3 MB as tar.gz) took 7.2 s to fetch them, 2.4 s from 7.5 MB of the entry, and 0.1 s from
 * 15 MB of ~/.cache/nix; but Nix trusts that cache unchecked, and checks a store path.
 * The evaluation cache is keyed by the commit, so a new commit finds nothing in it.
 */
export async function lockedInputs(folders: readonly string[]): Promise<LockedInputs> {
  const flakes: string[] = []
  const inputs: string[] = []
  for (const folder of folders) {
    const text = await readFile(join(folder, 'flake.lock'), 'utf8').catch(() => '')
    const paths = text.length <= MAX_LOCK_LENGTH ? inputPaths(text) : []
    if (paths.length > 0) flakes.push(folder)
    inputs.push(...paths)
  }
  return { flakes, inputs: [...new Set(inputs)] }
}
