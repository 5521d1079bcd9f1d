import { describe, expect, it } from 'vitest'
import { lockedSources } from '../../../src/steps/flake/keep-inputs.ts'

describe('the sources of a lock file', () => {
  it('are named by their hashes, as Nix computes the paths', () => {
    // A tree with one empty file `f`: `nix-store --add` of a folder called source says the same.
    const lock = {
      nodes: {
        dep: { locked: { narHash: 'sha256-PLACE', type: 'git' } },
        odd: { locked: { narHash: 'sha256-short' } },
        root: { inputs: { dep: 'dep' } },
      },
    }
    const text = JSON.stringify(lock, undefined, 2).replace(
      'PLACE',
      'f1cEy8rKhDF3HsYoIz0tNZBTQxmgJkgApOqbI2eHuDk=',
    )
    expect(lockedSources(text)).toEqual(['/nix/store/wdq2wyradcvpv4bdynhm9vg5dni7xg8b-source'])
  })

  it('are none where it is no lock file', () => {
    expect(lockedSources('')).toEqual([])
    expect(lockedSources('{ "narHash": 1 }')).toEqual([])
  })
})
