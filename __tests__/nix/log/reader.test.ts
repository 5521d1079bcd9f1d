import { describe, expect, it } from 'vitest'
import { LogReader } from '../../../src/nix/log/reader.ts'
import type { Records } from '../../../src/nix/log/records.ts'
import { picture, read, recorded } from './picture.ts'

/** Every record as text. */
function records(...chunks: readonly (string | Buffer)[]): string[] {
  const told: string[] = []
  const tell = (...parts: readonly unknown[]) => told.push(parts.map(part => show(part)).join(' '))
  const target: Records = {
    start: record => tell('start', record),
    stop: id => tell('stop', id),
    text: (id, type, text) => tell('text', id, type, text.toString()),
    numbers: (id, type, ...numbers) => tell('numbers', id, type, ...numbers),
    result: (id, type, fields, payload) => tell('result', id, type, fields, payload),
    message: message => tell('message', message),
    plain: line => tell('plain', line),
  }
  const reader = new LogReader(target)
  for (const chunk of chunks) reader.write(Buffer.from(chunk as string))
  reader.end()
  return told
}

function show(part: unknown): string {
  return typeof part === 'string' ? part : JSON.stringify(part)
}

const text = (content: string, id = '7', type = 101) =>
  `@nix {"action":"result","fields":[${content}],"id":${id},"type":${type}}\n`

describe('a line of a build', () => {
  it.each([
    ['short', '"a"', 'a'],
    ['empty', '""', ''],
    ['with escapes', '"a\\"b\\\\c\\u001b[0m\\td"', 'a"b\\c\x1b[0m\td'],
    ['in other scripts', '"grüße 你好 🙂"', 'grüße 你好 🙂'],
    ['with a pair of escapes', '"\\ud83d\\ude42"', '🙂'],
    ['that looks like its own end', '"x\\"],\\"id\\":9,\\"type\\":101}"', 'x"],"id":9,"type":101}'],
    ['whose end is an escape', '"\\\\"', '\\'],
  ])('is read: %s', (_, content, expected) => {
    expect(records(text(content))).toEqual([`text 0 101 ${expected}`])
  })

  it('may end in a carriage return, or not at all', () => {
    expect(records(text('"a"').replace('\n', '\r\n'))).toEqual(['text 0 101 a'])
    expect(records(text('"a"').trimEnd())).toEqual(['text 0 101 a'])
  })

  it('may have its keys in another order, and more of them', () => {
    const line = '@nix {"type":101,"id":7,"new":{},"action":"result","fields":["a"]}\n'
    expect(records(line)).toEqual(['text 0 101 a'])
  })
})

describe('a record with the session of Determinate Nix', () => {
  const session = '01a224b4-5f8c-7321-8022-796113ad6203'
  const inSession = (line: string, sid = session) =>
    line.replace(/,"type":(?=\d+\}\s*$)/, `,"sid":"${sid}","type":`)

  it('is read as without one', () => {
    const lines = [
      text('"a \\"b\\""'),
      text('1,2,3,4', '8', 105),
      text('"c"').replace('\n', '\r\n'),
    ]
    expect(records(lines.map(line => inSession(line)).join(''))).toEqual(records(lines.join('')))
    const other = session.replace('0', 'f')
    expect(
      records(lines.map((line, at) => inSession(line, at ? other : session)).join('')),
    ).toEqual(records(lines.join('')))
  })

  it.each([
    '',
    'short',
    session.slice(1),
    `${session}0`,
    `${session.slice(2)}"}`,
    'a,"type":105}\n',
  ])('is read where the session is another text: %j', sid => {
    const line = text('"a"').replace(',"type"', `,"sid":${JSON.stringify(sid)},"type"`)
    expect(records(line + text('"b"'))).toEqual(['text 0 101 a', 'text 0 101 b'])
  })

  it('is no record where something else stands there', () => {
    const cut = `@nix {"action":"result","fields":["a"],"id":7,"sid":"${session.slice(0, 20)}\n`
    expect(records(cut + text('"b"'))).toEqual([`plain ${cut.trimEnd()}`, 'text 0 101 b'])
  })

  it('keeps its beginning and its build where it is too long', () => {
    const [long] = records(inSession(text(`"${'x'.repeat(2 << 20)}"`)))
    expect(long).toMatch(/^text 0 101 x{1000}/)
    expect(long).toMatch(/bytes omitted\)$/)
  })
})

