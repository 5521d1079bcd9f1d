import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { homeOf } from '../host/home.ts'
import type { Environment } from '../model/context.ts'
import { formatConf } from './conf.ts'
import type { AccessToken } from './options.ts'

/**
 * NIX_USER_CONF_FILES with our files before the user's. The first file takes precedence, and setting the variable
 * replaces Nix's default list, so the user's files are listed too. (nix.conf(5))
 */
export function userConfFiles(ours: readonly string[], env: Environment): string {
  const folders = [
    env.XDG_CONFIG_HOME || join(homeOf(env), '.config'),
    ...(env.XDG_CONFIG_DIRS || '/etc/xdg').split(':'),
  ]
  const users =
    env.NIX_USER_CONF_FILES ?? folders.map(folder => join(folder, 'nix/nix.conf')).join(':')
  return [...ours, ...users.split(':').filter(file => file !== '' && !ours.includes(file))].join(
    ':',
  )
}

const TOKEN_FILE = 'tokens.conf'
/** Settings for the caches of this job: written once Cachix has described them, removed after the job. */
export const CACHES_CONF = 'caches.conf'

/** Whether this job has used the action before: its settings are in the environment of later steps. */
export function isLaterUse({ NIX_USER_CONF_FILES = '' }: Environment): boolean {
  return NIX_USER_CONF_FILES.split(':').some(path => basename(path) === CACHES_CONF)
}

interface ConfFile {
  readonly path: string
  readonly text: string
}

/**
 * The file with the credentials for fetching; it exists only while something that may use it runs. The files of earlier
 * uses of the action in this job are written and removed together with it.
 */
export class TokenFile {
  /** Path of this use's file, which may not exist. */
  readonly path: string
  readonly #files: readonly ConfFile[]

  private constructor(ours: ConfFile, earlier: readonly ConfFile[]) {
    this.path = ours.path
    this.#files = [ours, ...earlier].filter(({ text }) => text !== '')
  }

  /** @param folder directory of the file */
  static async create(
    folder: string,
    tokens: readonly AccessToken[],
    env: Environment,
  ): Promise<TokenFile> {
    const value = tokens.map(({ host, token }) => `${host}=${token}`).join(' ')
    const text = value === '' ? '' : formatConf([{ name: 'extra-access-tokens', value }])
    const paths = (env.NIX_USER_CONF_FILES ?? '')
      .split(':')
      .filter(path => basename(path) === TOKEN_FILE)
    const read = async (path: string) => ({
      path,
      text: await readFile(path, 'utf8').catch(() => ''),
    })
    return new TokenFile(
      { path: join(folder, TOKEN_FILE), text },
      await Promise.all(paths.map(read)),
    )
  }

  /** Writes the files, readable by their owner only. */
  async write(): Promise<void> {
    await Promise.all(this.#files.map(writeAtomically))
  }

  async remove(): Promise<void> {
    await Promise.all(this.#files.map(({ path }) => rm(path, { recursive: true, force: true })))
  }
}

/**
 * Writes under another name first, so that concurrent calls of Nix never read a partial file. Copes with a command that
 * cleared RUNNER_TEMP or left a directory at this path.
 */
async function writeAtomically({ path, text }: ConfFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = `${path}.${randomUUID()}`
  await writeFile(fresh, text, { mode: 0o600, flag: 'wx' })
  await rename(fresh, path).catch(async () => {
    await rm(path, { recursive: true, force: true })
    await rename(fresh, path)
  })
}
