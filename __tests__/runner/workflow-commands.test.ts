import { afterEach, describe, expect, it, vi } from 'vitest'
import { RunnerLog } from '../../src/runner/log.ts'

describe('a command for the runner', () => {
  afterEach(() => vi.restoreAllMocks())

  it.each<[string, (page: RunnerLog) => void, string]>([
    ['alone', page => page.endGroup(), '::endgroup::\n'],
    ['with a message', page => page.debug('a: b, c'), '::debug::a: b, c\n'],
    [
      'whose message has several lines and percent signs',
      page => page.annotate('error', { title: 'Nix CI', message: '100 %\r\nof\nit' }),
      '::error title=Nix CI::100 %25%0D%0Aof%0Ait\n',
    ],
    [
      'with properties, which end at a comma or a colon if they are not escaped',
      page => page.annotate('notice', { title: 'Nix CI: b, 5 %\n', message: 'm', line: 3 }),
      '::notice title=Nix CI%3A b%2C 5 %25%0A,line=3::m\n',
    ],
    [
      'with every place under the name that the runner knows',
      page => {
        const place = { file: 'a,b.nix', line: 1, column: 2, endLine: 3, endColumn: 4 }
        page.annotate('warning', { ...place, title: 'Nix CI', message: 'm' })
      },
      '::warning title=Nix CI,file=a%2Cb.nix,line=1,endLine=3,col=2,endColumn=4::m\n',
    ],
    [
      'that hides a secret',
      page => page.mask('a%b\nc, d: e', true),
      '::add-mask::a%25b%0Ac, d: e\n',
    ],
  ])('is written %s', (_, speak, expected) => {
    let written = ''
    vi.spyOn(process.stdout, 'write').mockImplementation(text => {
      written += text
      return true
    })
    speak(new RunnerLog())
    expect(written).toBe(expected)
  })
})
