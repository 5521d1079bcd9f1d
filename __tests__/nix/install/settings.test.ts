import { describe, expect, it } from 'vitest'
import { formatConf, mergeConf } from '../../../src/nix/conf.ts'
import type { Facts } from '../../../src/nix/install/plan.ts'
import {
  daemonVariables,
  fallbackSettings,
  foundSettings,
  lacksNetrc,
  systemSettings,
  withFlakes,
  withFlakesOfStep,
} from '../../../src/nix/install/settings.ts'
import type { Mode } from '../../../src/nix/nix.ts'

import { CONTAINER, MACOS, UBUNTU } from './facts.ts'

const conf = (mode: Mode, version: string, facts: Facts) =>
  formatConf(systemSettings({ netrc: false }, mode, version, facts))

describe('the settings of a Nix that we install', () => {
  it('on a hosted Linux runner', () => {
    expect(conf('daemon', '2.35.2', UBUNTU)).toMatchInlineSnapshot(`
      "build-users-group = nixbld
      sandbox-fallback = false
      ssl-cert-file = /etc/ssl/certs/ca-certificates.crt
      max-jobs = auto
      connect-timeout = 15
      stalled-download-timeout = 15
      filetransfer-retry-delay-rate-limited = 3000
      filetransfer-retry-max-delay = 15000
      always-allow-substitutes = true
      extra-experimental-features = nix-command flakes
      extra-trusted-users = root runner
      "
    `)
  })

  it('on a hosted macOS runner have no sandbox, as Nix there', () => {
    const text = conf('daemon', '2.35.2', MACOS)
    expect(text).not.toContain('sandbox')
    expect(text).toContain('ssl-cert-file = /etc/ssl/cert.pem')
    expect(text).toContain('build-users-group = nixbld')
  })

  it.each<[string, Mode, Facts, boolean]>([
    ['a daemon that may make namespaces', 'daemon', UBUNTU, true],
    ['a daemon that may not', 'daemon', CONTAINER, false],
    ['a user who may', 'single-user', { ...UBUNTU, sandbox: { root: true, user: true } }, true],
    ['a user who may not', 'single-user', UBUNTU, false],
    [
      'root alone who may',
      'single-user',
      { ...CONTAINER, sandbox: { root: true, user: false } },
      true,
    ],
    ['root alone who may not', 'single-user', CONTAINER, false],
  ])(
    'say of the sandbox what is so, and never lose it silently: %s',
    (_, mode, facts, possible) => {
      const text = conf(mode, '2.35.2', facts)
      expect(text).toContain('sandbox-fallback = false\n')
      expect(/^sandbox = false$/m.test(text)).toBe(!possible)
    },
  )

  it('have no build users for a single user, also as root', () => {
    expect(conf('single-user', '2.35.2', UBUNTU)).toMatch(/^build-users-group =$/m)
    expect(conf('single-user', '2.35.2', CONTAINER)).toMatch(/^build-users-group =$/m)
  })

  it('trust the user of the job beside root, in daemon mode', () => {
    expect(conf('daemon', '2.35.2', UBUNTU)).toMatch(/^extra-trusted-users = root runner$/m)
    expect(conf('single-user', '2.35.2', UBUNTU)).not.toContain('trusted-users')
  })

  it.each([
    ['2.8.0', false],
    ['2.19.9', false],
    ['2.20.0', true],
    ['2.35.2', true],
  ])(
    'of %s name always-allow-substitutes: %s (an unknown setting is a warning at each call)',
    (version, known) => {
      expect(conf('daemon', version, UBUNTU).includes('always-allow-substitutes')).toBe(known)
    },
  )

  it('let a cache that answers nothing be given up soon', () => {
    const text = conf('daemon', '2.35.2', UBUNTU)
    expect(text).toMatch(/^connect-timeout = 15$/m)
    expect(text).toMatch(/^stalled-download-timeout = 15$/m)
  })

  it('leave waits after 429 and 503 to the user, and to a Nix that does not know them', () => {
    const theirs = { name: 'filetransfer-retry-max-delay', value: '60000' }
    const merged = formatConf(
      mergeConf(systemSettings({ netrc: false }, 'daemon', '2.35.2', UBUNTU), [theirs]),
    )
    expect(merged.match(/^filetransfer.*$/gm)).toEqual([
      'filetransfer-retry-delay-rate-limited = 3000',
      'filetransfer-retry-max-delay = 60000',
    ])
    expect(conf('daemon', '2.34.8', UBUNTU)).not.toContain('filetransfer')
    const lix = systemSettings({ netrc: false }, 'daemon', '2.95.3', UBUNTU, 'lix')
    expect(formatConf(lix)).not.toContain('filetransfer')
  })

  it.each([
    ['2.8.0', false, true],
    ['2.24.9', true, true],
    ['2.28.7', true, true],
    ['2.30.0', false, false],
    ['2.35.2', false, false],
    ['2.90.0', false, true],
    ['2.93.4', true, true],
    ['2.95.3', false, false],
  ])('of %s build beside the store where /tmp is in memory', (version, has, tells) => {
    const inMemory = { ...UBUNTU, memoryTmp: { root: true, user: false } }
    const line = /^build-dir = \/nix\/var\/nix\/builds$/m
    expect(line.test(conf('daemon', version, inMemory))).toBe(has)
    expect(conf('daemon', version, UBUNTU)).not.toContain('build-dir')
    // The user has a TMPDIR.
    expect(conf('single-user', version, inMemory)).not.toContain('build-dir')
    expect('TMPDIR' in daemonVariables(version, inMemory)).toBe(tells)
    expect('TMPDIR' in daemonVariables(version, UBUNTU)).toBe(false)
  })

  it('name a netrc that Lix alone must find', () => {
    const named = [{ name: 'netrc-file', value: '/etc/nix/nix-ci-netrc' }]
    expect(lacksNetrc(named, 'lix')).toBe(true)
    expect(lacksNetrc(named, 'nix')).toBe(false)
    expect(lacksNetrc([{ name: 'netrc-file', value: '/etc/netrc' }], 'lix')).toBe(false)
  })

  it('hold no credentials', () => {
    expect(conf('daemon', '2.35.2', UBUNTU)).not.toMatch(/token|netrc/)
  })
})

