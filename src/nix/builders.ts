import type { Secret } from '../lib/secret.ts'
import type { BadLine } from './conf.ts'

/** The inputs that concern remote builders. */
export interface BuilderOptions {
  readonly machines: readonly BuilderMachine[]
  readonly key: Secret<string>
  /** Lines as in ~/.ssh/known_hosts. */
  readonly knownHosts: string
  /** Whether what they built may be pushed. */
  readonly trusted: boolean
}

/** One remote builder, or a file of them (`@/etc/nix/machines`). */
export interface BuilderMachine {
  /** The line without comments. */
  readonly line: string
  /** Such as `ssh-ng://build@host`; `@PATH` for a file. */
  readonly uri: string
  /** Empty: the system of this machine. */
  readonly systems: readonly string[]
}

const MAX_FIELDS = 8
/** A URL, or a host with or without a user; ssh would read a host with a dash in front as an option. */
const URI = /^(?!.*@-)(?:ssh(?:-ng)?:\/\/[A-Za-z0-9_[]\S*|[A-Za-z0-9_][\w.@-]*)$/
const FILE = /^@\/\S+$/
const SYSTEM = /^[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)+$/
const NUMBER = /^\d+(?:\.\d+)?$/

/** Parses the text of Nix's setting `builders`: machines on lines of their own or separated by semicolons. */
export function parseBuilders(text: string): { machines: BuilderMachine[]; bad: BadLine[] } {
  const machines: BuilderMachine[] = []
  const bad: BadLine[] = []
  text.split('\n').forEach((full, index) => {
    for (const part of full.replace(/#.*/, '').split(';')) {
      const line = part.trim()
      if (line === '') continue
      const machine = parseMachine(line)
      if (machine) machines.push(machine)
      else bad.push({ line: index + 1, text: line })
    }
  })
  return { machines, bad }
}

function parseMachine(line: string): BuilderMachine | undefined {
  const words = line.split(/\s+/)
  const [uri = '', systems = '-', , jobs = '-', speed = '-'] = words
  if (FILE.test(line)) return { line, uri, systems: [] }
  const listed = systems === '-' ? [] : systems.split(',')
  const areNumbers = [jobs, speed].every(it => it === '-' || NUMBER.test(it))
  const isValid =
    URI.test(uri) && words.length <= MAX_FIELDS && listed.every(it => SYSTEM.test(it)) && areNumbers
  return isValid ? { line: words.join(' '), uri, systems: listed } : undefined
}

/** Whether a machine in Nix's log is this one: the log adds the scheme and may leave out the parameters. */
export function isMachine({ uri }: Pick<BuilderMachine, 'uri'>, named: string): boolean {
  return plainUri(uri) === plainUri(named)
}

/** Older versions pass a port in the URL to ssh as a part of the host's name. */
export const PORT_SINCE = '2.31'

/** Whether a URL has a port. */
export function hasPort(uri: string): boolean {
  return /^[^?]*:\/\/(?:[^/?@]*@)?(?:\[[^\]/?]*\]|[^:/?]+):\d+(?![\d@])/.test(uri)
}

/** Older versions wait for themselves forever if the URL asks for several connections. (SSHMaster in ssh.cc) */
export const SEVERAL_CONNECTIONS_SINCE = '2.32'

/** The line of a machine without `max-connections` in its URL: by default there is one. */
export function withOneConnection(line: string): string {
  const [uri = '', ...words] = line.split(' ')
  const [address = '', query = ''] = uri.split('?')
  const others = query.split('&').filter(it => it !== '' && !it.startsWith('max-connections='))
  return [others.length > 0 ? `${address}?${others.join('&')}` : address, ...words].join(' ')
}

function plainUri(uri: string): string {
  const [address = ''] = uri.split('?')
  return address.includes('://') ? address : `ssh://${address}`
}

/** Systems that these builders have and this machine has not. */
export function systemsOnlyOf(
  machines: readonly BuilderMachine[],
  local: readonly string[],
): Set<string> {
  return new Set(machines.flatMap(({ systems }) => systems).filter(it => !local.includes(it)))
}

/** Files in the private directory of the run. */
export const BUILDERS_CONF = 'builders.conf'
export const BUILDERS_KEY = 'builders-key'
export const BUILDERS_KNOWN_HOSTS = 'builders-known-hosts'
export const BUILDERS_HOOK = 'builders-hook'
export const BUILDERS_LOG = 'builders-ssh.log'

/** Nobody answers a question of ssh, and a builder that does not respond is given up within 25 seconds. */
const SSH_OPTIONS = [
  'BatchMode=yes',
  'ConnectTimeout=10',
  'ConnectionAttempts=1',
  'ServerAliveInterval=5',
  'ServerAliveCountMax=3',
]
/** Only the key and the host keys of the inputs count. The paths are relative to the directory of the hook. */
const KEY_OPTIONS = [
  'IdentitiesOnly=yes',
  `IdentityFile=${BUILDERS_KEY}`,
  'StrictHostKeyChecking=yes',
  `UserKnownHostsFile=${BUILDERS_KNOWN_HOSTS}`,
  'GlobalKnownHostsFile=/dev/null',
  'VerifyHostKeyDNS=no',
  'UpdateHostKeys=no',
]

/**
 * The program that Nix, or its daemon, starts for remote builds: Nix's own with options for ssh, which no field of a
 * machine's line can give. It changes to the directory of the files because NIX_SSHOPTS takes no path with a space.
 * @param folder the private directory of the run
 * @param users NIX_SSHOPTS of the job
 */
export function hookScript(bin: string, folder: string, hasKey: boolean, users = ''): string {
  // The first value of an option counts, so ours precede the job's.
  const options = [...SSH_OPTIONS, ...(hasKey ? KEY_OPTIONS : [])].map(it => `-o ${it}`)
  const words = ['-E', BUILDERS_LOG, ...options, users].join(' ').trim()
  return [
    '#!/bin/sh',
    `cd ${quoted(folder)} || exit 1`,
    `export NIX_SSHOPTS=${quoted(words)}`,
    // Old versions (2.8) have a program of its own instead.
    `old=${quoted(`${bin}/../libexec/nix/build-remote`)}`,
    'test -x "$old" && exec "$old" "$@"',
    `exec ${quoted(`${bin}/nix`)} __build-remote "$@"`,
    '',
  ].join('\n')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
