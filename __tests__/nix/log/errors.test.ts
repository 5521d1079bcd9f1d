import { describe, expect, it } from 'vitest'
import { readError } from '../../../src/nix/log/errors.ts'

const read = (text: string) => readError({ level: 0, text }, 0)

describe('the attribute that an error names', () => {
  const frame = (name: string) => `while checking the derivation '${name}'`

  it.each([
    ['2.8', `error (ignored): error: ${frame('checks.x.y')}\n\n       … ${frame('checks.s.a')}`],
    [
      '2.26',
      `error (ignored): error:\n       … ${frame('checks.s.a')}\n\n       error: ${frame('checks.x.y')}`,
    ],
    ['2.34', `error:\n       … ${frame('checks.s.a')}\n\n       error: ${frame('checks.x.y')}`],
  ])('is in its trace, not in what the project throws, Nix %s', (_, text) => {
    expect(read(text)?.attribute).toBe('checks.s.a')
  })
})
