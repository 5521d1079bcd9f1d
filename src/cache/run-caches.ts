import { foldersOf, type Job } from '../job.ts'
import type { CacheTrouble } from '../nix/log/caches.ts'
import type { Provided } from '../nix/provide.ts'
import type { Rim } from '../rim.ts'
import type { Run } from '../run.ts'
import type { Stage } from '../stage.ts'
import { runsProjectCode, type Step } from '../steps/step.ts'
import type { Trust } from '../trust/ask.ts'
import { acceptedCaches, listOf } from './acceptance.ts'
import { beginCaching, type Caching, tellOf, writeCaches } from './caching.ts'
import { finishPush, type PushOutcome } from './finish.ts'
import { areAllKnown, formatKnown, KNOWN_CACHES, parseKnown } from './known.ts'
import { Netrc } from './netrc.ts'
import type { Pusher } from './pusher.ts'
import { askCaches, type Reading } from './reading.ts'
import { settleCaches } from './settle.ts'
import { readNetrc, refusingCaches } from './silent.ts'
import { StoreCache } from './store-cache/store-cache.ts'
import { byAddress, plainUrl, withReasons } from './trouble-words.ts'
import { tellTroubles } from './troubles.ts'

/** Tells later uses in this job; whoever sets it by hand only takes trust away. */
const COMMANDS_RAN = 'NIX_CI_COMMANDS_RAN'
/** Seconds of the job's time that are kept for the report. */
const FOR_REPORT = 20

/** The caches of a run: read from the beginning, filled up to the boundary. */
export class RunCaches {
  readonly #run: Run
  readonly #job: Job
  readonly #trust: Trust
  readonly #rim: Rim
  readonly #stage: Stage
  readonly #storeCache: StoreCache
  #netrc: Netrc | undefined
  /** Addresses of all caches in Nix's settings. */
  #substituters: readonly string[] = []
  #netrcFile: unknown
  /** Whether a private cache was read with a token. */
  #hadNetrc = false

  constructor(run: Run, job: Job, trust: Trust, rim: Rim, stage: Stage) {
    this.#run = run
    this.#job = job
    this.#trust = trust
    this.#rim = rim
    this.#stage = stage
    const { inputs } = job
    const { outage } = run
    const options = { inputs, trust: trust.decision, env: stage.env, rim, outage }
    this.#storeCache = new StoreCache(options)
    run.storeCache = this.#storeCache
  }

