import { logDecision, type PushSetup, startPush, writeCaches } from '../caches/push/begin.ts'
import { finishPush, type PushOutcome } from '../caches/push/outcome.ts'
import type { Pusher } from '../caches/push/pusher.ts'
import { KEY_INPUTS } from '../caches/store-cache/keys.ts'
import { StoreCache } from '../caches/store-cache/store-cache.ts'
import { allowedCaches, listOf } from '../caches/substituters/allowed-by-daemon.ts'
import { discoverCaches, type Substituters } from '../caches/substituters/discover.ts'
import { areAllKnown, formatKnown, KNOWN_CACHES, parseKnown } from '../caches/substituters/known.ts'
import { settleCaches } from '../caches/substituters/settle.ts'
import { readNetrc, refusingCaches } from '../caches/substituters/silent.ts'
import {
  byAddress,
  hintsOf,
  plainUrl,
  troubleText,
  withReasons,
} from '../caches/substituters/trouble-words.ts'
import { escapeInvisible } from '../lib/text.ts'
import type { ActionContext, Logger } from '../model/context.ts'
import type { CacheRecord } from '../model/report.ts'
import { runsProjectCode, type Step } from '../model/step.ts'
import type { CacheTrouble } from '../nix/log/messages.ts'
import { Netrc } from '../nix/netrc.ts'
import type { NixInstallation } from '../nix/setup.ts'
import { inputText } from '../runner/given.ts'
import type { Runner } from '../runner/runner.ts'
import type { Trust } from '../trust/trust.ts'
import { type Config, workingDirectories } from './config.ts'
import type { RunState } from './run-state.ts'

/** Tells later uses in this job; whoever sets it by hand only takes trust away. */
const COMMANDS_RAN = 'NIX_CI_COMMANDS_RAN'

/** Seconds of the job's time that are kept for the report. */
const FOR_REPORT = 20

/** The caches of a run: read from the beginning, filled up to the boundary. */
export class CacheSession {
  readonly #run: RunState
  readonly #job: Config
  readonly #trust: Trust
  readonly #ctx: ActionContext
  readonly #runner: Runner
  readonly #storeCache: StoreCache
  #netrc: Netrc | undefined
  /** Addresses of all caches in Nix's settings. */
  #substituters: readonly string[] = []
  #netrcFile: unknown
  /** Whether a private cache was read with a token. */
  #hadNetrc = false

  constructor(run: RunState, job: Config, trust: Trust, ctx: ActionContext, runner: Runner) {
    this.#run = run
    this.#job = job
    this.#trust = trust
    this.#ctx = ctx
    this.#runner = runner
    const { inputs } = job
    const { outage } = run
    const options = {
      ...{ inputs: inputs.storeCache, plan: inputs.plan, cachixName: inputs.cache.name },
      keyInputs: KEY_INPUTS.map(name => inputText(runner.env, name)),
      ...{ trust: trust.decision, env: runner.env, ctx, outage },
    }
    this.#storeCache = new StoreCache(options)
    run.storeCache = this.#storeCache
  }

