import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { bytesText } from '../lib/format.ts'

/** A file system and how much of it is left. Bytes, and files where it counts them (else 0). */
export interface Space {
  /** Of the places that were asked for those that lie on it. */
  readonly places: readonly string[]
  /** The number by which the kernel knows it. */
  readonly device: number
  readonly free: number
  readonly bytes: number
  readonly freeFiles: number
  readonly files: number
}

const GIGABYTE = 1e9
/** What a build, a test and what they fetch may well need; a small file system is short when three quarters are used. */
const LITTLE = 2 * GIGABYTE
const FEW_FILES = 50_000

/** Pure: whether a build may soon find no space, or no file to make. */
export function isShort({ free, bytes, freeFiles, files }: Space): boolean {
  return free < Math.min(LITTLE, bytes / 4) || freeFiles < Math.min(FEW_FILES, files / 4)
}

/** Pure: `412 MB of 10 GB are free where /nix and /tmp are`. */
export function tell(space: Space): string {
  const { places, free, bytes, freeFiles, files } = space
  const where = new Intl.ListFormat('en').format(places)
  const isByFiles = free >= Math.min(LITTLE, bytes / 4) && isShort(space)
  const left = isByFiles
    ? `${freeFiles} of ${files} files (inodes)`
    : `${bytesText(free)} of ${bytesText(bytes)}`
  return `${left} are free where ${where} ${places.length > 1 ? 'are' : 'is'}`
}

/** The file systems of places, each once; a place that is not there yet is where its folder is. */
export async function spacesOf(places: readonly string[]): Promise<Space[]> {
  const found = new Map<number, Space>()
  for (const place of new Set(places)) {
    const one = await spaceOf(place, place)
    const there = found.get(one.device)
    found.set(one.device, { ...one, places: [...(there?.places ?? []), place] })
  }
  return [...found.values()]
}

async function spaceOf(place: string, path: string): Promise<Space> {
  try {
    const [{ dev: device }, { bsize, bavail, blocks, files, ffree }] = await Promise.all([
      stat(path),
      statfs(path),
    ])
    const free = bavail * bsize
    return { places: [place], device, free, bytes: blocks * bsize, freeFiles: ffree, files }
  } catch (error) {
    if (dirname(path) === path) throw error
    return spaceOf(place, dirname(path))
  }
}
