import { describe, expect, it } from 'vitest'
import { KEY_INPUTS, manifestKey, storeCacheKeys } from '../../../src/caches/store-cache/keys.ts'
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
    const key = manifestKey(job, ['/nix/store/b', '/nix/store/a'], '')
    expect(manifestKey(job, ['/nix/store/a', '/nix/store/b'], '')).toBe(key)
    expect(manifestKey(job, ['/nix/store/a'], '')).not.toBe(key)
    // Going back to an earlier content is a new entry: GitHub gives the newest of a prefix.
    expect(manifestKey(job, ['/nix/store/a', '/nix/store/b'], 'other')).not.toBe(key)
    expect(key).toMatch(/^[\w.-]{1,512}$/)
  })
})
