import { describe, expect, it } from 'vitest'
import type { MatrixRow } from '../../src/model/matrix.ts'
import { plainStep } from '../../src/model/step.ts'
import { matchesAny } from '../../src/steps/flake/flake-checks.ts'
import { missingSteps, narrowed, whyNotInRow } from '../../src/steps/narrow.ts'

const item = (step: string, attribute: string) => ({ step, attribute, derivation: null })
const row = { items: [item('a', 'checks.s.x*'), item('b', ".#y '.#z w'")] } as unknown as MatrixRow
const STEPS = [
  plainStep('flake-check', '', { name: 'a' }),
  plainStep('build', '.#y .#q', { name: 'b' }),
  plainStep('flake-check', '', { name: 'c' }),
  plainStep('run', 'true', { name: 'd' }),
]

describe('the steps of a job of a matrix', () => {
  it('have what the row names, and exactly that', () => {
    const [check, build] = narrowed(STEPS, row)
    expect(build?.argument).toBe(".#y '.#z w'")
    const fits = matchesAny(check?.select ?? [])
    expect(['checks.s.x*', 'checks.s.xy'].map(fits)).toEqual([true, false])
  })

  it('say why they do not run', () => {
    expect(narrowed(STEPS, row).map(whyNotInRow)).toEqual([
      undefined,
      undefined,
      'shard: nothing of it is in this row of the matrix',
      'shard: a job of the matrix runs flake-check and build only',
    ])
  })

  it('are missed where the job has other steps than the plan', () => {
    expect(missingSteps(STEPS, row)).toEqual([])
    expect(missingSteps(STEPS.slice(1), row)).toEqual(['a'])
    const asCommand = { items: [item('d', 'x')] } as unknown as MatrixRow
    expect(missingSteps(STEPS, asCommand)).toEqual(['d'])
  })
})
