import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesText } from '../lib/format.ts'
import type { Rim } from '../model/context.ts'
import { homeOf } from '../nix/home.ts'
import { capture } from '../process/spawn.ts'
import { isShort, type Space, spacesOf, tell } from './space.ts'

/** Milliseconds for finding out what uses a disk. */
const PATIENCE = 5000
const MOST = 5
/** Bytes: what uses less is not told of. */
const WORTH = 1e6

/** Looks at the disks that a job needs, and warns before one is full. */
export class DiskWatch {
  readonly #rim: Pick<Rim, 'env' | 'say'>
  readonly #places: readonly string[]
  readonly #told = new Set<number>()

  private constructor(rim: Pick<Rim, 'env' | 'say'>, workspace: string) {
    this.#rim = rim
    const temp = rim.env.RUNNER_TEMP
    this.#places = ['/nix', '/tmp', tmpdir(), workspace, ...(temp ? [temp] : [])]
  }

  /**
   * Looks for the first time.
   * @param workspace GITHUB_WORKSPACE
   */
  static async begin(rim: Pick<Rim, 'env' | 'say'>, workspace: string): Promise<DiskWatch> {
    const watch = new DiskWatch(rim, workspace)
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
      this.#rim.say.warning(
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
    const { env } = this.#rim
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
