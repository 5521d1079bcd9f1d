import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { expandWords, splitWords } from '../../../src/inputs/steps/shell-words.ts'
import { quote } from '../../../src/steps/step-run.ts'

describe('words', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['  a   b\n c ', ['a', 'b', 'c']],
    [`'one word' "another one" a\\ third`, ['one word', 'another one', 'a third']],
    ['.#a #b', ['.#a', '#b']],
    [`-A "a'b" ''`, ['-A', "a'b", '']],
    ['$HOME *.nix ~', ['$HOME', '*.nix', '~']],
    ['{a,b}', ['{a,b}']],
  ])('of %j are %j', (text, expected) => {
    expect(splitWords(text)).toEqual(expected)
  })

  it.each([["a 'b"], ['a "b'], ['a\\']])('of %j are an error: something is not closed', text => {
    expect(() => splitWords(text)).toThrow()
    expect(() => expandWords(text)).toThrow()
  })
})

describe('braces', () => {
  it.each([
    ['.#{a,b}'],
    ['.#checks.x.{a,b}-{1,2} other'],
    ['{1..3} x{,y}'],
    [`"{a,b}" '{a,b}' {a,b}`],
    ['\\{a,b\\}'],
    ['{a} {} a{b,c d'],
    ['.#packages.{x86_64-linux,aarch64-linux}.default'],
    ['{,}'],
    ['{a,b{c,d}}e'],
  ])('of %s are expanded as bash does', text => {
    const bash = execFileSync('bash', ['-c', `printf '%s\\n' BEGIN ${text}`], { encoding: 'utf8' })
    expect(expandWords(text)).toEqual(bash.trimEnd().split('\n').slice(1))
  })
})

describe('a word of a command that a reader types', () => {
  it.each([
    ['nix', 'nix'],
    ['.#checks.x."a b"', `'.#checks.x."a b"'`],
    ["it's\n2 lines", `'it'\\''s\n2 lines'`],
    ["it's \x1b\\", `$'it\\'s \\u001b\\\\'`],
  ])('%j is read back by bash', (word, quoted) => {
    expect(quote(word)).toBe(quoted)
    const printed = execFileSync('bash', ['-c', `printf %s ${quoted}`], { encoding: 'utf8' })
    expect(printed).toBe(word)
  })
})
