import { describe, expect, it } from 'vitest'
import { tmpdirFor } from '../../src/steps/tmpdir.ts'

const HOSTED = '/home/runner/work/_temp'
const LONG = `/opt/${'actions-runner-of-a-machine/'.repeat(2)}_temp`

describe('the TMPDIR of commands', () => {
  it.each([
    ['is the job’s', { TMPDIR: '/scratch', RUNNER_TEMP: HOSTED }, true, undefined],
    ['is none where the job has none', { RUNNER_TEMP: HOSTED }, false, undefined],
    ['is RUNNER_TEMP where /tmp is in memory', { RUNNER_TEMP: HOSTED }, true, HOSTED],
    ['is RUNNER_TEMP in place of an empty one', { TMPDIR: '', RUNNER_TEMP: HOSTED }, true, HOSTED],
    ['is /tmp in memory where RUNNER_TEMP is too long', { RUNNER_TEMP: LONG }, true, undefined],
    ['is /tmp in memory without RUNNER_TEMP', {}, true, undefined],
    [
      'is /tmp in place of one that is too long',
      { TMPDIR: LONG, RUNNER_TEMP: HOSTED },
      false,
      '/tmp',
    ],
    [
      'is then RUNNER_TEMP where /tmp is in memory',
      { TMPDIR: LONG, RUNNER_TEMP: HOSTED },
      true,
      HOSTED,
    ],
    ['is /tmp where both are too long', { TMPDIR: LONG, RUNNER_TEMP: LONG }, true, '/tmp'],
  ])('%s', (_, env, isInMemory, expected) => {
    expect(tmpdirFor(env, isInMemory)).toEqual(expected ? { TMPDIR: expected } : {})
  })
})
