import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isPresent } from '../../host/access.ts'
import { formatError } from '../../lib/errors.ts'
import type { Recorder } from '../../model/recorder.ts'
import type { DerivationRecord, FetchRecord } from '../../model/report.ts'
import { CACHES_CONF } from '../../nix/access-tokens.ts'
import type { Setting } from '../../nix/conf.ts'
import { derivationNames } from '../../nix/derivation.ts'
import type { CacheTrouble } from '../../nix/log/messages.ts'
import { type Nix, systemOf } from '../../nix/nix.ts'
import { openActionsCache, type RawEntries, whyNot } from '../actions-cache/client.ts'
import { isUntrustedByDaemon } from '../substituters/allowed-by-daemon.ts'
import { decideStoreCache, type StoreCacheDecision, storeCacheResult } from './decide.ts'
import { type StoreCacheKeys, storeCacheKeys } from './keys.ts'
import type { StoredPath } from './manifest/manifest.ts'
import { substituterSettings, substituterUrls } from './narinfo.ts'
import type { StoreCacheNix, StoreCacheOptions, StoreCacheOutcome } from './options.ts'
import { folderUrl, placeStoreCache } from './place.ts'
import type { RestoredStore } from './restore.ts'
import type { BoundaryState, StoreSaver } from './save/saver.ts'
import type { PathServer } from './serve/server.ts'
import { STORE_CACHE_TITLE } from './title.ts'
import { asSentence, foundText, lostText, restoredText } from './words.ts'

/**
 * Build results kept between jobs in GitHub's cache: their contents in packs, and a manifest that says which paths they
 * make. Nix reads them as from a binary cache. No method throws, fails the job or delays it for long.
 */
export class StoreCache {
  readonly #options: StoreCacheOptions
  readonly #decision: StoreCacheDecision
  readonly #keys: StoreCacheKeys
  readonly #cache: RawEntries
  readonly #since = Math.floor(Date.now() / 1000 - performance.now() / 1000)
  #restored: RestoredStore
  /** What is there, in a run that saves without restoring: nothing of it is read. */
  #known: RestoredStore | undefined
  #saver: StoreSaver | undefined
  #nix: StoreCacheNix | undefined
  #server: PathServer | undefined
  /** Where Nix reads it. */
  #url = ''
  /** The folder of what is put together, where Nix reads that too. */
  #folder = ''
  #before: ReadonlySet<string> = new Set()

