import { describe, expect, it } from 'vitest'
import { LineFolder } from '../../../src/host/process/repeated-lines.ts'

function folded(lines: readonly string[]): string[] {
  const shown: string[] = []
  const fold = new LineFolder(line => shown.push(line))
  for (const line of lines) fold.push(line)
  fold.flush()
  return shown
}

const repeat = (cycle: readonly string[], times: number) => Array(times).fill(cycle).flat()
const numbers = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i + 1))

describe('lines', () => {
  it.each([
    [
      'that differ',
      numbers(500, i => `${'ab'.repeat(i % 7)} ${String.fromCharCode(97 + (i % 26))}`),
    ],
    ['that repeat a few times', repeat(['again'], 10)],
    ['in cycles of nine', repeat([...'abcdefghi'], 30)],
    ['of a list of numbers', numbers(100, String)],
    ['none', []],
  ])('%s are shown as they are', (_, lines) => {
    expect(folded(lines)).toEqual(lines)
  })

  it('that are the same are counted, and what comes then is shown', () => {
    expect(folded(['begin', ...repeat(['again'], 158_410), 'end'])).toEqual([
      'begin',
      ...repeat(['again'], 10),
      '… 158,400 more like this',
      'end',
    ])
  })

  it.each([2, 3, 5, 8])('of a loop of %i lines are counted, wherever it ends', length => {
    const cycle = numbers(length, i => String.fromCharCode(96 + i))
    const lines = ['begin', ...repeat(cycle, 100), 'a', 'end']
    const shown = folded(lines)
    const note = shown.findIndex(line => line.startsWith('…'))
    expect(shown.slice(0, note)).toEqual(lines.slice(0, note))
    expect(note).toBeGreaterThan(3 * length)
    expect(shown.slice(note + 1)).toEqual(['end'])
    expect(shown[note]).toBe(`… ${lines.length - note - 1} more like this`)
  })

  it('that count up are folded later, and the last of them tell how far it came', () => {
    const lines = numbers(5000, i => (i % 2 ? `attempt ${i}` : `at 12:00:${i}`))
    const shown = folded([...lines, 'end'])
    const note = shown.findIndex(line => line.startsWith('…'))
    expect(note).toBeGreaterThanOrEqual(100)
    expect(shown.slice(note)).toEqual([
      `… ${(5000 - note - 2).toLocaleString('en-US')} more like this`,
      'attempt 4999',
      'at 12:00:5000',
      'end',
    ])
  })

  it('that repeat again after something else are shown first again', () => {
    const shown = folded([...repeat(['a'], 50), 'b', ...repeat(['a'], 50)])
    expect(shown).toEqual([
      ...repeat(['a'], 10),
      '… 40 more like this',
      'b',
      ...repeat(['a'], 10),
      '… 40 more like this',
    ])
  })

  it('are told of in between without being lost or told twice', () => {
    const shown: string[] = []
    const fold = new LineFolder(line => shown.push(line))
    for (const line of repeat(['a'], 30)) fold.push(line)
    expect(fold.folded).toBe(20)
    fold.flush()
    fold.flush()
    for (const line of repeat(['a'], 5)) fold.push(line)
    fold.flush()
    expect(shown.slice(10)).toEqual(['… 20 more like this', '… 5 more like this'])
  })
})
