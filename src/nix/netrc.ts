import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Executor, root } from '../host/executor.ts'
import { formatError } from '../lib/errors.ts'
import type { ActionContext } from '../model/context.ts'
import { parseConf, type Setting } from './conf.ts'
import type { Nix } from './nix.ts'
import { DAEMON_NETRC } from './paths.ts'

/**
 * The one file that a Cachix token is ever in, because Nix reads nothing else: for a private cache, and gone before the
 * first command of the project. Evaluation can read what the user can read, so a daemon's file belongs to root.
 */
export class Netrc {
  readonly #nix: Nix
  #executor: Executor
  readonly #ctx: ActionContext
  #written: 'none' | 'own' | 'root' = 'none'
  /** Whether there was one, and is not any more. */
  wasRemoved = false

  constructor(nix: Nix, executor: Executor, ctx: ActionContext) {
    this.#nix = nix
    this.#executor = executor
    this.#ctx = ctx
  }

  get #path(): string {
    return join(this.#ctx.folder, 'netrc')
  }

  /** @returns the settings that it needs; never throws */
  async write(text: string): Promise<Setting[]> {
    try {
      if (this.#nix.mode === 'single-user') {
        await writeFile(this.#path, text, { mode: 0o600 })
        this.#written = 'own'
        return [{ name: 'netrc-file', value: this.#path }]
      }
      if (await this.#isOurDaemon()) {
        const script = `umask 077; cat >${DAEMON_NETRC}`
        await this.#executor.one({
          ...root('let the daemon read the private cache', '/bin/sh', '-c', script),
          input: text,
        })
        this.#written = 'root'
        return []
      }
      this.#ctx.logger.warning(
        'The private cache is not read: the daemon of the Nix that is on this machine takes its netrc-file from its administrator only. Everything else goes on.',
        'Private cache',
      )
    } catch (error) {
      this.#ctx.logger.warning(
        `The private cache is not read: ${formatError(error)}`,
        'Private cache',
      )
    }
    return []
  }

  /** One that this use has installed, or an earlier one of the action: its settings name the file, and root was there. */
  async #isOurDaemon(): Promise<boolean> {
    if (this.#nix.install === 'installed') return true
    const { settings } = parseConf(await readFile('/etc/nix/nix.conf', 'utf8').catch(() => ''))
    if (!settings.some(it => it.name === 'netrc-file' && it.value === DAEMON_NETRC)) return false
    const { env, cancel, logger } = this.#ctx
    const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo'
    this.#executor = new Executor(asRoot, env, cancel, logger)
    return true
  }

  async remove(): Promise<void> {
    this.wasRemoved = this.#written !== 'none'
    const isLix = this.#nix.flavor === 'lix'
    if (this.#written === 'own' && isLix) await writeFile(this.#path, '')
    else if (this.#written === 'own') await rm(this.#path, { force: true })
    if (this.#written === 'root')
      await (isLix ? emptyDaemonNetrc(this.#executor) : removeDaemonNetrc(this.#executor))
    this.#written = 'none'
  }
}

/** Lix (2.96) downloads nothing while its settings name a file that is not there. */
export async function emptyDaemonNetrc(executor: Executor): Promise<void> {
  const script = `umask 077; : >${DAEMON_NETRC}`
  await executor.one(root("empty the daemon's netrc", '/bin/sh', '-c', script))
}

/** Whether there is one with something in it. */
export async function holdsDaemonNetrc(): Promise<boolean> {
  const { size } = await stat(DAEMON_NETRC).catch(() => ({ size: 0 }))
  return size > 0
}

export async function removeDaemonNetrc(executor: Executor): Promise<void> {
  await executor.one(root("remove the daemon's netrc", 'rm', '-f', DAEMON_NETRC))
}
