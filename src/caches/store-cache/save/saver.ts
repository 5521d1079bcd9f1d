import { formatError } from '../../../lib/errors.ts'
import type { ActionContext, Environment } from '../../../model/context.ts'
import type { Recorder } from '../../../model/recorder.ts'
import {
  isCacheTrouble,
  isOutage,
  openActionsCache,
  type RawEntries,
} from '../../actions-cache/client.ts'
import type { PushSetup } from '../../push/begin.ts'
import type { Outage } from '../../substituters/outage.ts'
import { lockedInputs } from '../inputs.ts'
import { EMPTY_MANIFEST, placesOf } from '../manifest/manifest.ts'
import type { RestoredStore } from '../restore.ts'
import { bytesNeeded } from '../selection.ts'
import type { PathProvider } from '../serve/provider.ts'
import { STORE_CACHE_TITLE } from '../title.ts'
import { leftOutText, savedText } from '../words.ts'
import type { BuiltRules } from './built.ts'
import { PathPacker } from './packer.ts'
import {
  isPartWanted,
  newestOf,
  packBuilt,
  planCancelled,
  planSave,
  type RestoredFacts,
  type SaveFacts,
  type SavePlan,
  saveManifest,
} from './save.ts'
import { BuildWatch } from './watch.ts'

/** The state of the run at the boundary. */
export interface BoundaryState {
  readonly caching: Pick<PushSetup, 'isolation' | 'settings'>
  readonly records: Recorder
  /** Whether an earlier use in this job ran commands that could write to the store. */
  readonly commandsRan: boolean
  /** Folders that steps work in. */
  readonly folders: readonly string[]
}

/** What is known before the first build. */
export interface SaverFacts
  extends Omit<BuiltRules, 'alwaysSubstitutes'>,
    Pick<SaveFacts, 'before' | 'job' | 'limit'> {
  readonly restored: RestoredStore
  /** Whether this is a job of a matrix, which needs only a part of what its other jobs have saved. */
  readonly isPart: boolean
}

/** Seconds for a call of a run that had trouble, and of one that was canceled. */
const QUICK_CALL_S = 10
const LAST_CALL_S = 3
/** Seconds for all calls of a canceled run, which the runner kills after 7.5. */
const ENDING_S = 5

/** Saves what a run builds: in the background while it builds, the rest at the boundary. Never throws. */
export class StoreSaver {
  readonly #cache: RawEntries
  readonly #facts: SaverFacts
  readonly #rules: BuiltRules
  readonly #ctx: ActionContext
  readonly #env: Environment
  readonly #outage: Outage
  readonly #packer: PathPacker
  readonly #watch: BuildWatch
  #saved: string | undefined
  /** The key of the newest manifest of this job before its builds; empty without one, undefined if it is not known. */
  #newest: Promise<string | undefined> | undefined
  #ending: AbortSignal | undefined

  constructor(
    cache: RawEntries,
    facts: SaverFacts,
    { caching }: BoundaryState,
    ctx: ActionContext,
    { env, outage }: { readonly env: Environment; readonly outage: Outage },
  ) {
    this.#cache = cache
    this.#facts = facts
    this.#ctx = ctx
    this.#env = env
    this.#outage = outage
    const alwaysSubstitutes = caching.settings['always-allow-substitutes']?.value === true
    this.#rules = { ...facts, alwaysSubstitutes }
    const { restored, limit } = facts
    const found = restored.kind === 'found' ? restored : undefined
    const places = placesOf(found?.manifest.packs ?? [])
    const damaged = found?.provider.damaged ?? new Set<string>()
    const all = restoredFacts(restored).manifest
    const stored = new Set(all.paths.map(({ path }) => path))
    const isThere = (hash: string) => places.has(hash) && !damaged.has(hash)
    const isDamaged = (id: string) => [...damaged].some(hash => places.get(hash)?.pack.id === id)
    const room = { limit, kept: bytesNeeded(all.paths, placesOf(all.packs)) }
    this.#packer = new PathPacker(cache, isThere, isDamaged, room, ctx)
    const has = (path: string) =>
      this.#packer.has(path) || (stored.has(path) && !(found && isWrong(found.provider, path)))
    this.#watch = new BuildWatch(this.#packer, has, this.#rules)
  }

