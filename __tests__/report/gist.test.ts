import { describe, expect, it } from 'vitest'
import { causeLine } from '../../src/report/summary/cause-line.ts'

describe('why something failed, in a line', () => {
  it.each([
    ['a', 'a does not evaluate: attribute missing', 'attribute missing'],
    ['step', 'Evaluation failed: undefined variable', 'undefined variable'],
    [
      'step',
      "step timed out after 4 s (the step's timeout).\nLast lines of the log:\nx",
      "timed out after 4 s (the step's timeout).",
    ],
    [
      'lint',
      'lint: the build of l failed with exit code 7.\nDerivation: /nix/store/x\nLast lines of the log:\nerror: no ;\nmake: stopped',
      'error: no ;',
    ],
    [
      'test',
      'test failed with exit code 5.\nLast lines of the log:\n0 failed\nport in use\n',
      'port in use',
    ],
    [
      'test',
      'test failed with exit code 4.\nLast lines of the log:\n(no output)',
      'failed with exit code 4.',
    ],
    [
      'b',
      'The build of b failed with exit code 4.\nAlso failed because of it: c.',
      'The build of b failed with exit code 4.',
    ],
    [
      'nix-build',
      'The step was canceled.\n\nslow had been building for 3.0 s. Last lines:\none',
      'slow had been building for 3.0 s.',
    ],
    ['step', '', ''],
  ])('%s: %j', (name, message, line) => {
    expect(causeLine(message, name)).toBe(line)
  })
})
