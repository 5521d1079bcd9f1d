import { describe, expect, it } from 'vitest'
import { tmpdirFor } from '../../src/steps/tmpdir.ts'

const HOSTED = '/home/runner/work/_temp'
const LONG = `/opt/${'actions-runner-of-a-machine/'.repeat(2)}_temp`

describe('the TMPDIR of commands', () => {
  it.each<[string, Record<string, string>, boolean, string | undefined, boolean?]>([
    ['is the job’s', { TMPDIR: '/scratch', RUNNER_TEMP: HOSTED }, true, undefined],
    ['is none where the job has none', { RUNNER_TEMP: HOSTED }, false, undefined],
    ['is RUNNER_TEMP where /tmp is in memory', { RUNNER_TEMP: HOSTED }, true, HOSTED],
    ['is RUNNER_TEMP in place of an empty one', { TMPDIR: '', RUNNER_TEMP: HOSTED }, true, HOSTED],
    ['is /tmp in memory where RUNNER_TEMP is too long', { RUNNER_TEMP: LONG }, true, undefined],
    ['is /tmp in memory without RUNNER_TEMP', {}, true, undefined],
    [
      'is /var/tmp where it has room and RUNNER_TEMP is too long',
      { RUNNER_TEMP: LONG },
      true,
      '/var/tmp',
      true,
    ],
    ['is RUNNER_TEMP rather than /var/tmp', { RUNNER_TEMP: HOSTED }, true, HOSTED, true],
    ['is none where /tmp is on a disk too', { RUNNER_TEMP: LONG }, false, undefined, true],
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
    [
      'is then /var/tmp where it has room',
      { TMPDIR: LONG, RUNNER_TEMP: LONG },
      true,
      '/var/tmp',
      true,
    ],
  ])('%s', (_, env, isTmpInMemory, expected, hasVarTmp = false) => {
    expect(tmpdirFor(env, { isTmpInMemory, hasVarTmp })).toEqual(
      expected ? { TMPDIR: expected } : {},
    )
  })
})
