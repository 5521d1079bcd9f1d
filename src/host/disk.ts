import { stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { bytesText } from '../lib/format.ts'
import type { ActionContext } from '../model/context.ts'
import { homeOf } from './home.ts'
import { capture } from './process/spawn.ts'

/** Milliseconds for finding out what uses a disk. */
const PATIENCE = 5000
const MOST = 5

/** Bytes: what uses less is not told of. */
const WORTH = 1e6

/** Looks at the disks that a job needs, and warns before one is full. */
export class DiskWatch {
  readonly #ctx: Pick<ActionContext, 'env' | 'logger'>
  readonly #places: readonly string[]
  readonly #told = new Set<number>()

  private constructor(ctx: Pick<ActionContext, 'env' | 'logger'>, workspace: string) {
    this.#ctx = ctx
    const temp = ctx.env.RUNNER_TEMP
    this.#places = ['/nix', '/tmp', tmpdir(), workspace, ...(temp ? [temp] : [])]
  }

  /**
   * Looks for the first time.
   * @param workspace GITHUB_WORKSPACE
   */
  static async begin(
    ctx: Pick<ActionContext, 'env' | 'logger'>,
    workspace: string,
  ): Promise<DiskWatch> {
    const watch = new DiskWatch(ctx, workspace)
    await watch.look()
    return watch
  }

  /** Warns of each file system once. Never throws. */
  async look(): Promise<void> {
    const spaces = await this.#spaces()
    for (const space of spaces.filter(isShort)) {
      if (this.#told.has(space.device)) continue
      this.#told.add(space.device)
      const users = await this.#usersOf(space)
      const used = users.length > 0 ? ` It is used by ${users.join(', ')}.` : ''
      this.#ctx.logger.warning(
        `Only ${tell(space)}: builds and tests may fail for lack of it.${used} Free some before the job (nix-collect-garbage removes what no job needs any more), or use a larger disk.`,
        'Disk space',
      )
    }
  }

  /** How much is left, in a sentence for a failure. */
  async now(): Promise<string> {
    const spaces = await this.#spaces()
    return `Now ${spaces.map(tell).join('; ')}.`
  }

  async #spaces(): Promise<Space[]> {
    return spacesOf(this.#places).catch(() => [])
  }

  /** What is known to grow, largest first; what is not counted in time is likely the largest. */
  async #usersOf({ device }: Space): Promise<string[]> {
    const { env } = this.#ctx
    const home = homeOf(env)
    const folders = [
      ...['/nix/store', '/var/lib/docker', '/var/cache', '/var/log', '/usr/local', '/opt', '/tmp'],
      ...['.cache', '.cargo', '.local'].map(name => join(home, name)),
      ...this.#places.slice(2),
    ]
    const cancel = AbortSignal.timeout(PATIENCE)
    const counted = await Promise.all(
      [...new Set(folders)].map(async folder => {
        const there = await stat(folder).catch(() => undefined)
        if (there?.dev !== device) return { folder, bytes: 0 }
        const argv = ['du', '-skx', folder]
        // What may not be read is left out, and du ends with 1.
        const printed = await capture(argv, { env, cwd: '/', cancel }).catch(() => undefined)
        if (cancel.aborted) return { folder, bytes: Number.POSITIVE_INFINITY }
        return { folder, bytes: 1024 * (Number.parseInt(printed?.stdout ?? '', 10) || 0) }
      }),
    )
    return counted
      .filter(({ bytes }) => bytes >= WORTH)
      .toSorted((a, b) => b.bytes - a.bytes)
      .slice(0, MOST)
      .map(({ folder, bytes }) => `${folder} (${amount(bytes)})`)
  }
}

function amount(bytes: number): string {
  return Number.isFinite(bytes) ? bytesText(bytes) : 'too many files to count'
}

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
const FEW_FILES = 50000

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
