import { describe, expect, it } from 'vitest'
import {
  attributeParts,
  derivationArgs,
  installableOf,
  nixString,
  pathPrefix,
  plainAttribute,
} from '../../src/nix/attribute.ts'

describe('an attribute as Nix writes it', () => {
  it.each([
    ['checks.x86_64-linux.lint', 'checks.x86_64-linux.lint'],
    ['checks.x86_64-linux."py3.11"', 'checks.x86_64-linux.py3.11'],
    [`checks.x86_64-linux."a \\"b\\" 'c'"`, `checks.x86_64-linux.a "b" 'c'`],
    [`checks.x."a\\nb\\\\n\\$\{c}\\t"`, `checks.x.a\nb\\n$\{c}\t`],
    [`checks.x.don't`, `checks.x.don't`],
    ['checks.x.""', 'checks.x.'],
    // Nix 2.8 writes names as they are.
    ['checks.x.a "b" c', 'checks.x.a "b" c'],
  ])('%s is read', (written, plain) => {
    expect(plainAttribute(written)).toBe(plain)
  })

  it('takes no longer for a hostile name', () => {
    const hostile = `checks.x."${'\\"'.repeat(200_000)}`
    expect(plainAttribute(hostile)).toBe(hostile)
  })
})

it.each([
  ['checks.x86_64-linux.a.b', ['checks', 'x86_64-linux', 'a.b']],
  ['packages.x86_64-linux.', ['packages', 'x86_64-linux', '']],
  ['hydraJobs.deep.er.job', ['hydraJobs', 'deep', 'er', 'job']],
  ['checks.x86_64-linux', ['checks', 'x86_64-linux']],
])('the parts of %s are known', (attribute, parts) => {
  expect(attributeParts(attribute)).toEqual(parts)
})

describe('a check as an installable', () => {
  it.each([
    ['lint', '.#checks.x.lint'],
    ["don't", ".#checks.x.don't"],
    ['py3.11 all', '.#checks.x."py3.11 all"'],
    ['a\nb', '.#checks.x."a%0Ab"'],
    ['50%#^ü', '.#checks.x."50%25%23%5E%C3%BC"'],
    ['', undefined],
    ['a"b', undefined],
  ])('%j', (name, installable) => {
    expect(installableOf('.', ['checks', 'x', name])).toBe(installable)
  })

  it('has a derivation that can be asked for, whatever it is called', () => {
    expect(derivationArgs('.', ['checks', 'x', 'a b'])).toEqual(['.#checks.x."a b".drvPath'])
    expect(derivationArgs('.', ['checks', 'x', 'a"b'])).toEqual([
      '.#checks',
      '--apply',
      'it: it."x"."a\\"b".drvPath',
    ])
  })

  it('is looked for nowhere else, since Nix can', () => {
    const since = pathPrefix({ version: '2.19.0' })
    expect(derivationArgs('.', ['checks', 'x', 'a b'], since)).toEqual([
      '.#.checks.x."a b".drvPath',
    ])
    expect(pathPrefix({ version: '2.18.9' })).toBe('')
  })
})

it('writes a string that Nix reads back', () => {
  expect(nixString(`"\\ $\{a} $b\r\n`)).toBe(`"\\"\\\\ \\$\{a} $b\\r\\n"`)
})