  constructor(options: StoreCacheOptions) {
    const { inputs, keyInputs, trust, env, plan, cachixName, ctx } = options
    this.#options = options
    this.#decision = decideStoreCache({
      mode: inputs.mode,
      pushesTo: trust.trusted ? cachixName : undefined,
      mayUseCredentials: trust.mayUseCredentials,
      plan,
      unreadable: whyNot('restore', env),
      readOnly: whyNot('save', env),
    })
    this.#keys = storeCacheKeys(env, keyInputs, systemOf(process.platform, process.arch))
    const { folder, cancel } = ctx
    this.#cache = openActionsCache({ env, folder, cancel, keepsProcess: true })
    const { restore } = this.#decision
    const why = restore === true ? 'it was not queried' : restore
    this.#restored = { kind: 'off', why, isTrouble: false, heals: true }
  }

  /** Restores the manifest, during the install; and all paths, if nobody will answer Nix later. */
  async restore(records: Recorder): Promise<void> {
    const { inputs, ctx } = this.#options
    if (this.#decision.restore !== true) {
      if (inputs.mode !== 'false')
        ctx.logger.info(`${STORE_CACHE_TITLE}: not restored: ${asSentence(this.#decision.restore)}`)
      if (!this.#decision.looksUp) return
    }
    const { restoreStore, phaseStatus } = await loadParts()
    const find = () => restoreStore(this.#cache, this.#keys, inputs.limit, ctx)
    if (this.#decision.restore !== true) {
      this.#known = await find()
      return
    }
    const work = async () => {
      const restored = await find()
      if (restored.kind === 'found') await this.#provide(restored)
      return restored
    }
    this.#restored = await records.phase('restore', work, phaseStatus)
    this.#reportRestored()
  }

  /** All paths, if nobody answers Nix later; else on a guess those that this job had the last time. */
  async #provide({ provider, key }: RestoredStore & { kind: 'found' }): Promise<void> {
    if (!this.#isServed) await provider.provideAll()
    else if (key.startsWith(this.#keys.job) && !this.#options.isPart) void provider.guess()
  }

  /** @returns the settings with which Nix reads the cache; none if nothing was restored */
  async use(installed: StoreCacheNix): Promise<Setting[]> {
    const { ctx } = this.#options
    const { nix, env } = installed
    this.#nix = installed
    if (nix.install === 'found') this.#before = new Set(await derivationNames())
    const restored = this.#restored
    if (restored.kind !== 'found' || restored.manifest.paths.length === 0) return []
    if (await isUntrustedByDaemon(nix, env)) {
      const why = 'the Nix daemon on this machine does not trust the user of this job'
      ctx.logger.warning(
        `The store cache is not used: ${why}. Its administrator can add the user to trusted-users, or you can set store-cache: false.`,
        STORE_CACHE_TITLE,
      )
      restored.provider.endGuess()
      this.#restored = { kind: 'off', why, isTrouble: true, heals: false }
      return []
    }
    if (this.#isServed) {
      const { PathServer } = await loadParts()
      this.#server = await PathServer.start(restored.provider, readsFilesOf(nix))
      this.#url = this.#server.url
      if (readsFolder(nix)) this.#folder = folderUrl(restored.provider.folder)
      if (this.#folder !== '') restored.provider.publish()
    } else this.#url = await this.#placed()
    return this.#url === '' ? [] : substituterSettings(this.#folder, this.#url)
  }

  /** Nix's settings are known now. Starts to pack and upload what this run builds, where it may be saved. */
  async start(state: BoundaryState): Promise<void> {
    const { ctx, inputs } = this.#options
    if (state.caching.settings.fallback?.value === false) this.#server?.checkFirst()
    if (!this.#nix || this.#whyNotSaved(state) !== undefined) return
    const facts = {
      ...{ nix: this.#nix.nix, env: this.#nix.env, before: this.#before, since: this.#since },
      ...{ job: this.#keys.job, limit: inputs.limit, restored: this.#known ?? this.#restored },
      isPart: this.#options.isPart,
    }
    try {
      const { StoreSaver } = await loadParts()
      this.#saver = new StoreSaver(this.#cache, facts, state, ctx, this.#options)
    } catch (error) {
      ctx.logger.debug(`${STORE_CACHE_TITLE}: ${formatError(error)}`)
    }
  }

  /** Notes that a derivation of this job is being built. */
  buildStarted(derivation: string): void {
    this.#saver?.buildStarted(derivation)
  }

  /** Notes that a call of Nix has ended, and with it every build that it started. */
  callEnded(started: Iterable<string>): void {
    this.#saver?.callEnded(started)
  }

  /** Saves what this run built if the restored entry lacks it; before any project code runs. */
  async save(state: BoundaryState): Promise<void> {
    const { ctx, inputs } = this.#options
    const why = this.#whyNotSaved(state)
    if (why !== undefined && inputs.mode !== 'false')
      ctx.logger.info(`${STORE_CACHE_TITLE}: not saved: ${why}`)
    if (why === undefined) await this.#saver?.save(state)
    await this.#saver?.close()
    this.#cache.close()
  }

  /**
   * Reports that Nix rejected a path from it.
   * @returns whether the trouble concerns this cache
   */
  reportTrouble({ url, reason }: CacheTrouble): boolean {
    if (!this.#isOwn(url)) return false
    this.#options.ctx.logger.info(`${STORE_CACHE_TITLE}: Nix did not take a path (${reason}).`)
    return true
  }

  /** Ends answering Nix: what it was given is in the store, or, if it is large, also in a folder that later steps may read. */
  async settle(): Promise<void> {
    const restored = this.#restored
    const { ctx } = this.#options
    if (this.#known?.kind === 'found') await this.#known.close().catch(() => {})
    if (restored.kind !== 'found') return
    const lost = lostText(restored)
    if (lost !== undefined) ctx.logger.notice(lost, STORE_CACHE_TITLE)
    try {
      if (this.#server) await this.#replaceServer(this.#server)
      await restored.close()
    } catch (error) {
      ctx.logger.debug(`${STORE_CACHE_TITLE}: ${formatError(error)}`)
    }
  }

  /** Has Nix read the folder from now on. */
  async #replaceServer(server: PathServer): Promise<void> {
    server.close()
    const conf = join(this.#options.ctx.folder, CACHES_CONF)
    const now = substituterUrls([await this.#placed()])
    const before = substituterUrls([this.#folder, this.#url])
    await writeFile(conf, (await readFile(conf, 'utf8')).replace(before, now))
  }

  /** Downloads, with those from the folder under the URL of the cache: they are one. */
  asOne(fetches: readonly FetchRecord[]): FetchRecord[] {
    return fetches.map(it => (this.#isOwn(it.cache) ? { ...it, cache: this.#url } : it))
  }

  /**
   * @param derivations the derivations that the run built
   * @param fetches what it downloaded
   */
  outcome(
    derivations: readonly DerivationRecord[],
    fetches: readonly FetchRecord[],
  ): StoreCacheOutcome {
    const { mode } = this.#options.inputs
    if (mode === 'false') return { result: 'off', record: undefined }
    const restored = this.#restored
    const result = storeCacheResult(restored.kind, derivations)
    const saved = this.#saver?.saved
    const use = saved !== undefined ? 'push' : result === 'off' ? 'off' : 'read'
    const others = new Set(fetches.flatMap(({ path, cache }) => (this.#isOwn(cache) ? [] : [path])))
    for (const { drv, status } of derivations) if (status === 'built') others.add(drv)
    const isTaken = ({ path, deriver }: StoredPath) =>
      !others.has(path) && !others.has(`/nix/store/${deriver}`) && isPresent(path)
    const read = restoredText(restored, isTaken)
    const reason = [read, saved].filter(it => it !== undefined).join('; ')
    return { result, record: { name: "GitHub's cache", url: this.#url, use, reason } }
  }

  #isOwn(url: string): boolean {
    return [this.#folder, this.#url].some(own => own !== '' && url.startsWith(own))
  }

  /** Whether this process answers Nix: not where later steps of the job use Nix, nor through a proxy. */
  get #isServed(): boolean {
    const { env } = this.#options.ctx
    const names = ['http_proxy', 'all_proxy', 'ALL_PROXY']
    return this.#options.hasSteps && names.every(name => !env[name])
  }

  /** Writes what was put together as a binary cache into a folder that steps cannot write. @returns its URL, or '' */
  async #placed(): Promise<string> {
    if (this.#restored.kind !== 'found' || !this.#nix) return ''
    const { provider } = this.#restored
    const folder = `${provider.folder}-placed`
    provider.moveTo(folder)
    const { nix, executor } = this.#nix
    return placeStoreCache(folder, nix, executor, this.#options.ctx)
  }

  #reportRestored(): void {
    const { ctx, outage } = this.#options
    const restored = this.#restored
    if (restored.kind !== 'off' || !restored.isTrouble) {
      ctx.logger.info(`${STORE_CACHE_TITLE}: ${foundText(restored)}`)
      return
    }
    const { why, isOutage = false } = restored
    const effect = 'Everything is built instead; the job only takes longer.'
    const alone = `The store cache is not used: ${why} ${effect}`
    const what = 'the store cache is not used'
    outage.warn({ why, what, alone, title: STORE_CACHE_TITLE }, isOutage, ctx.logger)
  }

  /** The reason, as the end of a sentence. */
  #whyNotSaved({ caching, commandsRan }: BoundaryState): string | undefined {
    const { save } = this.#decision
    if (save !== true) return asSentence(save)
    if (!this.#nix) return 'Nix is not installed.'
    if (!caching.isolation.isolated) return 'builds are not isolated.'
    if (commandsRan && this.#nix.nix.mode === 'single-user')
      return 'commands of an earlier step could have written to the store.'
    const restored = this.#restored
    if (restored.kind === 'off' && restored.isTrouble && !restored.heals)
      return `it could not be restored (${restored.why})`
    return undefined
  }
}

/**
 * Whether Nix reads the files of this process, and a narinfo may have their URLs: it was tried with Nix, not with Lix and
 * Determinate Nix. The daemon of somebody else may see other folders.
 */
function readsFilesOf({ flavor, mode, install }: Nix): boolean {
  return flavor === 'nix' && (mode === 'single-user' || install !== 'found')
}

/** Whether Nix also reads the folder of what is put together, which is quicker. A daemon must not: steps can write there. */
function readsFolder(nix: Nix): boolean {
  return nix.mode === 'single-user' && readsFilesOf(nix)
}

/** It is loaded before a command could change it on disk. */
async function loadParts() {
  const { storeCacheParts } = await import('./store-cache-parts.ts')
  return storeCacheParts
}
