import { describe, expect, it } from 'vitest'
import { sanitize } from '../../src/report/summary/sanitize.ts'

// What a browser makes of it: pictures.test.ts.
describe('somebody else’s Markdown', () => {
  it.each([
    ['# A\n\n- b\n- c\n\n| d |\n| - |\n| a < b |\n'],
    ['```rust\nlet v: Vec<String>;\n```'],
    ['~~~~\n```\n~~~\n~~~~'],
    ['<b>bold</b>, <table><tr><td><code>x</code></td></tr></table>'],
  ])('stays as it is where nothing can be open: %j', text => {
    expect(sanitize(text)).toBe(text.replace(/\n+$/, ''))
  })

  it.each([
    ['```\nopen', '```\nopen\n```'],
    ['~~~~ text\n~~~', '~~~~ text\n~~~\n~~~~'],
    ['<!-- x', '<\u200b!-- x'],
    ['<script>x', '<\u200bscript>x'],
    ['<div title="', '<\u200bdiv title="'],
    ['- ```\nx', '> - ```\n> x'],
    ['a\r<pre', '> a\n> <\u200bpre'],
  ])('is closed, quoted or shown as text: %j', (text, shown) => {
    expect(sanitize(text)).toBe(shown)
  })

  it('has the ends of what it begins behind it', () => {
    expect(sanitize('<details><summary>x')).toMatch(
      /^<details><summary>x\n\n<!-- --><\/summary><\/details>/,
    )
  })

  it('is shown as it is written where it begins too much', () => {
    const text = '<b>\n'.repeat(300)
    expect(sanitize(text)).toMatch(/^```markdown\n<b>\n/)
  })

  it.each(['<', '<a ', '<b>', '<b>x</b>', '`', '> ', '<a x=1 y', '<div>\n```\n'])(
    'is bounded, however often it has %j',
    piece => {
      const text = piece.repeat(Math.ceil(300_000 / piece.length))
      expect(sanitize(text).length).toBeLessThan(4 * text.length)
    },
  )
})
