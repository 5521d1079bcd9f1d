import { describe, expect, it } from 'vitest'
import { inputPaths } from '../../../src/caches/store-cache/inputs.ts'
import { sourcePath } from '../../../src/nix/hash.ts'

const HASH = 'sha256-m/i4zIJHKRtapNnPwNUoFromRkwfucNCdbqZ1oxSjWo='
const PATH = '/nix/store/bgb79jccl8x3lxrwr6skmhb2sz10qizp-source'

describe('the inputs of a flake', () => {
  it('have the store path that Nix gives to a tree of that hash', () => {
    // What nix-store --add-fixed --recursive sha256 printed for a folder `source` with one file.
    expect(sourcePath(HASH)).toBe(PATH)
  })

  it('are those of a lock that have a hash', () => {
    const nodes = {
      root: { inputs: { a: 'a' } },
      a: { locked: { narHash: HASH, type: 'github' } },
      b: { locked: { narHash: HASH } },
      c: { locked: { path: './c', type: 'path' } },
      d: { locked: { narHash: 'sha256-short' } },
    }
    expect(inputPaths(JSON.stringify({ nodes, version: 7 }))).toEqual([PATH])
    expect(inputPaths('{"nodes":{"root":null}}')).toEqual([])
    expect(inputPaths('no json')).toEqual([])
  })
})
