import { describe, expect, it } from 'vitest'
import { LineSplitter } from '../../../src/host/process/lines.ts'

function split(chunks: (string | Buffer)[], longest?: number): string[] {
  const lines: string[] = []
  const splitter = new LineSplitter(line => lines.push(line), longest)
  for (const chunk of chunks) splitter.write(Buffer.from(chunk))
  splitter.end()
  return lines
}

describe('lines', () => {
  it.each<[string, string[], string[]]>([
    ['in one chunk', ['a\nb\n'], ['a', 'b']],
    ['over chunks', ['a', 'b\nc', '', '\nd'], ['ab', 'c', 'd']],
    ['empty ones', ['\n\na\n'], ['', '', 'a']],
    ['a last one without an end', ['a\nb'], ['a', 'b']],
    ['of a Windows program', ['a\r\nb\r', '\nc\r'], ['a', 'b', 'c']],
    ['with a progress bar', ['10%\r20%\rdone\n'], ['10%\r20%\rdone']],
    ['none at all', [''], []],
  ])('%s', (_, chunks, expected) => {
    expect(split(chunks)).toEqual(expected)
  })

  it('keep characters of several bytes whole, cut wherever a chunk ends', () => {
    const text = 'größer → 🎉 だ\nzweite\n'
    const bytes = Buffer.from(text)
    for (let at = 0; at <= bytes.length; at++) {
      expect(split([bytes.subarray(0, at), bytes.subarray(at)])).toEqual([
        'größer → 🎉 だ',
        'zweite',
      ])
    }
    expect(split([...bytes].map(byte => Buffer.from([byte])))).toEqual(['größer → 🎉 だ', 'zweite'])
  })

  it('take bytes that are no text', () => {
    expect(split([Buffer.from([0xff, 0x41, 0x0a])])).toEqual(['\ufffdA'])
    expect(split([Buffer.from([0xe2, 0x82])])).toEqual(['\ufffd'])
  })

  it('that never end are given in pieces, so that memory stays bounded', () => {
    const pieces: string[] = []
    const splitter = new LineSplitter(line => pieces.push(line), 1000)
    for (let i = 0; i < 50; i++) {
      splitter.write(Buffer.from('x'.repeat(100)))
    }
    expect(pieces.length).toBeGreaterThan(3)
    splitter.end()
    expect(pieces.join('')).toBe('x'.repeat(5000))
    expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThanOrEqual(1100)
  })

  it('of a mebibyte and less stay whole', () => {
    const long = 'y'.repeat(1_000_000)
    const chunks = long.match(/.{1,65536}/g) ?? []
    expect(split([...chunks, '\nnext\n'])).toEqual([long, 'next'])
  })
})
