import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capture } from '../../host/process/spawn.ts'
import type { PathInfo } from '../../nix/path-info.ts'
import { bytesOf, type CachedPath, hashOf } from './archive.ts'
import type { NixCallOptions } from './lazy-inputs.ts'
import { CACHE_INFO, parseNarInfo, stubNarInfo } from './narinfo.ts'

/** Paths per call: far below the kernel's limit on arguments. */
const MAX_PATHS_PER_CALL = 1000

/**
 * Packs store paths without their references into a folder that is a binary cache. Nix copies a path only if the cache
 * has its references, so each other reference gets a stub narinfo during the copy.
 * @param folder is created if needed
 * @throws Error with Nix's message
 */
export async function copyToFolder(
  infos: readonly PathInfo[],
  folder: string,
  { bin, env, cancel }: NixCallOptions,
): Promise<CachedPath[]> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'nix-cache-info'), CACHE_INFO)
  const narinfo = (path: string) => join(folder, `${hashOf(path)}.narinfo`)
  for (let first = 0; first < infos.length; first += MAX_PATHS_PER_CALL) {
    const batch = infos.slice(first, first + MAX_PATHS_PER_CALL)
    const inside = new Set(batch.map(({ path }) => path))
    const references = new Set(batch.flatMap(info => info.references))
    const outside = [...references].filter(path => !inside.has(path) && !existsSync(narinfo(path)))
    for (const path of outside) await writeFile(narinfo(path), stubNarInfo(path))
    const to = ['--to', `file://${folder}?compression=zstd`]
    const argv = [join(bin, 'nix'), 'copy', '--no-recursive', ...to, ...inside]
    const { code, stderr } = await capture(argv, { env, cwd: '/', cancel })
    if (code !== 0) throw new Error(`nix copy exited with ${code}: ${stderr.trim().slice(-500)}`)
    for (const path of outside) await rm(narinfo(path))
  }
  const saved = Math.floor(Date.now() / 1000)
  const paths: CachedPath[] = []
  for (const { path } of infos) {
    const info = parseNarInfo(await readFile(narinfo(path), 'latin1'))
    if (typeof info === 'string') throw new Error(`invalid narinfo of ${path} from Nix: ${info}`)
    paths.push({ info, saved, bytes: bytesOf(info) })
  }
  return paths
}
