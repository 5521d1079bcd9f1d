import { describe, expect, it } from 'vitest'
import { Masks } from '../../src/runner/masks.ts'

function masksOf(...secrets: string[]): Masks {
  const masks = new Masks()
  for (const secret of secrets) masks.add(secret)
  return masks
}

describe('masks', () => {
  it.each([
    [['open-sesame'], 'say open-sesame twice: open-sesame', 'say *** twice: ***'],
    [['open-sesame', 'open-sesame-2'], 'open-sesame-2', '***'],
    [['abcdefgh', 'efghijkl'], 'xabcdefghijklx', 'x***x'],
    [['abcdefgh'], 'abcdefghabcdefgh', '***'],
    [['aaaaaaaa'], 'aaaaaaaaaaab', '***b'],
    [['short'], 'short', 'short'],
    [['12345678'], '1234567', '1234567'],
    [[], 'open-sesame', 'open-sesame'],
  ])('%j in %j', (secrets, text, shown) => {
    expect(masksOf(...secrets).hide(text)).toBe(shown)
  })

  it('are as many as there are', () => {
    const secrets = Array.from({ length: 20_000 }, (_, i) => `${i * 7919}-secret-${i}`)
    const masks = masksOf(...secrets)
    const hidden = masks.hidePrinted(secrets.join('\n'))
    expect(hidden.split('\n').every(line => /^\d{0,7}\*\*\*\d{0,7}$/.test(line))).toBe(true)
    expect(hidden).not.toContain('secret')
  })

  it('hide the rest of the line where very many begin alike', () => {
    const masks = masksOf(...Array.from({ length: 500 }, (_, i) => `password${i}`))
    expect(masks.hide('a password3 b\npassword')).toBe('a ***\n***')
  })

  it('hide all that is printed where they are more than can be kept, and nothing of ours', () => {
    const masks = masksOf(...Array.from({ length: 3 }, (_, i) => `${i}`.repeat(500_000)))
    expect(masks.hidePrinted('2222')).toBe('***')
    expect(masks.hide('the step ran')).toBe('the step ran')
  })
})
