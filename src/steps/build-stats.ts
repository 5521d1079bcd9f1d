import { round } from '../lib/format.ts'
import type { DerivationRecord, FetchRecord, StoreCounts } from '../model/report.ts'
import { readDerivation } from '../nix/derivation.ts'
import type { Build } from '../nix/log/build.ts'
import { type CacheTrouble, mergeTroubles } from '../nix/log/messages.ts'
import type { RunLog } from '../nix/log/run-log.ts'

/** Store paths and bytes of a step. */
export type Counts = Pick<StoreCounts, 'built' | 'fetched' | 'fetchedBytes'>

/** Adds two counts. */
export function addCounts(one: Counts, other: Counts): Counts {
  return {
    built: one.built + other.built,
    fetched: one.fetched + other.fetched,
    fetchedBytes: one.fetchedBytes + other.fetchedBytes,
  }
}

/** The most derivations whose references are looked up: a chart shows far fewer. */
const MAX_LOOKUPS = 2000

/** What all Nix calls of a run built and fetched. */
export class BuildStats {
  readonly derivations: DerivationRecord[] = []
  readonly fetches: FetchRecord[] = []
  counts: Counts = { built: 0, fetched: 0, fetchedBytes: 0 }
  /** Derivations that a dry run would build. */
  readonly toBuild = new Set<string>()
  /** Whether a plan found that something else has to be built, which it cannot name. */
  needsMore = false
  /** Problems with caches, one entry per cache and kind. */
  cacheTroubles: readonly CacheTrouble[] = []
  /** Cache -> hash of a path that it was asked for. */
  readonly asked = new Map<string, string>()
  readonly #origin: number

  /** @param origin when main started, in milliseconds of the logs' clock */
  constructor(origin: number) {
    this.#origin = origin
  }

  /**
   * Adds the log of a call.
   * @param repeated the log of the call that it repeats
   * @returns what this call built and fetched
   */
  async add(log: RunLog, repeated?: RunLog): Promise<Counts> {
    const { fetched, fetchedBytes } = log.totals
    const built = await countOutputs(log.builds.filter(({ status }) => status === 'built'))
    const added = { built, fetched, fetchedBytes }
    this.counts = addCounts(this.counts, added)
    this.cacheTroubles = mergeTroubles(this.cacheTroubles, log.cacheTroubles)
    for (const [cache, hash] of log.asked) this.asked.set(cache, hash)
    for (const derivation of log.toBuild) this.toBuild.add(derivation)
    this.#addBuilds(log, repeated)
    for (const { path, cache, bytes, start, end } of log.fetches) {
      this.fetches.push({ path, cache, bytes, ...this.#times(start, end ?? log.end) })
    }
    return added
  }

  /** Adds builds; each replaces what the call that was repeated says of the same one, which did not succeed there. */
  #addBuilds({ builds, end }: RunLog, repeated: RunLog | undefined): void {
    const failed = new Set(
      repeated?.builds.flatMap(it => (it.status === 'built' ? [] : it.derivation)),
    )
    for (const build of builds) {
      const one = this.#derivation(build, end)
      const at = failed.has(one.drv)
        ? this.derivations.findLastIndex(it => it.drv === one.drv && it.status !== 'built')
        : -1
      if (at >= 0) this.derivations.splice(at, 1)
      this.derivations.push(one)
    }
  }

  /** The derivations, each with the inputs that it waited for. */
  async withReferences(): Promise<DerivationRecord[]> {
    const withInputs = this.derivations.slice(0, MAX_LOOKUPS).map(async one => {
      return { ...one, after: (await readDerivation(one.drv)).inputs }
    })
    return [...(await Promise.all(withInputs)), ...this.derivations.slice(MAX_LOOKUPS)]
  }

  #derivation(build: Build, endOfCall: number): DerivationRecord {
    const { derivation, name, start, end, status, phases, machine } = build
    const times = this.#times(start, end ?? endOfCall)
    const timed = phases.map(phase => ({
      name: phase.name,
      ...this.#times(phase.start, phase.end ?? endOfCall),
    }))
    return {
      drv: derivation,
      name,
      // What still ran when its call ended was stopped with it.
      status: status === 'running' ? 'cancelled' : status,
      ...times,
      ...(timed.length > 0 ? { phases: timed } : {}),
      ...(machine === '' ? {} : { machine }),
    }
  }

  #times(start: number, end: number): { start: number; seconds: number } {
    return {
      start: round((start - this.#origin) / 1000),
      seconds: round(Math.max(0, end - start) / 1000),
    }
  }
}

/** The number of outputs of builds. */
async function countOutputs(builds: readonly Build[]): Promise<number> {
  const derivations = await Promise.all(builds.map(it => readDerivation(it.derivation)))
  // The output paths of a content-addressed derivation are not known beforehand.
  return derivations.reduce((sum, { outputs }) => sum + Math.max(1, outputs.length), 0)
}
