import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  baselineKeys,
  deferBaseline,
  restoreBaseline,
  runnerKind,
  saveBaseline,
} from '../../src/phases/baseline-cache.ts'
import { extend, type History, type Measured } from '../../src/report/baseline.ts'
import { isBaselineRun } from '../../src/trust/event.ts'
import { openCacheBox } from '../caches/cache-box.ts'
import { eventOf } from '../trust/events.ts'

const job = {
  GITHUB_WORKFLOW_REF: 'lantern/mint/.github/workflows/ci.yml@refs/heads/main',
  GITHUB_JOB: 'nix',
  GITHUB_RUN_ID: '1001',
  GITHUB_RUN_ATTEMPT: '1',
  RUNNER_ENVIRONMENT: 'github-hosted',
  ImageOS: 'ubuntu24',
}
const keysOf = (more = {}, variant = '', cores = 4) =>
  baselineKeys({ ...job, ...more }, 'x86_64-linux', variant, cores)
const thing: Measured = { kind: 'run', name: 'x', id: 'b'.repeat(32), seconds: 7, built: 0 }
const once: History = extend(new Map(), [thing])

describe('the keys of a baseline', () => {
  it('are the job’s on one kind of runner, and the run’s', () => {
    const { key, prefix } = keysOf()
    expect(prefix).toMatch(
      /^nix-ci-baseline-1-x86_64-linux-4-github-hosted-ubuntu24-[0-9a-f]{24}-$/,
    )
    expect(key).toBe(`${prefix}1001-1`)
    expect(keysOf({ GITHUB_RUN_ID: '1002' }).prefix).toBe(prefix)
    // A pull request has the workflow of its own merge commit.
    expect(
      keysOf({
        GITHUB_WORKFLOW_REF: `${job.GITHUB_WORKFLOW_REF.replace('heads/main', 'pull/1/merge')}`,
      }).prefix,
    ).toBe(prefix)
    const others = [
      keysOf({ GITHUB_JOB: 'other' }),
      keysOf({ ImageOS: 'ubuntu26' }),
      keysOf({}, 'nix 2.26'),
      keysOf({}, '', 8),
    ]
    expect(new Set([prefix, ...others.map(it => it.prefix)]).size).toBe(5)
  })

  it('are possible keys whatever the runner is called', () => {
    const env = { RUNNER_ENVIRONMENT: 'a,b c'.repeat(99), ImageOS: '' }
    expect(runnerKind(env, 'x86_64-linux', 2)).toMatch(/^[\w.-]{1,200}$/)
  })
})

describe('a run whose timings become samples', () => {
  it.each([
    ['push', true],
    ['schedule', true],
    ['workflow_dispatch', true],
    ['push-branch', false],
    ['push-tag', false],
    ['pull_request', false],
    ['pull_request-fork', false],
    ['merge_group', false],
    ['workflow_run', false],
    ['release', false],
  ])('%s: %s', (fixture, expected) => {
    expect(isBaselineRun(eventOf(fixture))).toBe(expected)
  })
})

describe('the store of baselines', () => {
  it('gives to forks and later runs what post saved on the default branch', async () => {
    await using box = await openCacheBox()
    const first = await restoreBaseline(box.cacheOf(), keysOf(), dirname(box.free()))
    expect(first).toMatchObject({ isTrouble: false, message: expect.stringMatching(/no timings/) })
    expect(first.history.size).toBe(0)

    const folder = dirname(box.free())
    await deferBaseline(once, folder)
    const saved = await saveBaseline(box.cacheOf(), keysOf(), folder)
    expect(saved).toMatchObject({
      isTrouble: false,
      message: expect.stringMatching(/^Baseline: Saved/),
    })

    const pull = box.cacheOf({ ref: 'refs/pull/17/merge', base: 'refs/heads/main' })
    const mine = dirname(box.free())
    const found = await restoreBaseline(pull, keysOf({ GITHUB_RUN_ID: '1002' }), mine)
    expect(found.history).toEqual(once)
    expect(readdirSync(mine)).toEqual([])
    const other = await restoreBaseline(pull, keysOf({ ImageOS: 'macos26' }), mine)
    expect(other.history.size).toBe(0)
  })

  it('saves nothing where main left nothing, and nothing forged', async () => {
    await using box = await openCacheBox()
    const cache = box.cacheOf()
    expect(await saveBaseline(cache, keysOf(), dirname(box.free()))).toBe(undefined)
    const makes: ((path: string) => void)[] = [
      path => writeFileSync(path, '{"schema":1,"samples":{"name":[]}}'),
      path => symlinkSync('/dev/zero', path),
      path => mkdirSync(path),
    ]
    for (const make of makes) {
      const folder = dirname(box.free())
      make(join(folder, 'nix-ci-baseline.json'))
      expect(await saveBaseline(cache, keysOf(), folder)).toMatchObject({ isTrouble: true })
    }
    expect(box.server.entries).toEqual([])
  })

  it('takes nothing that is forged, and says so', async () => {
    await using box = await openCacheBox()
    const file = box.file('{"schema":1,"samples":"::error::"}', 'nix-ci-baseline.json')
    await box.cacheOf().save({ file, key: keysOf().key })
    const found = await restoreBaseline(box.cacheOf(), keysOf(), dirname(box.free()))
    expect(found).toMatchObject({ isTrouble: true, message: expect.stringMatching(/unreadable/) })
    expect(found.history.size).toBe(0)
  })

  it('goes on without a service', async () => {
    await using box = await openCacheBox()
    box.server.faults.push({ hang: true })
    const hanging = box.cacheOf({}, {}, { stall: 1 })
    expect(await restoreBaseline(hanging, keysOf(), dirname(box.free()))).toMatchObject({
      isTrouble: true,
      message: expect.stringMatching(/^Nothing is compared with the default branch: .*Gave up/),
    })
    const off = box.cacheOf({}, { ACTIONS_RUNTIME_TOKEN: undefined })
    expect(await restoreBaseline(off, keysOf(), dirname(box.free()))).toMatchObject({
      isTrouble: false,
    })
  })
})
