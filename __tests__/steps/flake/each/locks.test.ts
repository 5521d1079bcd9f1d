import { describe, expect, it } from 'vitest'
import { hasSameInputs, type Locks } from '../../../../src/steps/flake/each/locks.ts'

const locked = (rev: string) => ({ locked: { type: 'git', rev } })

const OWN: Locks = {
  root: 'root',
  nodes: {
    root: { inputs: { nixpkgs: 'nixpkgs', tool: 'tool', part: 'part' } },
    nixpkgs: locked('1'),
    tool: { ...locked('2'), inputs: { nixpkgs: ['nixpkgs'], self: [] } },
    part: { locked: { type: 'path', path: './part' }, parent: [] },
  },
}

/** The same as an input of another flake, where nodes have other names. */
function outer(change: Partial<Locks['nodes']> = {}): Locks {
  return {
    root: 'root',
    nodes: {
      root: { inputs: { original: 'original' } },
      original: { ...locked('0'), inputs: { nixpkgs: 'nixpkgs_2', tool: 'tool', part: 'part' } },
      nixpkgs_2: locked('1'),
      tool: {
        ...locked('2'),
        inputs: { nixpkgs: ['original', 'nixpkgs'], self: ['original'] },
      },
      part: { locked: { type: 'path', path: './part' }, parent: ['original'] },
      ...(change as Locks['nodes']),
    },
  }
}

describe('the inputs of a flake that is an input of another', () => {
  it('are the same whatever their nodes are called, follow, and are relative to', () => {
    expect(hasSameInputs(OWN, outer(), 'original')).toBe(true)
  })

  it.each<[string, Partial<Locks['nodes']>]>([
    ['another revision', { nixpkgs_2: locked('3') }],
    [
      'another revision of what is not followed',
      {
        tool: { ...locked('2'), inputs: { nixpkgs: 'own', self: ['original'] } },
        own: locked('4'),
      },
    ],
    ['no input that there was', { original: { ...locked('0'), inputs: { nixpkgs: 'nixpkgs_2' } } }],
    ['an input that is no flake', { nixpkgs_2: { ...locked('1'), flake: false } }],
    [
      'the outer flake for the flake itself',
      { tool: { ...locked('2'), inputs: { nixpkgs: ['original', 'nixpkgs'], self: [] } } },
    ],
    [
      'a path relative to the outer flake',
      { part: { locked: { type: 'path', path: './part' }, parent: [] } },
    ],
    ['a node that is not there', { nixpkgs_2: undefined as never }],
  ])('are not with %s', (_, change) => {
    expect(hasSameInputs(OWN, outer(change), 'original')).toBe(false)
  })

  it('that follow one another in a circle are not the same', () => {
    const circle = {
      tool: {
        ...locked('2'),
        inputs: { nixpkgs: ['original', 'tool', 'nixpkgs'], self: ['original'] },
      },
    }
    expect(hasSameInputs(OWN, outer(circle), 'original')).toBe(false)
  })
})
