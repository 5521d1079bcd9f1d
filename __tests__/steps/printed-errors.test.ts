import { describe, expect, it } from 'vitest'
import { printedErrors } from '../../src/steps/printed-errors.ts'

describe('errors inside of a value that Nix printed', () => {
  it.each([
    ['{ bad = «error: test bad»; ok = true; }', [['bad']]],
    ['[ 1 «error: second element» ]', [[1]]],
    ['{ a = { b = [ { } [ -1.5 null ] { d = «error: deep»; } ]; }; }', [['a', 'b', 2, 'd']]],
    ['{ "odd «error: y»" = 1; "x.\\"y\\"\\n" = «error: z»; }', [['x."y"\n']]],
    ['{ a = «error: l1\nl2 «x» { ] "»; b = «repeated»; c = [ «error: m» ]; }', [['a'], ['c', 0]]],
    ['{ f = «lambda f @ /src/flake.nix:7:53»; p = /src/x; x = «error: x»; }', [['x']]],
    ['[ «derivation /nix/store/a-x.drv» "a" /b «error: c» ]', [[3]]],
  ])('%s', (printed, paths) => {
    expect(printedErrors(printed).map(({ path }) => path)).toEqual(paths)
  })

  it.each([
    ['"text «error: x» text"'],
    [`{ a = "quote \\" «error: x» \\\${x}"; b = { "odd «error: y»" = 1; }; }`],
    ['[ "\\\\" "«error: x»" ]'],
    ['{ }'],
    [''],
    ['«error: '.slice(0, 5)],
  ])('%s has none', printed => {
    expect(printedErrors(printed)).toEqual([])
  })

  it('have what Nix says of them', () => {
    const [first] = printedErrors("{ a = «error: attribute 'nope' missing»; }")
    expect(first?.text).toBe("error: attribute 'nope' missing")
  })

  it('are found in a value of millions of characters, and counted up to a hundred', () => {
    const long = `{ a = "${'x'.repeat(3_000_000)}"; b = [ ${'«error: e» '.repeat(1000)}]; }`
    expect(printedErrors(long)).toHaveLength(100)
    const nested = `${'[ '.repeat(100_000)}«error: e»`
    expect(printedErrors(nested)[0]?.path).toHaveLength(100_000)
  })
})
