import { describe, expect, it } from 'vitest'
import { baseName, formatConf, mergeConf, parseConf, type Setting } from '../../src/nix/conf.ts'

/** What Nix makes of a list setting: `name` replaces, `extra-name` adds, in the order of the lines. (config.cc) */
function asNixReads(text: string, name: string): string[] {
  let values: string[] = []
  for (const line of text.split('\n')) {
    const [key, sign, ...words] = line.replace(/#.*/, '').split(/\s+/).filter(Boolean)
    if (key === undefined || !/^!?include$/.test(key)) {
      if (key !== undefined) expect(sign).toBe('=')
      if (key === name) values = words
      if (key === `extra-${name}`) values = [...values, ...words]
    }
  }
  return values
}

const merged = (ours: Setting[], users: string) =>
  formatConf(mergeConf(ours, parseConf(users).settings))

describe('nix.conf text', () => {
  it.each<[string, string, Setting[]]>([
    ['a setting', 'cores = 2', [{ name: 'cores', value: '2' }]],
    ['no blanks around the sign', 'cores=2', [{ name: 'cores', value: '2' }]],
    ['blanks and tabs', '\tcores\t =  2  ', [{ name: 'cores', value: '2' }]],
    ['an empty value', 'build-users-group =', [{ name: 'build-users-group', value: '' }]],
    ['a sign in the value', 'a = x=1 y=2', [{ name: 'a', value: 'x=1 y=2' }]],
    ['comments', '# all\ncores = 2 # of four\n', [{ name: 'cores', value: '2' }]],
    [
      'an include',
      'include /etc/nix/more.conf',
      [{ name: 'include', value: '/etc/nix/more.conf' }],
    ],
    [
      'an include that may be absent',
      '!include more.conf',
      [{ name: '!include', value: 'more.conf' }],
    ],
    [
      'Windows line ends',
      'cores = 2\r\nmax-jobs = 1\r\n',
      [
        { name: 'cores', value: '2' },
        { name: 'max-jobs', value: '1' },
      ],
    ],
    ['nothing', '\n \n', []],
  ])('with %s is read', (_, text, settings) => {
    expect(parseConf(text)).toEqual({ settings, bad: [] })
  })

  it('with bad lines gives their numbers and the rest', () => {
    expect(parseConf('cores = 2\nsandbox relaxed\n\n= 3\ninclude\nmax-jobs = 1')).toEqual({
      settings: [
        { name: 'cores', value: '2' },
        { name: 'max-jobs', value: '1' },
      ],
      bad: [
        { line: 2, text: 'sandbox relaxed' },
        { line: 4, text: '= 3' },
        { line: 5, text: 'include' },
      ],
    })
  })

  it('is written so that it reads the same again', () => {
    const settings = parseConf('a = 1 2\nb =\n!include x.conf\nextra-c = d').settings
    expect(formatConf(settings)).toBe('a = 1 2\nb =\n!include x.conf\nextra-c = d\n')
    expect(parseConf(formatConf(settings)).settings).toEqual(settings)
  })
})

describe('our settings and the user’s', () => {
  const flakes = [{ name: 'extra-experimental-features', value: 'nix-command flakes' }]
  const ours = [{ name: 'max-jobs', value: 'auto' }, { name: 'cores', value: '0' }, ...flakes]

  it.each([
    ['experimental-features = ca-derivations'],
    ['extra-experimental-features = ca-derivations'],
    ['experimental-features = x\nexperimental-features = ca-derivations'],
  ])('%j adds to our experimental features', users => {
    const features = asNixReads(merged(ours, users), 'experimental-features')
    expect(new Set(features)).toEqual(new Set(['nix-command', 'flakes', 'ca-derivations']))
  })

  it('keep our experimental features where an included file sets them: ours come after it', () => {
    const text = merged(ours, 'include other.conf')
    expect(text.indexOf('include')).toBeLessThan(text.indexOf('extra-experimental-features'))
  })

  it.each([
    ['trusted-users = root alice', ['root', 'alice', 'runner']],
    ['extra-trusted-users = alice', ['alice', 'runner']],
  ])('%j keeps our trusted user', (users, expected) => {
    const trusted = [{ name: 'extra-trusted-users', value: 'runner' }]
    expect(asNixReads(merged(trusted, users), 'trusted-users')).toEqual(expected)
  })

  it('give way where the user sets the same', () => {
    const text = merged(ours, 'max-jobs = 1')
    expect(text.match(/max-jobs/g)).toHaveLength(1)
    expect(asNixReads(text, 'max-jobs')).toEqual(['1'])
    expect(asNixReads(text, 'cores')).toEqual(['0'])
  })

  it('come before an include, so that an included file has its say', () => {
    const text = merged(ours, '!include /etc/nix/site.conf')
    expect(text.indexOf('max-jobs')).toBeLessThan(text.indexOf('!include'))
  })

  it('are not confused by a comment, a value or a longer name that holds theirs', () => {
    const text = merged(ours, '# max-jobs = 7\nmax-jobs-x = max-jobs = 9')
    expect(asNixReads(text, 'max-jobs')).toEqual(['auto'])
  })

  it('keep the order of the user’s own lines', () => {
    expect(
      asNixReads(
        merged(ours, 'extra-substituters = a\nsubstituters = b\nextra-substituters = c'),
        'substituters',
      ),
    ).toEqual(['b', 'c'])
  })
})

describe('the base name of a setting', () => {
  it.each([
    ['extra-access-tokens', 'access-tokens'],
    ['access-tokens', 'access-tokens'],
    ['extra', 'extra'],
  ])('%s: %s', (name, base) => {
    expect(baseName(name)).toBe(base)
  })
})
