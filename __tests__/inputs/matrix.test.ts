import { describe, expect, it } from 'vitest'
import { readInputs } from '../../src/inputs/inputs.ts'
import type { InputError } from '../../src/inputs/problem.ts'
import { systemOf } from '../../src/nix/nix.ts'

const SYSTEM = systemOf(process.platform, process.arch)
const ROW = {
  name: 'lint',
  system: SYSTEM,
  os: 'ubuntu-latest',
  commit: '0123456789abcdef0123456789abcdef01234567',
  seconds: 1.5,
  items: [{ step: 'flake-check', attribute: `checks.${SYSTEM}.lint`, derivation: null }],
  plan: `${'0'.repeat(24)}-1`,
}

const read = (given: Record<string, string>) => readInputs(name => given[name] ?? '')
function problems(given: Record<string, string>): string[] {
  try {
    read(given)
    return []
  } catch (error) {
    return (error as InputError).problems.map(it => `${it.where}: ${it.expected}`)
  }
}

describe('the inputs of a matrix', () => {
  it('are the systems with the labels of their runners, and the number of jobs', () => {
    const systems = ' x86_64-linux = ubuntu-latest\n\naarch64-darwin=self-hosted, mac mini , arm64'
    expect(read({ plan: 'true', systems, shards: '5' }).matrix).toEqual({
      systems: [
        { system: 'x86_64-linux', labels: ['ubuntu-latest'] },
        { system: 'aarch64-darwin', labels: ['self-hosted', 'mac mini', 'arm64'] },
      ],
      shards: 5,
      shard: undefined,
    })
    expect(read({}).matrix).toEqual({ systems: [], shards: 'per-check', shard: undefined })
  })

  it('are told of all at once where they are wrong', () => {
    const systems =
      'riscv = x\nx86_64-linux\nx86_64-linux = a,,b\nx86_64-linux = a\nx86_64-linux = b'
    expect(problems({ systems, shards: '257', shard: '{}' })).toEqual([
      expect.stringMatching(/^systems, line 1: Expected system = label/),
      expect.stringMatching(/^systems, line 2: Expected the labels/),
      expect.stringMatching(/^systems, line 3: Expected the labels/),
      expect.stringMatching(/^systems, line 5: Expected each system once/),
      'shards: Expected per-check, or a number from 1 to 256.',
      expect.stringMatching(/^shard: Expected a row/),
    ])
    for (const shards of ['0', '-1', '1.5', 'all', '1000'])
      expect(problems({ shards })).toHaveLength(1)
  })

  it('take a row as toJSON(matrix) writes it', () => {
    expect(read({ shard: JSON.stringify(ROW, undefined, 2) }).matrix.shard).toEqual(ROW)
    const os = ['self-hosted', 'linux']
    expect(read({ shard: JSON.stringify({ ...ROW, os, more: 1 }) }).matrix.shard?.os).toEqual(os)
  })

  it('refuse null, another system and a plan', () => {
    const other = SYSTEM === 'aarch64-linux' ? 'x86_64-linux' : 'aarch64-linux'
    const row = JSON.stringify(ROW)
    expect(problems({ shard: 'null' })).toEqual([expect.stringContaining('has no matrix')])
    expect(problems({ shard: JSON.stringify({ ...ROW, system: other }) })).toEqual([
      expect.stringContaining(`Expected a row for ${SYSTEM}`),
    ])
    expect(problems({ shard: row, plan: 'true' })).toEqual([
      expect.stringContaining('inputs of different jobs'),
    ])
  })

  it.each([
    { commit: 'main' },
    { commit: '$(id)' },
    { system: 'pdp-11' },
    { seconds: '1' },
    { items: [] },
    { items: [{ step: 'x', attribute: 'y', derivation: '/etc/passwd' }] },
    { items: [{ step: 'x', attribute: 'y', derivation: '/nix/store/../x.drv' }] },
    { items: [{ step: 'x', attribute: 'y' }] },
    { items: [{ step: '', attribute: 'y', derivation: null }] },
    { plan: '../x' },
    { os: [], name: '' },
  ])('refuse a row with %j', change => {
    expect(problems({ shard: JSON.stringify({ ...ROW, ...change }) })).toHaveLength(1)
  })
})
