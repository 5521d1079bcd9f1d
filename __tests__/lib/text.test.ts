import { expect, it } from 'vitest'
import { escapeInvisible, escapeInvisibleText, hasInvisible } from '../../src/lib/text.ts'

it.each([
  ['lint', 'lint'],
  ['ümlaut→ 🎉', 'ümlaut→ 🎉'],
  ['a\nb\tc\r', 'a\\nb\\tc\\r'],
  ['\x1b[31mred\x00\x7f\x9b', '\\u001b[31mred\\u0000\\u007f\\u009b'],
  ['right\u202eleft\u200b\ufeff', 'right\\u202eleft\\u200b\\ufeff'],
])('shows the name %j on one line, all of it', (name, shown) => {
  expect(escapeInvisible(name)).toBe(shown)
})

it('keeps the lines of a text, and the colors of Nix where it has some', () => {
  const text = '\x1b[31;1merror:\x1b[0m a\n\tb\x1b]0;title\x07\r'
  expect(escapeInvisibleText(text, true)).toBe(
    '\x1b[31;1merror:\x1b[0m a\n\tb\\u001b]0;title\\u0007\\r',
  )
  expect(escapeInvisibleText('\x1b[1ma\n')).toBe('\\u001b[1ma\n')
})

it('knows what cannot be seen; ends of lines can', () => {
  expect(['a b\nc\td', 'a\x1b', 'a\u2028'].map(hasInvisible)).toEqual([false, true, true])
})
