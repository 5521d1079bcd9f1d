import { describe, expect, it } from 'vitest'
import { causeLine } from '../../src/report/summary/cause-line.ts'

describe('why something failed, in a line', () => {
  it.each([
    ['a', 'a does not evaluate: attribute missing', 'attribute missing'],
    ['step', 'Nix could not evaluate: undefined variable', 'undefined variable'],
    [
      'step',
      'step ran for 4 s, its timeout.\nThe last lines of its log:\nx',
      'ran for 4 s, its timeout.',
    ],
    [
      'lint',
      'lint: the build of l failed with exit code 7.\nDerivation: /nix/store/x\nThe last lines of its log:\nerror: no ;\nmake: stopped',
      'error: no ;',
    ],
    [
      'test',
      'test failed with exit code 5.\nThe last lines of its log:\n0 failed\nport in use\n',
      'port in use',
    ],
    [
      'test',
      'test failed with exit code 4.\nThe last lines of its log:\n(it printed nothing)',
      'failed with exit code 4.',
    ],
    [
      'b',
      'The build of b failed with exit code 4.\nAlso failed because of it: c.',
      'The build of b failed with exit code 4.',
    ],
    [
      'nix-build',
      'The step was cancelled.\n\nThe build of slow was running for 3.0 s. Its last lines:\none',
      'The build of slow was running for 3.0 s.',
    ],
    ['step', '', ''],
  ])('%s: %j', (name, message, line) => {
    expect(causeLine(message, name)).toBe(line)
  })
})
