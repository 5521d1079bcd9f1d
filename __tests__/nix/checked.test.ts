import { describe, expect, it } from 'vitest'
import { checkedAttribute } from '../../src/nix/checked.ts'

describe('what Nix was checking when an error came', () => {
  it.each<[string, string[], string | undefined]>([
    ['nothing', ['while calling the throw builtin'], undefined],
    ['an attribute', ["while checking the derivation 'checks.x.a'"], 'checks.x.a'],
    ['an output as a whole', ["while checking flake output 'checks'"], 'checks'],
    [
      'the attribute within the output',
      ["while checking flake output 'apps'", "while checking the app definition 'apps.x.a'"],
      'apps.x.a',
    ],
    [
      'the innermost of nested jobs',
      [
        "while checking the Hydra jobset 'hydraJobs'",
        "while checking the Hydra jobset 'hydraJobs.a.b'",
      ],
      'hydraJobs.a.b',
    ],
    [
      'what asks now, not what failed with the same value before',
      ["while checking the derivation 'checks.x.b'", "while checking the derivation 'checks.x.a'"],
      'checks.x.b',
    ],
    [
      'not what only begins with the same letters',
      ["while checking flake output 'lib'", "while checking flake output 'lib2.a'"],
      'lib',
    ],
    ['a name in quotes', [`while checking the derivation 'checks.x."a.b"'`], 'checks.x.a.b'],
  ])('is %s', (_, said, attribute) => {
    expect(checkedAttribute(said)).toBe(attribute)
  })
})
