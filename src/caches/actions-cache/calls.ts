import { constants } from 'node:fs'
import { copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../../model/context.ts'
import { childEnvironment } from '../../runner/environment.ts'
import { CacheProcess, type CallEnd, type CallLimits } from './call.ts'
import type { Request } from './protocol.ts'
import type { Service } from './service.ts'

/** Seconds without a byte, in either direction, after which a call is stopped. */
export const CACHE_STALL_S = 30
/** Seconds that a call may take in all, even while it makes progress. */
export const CALL_TIMEOUT_S = 600

export interface ActionsCacheOptions {
  /** The runner's whole environment. It is read at each call, so a dropped token is not used. */
  readonly env: Environment
  /** Holds archives during a call. */
  readonly folder: string
  readonly cancel?: AbortSignal
  /** The script that serves calls (see serveActionsCache). Default: that of this process. */
  readonly entry?: string
  /** Seconds; default {@link CACHE_STALL_S}. */
  readonly stall?: number
  /** Seconds; default {@link CALL_TIMEOUT_S}. */
  readonly total?: number
  /** Whether to keep the process for the next call: then calls are made one after the other. */
  readonly keepsProcess?: boolean
}

/** Makes calls in a process of their own, or in one that is kept. */
export class Calls {
  readonly #options: ActionsCacheOptions
  #kept: CacheProcess | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: ActionsCacheOptions) {
    this.#options = options
  }

  warm(): void {
    if (this.#options.keepsProcess) this.#process().start()
  }

  close(): void {
    void this.#kept?.close()
    this.#kept = undefined
  }

  call(
    wanted: Omit<Request, 'folder' | 'variables'>,
    service: Extract<Service, { variables: unknown }>,
  ): Promise<CallEnd> {
    if (!this.#options.keepsProcess) return this.#call(wanted, service)
    const done = this.#last.then(() => this.#call(wanted, service))
    this.#last = done.catch(() => {})
    return done
  }

  async #call(
    wanted: Omit<Request, 'folder' | 'variables'>,
    service: Extract<Service, { variables: unknown }>,
  ): Promise<CallEnd> {
    // The toolkit does not quote the paths that it passes to tar.
    const { folder: parent } = this.#options
    const base = /^[\w./+@%-]+$/.test(parent) ? parent : tmpdir()
    const folder = await mkdtemp(join(base, 'actions-cache-'))
    const cacheProcess = this.#process()
    try {
      for (const name of ['bin', 'kept', 'runner', 'work']) await mkdir(join(folder, name))
      if (wanted.action === 'save') await lend(wanted.file, join(folder, 'work', wanted.name))
      const request: Request = { ...wanted, folder, variables: service.variables }
      return await cacheProcess.call(request, this.#limits(wanted.limit))
    } finally {
      if (!this.#options.keepsProcess) await cacheProcess.close()
      await rm(folder, { recursive: true, force: true })
    }
  }

  #process(): CacheProcess {
    if (this.#kept) return this.#kept
    const { entry, env } = this.#options
    const made = new CacheProcess(entry ?? process.argv[1] ?? '', childEnvironment(env))
    if (this.#options.keepsProcess) this.#kept = made
    return made
  }

  #limits(limit: number): CallLimits {
    const { stall = CACHE_STALL_S, total = CALL_TIMEOUT_S, cancel } = this.#options
    // Packing makes incompressible data slightly larger.
    return { stall, total, cancel, archive: limit * 1.02 + (1 << 20) }
  }
}

/** Makes the file available in the folder, without a copy if possible. */
async function lend(file: string, to: string): Promise<void> {
  await link(file, to).catch(() => copyFile(file, to, constants.COPYFILE_FICLONE))
}
