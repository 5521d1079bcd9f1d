import { stat, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { bytesText } from '../lib/format.ts'
import type { ActionContext } from '../model/context.ts'
import { homeOf } from './home.ts'
import { capture } from './process/spawn.ts'

/** For finding out what uses a disk. */
const USAGE_TIMEOUT_MS = 5000
const MAX_DIRECTORIES_SHOWN = 5
const MIN_BYTES_SHOWN = 1e6

/** Checks the disks that a job needs, and warns before one is full. */
export class DiskWatch {
  readonly #ctx: Pick<ActionContext, 'env' | 'logger'>
  readonly #places: readonly string[]
  /** Devices. */
  readonly #reported = new Set<number>()

  private constructor(ctx: Pick<ActionContext, 'env' | 'logger'>, workspace: string) {
    this.#ctx = ctx
    const temp = ctx.env.RUNNER_TEMP
    this.#places = ['/nix', '/tmp', tmpdir(), workspace, ...(temp ? [temp] : [])]
  }

  /** @param workspace GITHUB_WORKSPACE */
  static async start(
    ctx: Pick<ActionContext, 'env' | 'logger'>,
    workspace: string,
  ): Promise<DiskWatch> {
    const watch = new DiskWatch(ctx, workspace)
    await watch.check()
    return watch
  }

  /** Warns once per file system. Never throws. */
  async check(): Promise<void> {
    const spaces = await this.#spaces()
    for (const space of spaces.filter(isShort)) {
      if (this.#reported.has(space.device)) continue
      this.#reported.add(space.device)
      const largest = await this.#largestOn(space)
      const used = largest.length > 0 ? ` Used by ${largest.join(', ')}.` : ''
      this.#ctx.logger.warning(
        `Only ${freeText(space)}; builds and tests may run out of space.${used} Free space before the job (nix-collect-garbage removes unused store paths), or use a larger disk.`,
        'Disk space',
      )
    }
  }

  /** How much is free now, as a sentence for a failure. */
  async now(): Promise<string> {
    const spaces = await this.#spaces()
    return `Now ${spaces.map(freeText).join('; ')}.`
  }

  async #spaces(): Promise<Space[]> {
    return spacesOf(this.#places).catch(() => [])
  }

  /** Directories that tend to grow, largest first; one that takes too long to count is probably the largest. */
  async #largestOn({ device }: Space): Promise<string[]> {
    const { env } = this.#ctx
    const home = homeOf(env)
    const folders = [
      ...['/nix/store', '/var/lib/docker', '/var/cache', '/var/log', '/usr/local', '/opt', '/tmp'],
      ...['.cache', '.cargo', '.local'].map(name => join(home, name)),
      ...this.#places.slice(2),
    ]
    const cancel = AbortSignal.timeout(USAGE_TIMEOUT_MS)
    const counted = await Promise.all(
      [...new Set(folders)].map(async folder => {
        const existing = await stat(folder).catch(() => undefined)
        if (existing?.dev !== device) return { folder, bytes: 0 }
        const argv = ['du', '-skx', folder]
        // If it may not read everything, du prints the sum of the rest and exits with 1.
        const printed = await capture(argv, { env, cwd: '/', cancel }).catch(() => undefined)
        if (cancel.aborted) return { folder, bytes: Number.POSITIVE_INFINITY }
        return { folder, bytes: 1024 * (Number.parseInt(printed?.stdout ?? '', 10) || 0) }
      }),
    )
    return counted
      .filter(({ bytes }) => bytes >= MIN_BYTES_SHOWN)
      .toSorted((a, b) => b.bytes - a.bytes)
      .slice(0, MAX_DIRECTORIES_SHOWN)
      .map(({ folder, bytes }) => `${folder} (${amount(bytes)})`)
  }
}

function amount(bytes: number): string {
  return Number.isFinite(bytes) ? bytesText(bytes) : 'too many files to count'
}

/** A file system and its free space: bytes, and files (0 if it does not count them). */
export interface Space {
  /** The inspected paths that are on it. */
  readonly places: readonly string[]
  /** The kernel's number. */
  readonly device: number
  readonly free: number
  readonly bytes: number
  readonly freeFiles: number
  readonly files: number
}

/** What a build, a test and their downloads may need; a small file system is short of space below a quarter. */
const MIN_FREE_BYTES = 2e9
const MIN_FREE_FILES = 50000

/** Whether a build may soon run out of space or inodes. Pure. */
export function isShort(space: Space): boolean {
  const { freeFiles, files } = space
  return hasFewBytes(space) || freeFiles < Math.min(MIN_FREE_FILES, files / 4)
}

function hasFewBytes({ free, bytes }: Space): boolean {
  return free < Math.min(MIN_FREE_BYTES, bytes / 4)
}

/** `412 MB of 10 GB free on /nix and /tmp`. Pure. */
export function freeText(space: Space): string {
  const { places, free, bytes, freeFiles, files } = space
  const where = new Intl.ListFormat('en').format(places)
  const amounts =
    isShort(space) && !hasFewBytes(space)
      ? `${freeFiles} of ${files} inodes`
      : `${bytesText(free)} of ${bytesText(bytes)}`
  return `${amounts} free on ${where}`
}

/** The file systems of paths; a path that does not exist yet counts as its directory. */
export async function spacesOf(places: readonly string[]): Promise<Space[]> {
  const found = new Map<number, Space>()
  for (const place of new Set(places)) {
    const one = await spaceOf(place, place)
    const earlier = found.get(one.device)?.places ?? []
    found.set(one.device, { ...one, places: [...earlier, place] })
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
