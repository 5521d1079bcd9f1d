import { describe, expect, it } from 'vitest'
import { isPrintedFunction, jsonOfPrinted } from '../../src/steps/printed-value.ts'

describe('the JSON form of a printed value', () => {
  it.each<[string, unknown]>([
    [`"a\\"b\\n\\\\ \\$\{x} ä"`, `a"b\n\\ $\{x} ä`],
    ['12', 12],
    ['-3', -3],
    ['true', true],
    ['null', null],
    ['[ ]', []],
    ['{ }', {}],
    ['[ 1 "a" [ true ] { } ]', [1, 'a', [true], {}]],
    [`{ a = 1; "b c" = { d-e' = null; }; }`, { a: 1, 'b c': { "d-e'": null } }],
    ['"«lambda»"', '«lambda»'],
  ])('%s', (printed, value) => {
    expect(JSON.parse(jsonOfPrinted(printed) ?? '')).toEqual(value)
  })

  it.each([
    ['1.5'],
    ['1e10'],
    ['/nix/store/x'],
    ['«derivation /nix/store/x.drv»'],
    ['«lambda @ x:1:1»'],
    ['{ a = «error: no»; }'],
    ['{ outPath = "/nix/store/x"; }'],
    ['{ __toString = 1; }'],
    ['{ a.b = 1; }'],
    ['9223372036854775807'],
    ['"a" "b"'],
    ['[ 1'],
    ['{ 1 = 2; }'],
    ['yes'],
    [''],
    ['['.repeat(200_000)],
  ])('of %.40j is not certain', printed => {
    expect(jsonOfPrinted(printed)).toBeUndefined()
  })

  it.each([['«lambda f @ x»'], ['<LAMBDA>'], ['<PRIMOP-APP>'], ['«primop map»']])(
    'of the function %s does not exist',
    printed => {
      expect(isPrintedFunction(printed)).toBe(true)
    },
  )
})