describe('an interrupt', () => {
  const stop = '@nix {"action":"stop","id":7}\n'

  it.each(['\rshutting down\x1b[K', 'shutting down\x1b[K'])('takes no record away: %j', rubbish => {
    expect(records(`${text('"a"')}${rubbish}${stop}`)).toEqual(['text 0 101 a', 'stop 0'])
    expect(records(`${rubbish}${text('"a"')}${stop}`)).toEqual(['text 0 101 a', 'stop 0'])
  })

  it('says nothing where nothing follows', () => {
    expect(records(`${text('"a"')}\rshutting down\x1b[K`)).toEqual(['text 0 101 a'])
  })

  it('leaves what others print as it is', () => {
    const lines = [
      'shutting down',
      'shutting down\x1b[K now',
      `the server is shutting down ${stop.trimEnd()}`,
    ]
    expect(records(`${lines.join('\n')}\n`)).toEqual(lines.map(line => `plain ${line}`))
  })
})

describe('numbers', () => {
  it.each([
    ['progress', text('1,22,333,4444', '7', 105), 'numbers 0 105 1 22 333 4444'],
    ['two of them', text('101,0', '7', 106), 'numbers 0 106 101 0 0 0'],
    [
      '2^63',
      text('0,9223372036854775808,0,0', '7', 105),
      'numbers 0 105 0 9223372036854776000 0 0',
    ],
    ['a negative one', text('-1,2,3,4', '7', 105), 'numbers 0 105 -1 2 3 4'],
    ['five of them', text('1,2,3,4,5', '7', 105), 'result 0 105 [1,2,3,4,5]'],
    ['mixed with text', text('1,"a"', '7', 105), 'result 0 105 [1,"a"]'],
  ])('are read: %s', (_, line, expected) => {
    expect(records(line).map(it => it.trimEnd())).toEqual([expected])
  })
})

describe('ids', () => {
  it('are kept apart, however long and alike they are', () => {
    const ids = ['0', '1', '123456789', '1234567890', '12345678900', '123456789000000000']
    ids.push(
      '17752014662402048',
      '17752014662402049',
      '18446744073709551615',
      '18446744073709551614',
    )
    const told = records(...ids.map(id => text('"x"', id)), ...ids.map(id => text('"y"', id)))
    expect(told.slice(0, ids.length)).toEqual(ids.map((_, i) => `text ${i} 101 x`))
    expect(told.slice(ids.length)).toEqual(ids.map((_, i) => `text ${i} 101 y`))
  })

  it('are the same in every kind of record', () => {
    const id = '17752014662402049'
    const start = `@nix {"action":"start","id":${id},"level":3,"parent":17752014662402048,"text":"","type":0}\n`
    const told = records(start, text('"x"', id), `@nix {"action":"stop","id":${id}}\n`)
    expect(told[0]).toContain('"id":0')
    expect(told[0]).toContain('"parent":1')
    expect(told.slice(1)).toEqual(['text 0 101 x', 'stop 0'])
  })

  it('of many activities are numbered without end', () => {
    const told = records(
      ...Array.from({ length: 5000 }, (_, i) => text('"x"', `${4294967296 + i}`)),
    )
    expect(new Set(told).size).toBe(5000)
    expect(told.at(-1)).toBe('text 4999 101 x')
  })
})

describe('codes that only some versions know', () => {
  it.each([
    [
      'the payload of Determinate Nix',
      '"payload":{"status":"Built"}',
      110,
      '[] {"status":"Built"}',
    ],
    ['a hash mismatch of Determinate Nix', '"payload":{"wanted":"x"}', 109, '[] {"wanted":"x"}'],
    ['an unheard type', '"fields":[{}]', 9999, '[{}] '],
  ])('are told as they are: %s', (_, fields, type, expected) => {
    const line = `@nix {"action":"result",${fields},"id":1,"type":${type}}\n`
    expect(records(line)).toEqual([`result 0 ${type} ${expected}`])
  })

  it('are told of activities too', () => {
    const line =
      '@nix {"action":"start","fields":["/x",1],"id":1,"level":5,"text":"t","type":113}\n'
    expect(records(line)[0]).toContain('"type":113')
  })
})

