import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isPresent } from '../host/access.ts'
import { runShort } from '../host/process/short.ts'
import { formatError } from '../lib/errors.ts'
import type { ActionContext } from '../model/context.ts'
import { PRIVATE_DIR, RUN_DIR_PREFIX } from '../runner/state.ts'
import type { Nix, Programs } from './nix.ts'
import { MAX_PATHS_PER_CALL, Store } from './store.ts'

/** Where Nix lists indirect GC roots. */
const AUTO_ROOTS = '/nix/var/nix/gcroots/auto'
/**
 * GC roots of this job, as links in a directory that post removes. On a shared store they protect what this job has built
 * and fetched from a garbage collection between steps. (nix-store(1), --add-root)
 */
export class Roots {
  readonly #nix: Programs & Pick<Nix, 'install' | 'mode'>
  readonly #env: Readonly<Record<string, string>>
  readonly #ctx: Pick<ActionContext, 'folder' | 'logger'>
  readonly #kept = new Set<string>()
  #number = 0
  #hasFailed = false
  #pending: Promise<unknown> = Promise.resolve()

  /** @param env with the settings of Nix, without credentials */
  constructor(
    nix: Programs & Pick<Nix, 'install' | 'mode'>,
    env: Readonly<Record<string, string>>,
    ctx: Pick<ActionContext, 'folder' | 'logger'>,
  ) {
    this.#nix = nix
    this.#env = env
    this.#ctx = ctx
  }

  /** Whether others may collect garbage in this store: it existed before this job. */
  get isShared(): boolean {
    return this.#nix.install === 'found'
  }

  /** A new link path, for a call of Nix that creates its own root (`--out-link`, `--add-root`). */
  async link(name: string): Promise<string> {
    const folder = join(this.#ctx.folder, 'roots')
    await mkdir(folder, { recursive: true })
    return join(folder, `${name}-${this.#number++}`)
  }

  /** Creates roots for paths in a shared store; skips missing paths. Never throws. */
  async keep(paths: readonly string[]): Promise<void> {
    if (!this.isShared) return
    const fresh = [...new Set(paths)].filter(
      path => path.startsWith('/nix/store/') && !this.#kept.has(path) && isPresent(path),
    )
    for (const path of fresh) this.#kept.add(path)
    try {
      for (let first = 0; first < fresh.length; first += MAX_PATHS_PER_CALL)
        await this.#add(fresh.slice(first, first + MAX_PATHS_PER_CALL))
    } catch (error) {
      if (!this.#hasFailed)
        this.#ctx.logger.notice(
          `A garbage collection on this machine may remove builds of this job: Nix could not create GC roots. ${formatError(error)}`,
          'GC roots',
        )
      this.#hasFailed = true
    }
  }

  /** The same while the job goes on. */
  keepSoon(paths: Promise<readonly string[]>): void {
    const pending = this.#pending
    this.#pending = Promise.all([pending, paths.then(all => this.keep(all)).catch(() => {})])
  }

  /** Waits for what is to be kept. */
  async settled(): Promise<void> {
    await this.#pending
  }

  /** Creates the links of indirect roots as Nix does, in a store of this user. @returns whether they are all there */
  async #linked(paths: readonly string[]): Promise<boolean> {
    try {
      // A store in which nothing had a root yet has no such folder.
      await mkdir(AUTO_ROOTS, { recursive: true })
      for (const path of paths) {
        const link = await this.link('kept')
        await symlink(path, link)
        await symlink(link, join(AUTO_ROOTS, randomUUID()))
      }
      return true
    } catch {
      return false
    }
  }

  /** Paths that another job is building exist but are not valid yet: filters them out only after a failure. */
  async #add(paths: readonly string[], areValid = false): Promise<void> {
    if (this.#nix.mode === 'single-user' && (await this.#linked(paths))) return
    const root = ['--add-root', await this.link('kept'), '--indirect']
    const argv = [join(this.#nix.bin, 'nix-store'), '--realise', ...root, ...paths]
    const { code, stderr } = await runShort(argv, { env: this.#env, cwd: '/' })
    if (code === 0) return
    if (areValid) throw new Error(`nix-store --add-root: ${stderr.trim().slice(-500)}`)
    const valid = await new Store(this.#nix, this.#env).valid(paths)
    if (valid.length > 0) await this.#add(valid, true)
  }
}

/** The directories of other jobs that are using the action on this store, found by their GC roots. */
export async function otherJobs(ours: string): Promise<string[]> {
  const names = await readdir(AUTO_ROOTS).catch(() => [])
  const targets = await Promise.all(
    names.map(name => readlink(join(AUTO_ROOTS, name)).catch(() => '')),
  )
  const folders = targets.flatMap(
    target => new RegExp(`^(.*/${RUN_DIR_PREFIX}[^/]+/${PRIVATE_DIR})/`).exec(target)?.[1] ?? [],
  )
  const others = [...new Set(folders)].filter(folder => folder !== ours)
  const exists = await Promise.all(others.map(mayExist))
  return others.filter((_, index) => exists[index])
}

/** True as well if this user may not read the parent directory. */
async function mayExist(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code === 'EACCES',
  )
}
