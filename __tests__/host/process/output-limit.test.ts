import { describe, expect, it } from 'vitest'
import { LimitedOutput } from '../../../src/host/process/output-limit.ts'

function heard(most: number) {
  const said: string[] = []
  const flood = new LimitedOutput(
    {
      line: text => said.push(text),
      limitReached: bytes => said.push(`flooded ${bytes}`),
      skipped: bytes => said.push(`passed ${bytes}`),
    },
    most,
  )
  return { said, flood }
}

describe('a stream', () => {
  it('of a size that is read is given line by line', () => {
    const { said, flood } = heard(100)
    for (const chunk of ['one\ntw', 'o\nthr', 'ee']) flood.write(Buffer.from(chunk))
    flood.end()
    expect(said).toEqual(['one', 'two', 'three'])
  })

  it('that is longer has its beginning and its last lines, and how much lies between', () => {
    const { said, flood } = heard(16)
    for (let i = 10; i < 5010; i++) flood.write(Buffer.from(`line ${i}\n`))
    flood.write(Buffer.from('over'))
    flood.end()
    const at = said.findIndex(line => line.startsWith('passed'))
    expect(said.slice(0, 3)).toEqual(['line 10', 'line 11', 'flooded 16'])
    expect(at).toBe(3)
    const last = said.slice(at + 1)
    expect(last).toHaveLength(40)
    expect(last.slice(-2)).toEqual(['line 5009', 'over'])
    const bytes = Array.from({ length: 5000 }, (_, i) => `line ${i + 10}\n`).join('').length + 4
    expect(said[at]).toBe(`passed ${bytes - 16}`)
  })

  it('of very many lines is a flood too', () => {
    const { said, flood } = heard(1 << 30)
    flood.write(Buffer.from('y\n'.repeat(1_000_000)))
    flood.write(Buffer.from('y\n'.repeat(1_000_000)))
    flood.end()
    expect(said).toHaveLength(1_000_000 + 2 + 40)
    expect(said[1_000_000]).toBe('flooded 2000000')
  })

  it('without an end of line keeps little of what is passed over', () => {
    const { said, flood } = heard(10)
    const chunk = Buffer.alloc(1 << 16, 'x')
    const before = process.memoryUsage().arrayBuffers
    for (let i = 0; i < 2000; i++) flood.write(Buffer.from(chunk))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200e6)
    flood.end()
    expect(said.at(-1)?.length).toBeLessThanOrEqual(1 << 16)
  })
})
