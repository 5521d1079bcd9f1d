import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
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

/** A path of the store cache. */
export interface CachedPath {
  readonly info: NarInfo
  /** When it was first saved, in seconds since 1970. */
  readonly saved: number
  /** Bytes in the archive. */
  readonly bytes: number
}

/** What came out of an archive. */
export interface Unpacked {
  readonly paths: readonly CachedPath[]
  /** What was in it and is not used, a few words each. */
  readonly dropped: readonly string[]
}

/** Bytes of a narinfo. */
const LARGEST_NARINFO = 1 << 20
/** Bytes that are copied at once. */
const PIECE = 1 << 20

/**
 * Unpacks an archive of ours into a folder that Nix reads as a binary cache. Whoever made the archive, only plain files
 * of our two kinds of names come out, each narinfo is written anew from what was understood of it, and each NAR has the
 * hash that its narinfo says. That the NAR's content is right Nix itself checks (NarHash) when it takes it.
 * The calls are those that block, with a breath after each MiB: for hundreds of small files that is quicker by far.
 * @param folder must not exist
 * @param now seconds since 1970
 */
export async function unpackStoreCache(
  archive: string,
  folder: string,
  now: number = Date.now() / 1000,
): Promise<Unpacked> {
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

async function unpack(file: number, folder: string, now: number): Promise<Unpacked> {
  const { files, strange, damage } = listTar(file)
  const byName = new Map(files.map(it => [it.name, it]))
  const dropped: string[] = []
  if (damage !== undefined) dropped.push(`the archive: ${damage}`)
  if (strange > 0) dropped.push(`${strange} entries that are no plain files`)
  const foreign = files.filter(({ name }) => !NARINFO_NAME.test(name) && !NAR_NAME.test(name))
  if (foreign.length > 0) dropped.push(`${foreign.length} files that no cache of ours has`)

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
    const trouble = copied.get(info.url)
    if (trouble !== undefined) {
      dropped.push(`${info.url}: ${trouble}`)
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

/** Bytes that a path takes in an archive, with the headers of its two files. */
export function bytesOf(info: NarInfo): number {
  const whole = (bytes: number) => 512 + Math.ceil(bytes / 512) * 512
  return whole(formatNarInfo(info).length) + whole(info.fileSize)
}

function readNarInfo(
  file: number,
  { name, offset, size }: TarFile,
  byName: ReadonlyMap<string, TarFile>,
): NarInfo | string {
  if (size > LARGEST_NARINFO) return `it has ${size} bytes`
  const text = Buffer.alloc(size)
  readSync(file, text, 0, size, offset)
  const info = parseNarInfo(text.toString('latin1'))
  if (typeof info === 'string') return info
  const [, hash] = NARINFO_NAME.exec(name) ?? []
  if (!info.path.startsWith(`/nix/store/${hash}-`)) return 'StorePath has another hash'
  const nar = byName.get(info.url)
  if (!nar) return 'its file is missing'
  return nar.size === info.fileSize ? info : `FileSize is not that of its file`
}

/** @returns what is wrong with it; then no narinfo names it */
async function copyNar(
  file: number,
  { name, offset, size }: TarFile,
  folder: string,
): Promise<string | undefined> {
  const hash = createHash('sha256')
  const to = openSync(join(folder, name), 'wx', 0o644)
  try {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, size))
    for (let done = 0; done < size; ) {
      const length = readSync(file, piece, 0, Math.min(PIECE, size - done), offset + done)
      if (length === 0) return 'it ends in the middle'
      hash.update(piece.subarray(0, length))
      writeSync(to, piece, 0, length)
      done += length
      await breathe()
    }
  } finally {
    closeSync(to)
  }
  return toNixBase32(hash.digest()) === fileHashOf(name) ? undefined : 'FileHash is not its own'
}

/** Files of one folder that go into an archive. */
export interface Part {
  readonly folder: string
  readonly paths: readonly CachedPath[]
}

/**
 * Makes an archive of paths that lie in folders of caches. Their NARs are compressed, so it is not.
 * @throws Error where tar cannot
 */
export async function packStoreCache(
  archive: string,
  parts: readonly Part[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  let flag = '-cf'
  for (const { folder, paths } of parts.filter(it => it.paths.length > 0)) {
    const names = new Set(paths.flatMap(({ info }) => [`${hashOf(info.path)}.narinfo`, info.url]))
    const list = `${archive}.names`
    await writeFile(list, [...names].map(name => `${name}\n`).join(''))
    const argv = ['tar', '--format=ustar', flag, archive, '-C', folder, '-T', list]
    // macOS's tar adds files with attributes of each file without it.
    const { code, stderr } = await capture(argv, { env: { ...env, COPYFILE_DISABLE: '1' } })
    if (code !== 0) throw new Error(`tar ended with ${code}: ${stderr.trim().slice(-300)}`)
    flag = '-rf'
  }
}

/** The hash of a store path, which its narinfo is named after. */
export function hashOf(path: string): string {
  return path.slice('/nix/store/'.length, '/nix/store/'.length + 32)
}
