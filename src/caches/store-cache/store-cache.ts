import { basename } from 'node:path'
import type { Executor } from '../../host/executor.ts'
import { formatError } from '../../lib/errors.ts'
import { bytesText, listed, plural } from '../../lib/format.ts'
import type { ActionContext, Environment } from '../../model/context.ts'
import type { Recorder } from '../../model/recorder.ts'
import type { CacheRecord, DerivationRecord } from '../../model/report.ts'
import type { Setting } from '../../nix/conf.ts'
import { derivationNames, readDerivations } from '../../nix/derivation.ts'
import type { CacheTrouble } from '../../nix/log/messages.ts'
import type { Nix } from '../../nix/nix.ts'
import { systemOf } from '../../nix/nix.ts'
import type { Decision } from '../../trust/decide-trust.ts'
import {
  type ActionsCache,
  isCacheTrouble,
  isOutage,
  openActionsCache,
  whyNot,
} from '../actions-cache/client.ts'
import type { StoreCacheInputs } from '../options.ts'
import type { PushSetup } from '../push/begin.ts'
import { isUntrustedByDaemon } from '../substituters/allowed-by-daemon.ts'
import type { Outage } from '../substituters/outage.ts'
import { decideStoreCache, type StoreCacheDecision } from './decide.ts'
import { lockedInputs } from './inputs.ts'
import { type StoreCacheKeys, storeCacheKeys } from './keys.ts'
import { substituterSettings } from './narinfo.ts'
import { placeStoreCache } from './place.ts'
import { phaseStatus, type RestoredStore, restoreStore } from './restore.ts'
import { clearSave, planSave, type SaveFacts, saveStore } from './save.ts'

const TITLE = 'Store cache'

export interface StoreCacheOptions {
  readonly inputs: StoreCacheInputs
  /** The texts of {@link KEY_INPUTS}. */
  readonly keyInputs: readonly string[]
  /** The input `plan`. */
  readonly plan: boolean
  /** Whether this is a job of a matrix, which needs only a part of what its other jobs have saved. */
  readonly isPart: boolean
  /** The cache at Cachix; empty: none. */
  readonly cachixName: string
  readonly trust: Decision
  /** The whole environment; it is read at each call, so a dropped token is not used. */
  readonly env: Environment
  readonly ctx: ActionContext
  /** Collects what an outage of the service prevents. */
  readonly outage: Outage
}

/** The installed Nix, which is known only after the restore has started. */
export interface StoreCacheNix {
  readonly nix: Nix
  readonly executor: Executor
  /** For our own calls of Nix. */
  readonly env: Readonly<Record<string, string>>
}

/** The state of the run at the boundary. */
export interface BoundaryState {
  readonly caching: Pick<PushSetup, 'isolation' | 'settings'>
  readonly records: Recorder
  /** Whether an earlier use in this job ran commands that could write to the store. */
  readonly commandsRan: boolean
  /** Folders that steps work in. */
  readonly folders: readonly string[]
}

/** The outcome for outputs and report. */
export interface StoreCacheOutcome {
  readonly result: 'hit' | 'partial' | 'miss' | 'off'
  /** Undefined with `store-cache: false`. */
  readonly record: CacheRecord | undefined
}

/**
 * Build results kept between jobs, in one entry of GitHub's cache: a binary cache in a folder, from which Nix reads what it
 * needs. No method throws, fails the job or delays it for long.
 */
export class StoreCache {
  readonly #options: StoreCacheOptions
  readonly #decision: StoreCacheDecision
  readonly #keys: StoreCacheKeys
  readonly #since = Math.floor(Date.now() / 1000 - performance.now() / 1000)
  #restored: RestoredStore
  #saved: string | undefined
  #nix: StoreCacheNix | undefined
  #before: ReadonlySet<string> = new Set()

  constructor(options: StoreCacheOptions) {
    const { inputs, keyInputs, trust, env, plan, cachixName } = options
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
    const { restore } = this.#decision
    const why = restore === true ? 'it was not queried' : restore
    this.#restored = { kind: 'off', why, isTrouble: false, heals: true }
  }

