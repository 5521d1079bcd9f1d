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
import type { Runner } from '../runner/runner.ts'
import { inputText } from '../runner/with-environment.ts'
import type { Trust } from '../trust/trust.ts'
import { type Config, workingDirectories } from './config.ts'
import type { RunState } from './run-state.ts'

/** Tells later uses of the action in this job; setting it by hand only removes trust. */
const COMMANDS_RAN = 'NIX_CI_COMMANDS_RAN'

/** Seconds of the job's time that are reserved for the report. */
const REPORT_TIME_S = 20

/** The caches of a run: read from the start, pushed to until the trust boundary. */
export class CacheSession {
  readonly #run: RunState
  readonly #config: Config
  readonly #trust: Trust
  readonly #ctx: ActionContext
  readonly #runner: Runner
  readonly #storeCache: StoreCache
  #netrc: Netrc | undefined
  /** URLs of all caches in Nix's settings. */
  #substituters: readonly string[] = []
  #netrcFile: unknown
  /** Whether a private cache was read with a token. */
  #hadNetrc = false

  constructor(run: RunState, config: Config, trust: Trust, ctx: ActionContext, runner: Runner) {
    this.#run = run
    this.#config = config
    this.#trust = trust
    this.#ctx = ctx
    this.#runner = runner
    const { inputs } = config
    const { outage } = run
    const options = {
      ...{ inputs: inputs.storeCache, plan: inputs.plan, cachixName: inputs.cache.name },
      ...{ isPart: inputs.matrix.shard !== undefined, hasSteps: inputs.steps.length > 0 },
      keyInputs: KEY_INPUTS.map(name => inputText(runner.env, name)),
      ...{ trust: trust.decision, env: runner.env, ctx, outage },
    }
    this.#storeCache = new StoreCache(options)
    run.storeCache = this.#storeCache
  }

