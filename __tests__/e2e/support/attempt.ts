import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { StepResult } from '../../helpers/runner.ts'
import { type Report, type Scene, type SceneOptions, scene } from './scene.ts'
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
  readonly files: { readonly report: Report | undefined; readonly junit: string }
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
    const { report, junit } = result.outputs
    const files = {
      report: report ? (JSON.parse(await readFile(report, 'utf8')) as Report) : undefined,
      junit: junit ? await readFile(junit, 'utf8') : '',
    }
    return { result, errors: errors.map(({ message }) => message), changes, files }
  } finally {
    await stage.stop()
  }
}

/** The action failed, says so everywhere, its files too, and left the machine as it was. */
export function expectCleanFailure({ result, errors, changes, files }: Attempt): void {
  expect(changes).toEqual([])
  expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 })
  expect(result.outputs).toMatchObject({ result: 'failure', 'nix-version': '' })
  expect(result.summary).toContain('❌ Nix CI: failure')
  expect(errors.length).toBeGreaterThan(0)
  const { report, junit } = files
  expect(report).toMatchObject({ schema: 1, result: 'failure', nix: null })
  const [first = ''] = errors[0]?.split('\n') ?? []
  const messages = [report?.error, ...(report?.steps ?? []).map(({ error }) => error)]
  expect(messages.map(it => it?.message).join('\n')).toContain(first)
  expect(junit).toMatch(/<testsuites name="Nix CI" tests="\d+" failures="\d+" errors="\d+"/)
  expect(junit).toMatch(/<(failure|error) message="/)
  const timed = [...(report?.phases ?? []), ...(report?.steps ?? [])]
  expect(JSON.parse(result.outputs.timings ?? '')).toHaveLength(timed.length)
  // A stack trace is for defects of ours.
  expect(result.raw).not.toMatch(/^\s+at .*\.js:\d+/m)
}
