import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capture } from '../../host/process/spawn.ts'
import type { PathInfo } from '../../nix/path-info.ts'
import { bytesOf, type CachedPath, hashOf } from './archive.ts'
import { CACHE_INFO, parseNarInfo, stubNarInfo } from './narinfo.ts'

/** Paths of one call: far below what a kernel takes as arguments. */
const BATCH = 1000

export interface CopyOptions {
  /** The folder of Nix's programs. */
  readonly bin: string
  readonly env: Readonly<Record<string, string>>
  readonly cancel: AbortSignal
}

/**
 * Packs store paths, and nothing that they refer to, into a folder that is a binary cache. Nix copies a path only where
 * the cache has its references; for those that belong elsewhere a narinfo stands in while it does.
 * @param folder is made where it does not exist
 * @throws Error with what Nix said
 */
export async function copyToFolder(
  infos: readonly PathInfo[],
  folder: string,
  { bin, env, cancel }: CopyOptions,
): Promise<CachedPath[]> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'nix-cache-info'), CACHE_INFO)
  const narinfo = (path: string) => join(folder, `${hashOf(path)}.narinfo`)
  for (let first = 0; first < infos.length; first += BATCH) {
    const batch = infos.slice(first, first + BATCH)
    const own = new Set(batch.map(({ path }) => path))
    const named = new Set(batch.flatMap(({ references }) => references))
    const outside = [...named].filter(path => !own.has(path) && !existsSync(narinfo(path)))
    for (const path of outside) await writeFile(narinfo(path), stubNarInfo(path))
    const to = ['--to', `file://${folder}?compression=zstd`]
    const argv = [join(bin, 'nix'), 'copy', '--no-recursive', ...to, ...own]
    const { code, stderr } = await capture(argv, { env, cwd: '/', cancel })
    if (code !== 0) throw new Error(`nix copy ended with ${code}: ${stderr.trim().slice(-500)}`)
    for (const path of outside) await rm(narinfo(path))
  }
  const saved = Math.floor(Date.now() / 1000)
  const paths: CachedPath[] = []
  for (const { path } of infos) {
    const info = parseNarInfo(await readFile(narinfo(path), 'latin1'))
    if (typeof info === 'string') throw new Error(`Nix wrote a narinfo of ${path} where ${info}`)
    paths.push({ info, saved, bytes: bytesOf(info) })
  }
  return paths
}