  /** Asks Cachix for keys and permissions and restores the store cache, during the install. */
  async discover(): Promise<Substituters> {
    const [reading] = await Promise.all([this.#ask(), this.#storeCache.restore(this.#run.records)])
    return reading
  }

  /** The token is sent to Cachix only in runs that may use credentials. */
  async #ask(): Promise<Substituters> {
    const { cache } = this.#config.inputs
    const { trusted, mayUseCredentials } = this.#trust.decision
    // The answers from an earlier use in this job; a run that may push asks again.
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
   * Writes the caches into Nix's settings, and starts the push if it is safe.
   * @param env for our own calls of Nix
   */
  async configure(
    discovered: Substituters,
    { nix, executor }: NixInstallation,
    env: Readonly<Record<string, string>>,
  ): Promise<PushSetup> {
    const { inputs } = this.#config
    const { decision, event } = this.#trust
    const storeSettings = await this.#storeCache.use({ nix, executor, env })
    this.#netrc = new Netrc(nix, executor, this.#ctx)
    const settled = await settleCaches(discovered, inputs.cache.host, nix, env, this.#ctx.logger)
    const { reading } = settled
    await writeCaches(settled, this.#netrc, storeSettings, this.#ctx)
    if (reading.known.length > 0) this.#runner.files.env[KNOWN_CACHES] = formatKnown(reading.known)
    this.#run.caches = await allowedCaches(reading, nix, env, this.#ctx)
    const setup = await startPush(
      {
        inputs: inputs.cache,
        trust: decision,
        repositoryPrivate: event.repository?.private ?? true,
        deferred: this.#isDeferred,
        plan: inputs.plan,
        areBuildersTrusted: inputs.builders.trusted,
        commandsRan: this.#commandsRan,
        ...{ nix, env, ctx: this.#ctx },
      },
      reading,
    )
    this.#substituters = listOf(setup.settings, 'substituters')
    this.#netrcFile = setup.settings['netrc-file']?.value
    this.#hadNetrc = reading.netrc !== undefined
    if (decision.trusted && !setup.push.push) this.#logNoPush(setup)
    await this.#storeCache.start(this.#boundaryState(setup))
    return setup
  }

  #logNoPush({ push }: PushSetup): void {
    const { name } = this.#config.inputs.cache
    // Why the cache is off has been reported already.
    const isOff = this.#run.caches.some(it => it.name === name && it.use === 'off')
    logDecision(isOff ? { ...push, level: 'info' } : push, 'Push', this.#ctx)
  }

  /** Notes for a second use in this job that commands may have written to a store that the user owns. */
  noteFutureCommands(steps: readonly Step[], { isolation }: PushSetup): void {
    if (this.#config.inputs.plan || this.#run.nix?.mode !== 'single-user') return
    const { files } = this.#runner
    if (steps.length > 0 && isolation.isolated && !steps.some(runsProjectCode)) return
    files.env[COMMANDS_RAN] = 'true'
    files.flush()
  }

  /** Finishes the push and saves the store cache; what is built later is not cached. */
  async finish(setup: PushSetup): Promise<void> {
    await Promise.all([
      this.#concludePush(setup),
      this.#storeCache.save(this.#boundaryState(setup)),
    ])
  }

  #boundaryState(caching: PushSetup) {
    const { records } = this.#run
    const folders = workingDirectories(this.#config)
    return { caching, records, commandsRan: this.#commandsRan, folders }
  }

  /** Warns of caches that failed during the steps. */
  async reportTroubles(): Promise<void> {
    const run = this.#run
    const urls = [...run.caches.map(({ url }) => url), ...this.#substituters]
    const troubles = [...run.observed.cacheTroubles, ...(await this.#refusing(urls))]
    const others = byAddress(troubles, urls)
      .filter(it => !this.#storeCache.reportTrouble(it))
      .filter(it => !this.#isExpected(it))
    const hasFailed = run.records.result !== 'success'
    warnOfTroubles(others, run.caches, hasFailed, this.#ctx.logger)
    run.caches = withReasons(run.caches, others)
    await this.#storeCache.settle()
  }

  /** Troubles of caches that were queried and neither delivered nor reported an error. */
  async #refusing(urls: readonly string[]): Promise<CacheTrouble[]> {
    const { observed } = this.#run
    const known = new Set(urls.map(plainUrl))
    const accounted = new Set(
      [
        ...observed.cacheTroubles.map(({ url }) => url),
        ...observed.fetches.map(it => it.cache),
      ].map(plainUrl),
    )
    const silent = [...observed.asked]
      .map(([url, hash]) => ({ url, hash }))
      .filter(({ url }) => known.has(plainUrl(url)) && !accounted.has(plainUrl(url)))
    // With credentials that are removed by now, the request cannot be repeated.
    const netrc =
      silent.length > 0 && !this.#hadNetrc ? await readNetrc(this.#netrcFile) : undefined
    return netrc === undefined ? [] : refusingCaches(silent, netrc, this.#ctx.cancel)
  }

  #isExpected({ url, fault }: CacheTrouble): boolean {
    // Once its credentials are removed, a private cache denies access.
    if (fault === 'refused' && this.#netrc?.wasRemoved) return true
    // Why our cache is off has been reported already.
    return this.#run.caches.some(it => it.use === 'off' && plainUrl(it.url) === plainUrl(url))
  }

  /** Removes the credentials for private caches. */
  async dropNetrc(): Promise<void> {
    await this.#netrc?.remove()
  }

  async #concludePush({ push, pusher }: PushSetup): Promise<void> {
    const run = this.#run
    run.push = pusher
      ? await this.#finishPush(pusher)
      : {
          push: push.push && this.#isDeferred ? 'deferred' : 'skipped',
          reason: push.reason,
          paths: [],
          bytes: 0,
        }
    const { cache, plan } = this.#config.inputs
    const isMissing = run.push.push === 'failed' || run.push.push === 'skipped'
    if (!cache.requirePush || plan || !this.#trust.decision.trusted || !isMissing) return
    run.records.hasFatal = true
    run.failureReason = `require-push: ${run.push.reason}`
    this.#runner.page.annotate('error', { title: 'Nix CI: push', message: run.failureReason })
  }

  async #finishPush(pusher: Pusher): Promise<PushOutcome> {
    const { records } = this.#run
    const { cache, jobTimeout } = this.#config.inputs
    const remaining = Math.max(REPORT_TIME_S, jobTimeout - REPORT_TIME_S - records.now())
    const seconds = Math.min(cache.pushTimeout, remaining)
    const finish = () => finishPush(pusher, cache.name, seconds, { logger: this.#runner.page })
    const outcome = await records.phase('push', finish, it =>
      it.push === 'failed' ? 'failure' : 'success',
    )
    this.#run.caches = this.#run.caches.map(it =>
      it.name === cache.name && it.use === 'read' ? { ...it, use: 'push' } : it,
    )
    return outcome
  }

  /** With `steps: none`, post pushes what later steps built. */
  get #isDeferred(): boolean {
    return this.#config.inputs.steps.length === 0
  }

  get #commandsRan(): boolean {
    return this.#runner.env[COMMANDS_RAN] === 'true'
  }
}

/** More caches fail at once only without a network, or if a builder prints such messages; these are only logged. */
const MAX_WARNINGS = 3

/**
 * One warning per cache that failed during the steps, or per host with several: the job continues without them, slower.
 * @param hasFailed whether the job failed, so that Nix may not have managed without
 */
export function warnOfTroubles(
  troubles: readonly CacheTrouble[],
  caches: readonly CacheRecord[],
  hasFailed: boolean,
  logger: Pick<Logger, 'warning' | 'info'>,
): void {
  for (const [index, urls] of withOneCause(troubles).entries()) {
    const names = urls.map(
      url => caches.find(it => plainUrl(it.url) === plainUrl(url))?.name ?? url,
    )
    const places = urls.map((url, at) => (names[at] === url ? url : `${names[at]} (${url})`))
    const where = escapeInvisible(new Intl.ListFormat('en').format(places))
    // All of them failed in the same way.
    const same = troubles.filter(it => it.url === urls[0])
    const needsNoNote = hasFailed || same.every(({ fault }) => fault === 'slow')
    const tail = needsNoNote ? [] : ['Nix used other caches or built locally.']
    const what = same.map(troubleText).join('; ')
    const subject = urls.length > 1 ? 'Caches' : 'Cache'
    const message = [`${subject} ${where}: ${what}.`, ...hintsOf(same), ...tail].join(' ')
    if (index < MAX_WARNINGS)
      logger.warning(message, `${subject} ${escapeInvisible(names.join(', '))}`)
    else logger.info(message)
  }
}

/** The URLs of failed caches; those on a host that is down are one group. */
function withOneCause(troubles: readonly CacheTrouble[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const url of new Set(troubles.map(it => it.url))) {
    const same = troubles.filter(it => it.url === url)
    const key = same.every(({ fault }) => fault === 'down') ? hostAndFault(url, same) : url
    groups.set(key, [...(groups.get(key) ?? []), url])
  }
  return [...groups.values()]
}

function hostAndFault(url: string, troubles: readonly CacheTrouble[]): string {
  const host = URL.canParse(url) ? new URL(url).host : ''
  // Durations differ each time.
  return [host || url, ...troubles.map(({ reason }) => reason.replace(/\d+ (?:ms|s)\b/g, ''))].join(
    '\n',
  )
}
