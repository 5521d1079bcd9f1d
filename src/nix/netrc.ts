import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Executor, root } from '../host/executor.ts'
import { formatError } from '../lib/errors.ts'
import type { ActionContext } from '../model/context.ts'
import { parseConf, type Setting } from './conf.ts'
import type { Nix } from './nix.ts'
import { DAEMON_NETRC, SYSTEM_CONF } from './paths.ts'

/**
 * The only file that ever contains a Cachix token: Nix needs it to read a private cache. Removed before the first command
 * of the project. Evaluation can read whatever the user can read, so the daemon's file belongs to root.
 */
export class Netrc {
  readonly #nix: Nix
  #executor: Executor
  readonly #ctx: ActionContext
  #writtenBy: 'none' | 'user' | 'root' = 'none'
  /** Whether one was written and has been removed. */
  wasRemoved = false

  constructor(nix: Nix, executor: Executor, ctx: ActionContext) {
    this.#nix = nix
    this.#executor = executor
    this.#ctx = ctx
  }

  get #path(): string {
    return join(this.#ctx.folder, 'netrc')
  }

  /** @returns the settings that refer to it; never throws */
  async write(text: string): Promise<Setting[]> {
    try {
      if (this.#nix.mode === 'single-user') {
        await writeFile(this.#path, text, { mode: 0o600 })
        this.#writtenBy = 'user'
        return [{ name: 'netrc-file', value: this.#path }]
      }
      if (await this.#isOurDaemon()) {
        const script = `umask 077; cat >${DAEMON_NETRC}`
        await this.#executor.one({
          ...root("Writing the daemon's netrc for the private cache", '/bin/sh', '-c', script),
          input: text,
        })
        this.#writtenBy = 'root'
        return []
      }
      this.#ctx.logger.warning(
        'The private cache is not used: the existing Nix daemon accepts a netrc-file from its administrator only. The job continues without it.',
        'Private cache',
      )
    } catch (error) {
      this.#ctx.logger.warning(
        `The private cache is not used: ${formatError(error)}`,
        'Private cache',
      )
    }
    return []
  }

  /** Whether this or an earlier use of the action installed it: then its settings name the file, and root is available. */
  async #isOurDaemon(): Promise<boolean> {
    if (this.#nix.install === 'installed') return true
    const { settings } = parseConf(await readFile(SYSTEM_CONF, 'utf8').catch(() => ''))
    if (!settings.some(it => it.name === 'netrc-file' && it.value === DAEMON_NETRC)) return false
    const { env, cancel, logger } = this.#ctx
    const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo'
    this.#executor = new Executor(asRoot, env, cancel, logger)
    return true
  }

  async remove(): Promise<void> {
    this.wasRemoved = this.#writtenBy !== 'none'
    const isLix = this.#nix.flavor === 'lix'
    if (this.#writtenBy === 'user' && isLix) await writeFile(this.#path, '')
    else if (this.#writtenBy === 'user') await rm(this.#path, { force: true })
    if (this.#writtenBy === 'root')
      await (isLix ? emptyDaemonNetrc(this.#executor) : removeDaemonNetrc(this.#executor))
    this.#writtenBy = 'none'
  }
}

/** Empties it instead of removing it: Lix 2.96 downloads nothing if its netrc-file is missing. */
export async function emptyDaemonNetrc(executor: Executor): Promise<void> {
  const script = `umask 077; : >${DAEMON_NETRC}`
  await executor.one(root("Clearing the daemon's netrc", '/bin/sh', '-c', script))
}

/** Whether the daemon's netrc exists and is not empty. */
export async function hasDaemonNetrc(): Promise<boolean> {
  const { size } = await stat(DAEMON_NETRC).catch(() => ({ size: 0 }))
  return size > 0
}

export async function removeDaemonNetrc(executor: Executor): Promise<void> {
  await executor.one(root("Removing the daemon's netrc", 'rm', '-f', DAEMON_NETRC))
}
