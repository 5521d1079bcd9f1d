import { expect, it } from 'vitest'
import { treeOf } from '../../../../src/steps/flake/each/original.ts'

it.each([
  ['git+file:///a/b', 'git+file:///a/b'],
  ['git+file:///a/b?dir=c', 'git+file:///a/b'],
  ['git+file:///a/b?dir=c%2Fd&ref=main', 'git+file:///a/b?ref=main'],
  ['git+file:///a/b?ref=main&dir=c&submodules=1', 'git+file:///a/b?ref=main&submodules=1'],
  ['github:o/r/0123?narHash=sha256-a%2Bb%3D', 'github:o/r/0123?narHash=sha256-a%2Bb%3D'],
  ['path:/a?subdir=c', 'path:/a?subdir=c'],
])('the tree of %s is %s', (url, tree) => {
  expect(treeOf(url)).toBe(tree)
})