  /** Asks for keys and permission, and restores the store cache; beside the install. */
  async read(): Promise<Substituters> {
    const [reading] = await Promise.all([this.#ask(), this.#storeCache.restore(this.#run.records)])
    return reading
  }

  /** A token goes to Cachix only in runs that may hand out credentials. */
  async #ask(): Promise<Substituters> {
    const { cache } = this.#job.inputs
    const { trusted, mayUseCredentials } = this.#trust.decision
    // What an earlier use found; a run that may push asks for itself.
    const known = trusted ? [] : parseKnown(this.#runner.env[KNOWN_CACHES])
    const token = mayUseCredentials ? (cache.authToken.value ?? '') : ''
    const ask = () => discoverCaches(cache, token, this.#ctx, known)
    const { records } = this.#run
    const statusOf = ({ caches }: Substituters) =>
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
    asked: Substituters,
    provided: NixInstallation,
    env: Readonly<Record<string, string>>,
  ): Promise<PushSetup> {
    const { inputs } = this.#job
    const { decision, event } = this.#trust
    const { nix, executor } = provided
    const own = await this.#storeCache.use({ nix, executor, env })
    this.#netrc = new Netrc(nix, executor, this.#ctx)
    const settled = await settleCaches(asked, inputs.cache.host, nix, env, this.#ctx.logger)
    const { reading } = settled
    await writeCaches(settled, this.#netrc, own, this.#ctx)
    if (reading.known.length > 0) this.#runner.files.env[KNOWN_CACHES] = formatKnown(reading.known)
    this.#run.caches = await allowedCaches(reading, nix, env, this.#ctx)
    const caching = await startPush(
      {
        inputs: inputs.cache,
        trust: decision,
        repositoryPrivate: event.repository?.private ?? true,
        deferred: this.#isDeferred,
        plan: inputs.plan,
        commandsRan: this.#commandsRan,
        nix,
        env,
        ctx: this.#ctx,
      },
      reading,
    )
    this.#substituters = listOf(caching.settings, 'substituters')
    this.#netrcFile = caching.settings['netrc-file']?.value
    this.#hadNetrc = reading.netrc !== undefined
    if (decision.trusted && !caching.push.push) this.#tellOfNoPush(caching)
    return caching
  }

  #tellOfNoPush({ push }: PushSetup): void {
    const { name } = this.#job.inputs.cache
    // Why the cache is off was told already.
    const isOff = this.#run.caches.some(it => it.name === name && it.use === 'off')
    logDecision(isOff ? { ...push, level: 'info' } : push, 'Push', this.#ctx)
  }

  /** A second use in this job cannot know what commands write to a store of the user's own. */
  noteFutureCommands(steps: readonly Step[], { isolation }: PushSetup): void {
    if (this.#job.inputs.plan || this.#run.nix?.mode !== 'single-user') return
    const { files } = this.#runner
    if (steps.length > 0 && isolation.isolated && !steps.some(runsProjectCode)) return
    files.env[COMMANDS_RAN] = 'true'
    files.flush()
  }

  /** Ends the push and saves the store cache: what is not there by then stays away. */
  async settle(caching: PushSetup): Promise<void> {
    const { records } = this.#run
    const folders = workingDirectories(this.#job)
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
      .filter(it => !this.#storeCache.reportTrouble(it))
      .filter(it => !this.#isExpected(it))
    const isRed = run.records.result !== 'success'
    tellTroubles(others, run.caches, isRed, this.#ctx.logger)
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
    return netrc === undefined ? [] : refusingCaches(silent, netrc, this.#ctx.cancel)
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

  async #settlePush({ push, pusher }: PushSetup): Promise<void> {
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
    run.failureReason = `require-push: ${run.push.reason}`
    this.#runner.page.annotate('error', { title: 'Nix CI: push', message: run.failureReason })
  }

  async #finishPush(pusher: Pusher): Promise<PushOutcome> {
    const { records } = this.#run
    const { cache, jobTimeout } = this.#job.inputs
    // Within the time that steps leave of the job, the report comes after it.
    const left = Math.max(FOR_REPORT, jobTimeout - FOR_REPORT - records.now())
    const seconds = Math.min(cache.pushTimeout, left)
    const finish = () => finishPush(pusher, cache.name, seconds, { logger: this.#runner.page })
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
    return this.#runner.env[COMMANDS_RAN] === 'true'
  }
}

/** More caches than these break at once only where there is no network, or where a builder says so. */
const MOST = 3

/**
 * One warning a cache that did not deliver during the steps, or a host on which several did not: the job goes on without
 * them, and takes longer.
 * @param isRed whether the job failed, so that nobody knows whether Nix did without
 */
export function tellTroubles(
  troubles: readonly CacheTrouble[],
  caches: readonly CacheRecord[],
  isRed: boolean,
  logger: Pick<Logger, 'warning' | 'info'>,
): void {
  for (const [index, urls] of withOneCause(troubles).entries()) {
    const names = urls.map(
      url => caches.find(it => plainUrl(it.url) === plainUrl(url))?.name ?? url,
    )
    const places = urls.map((url, at) => (names[at] === url ? url : `${names[at]} (${url})`))
    const where = escapeInvisible(new Intl.ListFormat('en').format(places))
    // All of them failed in the same way.
    const own = troubles.filter(it => it.url === urls[0])
    const wentOn = isRed || own.every(({ fault }) => fault === 'slow')
    const tail = wentOn ? [] : ['Nix used other caches or built locally.']
    const what = own.map(troubleText).join('; ')
    const subject = urls.length > 1 ? 'Caches' : 'Cache'
    const message = [`${subject} ${where}: ${what}.`, ...hintsOf(own), ...tail].join(' ')
    if (index < MOST) logger.warning(message, `${subject} ${escapeInvisible(names.join(', '))}`)
    else logger.info(message)
  }
}

/** The addresses of caches; those of a host that is down together. */
function withOneCause(troubles: readonly CacheTrouble[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const url of new Set(troubles.map(it => it.url))) {
    const own = troubles.filter(it => it.url === url)
    const key = own.every(({ fault }) => fault === 'down') ? hostAndFault(url, own) : url
    groups.set(key, [...(groups.get(key) ?? []), url])
  }
  return [...groups.values()]
}

function hostAndFault(url: string, own: readonly CacheTrouble[]): string {
  const host = URL.canParse(url) ? new URL(url).host : ''
  // How long it took is not the same each time.
  return [host || url, ...own.map(({ said }) => said.replace(/\d+ (?:ms|s)\b/g, ''))].join('\n')
}
