import { constants } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, open, readlink, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { runShort } from '../../host/process/short.ts'

/** Limits of a copy. */
const MAX_FILES = 50_000
const MAX_BYTES = 2 ** 30

/** Settings with which git runs no hooks and needs no user name. */
const GIT_SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.autocrlf=false',
  'commit.gpgSign=false',
  'user.name=nix-ci',
  'user.email=nix-ci@localhost',
].flatMap(setting => ['-c', setting])
/** Keeps git from reading settings of the machine and the user. */
const GIT_ENVIRONMENT = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }

/** What is copied, and how. */
export interface SourceCopyOptions {
  /** The root of the repository, absolute. */
  readonly top: string
  /** Its tracked files, absolute. */
  readonly files: readonly string[]
  /** The parent directory of the copy, which keeps its name because `./.` is named after its directory. */
  readonly into: string
  /**
   * Whether the files are committed, as `fetchGit ./.` with a ref needs. Otherwise they are only staged, so that a flake
   * does not see a new revision with each change.
   */
  readonly isCommitted: boolean
  readonly env: Readonly<Record<string, string>>
}

/** A copy of the tracked files in a repository of its own, where they can be changed. */
export class SourceCopy {
  readonly top: string
  readonly #options: SourceCopyOptions
  /** Its regular files, absolute. */
  readonly #files: string[] = []

  private constructor(options: SourceCopyOptions) {
    this.#options = options
    this.top = join(options.into, basename(options.top))
  }

  /**
   * @returns undefined if it would be too large
   * @throws Error if a file cannot be copied, or git fails
   */
  static async make(options: SourceCopyOptions): Promise<SourceCopy | undefined> {
    const copy = new SourceCopy(options)
    if (options.files.length > MAX_FILES) return undefined
    await mkdir(copy.top, { recursive: true })
    let bytes = 0
    for (const file of options.files) {
      bytes += await copy.#take(file)
      if (bytes > MAX_BYTES) return undefined
    }
    await copy.#git('init', '--quiet')
    if (!options.isCommitted) await copy.#git('commit', '--quiet', '--allow-empty', '-m', 'empty')
    await copy.#record()
    return copy
  }

  /** Flips the executable bit of every file: it is part of a source, but does not matter to what reads the file. */
  async flipModes(): Promise<void> {
    for (const file of this.#files) await chmod(file, (await lstat(file)).mode ^ 0o111)
    await this.#record()
  }

  /** Appends an empty line to every file, which Nix, JSON and TOML ignore. */
  async addLines(): Promise<void> {
    for (const path of this.#files) {
      const file = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW)
      await file.write('\n').finally(() => file.close())
    }
    await this.#record()
  }

  async remove(): Promise<void> {
    await rm(this.#options.into, { recursive: true, force: true })
  }

  /** @returns bytes */
  async #take(file: string): Promise<number> {
    const target = join(this.top, relative(this.#options.top, file))
    const stat = await lstat(file).catch(() => undefined)
    if (!stat?.isFile() && !stat?.isSymbolicLink()) return 0
    await mkdir(dirname(target), { recursive: true })
    if (stat.isSymbolicLink()) {
      await symlink(await readlink(file), target)
      return 0
    }
    await copyFile(file, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    await chmod(target, 0o600 | (stat.mode & 0o100 ? 0o711 : 0o600))
    this.#files.push(target)
    return stat.size
  }

  async #record(): Promise<void> {
    await this.#git('add', '--all', '--force')
    if (this.#options.isCommitted)
      await this.#git('commit', '--quiet', '--allow-empty', '-m', 'all')
  }

  async #git(...words: string[]): Promise<void> {
    const env = { ...this.#options.env, ...GIT_ENVIRONMENT }
    const { code, stderr } = await runShort(['git', ...GIT_SETTINGS, '-C', this.top, ...words], {
      env,
    })
    if (code !== 0) throw new Error(`git ${words[0]} failed: ${stderr.trim()}`)
  }
}