  /** Restores the entry, during the install. */
  async restore(records: Recorder): Promise<void> {
    const { inputs, ctx } = this.#options
    if (this.#decision.restore !== true) {
      if (inputs.mode !== 'false')
        ctx.logger.info(`${TITLE}: not restored: ${sentence(this.#decision.restore)}`)
      return
    }
    const work = () => restoreStore(this.#cache, this.#keys, inputs.limit, ctx)
    this.#restored = await records.phase('restore', work, phaseStatus)
    this.#reportRestored()
  }

  /** @returns the settings with which Nix reads the cache; none if nothing was restored */
  async use(installed: StoreCacheNix): Promise<Setting[]> {
    const { ctx } = this.#options
    const { nix, executor, env } = installed
    this.#nix = installed
    if (nix.install === 'found') this.#before = new Set(await derivationNames())
    if (this.#restored.kind !== 'found' || this.#restored.paths.length === 0) return []
    if (await isUntrustedByDaemon(nix, env)) {
      const why = 'the Nix daemon on this machine does not trust the user of this job'
      ctx.logger.warning(
        `The store cache is not used: ${why}. Its administrator can add the user to trusted-users, or you can set store-cache: false.`,
        TITLE,
      )
      this.#restored = { kind: 'off', why, isTrouble: true, heals: false }
      return []
    }
    const folder = await placeStoreCache(this.#restored.folder, nix, executor, ctx)
    this.#restored = { ...this.#restored, folder }
    return substituterSettings(folder)
  }

  /**
   * Reports that Nix rejected a path from it, such as a NAR with the wrong hash.
   * @returns whether the trouble concerns this cache
   */
  reportTrouble({ url, reason }: CacheTrouble): boolean {
    const restored = this.#restored
    if (restored.kind !== 'found' || !url.startsWith(`file://${restored.folder}`)) return false
    const { logger } = this.#options.ctx
    const message = `Cache entry ${restored.key} is damaged (${reason}); rebuilt.`
    // There is already a warning about this entry.
    if (restored.dropped.length > 0) logger.info(`${TITLE}: ${message}`)
    else logger.warning(message, TITLE)
    return true
  }

  /** Saves what this run built if the restored entry lacks it; before any project code runs. */
  async save(state: BoundaryState): Promise<void> {
    const { ctx } = this.#options
    const why = this.#whyNotSaved(state)
    if (why !== undefined) {
      if (this.#options.inputs.mode !== 'false') ctx.logger.info(`${TITLE}: not saved: ${why}`)
      return
    }
    try {
      await this.#save(await this.#facts(state), state.records)
    } catch (error) {
      if (!ctx.cancel.aborted) this.#warnOfSave(formatError(error))
    } finally {
      await clearSave(ctx).catch(() => {})
    }
  }

  /** @param derivations the derivations that the run built */
  async outcome(derivations: readonly DerivationRecord[]): Promise<StoreCacheOutcome> {
    const { mode } = this.#options.inputs
    if (mode === 'false') return { result: 'off', record: undefined }
    const restored = this.#restored
    const result =
      restored.kind === 'found'
        ? (await this.#hadToBuild(derivations))
          ? 'partial'
          : 'hit'
        : restored.kind
    const url = restored.kind === 'found' ? `file://${restored.folder}` : ''
    const use = this.#saved !== undefined ? 'push' : result === 'off' ? 'off' : 'read'
    const reason = [this.#restoredText(), this.#saved].filter(it => it !== undefined).join('; ')
    return { result, record: { name: "GitHub's cache", url, use, reason } }
  }

  get #cache(): ActionsCache {
    const { env, ctx } = this.#options
    return openActionsCache({ env, folder: ctx.folder, cancel: ctx.cancel })
  }

  #reportRestored(): void {
    const { logger } = this.#options.ctx
    const restored = this.#restored
    if (restored.kind === 'off' && restored.isTrouble) {
      const effect = 'Everything is built instead; the job only takes longer.'
      this.#warn('the store cache is not used', effect, restored.why, restored.isOutage)
      return
    }
    logger.info(`${TITLE}: ${this.#restoredText()}`)
    if (restored.kind !== 'found' || restored.dropped.length === 0) return
    logger.warning(
      `Ignored damaged or unexpected files in cache entry ${restored.key}: ${listed(restored.dropped, 5, '; ')}. They will be rebuilt. If this keeps happening, delete the entry in the repository's caches.`,
      TITLE,
    )
  }

  #restoredText(): string {
    const restored = this.#restored
    if (restored.kind === 'miss') return 'no entry'
    if (restored.kind === 'off') return restored.why
    const bytes = restored.paths.reduce((sum, it) => sum + it.bytes, 0)
    return `${plural(restored.paths.length, 'path')} (${bytesText(bytes)}) restored`
  }

  /** The reason, as the end of a sentence. */
  #whyNotSaved({ caching, commandsRan }: BoundaryState): string | undefined {
    const { ctx } = this.#options
    const { save } = this.#decision
    if (save !== true) return sentence(save)
    if (ctx.cancel.aborted) return 'the run was canceled.'
    if (!this.#nix) return 'Nix is not installed.'
    if (!caching.isolation.isolated) return 'builds are not isolated.'
    if (commandsRan && this.#nix.nix.mode === 'single-user')
      return 'commands of an earlier step could have written to the store.'
    const restored = this.#restored
    if (restored.kind === 'off' && restored.isTrouble && !restored.heals)
      return `it could not be restored (${restored.why})`
    return undefined
  }

  async #facts({ caching, records, folders }: BoundaryState): Promise<SaveFacts> {
    const { nix, env } = this.#nix as StoreCacheNix
    return {
      nix,
      env,
      before: this.#before,
      since: this.#since,
      alwaysSubstitutes: caching.settings['always-allow-substitutes']?.value === true,
      ...(await lockedInputs(folders)),
      isComplete:
        !this.#options.isPart &&
        records.steps.every(({ status }) => status === 'success' || status === 'not-run'),
      restored: this.#restored.kind === 'found' ? this.#restored : undefined,
      job: this.#keys.job,
      limit: this.#options.inputs.limit,
    }
  }

  async #save(facts: SaveFacts, records: Recorder): Promise<void> {
    const { ctx } = this.#options
    const plan = await planSave(facts, ctx)
    if (!plan) return ctx.logger.info(`${TITLE}: nothing new to save.`)
    const bytes = plan.kept.reduce((sum, it) => sum + it.bytes, 0)
    if (plan.leftOut.length > 0) {
      const size = bytesText(facts.limit)
      ctx.logger.notice(
        `${plural(plan.leftOut.length, 'path')} did not fit in the store cache (store-cache-size: ${size}); the oldest were dropped.`,
        TITLE,
      )
    }
    if (plan.kept.length === 0) return
    const work = () => saveStore(plan, facts, this.#cache, ctx)
    const saved = await records.phase('save', work, it =>
      it.kind === 'saved' ? 'success' : isCacheTrouble(it) ? 'failure' : 'skipped',
    )
    if (isCacheTrouble(saved) && !ctx.cancel.aborted)
      return this.#warnOfSave(saved.message, isOutage(saved))
    ctx.logger.info(`${TITLE}: ${saved.message}`)
    if (saved.kind === 'saved')
      this.#saved = `${plural(plan.kept.length, 'path')} (${bytesText(bytes)}) saved`
  }

  #warnOfSave(why: string, isOutage?: boolean): void {
    const effect = 'The next run builds them again; the job is not affected.'
    this.#warn('builds are not saved to the store cache', effect, why, isOutage)
  }

  #warn(what: string, effect: string, why: string, isOutage = false): void {
    const { outage, ctx } = this.#options
    const alone = `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${why} ${effect}`
    outage.warn({ why, what, alone, title: TITLE }, isOutage, ctx.logger)
  }

  /** Whether anything was built that Nix could have substituted. */
  async #hadToBuild(derivations: readonly DerivationRecord[]): Promise<boolean> {
    const built = derivations.filter(({ status }) => status !== 'dependency-failed')
    const known = await readDerivations(built.map(({ drv }) => basename(drv)))
    return built.some(({ drv }) => !known.get(drv)?.isLocalOnly)
  }
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
