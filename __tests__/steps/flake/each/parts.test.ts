import { expect, it } from 'vitest'
import { type OutputNames, partName, splitOutputs } from '../../../../src/steps/flake/each/parts.ts'

it.each<[string, OutputNames, string[]]>([
  ['as a whole where nobody knows what is in it', null, ['out']],
  ['as a whole where it is empty', { all: [] }, ['out']],
  ['by its attributes', { all: ['a', 'b.c'] }, ['out.a', 'out.b.c']],
  [
    'by its systems and attributes',
    { all: ['x'], systems: { x: ['a', 'b'] } },
    ['out.x.a', 'out.x.b'],
  ],
  [
    'by attributes, and the systems that are not asked for in one piece',
    { all: ['x', 'y'], systems: { x: ['a'] } },
    ['out.x.a', 'out without x'],
  ],
  [
    'with a system that has none',
    { all: ['x', 'y'], systems: { x: ['a'], y: [] } },
    ['out.x.a', 'out without x'],
  ],
  ['with a system that is no set', { all: ['x'], systems: { x: null } }, ['out']],
])('an output is looked at %s', (_, names, expected) => {
  const pieces = splitOutputs({ out: names }).map(piece =>
    [partName(piece), ...piece.without.map(it => `without ${it}`)].join(' '),
  )
  expect(pieces).toEqual(expected)
})