describe('a line that is very long', () => {
  const long = 'x'.repeat(3 << 20)
  const chunks = (line: string, size: number) =>
    Array.from({ length: Math.ceil(line.length / size) }, (_, i) =>
      line.slice(i * size, (i + 1) * size),
    )

  it('of a build keeps its beginning and its build', () => {
    const line = text(`"${long}"`, '4294967299') + text('"next"', '4294967299')
    const told = records(...chunks(line, 65_536))
    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/^text 0 101 x{60000,70000}… \(\d+ bytes omitted\)$/)
    expect(told[1]).toBe('text 0 101 next')
    expect(records(line)).toEqual(told)
    expect(records(...chunks(line, 1_000_003))).toEqual(told)
  })

  it('of Nix keeps its beginning and its level', () => {
    const line = `@nix {"action":"msg","level":0,"msg":"error: ${long}"}\n`
    const [told] = records(...chunks(line, 65_536))
    expect(told).toMatch(/^message \{"level":0,"text":"error: x+… \(\d+ bytes omitted\)"\}$/)
  })

  it('of a command is given whole, in pieces', () => {
    const line = '你好'.repeat(1 << 19)
    const told = records(...chunks(`${line}\nafter\n`, 50_000))
    expect(
      told
        .slice(0, -1)
        .map(it => it.slice('plain '.length))
        .join(''),
    ).toBe(line)
    expect(told.at(-1)).toBe('plain after')
    expect(records(`${line}\nafter\n`)).toEqual(told)
  })

  it('may be 100 MB', () => {
    const piece = Buffer.alloc(1 << 20, 'y')
    let told = ''
    const reader = new LogReader({
      ...({} as Records),
      text: (_id, _type, line) => {
        told = line.toString()
      },
    })
    const before = process.memoryUsage().rss
    reader.write(Buffer.from('@nix {"action":"result","fields":["'))
    for (let i = 0; i < 100; i++) reader.write(piece)
    reader.write(Buffer.from('"],"id":7,"type":101}\n'))
    expect(told).toMatch(/^y{60000,70000}… \(104\d{6} bytes omitted\)$/)
    expect(process.memoryUsage().rss - before).toBeLessThan(60 << 20)
  })
})

/** The same numbers in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state / 0x7fff_ffff
  }
}

describe('junk', () => {
  const log = recorded('2.26.3', 'daemon-fc.json')

  it('in place of some bytes never throws, and gives the same however it is cut', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed)
      const broken = Buffer.from(log)
      for (let i = 0; i < 1 + next() * 200; i++) {
        broken[Math.floor(next() * broken.length)] = Math.floor(next() * 256)
      }
      const whole = picture(read(broken))
      const at = Math.floor(next() * broken.length)
      expect(picture(read(broken.subarray(0, at), broken.subarray(at)))).toBe(whole)
    }
  })

  it('alone never throws, and every line of it is shown', () => {
    const next = random(7)
    const bytes = Buffer.from(Array.from({ length: 200_000 }, () => Math.floor(next() * 256)))
    const { shown } = read(bytes)
    expect(shown.join('\n')).toBe(
      bytes
        .toString()
        .replaceAll('\r\n', '\n')
        .replace(/\r?\n$/, ''),
    )
  })

  it('between records leaves these as they are', () => {
    const noise = Buffer.from([0, 255, 254, 10, 64, 110, 105, 120, 32, 123, 10])
    const lines = log.toString().split('\n').filter(Boolean)
    const mixed = Buffer.concat(lines.flatMap(line => [Buffer.from(`${line}\n`), noise]))
    expect(read(mixed).run).toEqual(read(log).run)
  })

  it('after a cut line is read on', () => {
    for (const line of log.toString().split('\n')) {
      for (let at = 0; at < line.length; at += 11) {
        expect(records(`${line.slice(0, at)}\n`, text('"after"')).at(-1)).toMatch(
          /^text \d 101 after$/,
        )
      }
    }
  })
})
