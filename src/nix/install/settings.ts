import type { Command } from '../../host/executor.ts'
import { baseName, formatConf, parseConf, type Setting } from '../conf.ts'
import type { Mode } from '../nix.ts'
import type { NixOptions } from '../options.ts'
import { DAEMON_NETRC } from '../paths.ts'
import { retrySettings } from '../retry-settings.ts'
import type { Flavor } from '../version.ts'
import { guessFlavor, isAtLeast, knows } from '../version.ts'
import { BUILD_GROUP, type Facts } from './plan.ts'

const EXPERIMENTAL = 'experimental-features'

/** For every mode in a file of the user too: `experimental-features` in one of theirs would undo the system's. */
export const FLAKES: Setting = { name: 'extra-experimental-features', value: 'nix-command flakes' }

/**
 * A NIX_CONFIG under which steps have flakes, merged as nix.conf lines are: it has the last word over every file, and a
 * plain `experimental-features` in it would undo ours. Otherwise, and where it says nothing of features, as it is.
 */
export function withFlakes(text: string): string {
  const { settings } = parseConf(text)
  // What an included file says is not known; it may undo ours too.
  const undoes = ({ name }: Setting) => name === EXPERIMENTAL || name.endsWith('include')
  if (!settings.some(undoes)) return text
  const features = settings
    .slice(settings.findLastIndex(undoes))
    .flatMap(({ name, value }) => (baseName(name) === EXPERIMENTAL ? value.split(/\s+/) : []))
  const isThere = FLAKES.value.split(' ').every(feature => features.includes(feature))
  return isThere ? text : `${text.trimEnd()}\n${formatConf([FLAKES])}`.trimEnd()
}

/** The same of a step's own variables; who names no feature at all wants none. */
export function withFlakesOfStep(env: Readonly<Record<string, string>>): Record<string, string> {
  const { NIX_CONFIG: text } = env
  if (text === undefined) return { ...env }
  const { settings } = parseConf(text)
  const isOff = settings.some(({ name, value }) => name === EXPERIMENTAL && value === '')
  return isOff ? { ...env } : { ...env, NIX_CONFIG: withFlakes(text) }
}

/**
 * Without it a path that a cache promises and does not deliver fails the job, wherever the cache is named. A daemon takes
 * it from every user.
 */
const FALLBACK: Setting = { name: 'fallback', value: 'true' }

/** Pure: none where the user's own lines say it. */
export function fallbackSettings(users: readonly Setting[]): Setting[] {
  return users.some(({ name }) => /^(build-)?fallback$/.test(name)) ? [] : [FALLBACK]
}

/**
 * What a Nix that was there gets beside the user's lines: no more than the steps need, because its daemon takes few
 * settings from a user whom it does not trust and warns of each other one.
 */
export function foundSettings(
  mode: Mode,
  facts: Pick<Facts, 'root' | 'buildUsers'> | undefined,
): Setting[] {
  // As root without build users Nix would refuse every build.
  const rootAlone = mode === 'single-user' && facts?.root === 'self' && !facts.buildUsers
  return [...(rootAlone ? [{ name: 'build-users-group', value: '' }] : []), FLAKES]
}

/** The first version with always-allow-substitutes. */
const ALWAYS_ALLOW = '2.20'

/** The first version with ssl-cert-file (NixOS/nix#8062). */
const SSL_CERT_FILE = '2.15'

/** Where Nix builds by itself since 2.30 (Lix beside it since 2.94); before it is TMPDIR, which is /tmp. */
const BUILDS = '/nix/var/nix/builds'
const BUILDS_THERE = ['2.30', '2.94'] as const
/** The first versions that surely have build-dir. */
const BUILD_DIR = ['2.24', '2.91'] as const

/** Whether a Nix would build in memory, unless it is told of a better place. */
export function buildsInMemory(mode: Mode, version: string, { memoryTmp }: Facts): boolean {
  const isInMemory = mode === 'daemon' ? memoryTmp.root : memoryTmp.user
  return isInMemory && !knows(byNumber(version), ...BUILDS_THERE)
}

/** A release that is not there yet cannot be asked. */
function byNumber(version: string) {
  return { version, flavor: guessFlavor(version) }
}

/** Makes that place, as Nix would. */
export function makeBuilds(as: Command['as']): Command {
  return {
    argv: ['install', '-d', '-m', '0755', BUILDS],
    as,
    description: 'make the folder of builds',
  }
}

/** Variables of a daemon that does not know a setting yet, or whose settings are not ours. */
export function daemonVariables(version: string, facts: Facts): Record<string, string> {
  const { caBundle } = facts
  return {
    ...(caBundle && !isAtLeast(version, SSL_CERT_FILE) ? { NIX_SSL_CERT_FILE: caBundle } : {}),
    ...(buildsInMemory('daemon', version, facts) ? { TMPDIR: BUILDS } : {}),
  }
}

/** The settings of a Nix that we install, and the daemon's password file of a private cache. */
export function systemSettings(
  { netrc: hasNetrc }: NixOptions,
  mode: Mode,
  version: string,
  facts: Facts,
  flavor: Flavor,
): Setting[] {
  const netrc = mode === 'daemon' && hasNetrc
  return [
    ...installedSettings(mode, version, facts, flavor),
    ...(netrc ? [{ name: 'netrc-file', value: DAEMON_NETRC }] : []),
  ]
}

/** Whether settings name the daemon's netrc, and a Nix will miss it. */
export function lacksNetrc(settings: readonly Setting[], flavor: Flavor): boolean {
  return flavor === 'lix' && settings.some(({ value }) => value === DAEMON_NETRC)
}

/** The settings of a Nix that we install. */
export function installedSettings(
  mode: Mode,
  version: string,
  facts: Facts,
  flavor: Flavor = guessFlavor(version),
): Setting[] {
  const linux = facts.system.endsWith('-linux')
  const sandbox =
    mode === 'daemon' || facts.root === 'self' ? facts.sandbox.root : facts.sandbox.user
  return [
    { name: 'build-users-group', value: mode === 'daemon' ? BUILD_GROUP : '' },
    // A sandbox that is lost without a word would be a false sense of safety.
    ...(linux ? [{ name: 'sandbox-fallback', value: 'false' }] : []),
    ...(linux && !sandbox ? [{ name: 'sandbox', value: 'false' }] : []),
    // NIX_SSL_CERT_FILE does not reach a daemon.
    ...(mode === 'daemon' && facts.caBundle && isAtLeast(version, SSL_CERT_FILE)
      ? [{ name: 'ssl-cert-file', value: facts.caBundle }]
      : []),
    ...(buildsInMemory(mode, version, facts) && knows(byNumber(version), ...BUILD_DIR)
      ? [{ name: 'build-dir', value: BUILDS }]
      : []),
    { name: 'max-jobs', value: 'auto' },
    { name: 'connect-timeout', value: '15' },
    { name: 'stalled-download-timeout', value: '15' },
    ...retrySettings({ version, flavor }),
    // Nix warns at every call of a setting that it does not know yet.
    ...(isAtLeast(version, ALWAYS_ALLOW)
      ? [{ name: 'always-allow-substitutes', value: 'true' }]
      : []),
    FLAKES,
    ...(mode === 'daemon'
      ? [{ name: 'extra-trusted-users', value: `root ${facts.user.name}` }]
      : []),
  ]
}
