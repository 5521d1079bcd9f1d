import { describe, expect, it } from 'vitest'
import type { DiskWatch } from '../../src/host/disk.ts'
import type { Outcome } from '../../src/steps/outcome.ts'
import { withDiskSpace } from '../../src/steps/run-steps.ts'

const NOW = 'Now 1 MB of 2 GB free on /nix.'
const disk = { now: async () => NOW } as DiskWatch
const failed = (message: string): Outcome => ({
  status: 'failure',
  exitCode: 1,
  error: { message },
})
const told = async (message: string) => (await withDiskSpace(failed(message), disk)).error?.message

describe('a failure for lack of disk space', () => {
  it.each([
    ['writing to file: No space left on device\nReproduce: x'],
    ['Possible cause (guessed from the log): the disk was full.'],
  ])('says how much is free: %s', async message => {
    const [first = '', ...rest] = message.split('\n')
    expect(await told(message)).toBe([first, NOW, ...rest].join('\n'))
  })

  it.each([
    ['cp: error writing /tmp/big: Disk quota exceeded'],
    ['It failed.\ngo: write /tmp/x: disk quota exceeded\nno space left on device'],
  ])('names the quota, and no numbers that do not see it: %s', async message => {
    const text = await told(message)
    expect(text).toMatch(/\nA quota limits what one user may write, /)
    expect(text).not.toContain('free on')
  })

  it('explains a quota after the guess that it was one', async () => {
    const guess = 'Possible cause (guessed from the log): disk quota exceeded.'
    const text = await told(`The build of x failed.\n${guess}\nlog:\ncp: Disk quota exceeded`)
    expect(text?.split('\n').slice(1, 3)).toEqual([guess, expect.stringMatching(/^A quota limits/)])
  })

  it('is told of in checks too, each with its own reason', async () => {
    const check = (name: string, message: string) => ({
      ...{ name, status: 'failed' as const, evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0 },
      error: { message },
    })
    const checks = [check('a', 'a: No space left on device'), check('b', 'b: Disk quota exceeded')]
    const outcome = await withDiskSpace({ ...failed('x'), checks }, disk)
    expect(outcome.error?.message).toBe('x')
    expect(outcome.checks?.map(({ error }) => error?.message)).toEqual([
      `a: No space left on device\n${NOW}`,
      expect.stringMatching(/^b: Disk quota exceeded\nA quota limits/),
    ])
  })
})
