import { describe, expect, it } from 'vitest'
import { ActionError, formatError } from '../../src/lib/errors.ts'

describe('explain', () => {
  it('tells what happened, why, and what to do', () => {
    const cause = new Error('spawn groupadd ENOENT')
    const failure = new ActionError('Creating build users failed.', 'Install groupadd.', {
      cause,
    })
    expect(formatError(failure)).toBe(
      'Creating build users failed. (spawn groupadd ENOENT)\nInstall groupadd.',
    )
  })

  it('follows causes of causes', () => {
    const error = new Error('a', { cause: new Error('b', { cause: new Error('c') }) })
    expect(formatError(error)).toBe('a (b; c)')
  })

  it('does not tell twice what the message says already', () => {
    const cause = new Error('the server answered 404')
    expect(formatError(new ActionError('x: the server answered 404', 'Look.', { cause }))).toBe(
      'x: the server answered 404\nLook.',
    )
  })

  it.each([['text'], [undefined], [42]])('takes %s, which is no error', thrown => {
    expect(formatError(thrown)).toBe(String(thrown))
  })
})
