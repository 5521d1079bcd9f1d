import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { plainStep } from '../../src/model/step.ts'
import { completeReport } from '../../src/phases/recover.ts'
import {
  Progress,
  readCheckpoint,
  removeCheckpoint,
  saveCheckpoint,
  saveInitialCheckpoint,
} from '../../src/report/checkpoint.ts'
import { renderSummary } from '../../src/report/summary/render.ts'
import type { Folders } from '../../src/runner/state.ts'
import { redRun } from './runs.ts'

let folders: Folders
beforeEach(() => {
  const shared = mkdtempSync(join(tmpdir(), 'progress-'))
  folders = { shared, private: join(shared, 'private') }
})
afterEach(() => rmSync(folders.shared, { recursive: true }))

describe('what is left of a run', () => {
  it('is read as it was written, also where a command cleared the folder', async () => {
    saveCheckpoint(folders, redRun())
    const { baseline: _, ...rest } = redRun()
    expect(await readCheckpoint(folders)).toEqual(JSON.parse(JSON.stringify(rest), revive))
  })

  it('is that it began, before anything else is known', async () => {
    const startedAt = new Date(1000)
    saveInitialCheckpoint(folders, startedAt)
    const data = await readCheckpoint(folders)
    if (!data) throw new Error('nothing is left')
    const told = completeReport(data, [], 5000)
    expect(told).toMatchObject({ startedAt, result: 'failure', steps: [], nix: null })
    expect(told.failureReason).toMatch(/was killed before it finished/)
    expect(renderSummary(told)).toContain('❌ Nix CI: failure')
  })

  it('is gone when the run has been reported, and nothing where it is not ours', async () => {
    saveCheckpoint(folders, redRun())
    removeCheckpoint(folders)
    expect(await readCheckpoint(folders)).toBeUndefined()
    saveCheckpoint(folders, redRun())
    writeFileSync(join(folders.private, 'progress.json'), '{"half')
    expect(await readCheckpoint(folders)).toBeUndefined()
    expect(existsSync(folders.private)).toBe(true)
    expect(readFileSync(join(folders.private, 'progress.json'), 'utf8')).toBe('{"half')
  })
})

function revive(key: string, value: unknown) {
  return key === 'startedAt' ? new Date(value as string) : value
}

it('progress: the step that runs is cancelled, those after it are not run', () => {
  vi.useFakeTimers()
  const told: (readonly unknown[])[] = []
  let now = 0
  const progress = new Progress(
    steps => told.push(steps),
    () => now,
  )
  const [a, b, c] = ['a', 'b', 'c'].map(name => plainStep('run', name, { name }))
  if (!a || !b || !c) throw new Error()
  vi.advanceTimersByTime(50)
  progress.plan([a, b, c])
  vi.advanceTimersByTime(50)
  // A short step.
  progress.startStep({ ...a })
  now = 2
  progress.startStep({ ...b })
  vi.advanceTimersByTime(50)
  now = 5
  expect(progress.unfinished('why')).toMatchObject([
    { name: 'b', status: 'cancelled', start: 2, seconds: 3, attempts: 1, exitCode: null },
    { name: 'c', status: 'not-run', start: 5, attempts: 0, reason: 'why' },
  ])
  progress.finish()
  vi.advanceTimersByTime(50)
  expect(progress.unfinished('why')).toEqual([])
  progress.startStep({ ...c })
  progress.end()
  progress.startStep({ ...c })
  vi.advanceTimersByTime(50)
  vi.useRealTimers()
  expect(told.map(steps => steps.length)).toEqual([0, 3, 2, 0])
})

it('a run whose process was killed says while which step, with what it left', () => {
  const startedAt = new Date('2026-01-01T00:00:00Z')
  const running = {
    name: 'tests',
    kind: 'run',
    status: 'cancelled',
    start: 10,
    seconds: 0,
    attempts: 1,
    exitCode: null,
  } as const
  const left = [{ step: 'tests', pid: 1, command: 'sleep', ports: [] }]
  const data = { ...redRun(), startedAt, steps: [running], leftovers: [] }
  const whole = completeReport(data, left, startedAt.getTime() + 25_500)
  expect(whole.steps).toEqual([{ ...running, seconds: 15.5 }])
  expect(whole.leftovers).toEqual(left)
  expect(whole.failureReason).toContain('was killed while tests was running')
  expect(completeReport({ ...data, steps: [] }, [], 0).failureReason).toContain(
    'was killed before it finished',
  )
})
