import { describe, expect, it } from 'vitest'
import { type Fence, type Write, withStopCommands } from '../../src/runner/stop-commands.ts'

async function record(
  body: (line: Fence['line'], outside: Fence['outside'], write: Write) => Promise<unknown>,
) {
  let text = ''
  const write = (written: string) => {
    text += written
  }
  const result = await withStopCommands(write, ({ line, outside }) =>
    body(line, outside, write),
  ).catch(error => error)
  return { result, lines: text.split('\n').slice(0, -1), text }
}

const tokenOf = (lines: string[]) => /^::stop-commands::(.+)$/.exec(lines[0] ?? '')?.[1] ?? ''

describe('the fence', () => {
  it('stops commands before the first line and resumes them after the last', async () => {
    const { lines, text, result } = await record(async line => {
      line('hello')
      line('::error::no')
      return 7
    })
    expect(result).toBe(7)
    expect(lines).toEqual([
      expect.stringMatching(/^::stop-commands::/),
      'hello',
      '::error::no',
      `::${tokenOf(lines)}::`,
    ])
    expect(text.endsWith('\n')).toBe(true)
  })

  it('has a token that is new each time and long enough not to be guessed', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 20 }, async () => tokenOf((await record(async () => {})).lines)),
    )
    expect(new Set(tokens).size).toBe(20)
    for (const token of tokens) expect(token.replaceAll('-', '').length).toBeGreaterThanOrEqual(32)
  })

  it('has a token that the runner takes: no word that is a command itself', async () => {
    const token = tokenOf((await record(async () => {})).lines)
    expect(token).toMatch(/^[0-9a-f-]+$/)
  })

  it('is closed also where the body throws, and passes the error on', async () => {
    const { result, lines } = await record(async line => {
      line('before')
      throw new Error('broken')
    })
    expect(result).toEqual(new Error('broken'))
    expect(lines.at(-1)).toBe(`::${tokenOf(lines)}::`)
  })

  it('is closed also where the body throws at once', async () => {
    const { lines } = await record(() => {
      throw new Error('at once')
    })
    expect(lines.at(-1)).toBe(`::${tokenOf(lines)}::`)
  })

  it('is still closed by the true token alone where a line tries to close it', async () => {
    const { lines } = await record(async line => {
      line('::resume::')
      line('::stop-commands::mine\n::mine::')
    })
    const token = tokenOf(lines)
    expect(lines.filter(line => line === `::${token}::`)).toHaveLength(1)
    expect(lines.at(-1)).toBe(`::${token}::`)
  })

  it('opens for words of our own and is closed again at once, with a token that was never seen', async () => {
    const { lines } = await record(async (line, outside, write) => {
      line('before')
      outside(() => write('::add-mask::ours\n'))
      line('::TOKEN::')
      line('::error::after')
    })
    expect(lines.map(line => line.replaceAll(/[0-9a-f-]{36}/g, 'TOKEN'))).toEqual([
      '::stop-commands::TOKEN',
      'before',
      '::TOKEN::',
      '::add-mask::ours',
      '::stop-commands::TOKEN',
      '::TOKEN::',
      '::error::after',
      '::TOKEN::',
    ])
    const [, second] = lines.flatMap(line => /^::stop-commands::(.+)$/.exec(line)?.[1] ?? [])
    expect(lines.at(-1)).toBe(`::${second}::`)
    expect(lines.filter(line => line === `::${second}::`)).toHaveLength(1)
  })

  it('is closed again also where the words throw', async () => {
    const { lines } = await record(async (_, outside) =>
      outside(() => {
        throw new Error('no words')
      }),
    )
    expect(lines).toHaveLength(4)
    expect(lines[2]).toMatch(/^::stop-commands::/)
  })
})
