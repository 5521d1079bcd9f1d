import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { homeOf } from '../host/home.ts'
import type { Environment } from '../model/context.ts'
import { formatConf } from './conf.ts'
import type { AccessToken } from './options.ts'

/**
 * NIX_USER_CONF_FILES with files of ours before the user's own. Of this list the first file has the last word, and
 * setting the variable replaces Nix's default list, so the user's files are named too. (nix.conf(5))
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
/** The caches of this job: written when Cachix has told of them, gone with the job. */
export const CACHES_CONF = 'caches.conf'

/** Whether an earlier use of the action in this job has left its settings to the later steps. */
export function isLaterUse({ NIX_USER_CONF_FILES = '' }: Environment): boolean {
  return NIX_USER_CONF_FILES.split(':').some(path => basename(path) === CACHES_CONF)
}

interface ConfFile {
  readonly path: string
  readonly text: string
}

/**
 * The file with the credentials for fetching; it is there only while something that may use it runs. Those of earlier
 * uses of the action in the same job come and go with it.
 */
export class TokenFile {
  /** Of this use; the file of that path may be absent. */
  readonly path: string
  readonly #files: readonly ConfFile[]

  private constructor(own: ConfFile, earlier: readonly ConfFile[]) {
    this.path = own.path
    this.#files = [own, ...earlier].filter(({ text }) => text !== '')
  }

  /** @param folder where the file will be */
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

  /** Puts the files there, readable for their owner only. */
  async write(): Promise<void> {
    await Promise.all(this.#files.map(putThere))
  }

  async remove(): Promise<void> {
    await Promise.all(this.#files.map(({ path }) => rm(path, { recursive: true, force: true })))
  }
}

/**
 * Under another name first, so that two calls of Nix at once find it whole. A command may have cleared RUNNER_TEMP, or
 * left a folder of that name.
 */
async function putThere({ path, text }: ConfFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = `${path}.${randomUUID()}`
  await writeFile(fresh, text, { mode: 0o600, flag: 'wx' })
  await rename(fresh, path).catch(async () => {
    await rm(path, { recursive: true, force: true })
    await rename(fresh, path)
  })
}
