import { basename } from 'node:path'
import type { Executor } from '../../host/executor.ts'
import { formatError } from '../../lib/errors.ts'
import { bytesText, plural } from '../../lib/format.ts'
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
  /** Whether nothing is built. */
  readonly plan: boolean
  /** The cache at Cachix; empty: none. */
  readonly cachixName: string
  readonly trust: Decision
  /** The whole environment; it is read at each call, so that what was dropped from it is not used. */
  readonly env: Environment
  readonly ctx: ActionContext
  /** Told of what is lost where the service does not work. */
  readonly outage: Outage
}

/** What becomes known after the restore has begun. */
export interface StoreCacheGround {
  readonly nix: Nix
  readonly executor: Executor
  /** Of our own calls of Nix. */
  readonly env: Readonly<Record<string, string>>
}

/** What the run looks like at the boundary. */
export interface StoreCacheEnd {
  readonly caching: Pick<PushSetup, 'isolation' | 'settings'>
  readonly records: Recorder
  /** Whether an earlier use in this job let commands run beside the store. */
  readonly commandsRan: boolean
  /** Folders that steps work in. */
  readonly folders: readonly string[]
}

/** For outputs and report. */
export interface StoreCacheOutcome {
  readonly result: 'hit' | 'partial' | 'miss' | 'off'
  /** None where the user wants none. */
  readonly record: CacheRecord | undefined
}

/**
 * Own build results between jobs, in one entry of GitHub's cache: a binary cache of files that Nix takes from what it
 * needs. Nothing here throws, fails a job or holds it for long.
 */
export class StoreCache {
  readonly #options: StoreCacheOptions
  readonly #decision: StoreCacheDecision
  readonly #keys: StoreCacheKeys
  readonly #since = Math.floor(Date.now() / 1000 - performance.now() / 1000)
  #restored: RestoredStore
  #saved: string | undefined
  #ground: StoreCacheGround | undefined
  #before: ReadonlySet<string> = new Set()

