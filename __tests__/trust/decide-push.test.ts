import { describe, expect, it } from 'vitest'
import { decidePush, type PushInput } from '../../src/trust/decide-push.ts'
import type { Decision } from '../../src/trust/decide-trust.ts'

const TRUSTED: Decision = {
  trusted: true,
  reason: 'It may.',
  level: 'info',
  mayUseCredentials: true,
}
const ALL_WELL: PushInput = {
  cachixName: 'mint',
  isolated: true,
  repositoryPrivate: false,
  cachePublic: true,
  allowPublicCache: false,
  permission: 'Write',
  deferred: false,
  nixMode: 'daemon',
}

describe('what is pushed', () => {
  it.each<[string, Partial<PushInput>]>([
    ['with write permission', {}],
    ['with every permission', { permission: 'Admin' }],
    ['with a signing key alone', { permission: 'signing-key-alone', cachePublic: undefined }],
    ['from a private repository to a private cache', priv({ cachePublic: false })],
    [
      'from a private repository to a public cache, where allowed',
      priv({ allowPublicCache: true }),
    ],
    [
      'the same where Cachix does not say',
      priv({ cachePublic: undefined, allowPublicCache: true }),
    ],
    ['by a single-user Nix during the steps', { nixMode: 'single-user' }],
    ['by post with a daemon', { deferred: true }],
  ])('%s', (_, given) => {
    expect(decidePush(TRUSTED, { ...ALL_WELL, ...given })).toEqual({
      push: true,
      reason: 'It may.',
      level: 'info',
    })
  })
})

describe('what is not', () => {
  it.each<[string, Partial<PushInput>, 'notice' | 'warning', RegExp]>([
    ['only reading', { permission: 'Read' }, 'warning', /read-only for mint/],
    ['no permission', { permission: 'none' }, 'warning', /no access to mint/],
    [
      'refused',
      { permission: { refused: 'HTTP 401:\ntoken is invalid' } },
      'warning',
      /rejected .* HTTP 401: token is invalid$/,
    ],
    [
      'unreachable',
      { permission: { unreachable: 'no answer in 15 s' } },
      'warning',
      /\(no answer in 15 s\)/,
    ],
    ['private to public', priv({}), 'warning', /private, but mint is public/],
    [
      'with a signing key that is none of the cache',
      {
        permission: 'signing-key-alone',
        wrongKey: 'its public key is A, but the cache has B.',
      },
      'warning',
      /^The cachix-signing-key is not a key of mint, so nothing is pushed: its public key is A, but .* B\.$/,
    ],
    [
      'with a token and such a key',
      { wrongKey: 'its public key is A, but the cache has none.' },
      'warning',
      /not a key of mint/,
    ],
    ['private to a signing key', priv({ permission: 'signing-key-alone' }), 'warning', /is public/],
    ['private to who knows', priv({ cachePublic: undefined }), 'warning', /may be public/],
    ['not isolated', { isolated: false }, 'warning', /not isolated/],
    ['by post, single-user', { deferred: true, nixMode: 'single-user' }, 'notice', /single-user/],
  ])('%s', (_, given, level, reason) => {
    const decision = decidePush(TRUSTED, { ...ALL_WELL, ...given })
    expect(decision).toMatchObject({ push: false, level })
    expect(decision.reason).toMatch(reason)
    expect(decision.hint).toBeTruthy()
  })

  it('is anything of a plan, without a warning', () => {
    const decision = decidePush(TRUSTED, { ...ALL_WELL, plan: true, permission: 'Read' })
    expect(decision).toEqual({
      push: false,
      reason: 'A plan builds nothing, so nothing is pushed to mint.',
      level: 'info',
    })
  })

  it('is anything of a run that is not trusted, for its own reason', () => {
    const decision = {
      trusted: false,
      reason: 'A fork.',
      level: 'notice',
      mayUseCredentials: true,
    } as const
    const bad = { ...ALL_WELL, isolated: false, permission: 'Read' } as const
    for (const input of [ALL_WELL, bad]) {
      expect(decidePush(decision, input)).toEqual({
        push: false,
        reason: 'A fork.',
        level: 'notice',
      })
    }
  })
})

function priv(given: Partial<PushInput>): Partial<PushInput> {
  return { repositoryPrivate: true, ...given }
}
