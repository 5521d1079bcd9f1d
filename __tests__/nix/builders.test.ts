import { describe, expect, it } from 'vitest'
import {
  hasPort,
  hookScript,
  isMachine,
  parseBuilders,
  systemsOnlyOf,
  withOneConnection,
} from '../../src/nix/builders.ts'

describe('the lines of remote builders', () => {
  it('are those of nix.conf: lines or semicolons, comments, files', () => {
    const { machines, bad } = parseBuilders(`
      ssh-ng://build@arm.example.org aarch64-linux,armv7l-linux - 8 2 kvm - c3NoLWVk # ours
      mac x86_64-darwin ; @/etc/nix/machines`)
    expect(bad).toEqual([])
    expect(machines.map(({ uri, systems }) => [uri, systems])).toEqual([
      ['ssh-ng://build@arm.example.org', ['aarch64-linux', 'armv7l-linux']],
      ['mac', ['x86_64-darwin']],
      ['@/etc/nix/machines', []],
    ])
    expect(machines[0]?.line).not.toContain('#')
  })

  it.each([
    'https://cache.example.org',
    '-oProxyCommand=x aarch64-linux',
    'ssh://-oProxyCommand=x aarch64-linux',
    'ssh-ng://me@-oProxyCommand=x aarch64-linux',
    'host aarch64 - 4',
    'host aarch64-linux - many',
    'host aarch64-linux - 4 1 a b c d',
    '@machines',
  ])('that are wrong are told with their number: %s', line => {
    expect(parseBuilders(`good\n${line}`).bad).toEqual([{ line: 2, text: line }])
  })

  it('are found by the name that Nix prints', () => {
    expect(isMachine({ uri: 'build@host' }, 'ssh://build@host')).toBe(true)
    expect(isMachine({ uri: 'ssh-ng://host?remote-store=/x' }, 'ssh-ng://host')).toBe(true)
    expect(isMachine({ uri: 'ssh-ng://host' }, 'ssh-ng://host2')).toBe(false)
  })

  it('may have a port, which is no part of an address or of a parameter', () => {
    const urls = (...all: string[]) => all.map(url => `ssh-ng://${url}`)
    for (const url of urls('host:22', 'me@host:22?compress=true', '[::1]:22', 'me@[fe80::1]:22/x'))
      expect(hasPort(url), url).toBe(true)
    const others = urls('host', '[::1]', 'me@host?ssh-key=/k:22', 'host/a:22', 'me:22@host')
    for (const url of ['host', ...others]) expect(hasPort(url), url).toBe(false)
  })

  it('ask for one connection where Nix would wait for itself', () => {
    expect(withOneConnection('ssh-ng://h?max-connections=4&compress=true x86_64-linux - 2')).toBe(
      'ssh-ng://h?compress=true x86_64-linux - 2',
    )
    expect(withOneConnection('ssh-ng://h?max-connections=4')).toBe('ssh-ng://h')
    expect(withOneConnection('mac - /key')).toBe('mac - /key')
  })

  it('have systems that this machine lacks', () => {
    const { machines } = parseBuilders('a x86_64-linux,aarch64-linux\nb - - 2')
    expect([...systemsOnlyOf(machines, ['x86_64-linux'])]).toEqual(['aarch64-linux'])
  })
})

describe('the hook for ssh', () => {
  it('lets nobody be asked, and only the given host keys count', () => {
    const script = hookScript('/nix/bin', "/tmp/it's here", true, '-p 2222')
    expect(script).toContain(`cd '/tmp/it'\\''s here' ||`)
    expect(script).toContain('exec \'/nix/bin/nix\' __build-remote "$@"')
    for (const option of ['BatchMode=yes', 'StrictHostKeyChecking=yes', 'IdentitiesOnly=yes'])
      expect(script).toContain(`-o ${option}`)
    expect(script).toMatch(/ -p 2222'$/m)
  })

  it('leaves the keys to the machine without one of its own', () => {
    const script = hookScript('/nix/bin', '/tmp/run', false)
    expect(script).not.toMatch(/Strict|Identit|KnownHosts/)
    expect(script).toContain('-o ServerAliveInterval=5')
  })
})
