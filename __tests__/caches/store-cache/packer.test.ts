import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { PathPacker } from '../../../src/caches/store-cache/save/packer.ts'
import { narOf } from '../../../src/nix/nar.ts'
import type { PathInfo } from '../../../src/nix/path-info.ts'
import { freshFolder, treeOf } from './made.ts'
import { Random } from './random.ts'

/** A path of so many bytes that do not pack, outside of a store. */
function builtPath(name: string, bytes: number): PathInfo {
  const path = treeOf({ file: new Random(name).bytes(bytes) })
  const nar = Buffer.concat([...narOf(path)].map(it => Buffer.from(it)))
  const narHash = `sha256-${createHash('sha256').update(nar).digest('base64')}`
  return {
    ...{ path, narHash, narSize: nar.length, references: [], deriver: undefined },
    ...{ signatures: [], ultimate: true, contentAddressed: false, registered: 1 },
  }
}

function packerWith(kept: number) {
  const silent = () => {}
  const logger = { info: silent, debug: silent, notice: silent, warning: silent, mask: silent }
  const never = () => Promise.reject(new Error('not asked'))
  const cache = {
    ...{ restore: never, locate: never, lookup: never, warm() {}, close() {} },
    save: async () => ({ kind: 'saved' as const, message: '' }),
  }
  const ctx = { folder: freshFolder(), cancel: new AbortController().signal, logger }
  const room = { limit: 100_000, kept }
  return new PathPacker(
    cache,
    () => false,
    () => false,
    room,
    ctx,
  )
}

describe('while it builds', () => {
  it('what has no room beside what was restored waits until it is known what of that is in use', async () => {
    const packer = packerWith(60_000)
    const [small, large] = [builtPath('small', 10_000), builtPath('large', 50_000)]
    packer.offer([small, large])
    await packer.settled(10)
    expect(packer.packed.map(({ path }) => path)).toEqual([small.path])
    expect([packer.has(small.path), packer.has(large.path)]).toEqual([true, false])
    expect(packer.leftOut.size).toBe(0)

    packer.setRoom(80_000)
    packer.offer([large, builtPath('more', 50_000)])
    await packer.finish()
    expect(packer.packed.map(({ path }) => path)).toEqual([small.path, large.path])
    expect(packer.leftOut.size).toBe(1)
    expect(packer.uploads.there).toHaveLength(1)
    await packer.close()
  })
})
