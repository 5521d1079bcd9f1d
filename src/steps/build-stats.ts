import { round } from '../lib/format.ts'
import type { DerivationRecord, FetchRecord, StoreCounts } from '../model/report.ts'
import { readDerivation } from '../nix/derivation.ts'
import type { Build } from '../nix/log/build.ts'
import { type CacheTrouble, mergeTroubles } from '../nix/log/messages.ts'
import type { RunLog } from '../nix/log/run-log.ts'

/** What is counted of a step. */
export type Counts = Pick<StoreCounts, 'built' | 'fetched' | 'fetchedBytes'>

/** Derivations whose references are looked up: a chart shows far fewer. */
const MOST_LOOKED_UP = 2000

/** What all calls of Nix of a run built and fetched. */
export class BuildStats {
  readonly derivations: DerivationRecord[] = []
  readonly fetches: FetchRecord[] = []
  readonly counts = { built: 0, fetched: 0, fetchedBytes: 0 }
  /** Derivations that dry runs would build, each once. */
  readonly toBuild = new Set<string>()
  /** What the calls said of caches that did not deliver, one entry a cache and fault. */
  cacheTroubles: readonly CacheTrouble[] = []
  /** Of each cache that was asked the hash of a path. */
  readonly asked = new Map<string, string>()
  readonly #origin: number

  /** @param origin when main began, in milliseconds of the clock of the logs */
  constructor(origin: number) {
    this.#origin = origin
  }

  /** @returns what the call itself built and fetched */
  async add(log: RunLog): Promise<Counts> {
    const { fetched, fetchedBytes } = log.totals
    const built = await countOutputs(log.builds.filter(({ status }) => status === 'built'))
    this.counts.built += built
    this.counts.fetched += fetched
    this.counts.fetchedBytes += fetchedBytes
    this.cacheTroubles = mergeTroubles(this.cacheTroubles, log.cacheTroubles)
    for (const [cache, hash] of log.asked) this.asked.set(cache, hash)
    for (const derivation of log.toBuild) this.toBuild.add(derivation)
    this.derivations.push(...log.builds.flatMap(build => this.#derivation(build, log.end)))
    for (const { path, cache, bytes, start, end } of log.fetches) {
      this.fetches.push({ path, cache, bytes, ...this.#times(start, end ?? log.end) })
    }
    return { built, fetched, fetchedBytes }
  }

  /** The derivations with what each of them waited for, by what their files in the store name. */
  async withReferences(): Promise<DerivationRecord[]> {
    const looked = this.derivations.slice(0, MOST_LOOKED_UP)
    const found = await Promise.all(
      looked.map(async one => ({ ...one, after: await inputsOf(one.drv) })),
    )
    return [...found, ...this.derivations.slice(MOST_LOOKED_UP)]
  }

  #derivation(build: Build, endOfCall: number): DerivationRecord[] {
    const { derivation, name, start, end, status, phases } = build
    const times = this.#times(start, end ?? endOfCall)
    const timed = phases.map(phase => ({
      name: phase.name,
      ...this.#times(phase.start, phase.end ?? endOfCall),
    }))
    return [
      {
        drv: derivation,
        name,
        // What still ran when its call ended was ended with it.
        status: status === 'running' ? 'cancelled' : status,
        ...times,
        ...(timed.length > 0 ? { phases: timed } : {}),
      },
    ]
  }

  #times(start: number, end: number): { start: number; seconds: number } {
    return {
      start: round((start - this.#origin) / 1000),
      seconds: round(Math.max(0, end - start) / 1000),
    }
  }
}

/** How many store paths builds that went well made: each its outputs. */
async function countOutputs(builds: readonly Build[]): Promise<number> {
  const derivations = await Promise.all(builds.map(it => readDerivation(it.derivation)))
  // Nobody knows beforehand where outputs lie that are addressed by their content.
  return derivations.reduce((sum, { outputs }) => sum + Math.max(1, outputs.length), 0)
}

async function inputsOf(path: string): Promise<string[]> {
  return (await readDerivation(path)).inputs
}