  constructor(options: StoreCacheOptions) {
    const { inputs, trust, env, plan, cachixName } = options
    this.#options = options
    this.#decision = decideStoreCache({
      mode: inputs.mode,
      pushesTo: trust.trusted ? cachixName : undefined,
      mayUseCredentials: trust.mayUseCredentials,
      plan,
      unreadable: whyNot('restore', env),
      readOnly: whyNot('save', env),
    })
    this.#keys = storeCacheKeys(env, systemOf(process.platform, process.arch))
    const { restore } = this.#decision
    const why = restore === true ? 'it was not asked' : restore
    this.#restored = { kind: 'off', why, isTrouble: false, heals: true }
  }

  /** Gets what there is, beside the install. */
  async restore(records: Recorder): Promise<void> {
    const { inputs, ctx } = this.#options
    if (this.#decision.restore !== true) {
      if (inputs.mode !== 'false')
        ctx.logger.info(
          `${TITLE}: nothing is restored, because ${sentence(this.#decision.restore)}`,
        )
      return
    }
    const work = () => restoreStore(this.#cache, this.#keys, inputs.limit, ctx)
    this.#restored = await records.phase('restore', work, phaseStatus)
    this.#tellRestored()
  }

  /** @returns the settings by which Nix reads it; none where nothing was restored */
  async use(ground: StoreCacheGround): Promise<Setting[]> {
    const { ctx } = this.#options
    this.#ground = ground
    if (ground.nix.install === 'found') this.#before = new Set(await derivationNames())
    if (this.#restored.kind !== 'found' || this.#restored.paths.length === 0) return []
    if (await isUntrustedByDaemon(ground.nix, ground.env)) {
      const why = 'the Nix daemon of this machine does not trust the user of this job'
      ctx.logger.warning(
        `The store cache is not used: ${why}. Its administrator can name the user in trusted-users, or set store-cache: false.`,
        TITLE,
      )
      this.#restored = { kind: 'off', why, isTrouble: true, heals: false }
      return []
    }
    const folder = await placeStoreCache(this.#restored.folder, ground.nix, ground.executor, ctx)
    this.#restored = { ...this.#restored, folder }
    return substituterSettings(folder)
  }

  /**
   * Tells of what Nix did not take from it: a damage that only the hash of a NAR shows.
   * @returns whether the trouble is its own
   */
  tellTrouble({ url, said }: CacheTrouble): boolean {
    const restored = this.#restored
    if (restored.kind !== 'found' || !url.startsWith(`file://${restored.folder}`)) return false
    const { logger } = this.#options.ctx
    const message = `Not all of the entry ${restored.key} is as it should be: ${said}. It was built anew.`
    // A warning of this entry is there already.
    if (restored.dropped.length > 0) logger.info(`${TITLE}: ${message}`)
    else logger.warning(message, TITLE)
    return true
  }

  /** Saves what this run built, where the entry that was restored lacks it; before any code of the project runs. */
  async save(end: StoreCacheEnd): Promise<void> {
    const { ctx } = this.#options
    const why = this.#whyNotSaved(end)
    if (why !== undefined) {
      if (this.#options.inputs.mode !== 'false')
        ctx.logger.info(`${TITLE}: nothing is saved, because ${why}`)
      return
    }
    try {
      await this.#save(await this.#facts(end), end.records)
    } catch (error) {
      if (!ctx.cancel.aborted) this.#warnOfSave(formatError(error))
    } finally {
      await clearSave(ctx).catch(() => {})
    }
  }

  /** @param derivations what the run built */
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
    const told = [this.#restoredText(), this.#saved].filter(it => it !== undefined).join('; ')
    return { result, record: { name: "GitHub's cache", url, use, reason: told } }
  }

  get #cache(): ActionsCache {
    const { env, ctx } = this.#options
    return openActionsCache({ env, folder: ctx.folder, cancel: ctx.cancel })
  }

  #tellRestored(): void {
    const { logger } = this.#options.ctx
    const restored = this.#restored
    if (restored.kind === 'off' && restored.isTrouble) {
      const rest = 'What it would have given is built anew; the job is not affected.'
      this.#warn('the store cache is not used', rest, restored.why, restored.isOutage)
      return
    }
    logger.info(`${TITLE}: ${this.#restoredText()}`)
    if (restored.kind !== 'found' || restored.dropped.length === 0) return
    const list = restored.dropped.slice(0, 5).join('; ')
    const more = restored.dropped.length > 5 ? `; and ${restored.dropped.length - 5} more` : ''
    logger.warning(
      `Of the entry ${restored.key} this is damaged or foreign and not used: ${list}${more}. It is built anew; delete the entry in the repository's caches if this comes again.`,
      TITLE,
    )
  }

  #restoredText(): string {
    const restored = this.#restored
    if (restored.kind === 'miss') return 'there was no entry'
    if (restored.kind === 'off') return restored.why
    const bytes = restored.paths.reduce((sum, it) => sum + it.bytes, 0)
    return `${plural(restored.paths.length, 'path')} (${bytesText(bytes)}) restored`
  }

  /** A sentence without its beginning. */
  #whyNotSaved({ caching, commandsRan }: StoreCacheEnd): string | undefined {
    const { ctx } = this.#options
    const { save } = this.#decision
    if (save !== true) return sentence(save)
    if (ctx.cancel.aborted) return 'the run was cancelled.'
    if (!this.#ground) return 'there is no Nix.'
    if (!caching.isolation.isolated) return 'builds are not isolated from this job.'
    if (commandsRan && this.#ground.nix.mode === 'single-user')
      return 'commands of an earlier step could have written to the store.'
    const restored = this.#restored
    if (restored.kind === 'off' && restored.isTrouble && !restored.heals)
      return `it could not be read before (${restored.why})`
    return undefined
  }

  async #facts({ caching, records, folders }: StoreCacheEnd): Promise<SaveFacts> {
    const { nix, env } = this.#ground as StoreCacheGround
    return {
      nix,
      env,
      before: this.#before,
      since: this.#since,
      alwaysSubstitutes: caching.settings['always-allow-substitutes']?.value === true,
      ...(await lockedInputs(folders)),
      isWhole: records.steps.every(({ status }) => status === 'success' || status === 'not-run'),
      restored: this.#restored.kind === 'found' ? this.#restored : undefined,
      job: this.#keys.job,
      limit: this.#options.inputs.limit,
    }
  }

  async #save(facts: SaveFacts, records: Recorder): Promise<void> {
    const { ctx } = this.#options
    const plan = await planSave(facts, ctx)
    if (!plan) return ctx.logger.info(`${TITLE}: there is nothing new to save.`)
    const bytes = plan.kept.reduce((sum, it) => sum + it.bytes, 0)
    if (plan.leftOut.length > 0) {
      const size = bytesText(facts.limit)
      ctx.logger.notice(
        `${plural(plan.leftOut.length, 'path')} found no room in the store cache (store-cache-size: ${size}); the oldest stay away.`,
        TITLE,
      )
    }
    if (plan.kept.length === 0) return
    const work = () => saveStore(plan, facts, this.#cache, ctx)
    const saved = await records.phase('save', work, it =>
      it.kind === 'saved' ? 'success' : isCacheTrouble(it) ? 'failure' : 'skipped',
    )
    if (isCacheTrouble(saved) && !ctx.cancel.aborted)
      return this.#warnOfSave(saved.told, isOutage(saved))
    ctx.logger.info(`${TITLE}: ${saved.told}`)
    if (saved.kind === 'saved')
      this.#saved = `${plural(plan.kept.length, 'path')} (${bytesText(bytes)}) saved`
  }

  #warnOfSave(why: string, isOutage?: boolean): void {
    const rest = 'The next run builds it again; the job is not affected.'
    this.#warn('what was built is not in the store cache', rest, why, isOutage)
  }

  #warn(what: string, rest: string, why: string, isOutage = false): void {
    const { outage, ctx } = this.#options
    const alone = `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${why} ${rest}`
    outage.warn({ why, what, alone, title: TITLE }, isOutage, ctx.logger)
  }

  /** What Nix does not take from a cache in any run does not count. */
  async #hadToBuild(derivations: readonly DerivationRecord[]): Promise<boolean> {
    const built = derivations.filter(({ status }) => status !== 'dependency-failed')
    const known = await readDerivations(built.map(({ drv }) => basename(drv)))
    return built.some(({ drv }) => !known.get(drv)?.isLocalOnly)
  }
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
