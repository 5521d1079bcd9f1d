import { describe, expect, it } from 'vitest'
import { INPUT_NAMES, type InputName, type Inputs, readInputs } from '../../src/inputs/inputs.ts'
import { InputError, type Problem } from '../../src/inputs/problem.ts'

type Given = Partial<Record<InputName, string>>

const read = (given: Given): Inputs => readInputs(name => given[name] ?? '')

function problems(given: Given): readonly Problem[] {
  try {
    read(given)
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
  return []
}

function message(given: Given): string {
  try {
    read(given)
  } catch (error) {
    return (error as Error).message
  }
  return ''
}

describe('the defaults', () => {
  it('are those of the README where nothing is given', () => {
    expect(read({})).toMatchObject({
      steps: 'auto',
      workingDirectory: '.',
      nix: {
        version: undefined,
        releaseUrl: undefined,
        sha256: undefined,
        mode: 'auto',
        conf: [],
        acceptFlakeConfig: false,
        netrc: false,
      },
      nixPath: 'auto',
      githubToken: '',
      accessTokens: [],
      keepGoing: true,
      timeout: undefined,
      cache: {
        name: '',
        host: 'https://cachix.org',
        extra: [],
        upstream: '',
        push: 'auto',
        allowPublicCache: false,
        filter: undefined,
        pushTimeout: 600,
        requirePush: false,
      },
    })
  })

  it('hold for white space as for nothing', () => {
    const blank = Object.fromEntries(INPUT_NAMES.map(name => [name, ' \n']))
    expect(read(blank)).toEqual(read({}))
  })
})

describe('values that are possible', () => {
  const sha256 = 'ab'.repeat(32)

  it.each<[InputName, string, keyof Inputs, unknown]>([
    ['steps', 'auto', 'steps', 'auto'],
    ['steps', 'none', 'steps', []],
    ['steps', '[]', 'steps', []],
    ['working-directory', ' sub/dir ', 'workingDirectory', 'sub/dir'],
    ['nix-path', 'nixpkgs=./pkgs', 'nixPath', 'nixpkgs=./pkgs'],
    ['github-token', 'ghs_1', 'githubToken', 'ghs_1'],
    ['keep-going', 'false', 'keepGoing', false],
    ['keep-going', 'TRUE', 'keepGoing', true],
    ['pins', '', 'pins', 'notice'],
    ['pins', 'warn', 'pins', 'warn'],
    ['pins', 'off', 'pins', 'off'],
    ['verify-source', '', 'verifySource', false],
    ['verify-source', 'true', 'verifySource', true],
    ['syntax-exclude', '', 'syntaxExclude', []],
    ['syntax-exclude', ' old/** \n\nx.nix', 'syntaxExclude', ['old/**', 'x.nix']],
    ['timeout', '90s', 'timeout', 90],
    ['timeout', '20m', 'timeout', 1200],
    ['timeout', '1h', 'timeout', 3600],
    ['timeout', '1.5h', 'timeout', 5400],
    ['job-timeout', '30m', 'jobTimeout', 1800],
    ['job-timeout', '121s', 'jobTimeout', 121],
  ])('%s: %s', (name, value, property, expected) => {
    expect(read({ [name]: value })[property]).toEqual(expected)
  })

  it.each<[InputName, string, keyof Inputs['nix'], unknown]>([
    ['nix-version', '2.35.2', 'version', '2.35.2'],
    ['nix-version', '2.34', 'version', '2.34'],
    ['nix-version', 'latest', 'version', 'latest'],
    ['nix-release-url', 'https://mirror.test/nix', 'releaseUrl', 'https://mirror.test/nix'],
    ['nix-release-url', 'http://mirror.test', 'releaseUrl', 'http://mirror.test'],
    ['nix-release-url', 'file:///srv/nix', 'releaseUrl', 'file:///srv/nix'],
    [
      'nix-release-url',
      'https://x.test/{version}/{system}.tar.xz',
      'releaseUrl',
      'https://x.test/{version}/{system}.tar.xz',
    ],
    ['nix-sha256', sha256, 'sha256', sha256],
    ['nix-sha256', sha256.toUpperCase(), 'sha256', sha256],
    ['nix-mode', 'auto', 'mode', 'auto'],
    ['nix-mode', 'daemon', 'mode', 'daemon'],
    ['nix-mode', 'single-user', 'mode', 'single-user'],
    ['accept-flake-config', 'true', 'acceptFlakeConfig', true],
    ['accept-flake-config', 'False', 'acceptFlakeConfig', false],
  ])('%s: %s', (name, value, property, expected) => {
    expect(read({ [name]: value }).nix[property]).toEqual(expected)
  })

  const publicKey = `own-1:${Buffer.alloc(32, 1).toString('base64')}`

  it.each<[InputName, string, keyof Inputs['cache'], unknown]>([
    ['cachix-name', 'fedimint', 'name', 'fedimint'],
    ['cachix-host', 'http://127.0.0.1:8080', 'host', 'http://127.0.0.1:8080'],
    ['extra-caches', 'nix-community\n', 'extra', [{ name: 'nix-community' }]],
    [
      'extra-caches',
      `https://cache.test  ${publicKey}`,
      'extra',
      [{ url: 'https://cache.test', key: publicKey }],
    ],
    ['upstream', 'fedimint/fedimint', 'upstream', 'fedimint/fedimint'],
    ['upstream', '123456', 'upstream', '123456'],
    ['push', 'never', 'push', 'never'],
    ['push', 'default-branch', 'push', 'default-branch'],
    ['allow-public-cache', 'true', 'allowPublicCache', true],
    ['push-filter', '-source$', 'filter', /-source$/],
    ['push-timeout', '90s', 'pushTimeout', 90],
    ['require-push', 'true', 'requirePush', true],
  ])('%s: %s', (name, value, property, expected) => {
    expect(read({ [name]: value }).cache[property]).toEqual(expected)
  })

  it('access-tokens may have a host whose secret is not there, as on a fork', () => {
    expect(read({ 'access-tokens': 'gitlab.com=\na.test=b' }).accessTokens).toEqual([
      { host: 'a.test', token: 'b' },
    ])
  })

  it('access-tokens has one host=token a line, also with a port, a path and a sign in the token', () => {
    const text = 'gitlab.com=PAT:abc=\n\n github.com/owner=ghp_1 \nforge.test:8443=x\n'
    expect(read({ 'access-tokens': text }).accessTokens).toEqual([
      { host: 'gitlab.com', token: 'PAT:abc=' },
      { host: 'github.com/owner', token: 'ghp_1' },
      { host: 'forge.test:8443', token: 'x' },
    ])
  })

  it('nix-conf is read as settings', () => {
    expect(read({ 'nix-conf': 'cores = 2 # of 4\r\nsandbox=relaxed' }).nix.conf).toEqual([
      { name: 'cores', value: '2' },
      { name: 'sandbox', value: 'relaxed' },
    ])
  })
})

describe('values that are not possible', () => {
  it.each<[InputName, string, RegExp]>([
    ['nix-version', '2', /2\.35\.2.*2\.34.*latest/],
    ['nix-version', 'newest', /latest/],
    ['nix-version', '>=2.30', /latest/],
    ['nix-release-url', 'mirror.test/nix', /http, https or file/],
    ['nix-release-url', 'ftp://mirror.test/nix', /http, https or file/],
    ['nix-release-url', 'https://x.test/{arch}.tar.xz', /\{version\} and \{system\}/],
    ['nix-sha256', 'sha256-AAAA', /64 hexadecimal digits/],
    ['nix-sha256', 'ab'.repeat(31), /64 hexadecimal digits/],
    ['nix-mode', 'multi-user', /auto, daemon, single-user/],
    ['nix-mode', 'Daemon', /auto, daemon, single-user/],
    ['accept-flake-config', 'yes', /true or false/],
    ['keep-going', '1', /true or false/],
    ['pins', 'fail', /notice, warn, off/],
    ['verify-source', 'yes', /true or false/],
    ['timeout', '20', /90s, 20m or 1h/],
    ['timeout', '0s', /90s, 20m or 1h/],
    ['timeout', '-5m', /90s, 20m or 1h/],
    ['timeout', '20 minutes', /90s, 20m or 1h/],
    ['timeout', '1h30m', /90s, 20m or 1h/],
    ['job-timeout', '2m', /more than 2m: steps stop two minutes earlier/],
    ['job-timeout', '60', /90s, 20m or 1h/],
    ['steps', 'flake-check', /auto, none, or a YAML list/],
    ['cachix-name', 'https://fedimint.cachix.org', /name of a Cachix cache/],
    ['cachix-host', 'cachix.org', /http or https URL/],
    ['upstream', 'fedimint', /owner\/name/],
    ['push', 'always', /auto, default-branch, never/],
    ['allow-public-cache', 'on', /true or false/],
    ['push-filter', '(', /regular expression/i],
    ['push-timeout', '10', /90s, 20m or 1h/],
    ['require-push', 'yes', /true or false/],
  ])('%s: %s is told with the input, the value and what is allowed', (name, value, allowed) => {
    expect(problems({ [name]: value })).toEqual([
      { where: name, value, expected: expect.stringMatching(allowed) },
    ])
    expect(message({ [name]: value })).toContain(name)
    expect(message({ [name]: value })).toContain(value)
  })

  it('nix-conf: a line that is none is told with its number', () => {
    expect(problems({ 'nix-conf': 'cores = 2\nsandbox relaxed' })).toMatchObject([
      { where: 'nix-conf, line 2', value: 'sandbox relaxed' },
    ])
  })

  it.each([['cachix'], ['none'], ['[]']])('require-push with steps: %s', steps => {
    const told = problems({ steps, 'require-push': 'true' }).map(({ where }) => where)
    expect(told).toEqual([steps === 'cachix' ? 'steps' : 'require-push'])
  })

  it.each([
    ['https://cache.test'],
    ['cache.test own-1:AAAA'],
    ['name own-1:AAAA'],
    ['https://cache.test own-1:short='],
  ])('extra-caches: %s is told with its line', line => {
    expect(problems({ 'extra-caches': `nix-community\n${line}` })).toEqual([
      { where: 'extra-caches, line 2', value: line, expected: expect.stringMatching(/PUBLIC-KEY/) },
    ])
  })

  it('are all told at once, those of the steps with their lines', () => {
    const given = {
      steps: '- flake-chek\n- build:\n  timeout: soon\n',
      'nix-version': 'old',
      'nix-mode': 'fast',
      'keep-going': 'maybe',
      timeout: 'never',
      'nix-conf': 'what is this',
      'access-tokens': 'no-sign',
    }
    expect(problems(given).map(({ where }) => where)).toEqual([
      'steps, line 1',
      'steps, line 3',
      'nix-version',
      'nix-mode',
      'nix-conf, line 1',
      'access-tokens, line 1',
      'keep-going',
      'timeout',
    ])
    expect(message(given).split('\n')).toHaveLength(8)
  })

  it('are cut in the message where they are long', () => {
    expect(message({ 'nix-mode': 'x'.repeat(5000) }).length).toBeLessThan(300)
  })
})

describe('secrets', () => {
  it.each<[string, Given]>([
    ['github-token with white space', { 'github-token': 'se cret' }],
    ['access-tokens without a host', { 'access-tokens': 'secret' }],
    ['access-tokens with white space', { 'access-tokens': 'github.com=se cret' }],
    ['cachix-auth-token with white space', { 'cachix-auth-token': 'se cret' }],
    ['cachix-signing-key that is none', { 'cachix-signing-key': 'secret' }],
    ['access-tokens in nix-conf', { 'nix-conf': 'access-tokens = github.com=secret' }],
    ['extra-access-tokens in nix-conf', { 'nix-conf': 'extra-access-tokens = github.com=secret' }],
    ['access-tokens in a bad line of nix-conf', { 'nix-conf': 'access-tokens github.com=secret' }],
    ['netrc-file in nix-conf', { 'nix-conf': 'netrc-file = /home/secret' }],
  ])('%s is an error that does not show it', (_, given) => {
    expect(problems(given)).toHaveLength(1)
    expect(message(given)).not.toMatch(/se ?cret/)
    expect(JSON.stringify(problems(given))).not.toMatch(/se ?cret/)
  })

  it('in nix-conf are sent to the input access-tokens', () => {
    expect(message({ 'nix-conf': 'access-tokens = github.com=x' })).toMatch(
      /nix-conf.*"access-tokens".*input access-tokens/,
    )
  })
})
