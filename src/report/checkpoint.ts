import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { round } from '../lib/format.ts'
import type { ReportData, StepData } from '../model/report.ts'
import type { Step } from '../model/step.ts'
import type { Folders } from '../runner/state.ts'
import { notRun } from '../steps/outcome.ts'

type PlannedStep = Pick<Step, 'name' | 'kind'>

/** Why the remaining steps did not run. */
const ACTION_KILLED = 'the action was killed'
const NAME = 'progress.json'
/** In which further changes may come: a short step need not be saved. */
const SAVE_MS = 50

/** How far the steps have come, for the report of a run whose process is killed. */
export class Progress {
  readonly #changed: (unfinished: readonly StepData[]) => void
  readonly #clock: () => number
  #steps: readonly PlannedStep[] = []
  #at = -1
  #start = 0
  #timer: NodeJS.Timeout | undefined
  #hasEnded = false

  /**
   * @param changed called now and then with the steps to report as unfinished if the process died now
   * @param clock seconds since main started
   */
  constructor(changed: (unfinished: readonly StepData[]) => void, clock: () => number) {
    this.#changed = changed
    this.#clock = clock
    this.#saveSoon()
  }

  /** Sets the list of steps. */
  plan(steps: readonly PlannedStep[]): void {
    this.#steps = steps
    this.#saveSoon()
  }

  /** A step starts; it is found by its name, since `plan: true` replaces the objects. */
  startStep(step: PlannedStep): void {
    this.#at = this.#steps.findIndex(({ name }) => name === step.name)
    this.#start = this.#clock()
    this.#saveSoon()
  }

  /** All steps have finished. */
  finish(): void {
    this.#steps = []
    this.#at = -1
    this.#saveSoon()
  }

  /** The run is being reported: nothing is saved from now on. */
  end(): void {
    this.#hasEnded = true
    clearTimeout(this.#timer)
  }

  #saveSoon(): void {
    if (this.#hasEnded) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#changed(this.unfinished(ACTION_KILLED))
    }, SAVE_MS)
  }

  /**
   * The current step, as cancelled, and those after it, as not run.
   * @param reason why the latter did not run
   */
  unfinished(reason: string): StepData[] {
    const current = this.#steps[this.#at]
    const now = this.#clock()
    const timing = { start: this.#start, seconds: round(now - this.#start), attempts: 1 }
    const later = this.#steps.slice(this.#at + 1).map(step => notRun(step, now, reason))
    if (!current) return later
    const { name, kind } = current
    return [{ name, kind, status: 'cancelled', ...timing, exitCode: null }, ...later]
  }
}

/** Saves, for post, that a run has started. */
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

/** Saves, for post, how far a run has come. */
export function saveCheckpoint(folders: Folders, data: ReportData): void {
  // A command may have cleared RUNNER_TEMP.
  mkdirSync(folders.private, { recursive: true, mode: 0o700 })
  writeFileSync(join(folders.private, NAME), JSON.stringify({ ...data, baseline: undefined }))
}

/** Removes the checkpoint of a run that has been reported. */
export function removeCheckpoint(folders: Folders): void {
  rmSync(join(folders.private, NAME), { force: true })
}

/** The checkpoint of a main that was killed; undefined if it reported itself or the file is not readable as one. */
export async function readCheckpoint(folders: Folders): Promise<ReportData | undefined> {
  const text = await readFile(join(folders.private, NAME), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const data = JSON.parse(text) as ReportData
    return { ...data, startedAt: new Date(data.startedAt) }
  } catch {
    return undefined
  }
}
