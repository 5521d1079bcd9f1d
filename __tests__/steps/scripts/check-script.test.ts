import { describe, expect, it } from 'vitest'
import { plainStep } from '../../../src/model/step.ts'
import { firstCommand, nearest } from '../../../src/steps/scripts/check-script.ts'

const script = plainStep('nix-shell', './test.sh')
const first = (...steps: Parameters<typeof firstCommand>[0]) => firstCommand(steps, 'x86_64-linux')

describe('the script that no step can make any more', () => {
  it('is the one of the first command', () => {
    const builds = [plainStep('flake-check'), plainStep('build', '.#a'), plainStep('nix-build')]
    expect(first(...builds, script, plainStep('run', './other.sh'))).toBe(script)
    expect(first(...builds)).toBeUndefined()
  })

  it.each([
    ['another command', plainStep('run', 'make')],
    ['a shell, for its shellHook', plainStep('develop')],
    ['a build that leaves a link', plainStep('build', '.#a', { outLink: 'result' })],
    ['a build with such an argument', plainStep('nix-build', '', { args: ['-o', 'result'] })],
    ['a build with one in its text', plainStep('nix-build', 'ci.nix --out-link result')],
  ])('is not there behind %s', (_, step) => {
    expect(first(step, script)).not.toBe(script)
  })

  it('is looked at behind a step that is not run here', () => {
    const off = plainStep('run', 'make', { if: false })
    const elsewhere = plainStep('run', 'make', { only: ['darwin'] })
    expect(first(off, elsewhere, script)).toBe(script)
    expect(first({ ...script, if: false })).toBeUndefined()
  })

  it('is left to a step that may fail, and not to one that is expected to', () => {
    expect(first({ ...script, allowFailure: true })).toBeUndefined()
    expect(first({ ...script, expectFailure: true })).toBeDefined()
  })
})

describe('the script that was meant', () => {
  const files = ['/w/scripts/tests.sh', '/w/ci/Run.sh', '/w/ci/other.sh', '/w/run.sh']

  it.each([
    ['a slip in the same folder', '/w/scripts/test.sh', '/w/scripts/tests.sh'],
    ['the same name elsewhere', '/w/tests.sh', '/w/scripts/tests.sh'],
    ['the same name in capitals, the nearest of them', '/w/ci/run.sh', '/w/ci/Run.sh'],
    ['nothing that is like it', '/w/ci/deploy.sh', undefined],
    ['a slip in another folder', '/w/test.sh', undefined],
  ])('is %s', (_, wanted, found) => {
    expect(nearest(wanted, files)).toBe(found)
  })
})
