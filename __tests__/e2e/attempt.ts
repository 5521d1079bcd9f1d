import { expect } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { type Scene, type SceneOptions, scene } from './scene.ts'
import { difference, snapshot } from './snapshot.ts'

/** Nix's name of the system that the packed releases are for. */
export const system = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux'

/** A use of the action and what it did to the machine. */
export interface Attempt {
  readonly result: StepResult
  /** The texts of the error annotations. */
  readonly errors: string[]
  /** What is not as before, on the machine; empty: nothing. */
  readonly changes: string[]
}

/** Runs `work` on a fresh machine and compares what is there before and after it. */
export async function attempt(
  options: SceneOptions,
  work: (scene: Scene) => Promise<StepResult>,
): Promise<Attempt> {
  const stage = await scene(options)
  try {
    const before = await snapshot(stage)
    const result = await work(stage)
    const after = await snapshot(stage)
    expect(before.length, 'files that were looked at').toBeGreaterThan(100)
    const changes = difference(before, after)
    const errors = result.annotations.filter(({ kind }) => kind === 'error')
    return { result, errors: errors.map(({ message }) => message), changes }
  } finally {
    await stage.stop()
  }
}

/** The action failed, says so everywhere, and left the machine as it was. */
export function expectCleanFailure({ result, errors, changes }: Attempt): void {
  expect(changes).toEqual([])
  expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 })
  expect(result.outputs).toMatchObject({ result: 'failure', 'nix-version': '' })
  expect(result.summary).toContain('❌ Nix CI: failure')
  expect(errors.length).toBeGreaterThan(0)
  // A stack trace is for defects of ours.
  expect(result.raw).not.toMatch(/^\s+at .*\.js:\d+/m)
}
