import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { capture } from '../../host/process/spawn.ts'
import { toNixBase32 } from '../../nix/hash.ts'
import {
  CACHE_INFO,
  fileHashOf,
  formatNarInfo,
  NAR_NAME,
  NARINFO_NAME,
  type NarInfo,
  parseNarInfo,
} from './narinfo.ts'
import { listTar, type TarFile } from './tar.ts'

/** A path in the store cache. */
export interface CachedPath {
  readonly info: NarInfo
  /** When it was first saved, in seconds since 1970. */
  readonly saved: number
  /** Bytes in the archive. */
  readonly bytes: number
}

/** The contents of an archive. */
export interface UnpackedStore {
  readonly paths: readonly CachedPath[]
  /** Short descriptions of contents that are ignored. */
  readonly dropped: readonly string[]
}

const MAX_NARINFO_BYTES = 1 << 20
/** Bytes copied at once. */
const CHUNK_BYTES = 1 << 20

/**
 * Unpacks an archive into a folder that Nix reads as a binary cache. Whoever made the archive, only regular files with
 * our two kinds of names are written, each narinfo is regenerated from its parsed fields, and each NAR has the hash in
 * its narinfo. Nix itself checks the content of the NAR (NarHash) when it reads it.
 * The file calls are synchronous, with a pause after each MiB: for hundreds of small files that is much faster.
 * @param folder must not exist
 * @param now seconds since 1970
 */
export async function unpackStoreCache(
  archive: string,
  folder: string,
  now: number = Date.now() / 1000,
): Promise<UnpackedStore> {
  await mkdir(folder, { mode: 0o755 })
  await mkdir(join(folder, 'nar'), { mode: 0o755 })
  await writeFile(join(folder, 'nix-cache-info'), CACHE_INFO, { flag: 'wx' })
  const file = openSync(archive, 'r')
  try {
    return await unpack(file, folder, now)
  } finally {
    closeSync(file)
  }
}

async function unpack(file: number, folder: string, now: number): Promise<UnpackedStore> {
  const { files, irregular, damage } = listTar(file)
  const byName = new Map(files.map(it => [it.name, it]))
  const dropped: string[] = []
  if (damage !== undefined) dropped.push(`the archive: ${damage}`)
  if (irregular > 0) dropped.push(`${irregular} entries that are not regular files`)
  const foreign = files.filter(({ name }) => !NARINFO_NAME.test(name) && !NAR_NAME.test(name))
  if (foreign.length > 0) dropped.push(`${foreign.length} files with unexpected names`)

  const paths: CachedPath[] = []
  // Paths with the same content share a file.
  const copied = new Map<string, string | undefined>()
  for (const entry of files.filter(({ name }) => NARINFO_NAME.test(name))) {
    const info = readNarInfo(file, entry, byName)
    const nar = typeof info === 'string' ? undefined : byName.get(info.url)
    if (typeof info === 'string' || !nar) {
      dropped.push(`${entry.name}: ${info}`)
      continue
    }
    if (!copied.has(info.url)) copied.set(info.url, await copyNar(file, nar, folder))
    const problem = copied.get(info.url)
    if (problem !== undefined) {
      dropped.push(`${info.url}: ${problem}`)
      continue
    }
    const saved = Math.min(Number.isNaN(entry.modified) ? 0 : entry.modified, now)
    const to = join(folder, entry.name)
    writeFileSync(to, formatNarInfo(info), { flag: 'wx' })
    utimesSync(to, saved, saved)
    paths.push({ info, saved, bytes: bytesOf(info) })
  }
  return { paths, dropped }
}

/** Size of a path in an archive in bytes, including the headers of its two files. */
export function bytesOf(info: NarInfo): number {
  const whole = (bytes: number) => 512 + Math.ceil(bytes / 512) * 512
  return whole(formatNarInfo(info).length) + whole(info.fileSize)
}

function readNarInfo(
  file: number,
  { name, offset, size }: TarFile,
  byName: ReadonlyMap<string, TarFile>,
): NarInfo | string {
  if (size > MAX_NARINFO_BYTES) return `too large (${size} bytes)`
  const text = Buffer.alloc(size)
  readSync(file, text, 0, size, offset)
  const info = parseNarInfo(text.toString('latin1'))
  if (typeof info === 'string') return info
  const [, hash] = NARINFO_NAME.exec(name) ?? []
  if (!info.path.startsWith(`/nix/store/${hash}-`)) return 'StorePath does not match its name'
  const nar = byName.get(info.url)
  if (!nar) return 'its NAR is missing'
  return nar.size === info.fileSize ? info : 'FileSize does not match its NAR'
}

/** @returns the problem, if there is one; then no narinfo refers to the file */
async function copyNar(
  file: number,
  { name, offset, size }: TarFile,
  folder: string,
): Promise<string | undefined> {
  const hash = createHash('sha256')
  const to = openSync(join(folder, name), 'wx', 0o644)
  try {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size))
    for (let done = 0; done < size; ) {
      const length = readSync(file, chunk, 0, Math.min(CHUNK_BYTES, size - done), offset + done)
      if (length === 0) return 'truncated'
      hash.update(chunk.subarray(0, length))
      writeSync(to, chunk, 0, length)
      done += length
      await yieldToEvents()
    }
  } finally {
    closeSync(to)
  }
  return toNixBase32(hash.digest()) === fileHashOf(name) ? undefined : 'FileHash does not match'
}

/** Paths to archive, and the folder of the cache that holds their files. */
export interface ArchiveSource {
  readonly folder: string
  readonly paths: readonly CachedPath[]
}

/**
 * Creates an archive of paths in cache folders. It is not compressed, because their NARs are.
 * @throws Error if tar fails
 */
export async function packStoreCache(
  archive: string,
  sources: readonly ArchiveSource[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  let flag = '-cf'
  for (const { folder, paths } of sources.filter(it => it.paths.length > 0)) {
    const names = new Set(paths.flatMap(({ info }) => [`${hashOf(info.path)}.narinfo`, info.url]))
    const list = `${archive}.names`
    await writeFile(list, [...names].map(name => `${name}\n`).join(''))
    const argv = ['tar', '--format=ustar', flag, archive, '-C', folder, '-T', list]
    // Without it, tar on macOS adds a file with attributes for each file.
    const { code, stderr } = await capture(argv, { env: { ...env, COPYFILE_DISABLE: '1' } })
    if (code !== 0) throw new Error(`tar exited with ${code}: ${stderr.trim().slice(-300)}`)
    flag = '-rf'
  }
}

/** The hash of a store path, which names its narinfo. */
export function hashOf(path: string): string {
  return path.slice('/nix/store/'.length, '/nix/store/'.length + 32)
}
