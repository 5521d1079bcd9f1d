import { describe, expect, it } from 'vitest'
import {
  type Declared,
  type DeclaredInput,
  staleFindings,
} from '../../../src/lint/pins/stale-lock.ts'

const input = (line: number, more: Partial<DeclaredInput> = {}): DeclaredInput => ({
  ...{ line, follows: null, at: null, inputs: {} },
  ...more,
})
const declared = (inputs: Declared['inputs'], taken: Declared['arguments'] = {}): Declared => ({
  inputs,
  arguments: { self: 9, ...taken },
})
const lock = (root: object, nodes: object = {}) =>
  JSON.stringify({ nodes: { root: { inputs: root }, ...nodes }, root: 'root', version: 7 })
const texts = (flake: Declared, text: string) =>
  staleFindings(flake, text).map(({ line, text }) => `${line}: ${text}`)

const lacks = (line: number, name: string) =>
  `${line}: flake.lock lacks the input ${name}, so each run may get another one. Run nix flake lock, and commit flake.lock.`

describe('a flake.lock', () => {
  const crane = { inputs: { nixpkgs: ['nixpkgs'], utils: 'utils' } }
  const nodes = { crane, nixpkgs: {}, utils: {} }
  const root = { crane: 'crane', nixpkgs: 'nixpkgs' }

  it('that has every input, whatever their form, is right', () => {
    const inputs = {
      self: input(1),
      nixpkgs: input(2),
      crane: input(3, {
        inputs: {
          nixpkgs: input(4, { follows: 'nixpkgs', at: 4 }),
          utils: input(5, { follows: '', at: 5 }),
        },
      }),
      utils: input(6, { follows: 'crane/utils', at: 6 }),
      own: input(7, { follows: 'implied', at: 7 }),
    }
    const all = { ...root, utils: ['crane', 'utils'], own: ['implied'], implied: 'utils' }
    expect(texts(declared(inputs, { implied: 8, crane: 8 }), lock(all, nodes))).toEqual([])
  })

  it('that lacks one, also one that only the arguments of outputs name, is told of', () => {
    const flake = declared({ nixpkgs: input(2), crane: input(3), new: input(4) }, { implied: 8 })
    expect(texts(flake, lock(root, nodes))).toEqual([lacks(4, 'new'), lacks(8, 'implied')])
    expect(texts(flake, lock({}))).toHaveLength(4)
    const alias = declared({ nixpkgs: input(2), same: input(3, { follows: 'nixpkgs', at: 3 }) })
    expect(texts(alias, lock(root, nodes))).toEqual([
      '3: flake.lock lacks the input same, which follows nixpkgs. Run nix flake lock, and commit flake.lock.',
    ])
  })

  it('shows what follows nothing', () => {
    const override = (follows: string) => ({
      crane: input(3, { inputs: { utils: input(4, { follows, at: 5 }) } }),
      nixpkgs: input(2),
    })
    expect(texts(declared(override('nixpkg')), lock(root, nodes))).toEqual([
      '5: crane/utils follows nixpkg, but this flake has no input nixpkg.',
    ])
    expect(texts(declared(override('crane/util')), lock(root, nodes))).toEqual([
      '5: crane/utils follows crane/util, but crane has no input util.',
    ])
    const flake = declared({ ...override('nixpkgs'), x: input(6, { follows: 'y/z', at: 7 }) })
    expect(texts(flake, lock(root, nodes))).toEqual([
      '7: x follows y/z, but this flake has no input y.',
    ])
  })

  it('shows an override of an input that is not there', () => {
    const gone = { inputs: { flake: input(4, { follows: 'nowhere', at: 5 }) } }
    expect(
      texts(declared({ crane: input(3, gone), nixpkgs: input(2) }), lock(root, nodes)),
    ).toEqual(['5: crane has no input flake, so this override has no effect. Remove it.'])
  })

  it.each([
    ['is no JSON', '<<<<<<< HEAD\n{'],
    ['has no nodes', '{}'],
    ['has no root', '{ "nodes": { "a": {} }, "root": "root" }'],
    ['has nodes of another form', '{ "nodes": { "root": [] }, "root": "root" }'],
  ])('that %s says nothing', (_, text) => {
    expect(staleFindings(declared({ a: input(1) }), text)).toEqual([])
  })

  it('whose inputs follow each other in a circle ends', () => {
    const circle = lock({ a: ['b'], b: ['a'] })
    const flake = declared({ a: input(1, { follows: 'b/c', at: 1 }), b: input(2) })
    expect(staleFindings(flake, circle)).toEqual([])
  })
})
