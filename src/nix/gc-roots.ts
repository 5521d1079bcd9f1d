import { existsSync } from 'node:fs'
import { mkdir, readdir, readlink, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { runShort } from '../host/process/short.ts'
import { formatError } from '../lib/errors.ts'
import type { ActionContext } from '../model/context.ts'
import { PRIVATE_DIR, RUN_DIR_PREFIX } from '../runner/state.ts'
import type { Nix, Programs } from './nix.ts'
import { Store } from './store.ts'

/** Where Nix lists the links that keep paths from being collected. */
const LISTED = '/nix/var/nix/gcroots/auto'
/** Arguments of one call: far below what a kernel takes. */
const BATCH = 500

/**
 * GC roots of this job, as links in a folder that post removes: on a store that others use too, a garbage collection
 * between two steps leaves what this job has built and fetched. (nix-store(1), --add-root)
 */
export class Roots {
  readonly #nix: Programs & Pick<Nix, 'install'>
  readonly #env: Readonly<Record<string, string>>
  readonly #ctx: Pick<ActionContext, 'folder' | 'logger'>
  readonly #kept = new Set<string>()
  #number = 0
  #hasFailed = false

  /** @param env with the settings of Nix, without credentials */
  constructor(
    nix: Programs & Pick<Nix, 'install'>,
    env: Readonly<Record<string, string>>,
    ctx: Pick<ActionContext, 'folder' | 'logger'>,
  ) {
    this.#nix = nix
    this.#env = env
    this.#ctx = ctx
  }

  /** Whether others may collect garbage in this store: it was there before this job. */
  get isShared(): boolean {
    return this.#nix.install === 'found'
  }

  /** A link that is not there yet, for a call of Nix that makes its own roots (`--out-link`, `--add-root`). */
  async link(name: string): Promise<string> {
    const folder = join(this.#ctx.folder, 'roots')
    await mkdir(folder, { recursive: true })
    return join(folder, `${name}-${this.#number++}`)
  }

  /** Keeps paths that are in a shared store; those that are not there are passed over. Never throws. */
  async keep(paths: readonly string[]): Promise<void> {
    if (!this.isShared) return
    const fresh = [...new Set(paths)].filter(
      path => path.startsWith('/nix/store/') && !this.#kept.has(path) && existsSync(path),
    )
    for (const path of fresh) this.#kept.add(path)
    try {
      for (let first = 0; first < fresh.length; first += BATCH)
        await this.#add(fresh.slice(first, first + BATCH))
    } catch (error) {
      if (!this.#hasFailed)
        this.#ctx.logger.notice(
          `A garbage collection on this machine may remove what this job built: Nix made no GC roots. ${formatError(error)}`,
          'GC roots',
        )
      this.#hasFailed = true
    }
  }

  /** What another job is making is there and not yet valid: that is looked for only where it is in the way. */
  async #add(paths: readonly string[], areValid = false): Promise<void> {
    const root = ['--add-root', await this.link('kept'), '--indirect']
    const argv = [join(this.#nix.bin, 'nix-store'), '--realise', ...root, ...paths]
    const { code, stderr } = await runShort(argv, { env: this.#env, cwd: '/' })
    if (code === 0) return
    if (areValid) throw new Error(`nix-store --add-root: ${stderr.trim().slice(-500)}`)
    const valid = await new Store(this.#nix, this.#env).valid(paths)
    if (valid.length > 0) await this.#add(valid, true)
  }
}

/** The folders of other jobs that use the action on this store now; what they keep tells of them. */
export async function otherJobs(own: string): Promise<string[]> {
  const names = await readdir(LISTED).catch(() => [])
  const targets = await Promise.all(names.map(name => readlink(join(LISTED, name)).catch(() => '')))
  const folders = targets.flatMap(
    target => new RegExp(`^(.*/${RUN_DIR_PREFIX}[^/]+/${PRIVATE_DIR})/`).exec(target)?.[1] ?? [],
  )
  const others = [...new Set(folders)].filter(folder => folder !== own)
  const there = await Promise.all(others.map(mayBeThere))
  return others.filter((_, index) => there[index])
}

/** Also where this user cannot look. */
async function mayBeThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code === 'EACCES',
  )
}
