import { setTimeout as wait } from 'node:timers/promises'
import type { CallResult } from '../../../nix/call.ts'
import type { StepRun } from '../../step-run.ts'
import { checkNames } from '../flake-checks.ts'

/** Milliseconds in which one process evaluates a small flake; taking it apart would take longer. */
const HEAD_START_MS = 400
/** What Nix says when everything is evaluated and builds begin; old versions do not count them. */
const EVALUATED = /^running (?:\d+ )?flake checks/
/** Lines that are withheld; a process that prints more goes on. */
const MAX_WITHHELD = 10_000

/** One process that checks a whole flake, until it is clear whether that takes long. */
export interface HeadStart {
  /** Whether it has ended, or evaluated everything. */
  isThrough(): boolean
  /** Shows what it has printed so far and what follows. */
  finish(): Promise<CallResult>
  /** Ends it; what it printed is not shown. */
  stop(): Promise<void>
}

/** Milliseconds in which the checks of a flake are counted. */
const COUNT_MS = 300

/** Whether there is nothing to share out: at most one check for this system, as far as that is soon known. */
export async function hasOneCheck(run: StepRun): Promise<boolean> {
  const { names, failure } = await checkNames(run, { stop: AbortSignal.timeout(COUNT_MS) })
  return !failure && names.length <= 1
}

/**
 * Starts to check the flake in one process, and waits as long as that may be the faster way.
 * @param words the call of Nix
 */
export async function startWhole(
  run: StepRun,
  words: readonly [string, ...string[]],
): Promise<HeadStart> {
  const stop = new AbortController()
  const withheld: string[] = []
  let show = (text: string): unknown => withheld.push(text)
  let isThrough = false
  const release = () => {
    show = run.line
    for (const text of withheld.splice(0)) run.line(text)
  }
  const hear = (text: string) => {
    show(text)
    isThrough ||= EVALUATED.test(text) || withheld.length >= MAX_WITHHELD
    if (withheld.length >= MAX_WITHHELD) release()
  }
  const result = run.nix(words, {}, hear, { stop: stop.signal }).finally(() => {
    isThrough = true
  })
  // It is reported by whoever waits for it.
  result.catch(() => {})
  await Promise.race([result, wait(HEAD_START_MS, undefined, { ref: false })])
  return {
    isThrough: () => isThrough,
    finish() {
      release()
      return result
    },
    async stop() {
      stop.abort()
      await result
    },
  }
}