describe('the settings of a Nix that was there', () => {
  it('are flakes and nothing else', () => {
    expect(formatConf(foundSettings('daemon', UBUNTU))).toBe(
      'extra-experimental-features = nix-command flakes\n',
    )
    expect(foundSettings('single-user', { ...UBUNTU, root: 'none' })).toHaveLength(1)
  })

  it('let root alone build without build users', () => {
    expect(formatConf(foundSettings('single-user', CONTAINER))).toContain('build-users-group =\n')
    expect(formatConf(foundSettings('single-user', { ...CONTAINER, buildUsers: 4 }))).not.toContain(
      'build-users-group',
    )
  })
})

describe('a NIX_CONFIG', () => {
  const ours = 'extra-experimental-features = nix-command flakes'

  it.each([
    ['names other features', 'experimental-features = ca-derivations'],
    ['names only one of the two', 'cores = 2\nexperimental-features = nix-command'],
    ['sets them after it added ours', `${ours}\nexperimental-features = ca-derivations`],
    ['names no feature', 'experimental-features ='],
    ['includes a file, which may', 'cores = 2\n!include /etc/site.conf'],
  ])('that %s gets flakes at its end, and keeps its lines', (_, text) => {
    expect(withFlakes(text)).toBe(`${text}\n${ours}`)
    expect(withFlakes(withFlakes(text))).toBe(`${text}\n${ours}`)
  })

  it.each([
    ['is empty', ''],
    ['says nothing of features', 'cores = 2\naccess-tokens = github.com=x\n'],
    ['only adds some', 'extra-experimental-features = ca-derivations'],
    ['has them', 'experimental-features = flakes ca-derivations nix-command'],
  ])('that %s stays as it is', (_, text) => {
    expect(withFlakes(text)).toBe(text)
  })

  it('of a step that turns every feature off stays as it is, another one is merged', () => {
    const off = { NIX_CONFIG: 'experimental-features = ' }
    expect(withFlakesOfStep(off)).toEqual(off)
    expect(withFlakesOfStep({ A: 'b' })).toEqual({ A: 'b' })
    const other = 'experimental-features = ca-derivations'
    expect(withFlakesOfStep({ NIX_CONFIG: other })).toEqual({ NIX_CONFIG: `${other}\n${ours}` })
  })
})

describe('what Nix does where a cache fails', () => {
  it('is to build, unless nix-conf says whether it is to', () => {
    const fallback = [{ name: 'fallback', value: 'true' }]
    expect(fallbackSettings([])).toEqual(fallback)
    expect(fallbackSettings([{ name: 'substituters', value: 'ssh-ng://x' }])).toEqual(fallback)
    for (const name of ['fallback', 'build-fallback'])
      expect(fallbackSettings([{ name, value: 'false' }])).toEqual([])
  })
})
