import { describe, expect, it } from 'vitest'
import {
  KEY_INPUTS,
  manifestKeys,
  packIds,
  storeCacheKeys,
} from '../../../src/caches/store-cache/keys.ts'
import { inputText } from '../../../src/runner/with-environment.ts'

const env = {
  GITHUB_WORKFLOW_REF: 'lantern/mint/.github/workflows/ci.yml@refs/heads/main',
  GITHUB_JOB: 'nix',
  INPUT_STEPS: '- nix-build',
}
const keysOf = (more: Record<string, string> = {}, system = 'x86_64-linux') => {
  const all = { ...env, ...more }
  const inputs = KEY_INPUTS.map(name => inputText(all, name))
  return storeCacheKeys(all, inputs, system)
}

describe('keys', () => {
  it('are of a job, whatever the branch, and fall back to the system', () => {
    const { job, system } = keysOf()
    expect(system).toBe('nix-ci-store-2-x86_64-linux-')
    expect(job.startsWith(system)).toBe(true)
    const branch = 'lantern/mint/.github/workflows/ci.yml@refs/pull/1/merge'
    expect(keysOf({ GITHUB_WORKFLOW_REF: branch }).job).toBe(job)
  })

  it.each([
    { GITHUB_JOB: 'other' },
    { INPUT_STEPS: '- flake-check' },
    { 'INPUT_NIX-VERSION': '2.26' },
    { 'INPUT_WORKING-DIRECTORY': 'sub' },
  ])('tell jobs of a matrix apart: %o', more => {
    expect(keysOf(more).job).not.toBe(keysOf().job)
    expect(keysOf(more).system).toBe(keysOf().system)
  })

  it('differ by content, in whatever order, and by the entry before', () => {
    const { job } = keysOf()
    const [key, ...others] = manifestKeys(job, ['/nix/store/b', '/nix/store/a'], '')
    const first = (paths: string[], parent = '') => manifestKeys(job, paths, parent)[0]
    expect(first(['/nix/store/a', '/nix/store/b'])).toBe(key)
    expect(first(['/nix/store/a'])).not.toBe(key)
    // Going back to an earlier content is a new entry: GitHub gives the newest of a prefix.
    expect(first(['/nix/store/a', '/nix/store/b'], 'other')).not.toBe(key)
    expect(key).toMatch(/^[\w.-]{1,512}$/)
    expect(new Set([key, ...others]).size).toBe(3)
    for (const other of others) expect(other.startsWith(job)).toBe(true)
  })

  it('of a pack leave out those that hold something else', () => {
    const id = 'a'.repeat(64)
    const ids = packIds(id, () => false)
    expect(ids[0]).toBe(id)
    expect(new Set(ids).size).toBe(3)
    for (const it of ids) expect(it).toMatch(/^[0-9a-f]{64}$/)
    // The last one is another each time.
    expect(packIds(id, () => false).slice(0, 2)).toEqual(ids.slice(0, 2))
    expect(packIds(id, () => false)[2]).not.toBe(ids[2])
    expect(packIds(id, it => it === id)[0]).not.toBe(id)
  })
})
