import { describe, expect, it } from 'vitest'
import { withoutVariables } from '../../src/runner/erase-environment.ts'

describe('withoutVariables', () => {
  it.each([
    ['A=1|TOKEN=x=y|B=2|', 'A=1|---------|B=2|'],
    ['TOKEN=x|TOKENS=y|', '-------|TOKENS=y|'],
    ['A=TOKEN=x|TOKEN|TOKEN=last', 'A=TOKEN=x|-----|----------'],
    ['', ''],
  ])('changes %j to %j', (before, after) => {
    const initial = Buffer.from(before.replaceAll('|', '\0'))
    expect(withoutVariables(initial, ['TOKEN']).toString()).toBe(after.replace(/[|-]/g, '\0'))
  })
})
