import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'
import { shortTrace } from '../../../src/nix/log/trace.ts'

const ESC = '\x1b'
const OWN = '/work/p/p'
const isOwn = (file: string) => file.startsWith(`${OWN}/`)

const frame = (said: string, file: string, line = 1) =>
  `       … while ${said}\n         ${ESC}[34;1mat ${ESC}[35;1m${file}:${line}:5${ESC}[0m:\n            ${line}| code of ${said}\n\n`
const frames = (count: number, file = '/nix/store/x-source/lib.nix') =>
  Array.from({ length: count }, (_, at) => frame(`step ${at}`, file, at + 1)).join('')

describe('a trace in the live log', () => {
  it('is whole where it is short, and gone with nothing else where there is none', () => {
    for (const text of ['error: no', `error:\n${frames(6)}       error: no`])
      expect(shortTrace(text, isOwn)).toBe(text)
  })

  it('keeps the outermost frame, the innermost, and those of the repository', () => {
    const own = frame('own', `${OWN}/flake.nix`, 9)
    const text = `error:\n${frames(30)}${own}${frames(40)}       error: no\n       with more`
    const short = shortTrace(text, isOwn)
    expect(short.split('\n').filter(line => line.includes('… while'))).toEqual([
      '       … while step 0',
      '       … while own',
      '       … while step 39',
    ])
    expect(short).toContain('… (29 frames omitted; show them with args: --show-trace)')
    expect(short).toContain('code of own')
    expect(short).toMatch(/error: no\n {7}with more$/)
    expect(short.split('\n').length).toBeLessThan(25)
  })

  it('keeps the innermost of many that are of the repository', () => {
    const short = shortTrace(`error:\n${frames(200, `${OWN}/a.nix`)}       error: no`, isOwn)
    expect(short.match(/… while step \d+/g)?.map(it => it.slice(13))).toEqual([
      '0',
      '195',
      '196',
      '197',
      '198',
      '199',
    ])
  })

  it('of an old version stands behind the message, innermost first', () => {
    const short = shortTrace(`error: no\n\n${frames(30)}`, isOwn)
    expect(short).toMatch(/^error: no\n/)
    expect(short.match(/… while step \d+/g)?.map(it => it.slice(13))).toEqual(['0', '29'])
  })
})

/** What one record leads to, read in chunks. */
function read(record: object, size = 65_536) {
  const shown: string[] = []
  const log = new NixLog(
    text => shown.push(text),
    undefined,
    () => 0,
    text => shortTrace(text, isOwn),
  )
  const bytes = Buffer.from(`@nix ${JSON.stringify(record)}\n`)
  for (let at = 0; at < bytes.length; at += size) log.write(bytes.subarray(at, at + size))
  log.end()
  return { error: log.run().errors[0], shown }
}

const item = (file: string, line: number, said = 'while calling f') => ({
  column: 5,
  file: `${file}:${line}:5`,
  line,
  raw_msg: said,
})
const message = (msg: string, trace: readonly object[]) => ({
  ...{ action: 'msg', column: null, file: null, level: 0, line: null },
  ...{ msg, raw_msg: 'the "bottom" is reached', trace },
})
const FAR = Array.from({ length: 30_000 }, (_, at) => item('/nix/store/x-source/lib.nix', at + 1))

describe('an error with a trace of megabytes', () => {
  const trace = [item(`${OWN}/deep.nix`, 7), ...FAR]

  it.each([100, 1000, 65_536, 1 << 24])(
    'keeps its message and its innermost frames, in chunks of %i',
    size => {
      for (const count of [10, 30_000]) {
        const text = `${ESC}[31;1merror:${ESC}[0m\n${frames(count)}       error: the "bottom" is reached`
        const { error, shown } = read(
          message(text, trace),
          count === 10 ? size : Math.max(size, 1000),
        )
        expect(error?.raw).toBe('the "bottom" is reached')
        expect(error?.trace?.[0]).toEqual(trace[0])
        expect(error?.trace?.length).toBeGreaterThan(50)
        expect(error?.trace?.length).toBeLessThanOrEqual(1000)
        expect(error?.text.length).toBeLessThanOrEqual(65_536)
        expect(error?.text).toMatch(/error: the "bottom" is reached$/)
        expect(shown.join('\n').split('\n').length).toBeLessThan(40)
        expect(shown.join('\n')).toMatch(/the "bottom" is reached$/)
      }
    },
  )

  it('of an old version keeps the message that it begins with', () => {
    const { error } = read(message(`error: the "bottom" is reached\n\n${frames(30_000)}`, trace))
    expect(error?.raw).toBe('the "bottom" is reached')
    expect(error?.trace?.[0]).toEqual(trace[0])
    expect(error?.text).toMatch(/^error: the "bottom" is reached\n/)
  })

  it('is no matter of memory, however many there are', () => {
    const log = new NixLog(() => {})
    for (let at = 0; at < 200; at++)
      log.accept(`@nix ${JSON.stringify(message(`error: ${at}`, FAR.slice(0, 5000)))}`)
    const kept = log.run().errors.reduce((sum, { trace = [] }) => sum + trace.length, 0)
    expect(log.run().errors).toHaveLength(200)
    expect(kept).toBeLessThanOrEqual(50_000)
  })
})
