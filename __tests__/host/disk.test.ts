import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freeText, isShort, type Space, spacesOf } from '../../src/host/disk.ts'

const GB = 1e9
const disk = (free: number, bytes: number, freeFiles = 0, files = 0): Space => ({
  places: ['/nix', '/tmp'],
  device: 1,
  free,
  bytes,
  freeFiles,
  files,
})

describe('a file system', () => {
  it.each([
    ['with 14 of 72 GB', disk(14 * GB, 72 * GB), false],
    ['with 1.9 of 72 GB', disk(1.9 * GB, 72 * GB), true],
    ['with 0.9 of 1 GB, as a /tmp in memory', disk(0.9 * GB, GB), false],
    ['with 0.2 of 1 GB', disk(0.2 * GB, GB), true],
    ['with many files left', disk(14 * GB, 72 * GB, 1e6, 5e6), false],
    ['with few files left', disk(14 * GB, 72 * GB, 40_000, 5e6), true],
  ])('%s is short: %s', (_, space, short) => {
    expect(isShort(space)).toBe(short)
  })

  it('is told of by what is scarce, and where', () => {
    expect(freeText(disk(1.9 * GB, 72 * GB))).toBe('1.9 GB of 72 GB free on /nix and /tmp')
    expect(freeText(disk(14 * GB, 72 * GB, 40_000, 5e6))).toBe(
      '40000 of 5000000 inodes free on /nix and /tmp',
    )
    expect(freeText({ ...disk(412e6, 10 * GB), places: ['/nix'] })).toBe(
      '412 MB of 10 GB free on /nix',
    )
  })

  it('is looked at once for all places on it, also for those that are not there yet', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'space-'))
    try {
      const places = [folder, join(folder, 'not/there'), folder]
      const [space, ...more] = await spacesOf(places)
      expect(more).toEqual([])
      expect(space?.places).toEqual([folder, join(folder, 'not/there')])
      expect(space?.bytes).toBeGreaterThan(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
