import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { round } from '../lib/format.ts'
import type { ReportData, StepData } from '../model/report.ts'
import type { Step } from '../model/step.ts'
import type { Folders } from '../runner/state.ts'

type Named = Pick<Step, 'name' | 'kind'>

/** Why the steps after the one that ran are not. */
export const KILLED = 'the action was killed'
const NAME = 'progress.json'

/** How far the steps have come: what is told of a run whose process does not live to tell it. */
export class Progress {
  readonly #changed: (running: readonly StepData[]) => void
  readonly #clock: () => number
  #steps: readonly Named[] = []
  #at = -1
  #start = 0

  /**
   * @param changed told of what would have to be reported if the process ended now
   * @param clock seconds since main began
   */
  constructor(changed: (unfinished: readonly StepData[]) => void, clock: () => number) {
    this.#changed = changed
    this.#clock = clock
    changed([])
  }

  /** These are the steps. */
  plan(steps: readonly Named[]): void {
    this.#steps = steps
    this.#changed(this.unfinished(KILLED))
  }

  /** @param step may be another object: in a plan it is */
  began({ name: began }: Named): void {
    this.#at = this.#steps.findIndex(({ name }) => name === began)
    this.#start = this.#clock()
    this.#changed(this.unfinished(KILLED))
  }

  /** The steps have ended. */
  ended(): void {
    this.#steps = []
    this.#at = -1
    this.#changed([])
  }

  /**
   * The step that runs, as cancelled, and those after it.
   * @param reason why these are not run
   */
  unfinished(reason: string): StepData[] {
    const { name, kind } = this.#steps[this.#at] ?? {}
    const start = this.#clock()
    const own = { start: this.#start, seconds: round(start - this.#start), attempts: 1 }
    const running: StepData[] =
      name !== undefined && kind !== undefined
        ? [{ name, kind, status: 'cancelled', ...own, exitCode: null }]
        : []
    const none = { start, seconds: 0, attempts: 0, exitCode: null }
    const later = this.#steps
      .slice(this.#at + 1)
      .map(({ name, kind }): StepData => ({ name, kind, status: 'not-run', ...none, reason }))
    return [...running, ...later]
  }
}

/** Leaves for post that a run has begun. */
export function saveInitialCheckpoint(folders: Folders, startedAt: Date): void {
  saveCheckpoint(folders, {
    startedAt,
    result: 'failure',
    nix: null,
    trust: null,
    phases: [],
    steps: [],
    derivations: [],
    fetches: [],
    store: { built: 0, fetched: 0, fetchedBytes: 0, pushed: 0, pushedBytes: 0 },
    caches: [],
    leftovers: [],
  })
}

/** Leaves for post what a run has come to. */
export function saveCheckpoint(folders: Folders, data: ReportData): void {
  // A command may have cleared RUNNER_TEMP.
  mkdirSync(folders.private, { recursive: true, mode: 0o700 })
  writeFileSync(join(folders.private, NAME), JSON.stringify({ ...data, baseline: undefined }))
}

/** The run has been reported. */
export function removeProgress(folders: Folders): void {
  rmSync(join(folders.private, NAME), { force: true })
}

/** What a main that did not live to report left; undefined where it reported, or what is there is not its own. */
export async function readProgress(folders: Folders): Promise<ReportData | undefined> {
  const text = await readFile(join(folders.private, NAME), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const data = JSON.parse(text) as ReportData
    return { ...data, startedAt: new Date(data.startedAt) }
  } catch {
    return undefined
  }
}