  /** What was saved, for the report; undefined if nothing was. */
  get saved(): string | undefined {
    return this.#saved
  }

  buildStarted(derivation: string): void {
    this.#cache.warm()
    this.#newest ??= this.#newestNow()
    this.#watch.buildStarted(derivation)
  }

  /** What was restored may be another job's, and in a nearer scope than this one's. */
  async #newestNow(): Promise<string | undefined> {
    const { restored, job } = this.#facts
    const { key } = restoredFacts(restored)
    if (restored.kind === 'miss' || key.startsWith(job)) return key
    return await newestOf(job, this.#cache)
  }

  callEnded(started: Iterable<string>): void {
    this.#watch.callEnded(started)
  }

  async save(state: BoundaryState): Promise<void> {
    try {
      await this.#watch.end()
      if (this.#ctx.cancel.aborted) await this.#saveCancelled()
      else await this.#save(state)
    } catch (error) {
      if (!this.#ctx.cancel.aborted) this.#warn(formatError(error))
      else await this.#saveCancelled().catch(() => {})
    }
  }

  /** Ends what runs in the background. */
  async close(): Promise<void> {
    await this.#watch.end()
    await this.#packer.close().catch(() => {})
  }

  async #save({ records, folders }: BoundaryState): Promise<void> {
    const facts: SaveFacts = {
      ...{ ...this.#facts, ...this.#rules, ...(await lockedInputs(folders)) },
      isComplete:
        !this.#facts.isPart &&
        records.steps.every(({ status }) => status === 'success' || status === 'not-run'),
      restored: restoredFacts(this.#facts.restored),
    }
    const start = records.now()
    let status: 'success' | 'failure' | 'skipped' | undefined
    try {
      const usable = await packBuilt(this.#packer, facts, this.#ctx)
      const { uploads } = this.#packer
      const { trouble } = uploads
      const plan = usable && (await planSave(this.#packer, usable, facts))
      if (this.#ctx.cancel.aborted) return await this.#saveCancelled(usable)
      if (trouble?.isTrouble) {
        status = 'failure'
        const isPart = plan !== undefined && (await this.#savePart(plan, facts, 'the cache failed'))
        return this.#warn(trouble.message, trouble.isOutage, isPart)
      }
      if (trouble) {
        status = 'skipped'
        return this.#ctx.logger.info(`${STORE_CACHE_TITLE}: ${trouble.message}`)
      }
      if (uploads.trouble)
        this.#ctx.logger.info(
          `${STORE_CACHE_TITLE}: old packs are not made smaller this time: ${uploads.trouble.message}`,
        )
      this.#tellLeftOut(plan, facts)
      if (!plan) return this.#ctx.logger.info(`${STORE_CACHE_TITLE}: nothing new to save.`)
      status = 'failure'
      status = await this.#saveManifest(plan, facts)
    } finally {
      if (status)
        records.phases.push({ name: 'save', start, seconds: records.now() - start, status })
    }
  }

  async #saveManifest(
    plan: SavePlan,
    facts: SaveFacts,
  ): Promise<'success' | 'failure' | 'skipped'> {
    const { logger, cancel } = this.#ctx
    const saved = await this.#put(plan, facts, this.#cache)
    if (isCacheTrouble(saved)) {
      if (!cancel.aborted) this.#warn(saved.message, isOutage(saved))
      return 'failure'
    }
    if (saved.kind !== 'saved') {
      logger.info(`${STORE_CACHE_TITLE}: ${saved.message}`)
      return 'skipped'
    }
    this.#tellSaved(plan, facts, saved.bytes)
    return 'success'
  }

  /** Saves a manifest, if need be at the second try: without it all packs are in vain. */
  async #put(
    { manifest }: SavePlan,
    facts: Pick<SaveFacts, 'job' | 'restored'>,
    cache: RawEntries,
  ): ReturnType<typeof saveManifest> {
    const saved = await saveManifest(manifest, facts, cache, this.#ctx)
    if (!isOutage(saved)) return saved
    return saveManifest(manifest, facts, this.#quickCache(), this.#ctx, true)
  }

  #tellSaved(
    plan: SavePlan,
    { restored }: Pick<SaveFacts, 'restored'>,
    bytes: number,
    end = '',
  ): void {
    const uploaded = this.#packer.uploads.bytes + bytes
    this.#saved = `${savedText(plan, restored.manifest, uploaded)}${end}`
    this.#ctx.logger.info(`${STORE_CACHE_TITLE}: ${this.#saved}.`)
  }

  #tellLeftOut(plan: SavePlan | undefined, { limit }: SaveFacts): void {
    const packed = new Set(this.#packer.packed)
    const leftOut = plan?.leftOut ?? []
    const old = leftOut.filter(it => !packed.has(it)).length
    const fresh = this.#packer.leftOut.size + leftOut.length - old
    const text = leftOutText(fresh, old, limit)
    if (text !== undefined) this.#ctx.logger.notice(text, STORE_CACHE_TITLE)
  }

  /**
   * The token of the run is still there, and nothing more is packed. Post cannot do this: commands of the project could
   * write whatever they like to where it would find the manifest.
   */
  async #saveCancelled(used?: ReadonlySet<string>): Promise<void> {
    const facts = { ...this.#facts, restored: restoredFacts(this.#facts.restored) }
    const event = 'the run was canceled'
    if (!(await this.#savePart(planCancelled(this.#packer, facts, used), facts, event)))
      this.#ctx.logger.info(`${STORE_CACHE_TITLE}: not saved: ${event}.`)
  }

  /**
   * Saves what is in packs that are whole, in a few seconds.
   * @param event what ended the rest
   * @returns whether the next run has it
   */
  async #savePart(
    plan: SavePlan,
    facts: Pick<SaveFacts, 'job' | 'restored'>,
    event: string,
  ): Promise<boolean> {
    const cache = this.#quickCache()
    const newest = await this.#newest
    if (newest === undefined || !(await isPartWanted(plan, facts, newest, cache))) return false
    const saved = await this.#put(plan, facts, cache)
    if (saved.kind === 'saved') this.#tellSaved(plan, facts, saved.bytes, `, before ${event}`)
    else this.#ctx.logger.info(`${STORE_CACHE_TITLE}: ${saved.message}`)
    return saved.kind === 'saved' || saved.kind === 'exists'
  }

  #quickCache(): RawEntries {
    const { folder, cancel } = this.#ctx
    const shared = { env: this.#env, folder }
    if (!cancel.aborted) return openActionsCache({ ...shared, total: QUICK_CALL_S, cancel })
    this.#ending ??= AbortSignal.timeout(ENDING_S * 1000)
    return openActionsCache({ ...shared, total: LAST_CALL_S, cancel: this.#ending })
  }

  #warn(why: string, isOutageOfService = false, isPart = false): void {
    const [what, them] = isPart
      ? ['some builds are not saved to the store cache', 'those']
      : ['builds are not saved to the store cache', 'them']
    const effect = `The next run builds ${them} again; the job is not affected.`
    const alone = `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${why} ${effect}`
    const loss = { why, what, alone, title: STORE_CACHE_TITLE }
    this.#outage.warn(loss, isOutageOfService, this.#ctx.logger)
  }
}

/** What the next manifest can have of what was restored: also what could not be read or looked up this time. */
export function restoredFacts(restored: RestoredStore): RestoredFacts {
  if (restored.kind !== 'found') {
    const key = restored.kind === 'off' ? (restored.key ?? '') : ''
    const nothing = { manifest: EMPTY_MANIFEST, hasLost: false, damaged: new Set<string>() }
    return { ...nothing, key, reader: undefined }
  }
  const { key, manifest, lost, unseen, provider, reader } = restored
  const right = manifest.paths.filter(({ path }) => !isWrong(provider, path))
  const hasLost = lost.length > 0 || right.length < manifest.paths.length
  const packs = [...manifest.packs, ...unseen.packs]
  const all = { packs, paths: [...right, ...unseen.paths] }
  return { key, manifest: all, hasLost, damaged: provider.damaged, reader }
}

/** Whether a path must be saved anew: not one that could not be read this time. */
function isWrong({ failed, unread }: PathProvider, path: string): boolean {
  return failed.has(path) && !unread.has(path)
}