  /** Asks for keys and permission, and restores the store cache; beside the install. */
  async read(): Promise<Reading> {
    const [reading] = await Promise.all([this.#ask(), this.#storeCache.restore(this.#run.records)])
    return reading
  }

  /** A token goes to Cachix only in runs that may hand out credentials. */
  async #ask(): Promise<Reading> {
    const { cache } = this.#job.inputs
    const { trusted, handOut } = this.#trust.decision
    // What an earlier use found; a run that may push asks for itself.
    const known = trusted ? [] : parseKnown(this.#stage.env[KNOWN_CACHES])
    const token = handOut ? (cache.authToken.value ?? '') : ''
    const ask = () => askCaches(cache, token, this.#rim, known)
    const { records } = this.#run
    const statusOf = ({ caches }: Reading) =>
      caches.some(({ use }) => use === 'off') ? ('failure' as const) : ('success' as const)
    const reading = areAllKnown(cache, known)
      ? await ask()
      : await records.phase('cachix', ask, statusOf)
    this.#run.caches = reading.caches
    return reading
  }

  /**
   * Writes the caches into Nix's settings, and makes ready to push where that is safe.
   * @param env of our own calls of Nix
   */
  async use(
    asked: Reading,
    provided: Provided,
    env: Readonly<Record<string, string>>,
  ): Promise<Caching> {
    const { inputs } = this.#job
    const { decision, event } = this.#trust
    const { nix, executor } = provided
    const own = await this.#storeCache.use({ nix, executor, env })
    this.#netrc = new Netrc(nix, executor, this.#rim)
    const settled = await settleCaches(asked, inputs.cache.host, nix, env, this.#rim.say)
    const { reading } = settled
    await writeCaches(settled, this.#netrc, own, this.#rim)
    if (reading.known.length > 0) this.#stage.files.env[KNOWN_CACHES] = formatKnown(reading.known)
    this.#run.caches = await acceptedCaches(reading, nix, env, this.#rim)
    const caching = await beginCaching(
      {
        inputs: inputs.cache,
        trust: decision,
        repositoryPrivate: event.repository?.private ?? true,
        deferred: this.#isDeferred,
        plan: inputs.plan,
        commandsRan: this.#commandsRan,
        nix,
        env,
        rim: this.#rim,
      },
      reading,
    )
    this.#substituters = listOf(caching.settings, 'substituters')
    this.#netrcFile = caching.settings['netrc-file']?.value
    this.#hadNetrc = reading.netrc !== undefined
    if (decision.trusted && !caching.push.push) this.#tellOfNoPush(caching)
    return caching
  }

  #tellOfNoPush({ push }: Caching): void {
    const { name } = this.#job.inputs.cache
    // Why the cache is off was told already.
    const isOff = this.#run.caches.some(it => it.name === name && it.use === 'off')
    tellOf(isOff ? { ...push, level: 'info' } : push, 'Push', this.#rim)
  }

  /** A second use in this job cannot know what commands write to a store of the user's own. */
  foresee(steps: readonly Step[], { isolation }: Caching): void {
    if (this.#job.inputs.plan || this.#run.nix?.mode !== 'single-user') return
    const { files } = this.#stage
    if (steps.length > 0 && isolation.isolated && !steps.some(runsProjectCode)) return
    files.env[COMMANDS_RAN] = 'true'
    files.flush()
  }

  /** Ends the push and saves the store cache: what is not there by then stays away. */
  async settle(caching: Caching): Promise<void> {
    const { records } = this.#run
    const folders = foldersOf(this.#job)
    const commandsRan = this.#commandsRan
    await Promise.all([
      this.#settlePush(caching),
      this.#storeCache.save({ caching, records, commandsRan, folders }),
    ])
  }

  /** Warns of caches that did not deliver during the steps. */
  async tellTroubles(): Promise<void> {
    const run = this.#run
    const urls = [...run.caches.map(({ url }) => url), ...this.#substituters]
    const troubles = [...run.observed.cacheTroubles, ...(await this.#refusing(urls))]
    const others = byAddress(troubles, urls)
      .filter(it => !this.#storeCache.tellTrouble(it))
      .filter(it => !this.#isExpected(it))
    const isRed = run.records.result !== 'success'
    tellTroubles(others, run.caches, isRed, this.#rim.say)
    run.caches = withReasons(run.caches, others)
  }

  /** Of caches that were asked, gave nothing, and of which nothing was said. */
  async #refusing(urls: readonly string[]): Promise<CacheTrouble[]> {
    const { observed } = this.#run
    const known = new Set(urls.map(plainUrl))
    const told = new Set(
      [
        ...observed.cacheTroubles.map(({ url }) => url),
        ...observed.fetches.map(it => it.cache),
      ].map(plainUrl),
    )
    const silent = [...observed.asked]
      .map(([url, hash]) => ({ url, hash }))
      .filter(({ url }) => known.has(plainUrl(url)) && !told.has(plainUrl(url)))
    // With credentials that we cannot have, or no longer have, nobody knows what Nix was answered.
    const netrc =
      silent.length > 0 && !this.#hadNetrc ? await readNetrc(this.#netrcFile) : undefined
    return netrc === undefined ? [] : refusingCaches(silent, netrc, this.#rim.cancel)
  }

  #isExpected({ url, fault }: CacheTrouble): boolean {
    // Without the credentials, which were put away, a private cache refuses.
    if (fault === 'refused' && this.#netrc?.wasRemoved) return true
    // Why ours is off was told already.
    return this.#run.caches.some(it => it.use === 'off' && plainUrl(it.url) === plainUrl(url))
  }

  /** Removes the credentials for private caches. */
  async dropNetrc(): Promise<void> {
    await this.#netrc?.remove()
  }

  async #settlePush({ push, pusher }: Caching): Promise<void> {
    const run = this.#run
    run.push = pusher
      ? await this.#finishPush(pusher)
      : {
          push: push.push && this.#isDeferred ? 'deferred' : 'skipped',
          reason: push.reason,
          paths: [],
          bytes: 0,
        }
    const { cache, plan } = this.#job.inputs
    const isMissing = run.push.push === 'failed' || run.push.push === 'skipped'
    if (!cache.requirePush || plan || !this.#trust.decision.trusted || !isMissing) return
    run.records.broken = true
    run.trouble = `require-push: ${run.push.reason}`
    this.#stage.page.annotate('error', { title: 'Nix CI: push', message: run.trouble })
  }

  async #finishPush(pusher: Pusher): Promise<PushOutcome> {
    const { records } = this.#run
    const { cache, jobTimeout } = this.#job.inputs
    // Within the time that steps leave of the job, the report comes after it.
    const left = Math.max(FOR_REPORT, jobTimeout - FOR_REPORT - records.now())
    const seconds = Math.min(cache.pushTimeout, left)
    const finish = () => finishPush(pusher, cache.name, seconds, { say: this.#stage.page })
    const outcome = await records.phase('push', finish, it =>
      it.push === 'failed' ? 'failure' : 'success',
    )
    this.#run.caches = this.#run.caches.map(it =>
      it.name === cache.name && it.use === 'read' ? { ...it, use: 'push' } : it,
    )
    return outcome
  }

  /** With `steps: none` post pushes what later steps built. */
  get #isDeferred(): boolean {
    return this.#job.inputs.steps.length === 0
  }

  get #commandsRan(): boolean {
    return this.#stage.env[COMMANDS_RAN] === 'true'
  }
}
