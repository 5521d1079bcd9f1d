import type { Command } from '../../host/executor.ts'
import { baseName, formatConf, parseConf, type Setting } from '../conf.ts'
import type { Mode } from '../nix.ts'
import type { NixOptions } from '../options.ts'
import { DAEMON_NETRC } from '../paths.ts'
import { retrySettings } from '../retry-settings.ts'
import { type Flavor, guessFlavor, hasFeature, isAtLeast } from '../version.ts'
import { BUILD_GROUP, type Facts } from './plan.ts'

const EXPERIMENTAL = 'experimental-features'

/** Also set in a user's nix.conf: `experimental-features` in another one would override the system's. */
export const FLAKES: Setting = { name: 'extra-experimental-features', value: 'nix-command flakes' }

/**
 * A NIX_CONFIG that keeps flakes enabled for steps. NIX_CONFIG overrides every file, so a plain `experimental-features` in
 * it would disable them. Returned unchanged if it does not set features.
 */
export function withFlakes(text: string): string {
  const { settings } = parseConf(text)
  // An included file may override them too.
  const mayOverride = ({ name }: Setting) => name === EXPERIMENTAL || name.endsWith('include')
  if (!settings.some(mayOverride)) return text
  const features = settings
    .slice(settings.findLastIndex(mayOverride))
    .flatMap(({ name, value }) => (baseName(name) === EXPERIMENTAL ? value.split(/\s+/) : []))
  const isEnabled = FLAKES.value.split(' ').every(feature => features.includes(feature))
  return isEnabled ? text : `${text.trimEnd()}\n${formatConf([FLAKES])}`.trimEnd()
}

/** The same for a step's variables, unless the step disables all features. */
export function withFlakesOfStep(env: Readonly<Record<string, string>>): Record<string, string> {
  const { NIX_CONFIG: text } = env
  if (text === undefined) return { ...env }
  const { settings } = parseConf(text)
  const isOff = settings.some(({ name, value }) => name === EXPERIMENTAL && value === '')
  return isOff ? { ...env } : { ...env, NIX_CONFIG: withFlakes(text) }
}

/**
 * Without it, the job fails if a cache advertises a path but does not deliver it. A daemon accepts this setting from every
 * user.
 */
const FALLBACK: Setting = { name: 'fallback', value: 'true' }

/** Pure: empty if the user sets it. */
export function fallbackSettings(users: readonly Setting[]): Setting[] {
  return users.some(({ name }) => /^(build-)?fallback$/.test(name)) ? [] : [FALLBACK]
}

/**
 * The settings for an existing Nix, in addition to the user's: only what the steps need, because its daemon accepts few
 * settings from an untrusted user and warns about each of the others.
 */
export function foundSettings(
  mode: Mode,
  facts: Pick<Facts, 'root' | 'buildUsers'> | undefined,
): Setting[] {
  // As root without build users, Nix would refuse every build.
  const rootAlone = mode === 'single-user' && facts?.root === 'self' && !facts.buildUsers
  return [...(rootAlone ? [{ name: 'build-users-group', value: '' }] : []), FLAKES]
}

/** The first version with always-allow-substitutes. */
const ALWAYS_ALLOW_SINCE = '2.20'

/** The first version with ssl-cert-file (NixOS/nix#8062). */
const SSL_CERT_FILE_SINCE = '2.15'

/** Where Nix builds by default since 2.30, and Lix since 2.94; before, in TMPDIR, which is /tmp. */
const BUILD_DIR = '/nix/var/nix/builds'
const DEFAULT_BUILD_DIR_SINCE = ['2.30', '2.94'] as const
/** The first versions that certainly have the setting build-dir. */
const BUILD_DIR_SETTING_SINCE = ['2.24', '2.91'] as const

/** Whether a Nix would build in memory unless another build directory is set. */
export function buildsInMemory(mode: Mode, version: string, { memoryTmp }: Facts): boolean {
  const isInMemory = mode === 'daemon' ? memoryTmp.root : memoryTmp.user
  return isInMemory && !hasFeature(byNumber(version), ...DEFAULT_BUILD_DIR_SINCE)
}

/** Guesses the flavor, because a release that is not installed cannot be asked. */
function byNumber(version: string) {
  return { version, flavor: guessFlavor(version) }
}

/** Creates the build directory, as Nix would. */
export function createBuildDir(as: Command['as']): Command {
  return {
    argv: ['install', '-d', '-m', '0755', BUILD_DIR],
    as,
    description: 'Creating the build directory',
  }
}

/** Variables for a daemon that does not have a setting yet, or whose settings are not ours. */
export function daemonVariables(version: string, facts: Facts): Record<string, string> {
  const { caBundle } = facts
  return {
    ...(caBundle && !isAtLeast(version, SSL_CERT_FILE_SINCE) && { NIX_SSL_CERT_FILE: caBundle }),
    ...(buildsInMemory('daemon', version, facts) && { TMPDIR: BUILD_DIR }),
  }
}

/**
 * The settings of a Nix that we install, with the daemon's netrc-file if a private cache may need one.
 * @param flavor default: judged by the version
 */
export function systemSettings(
  { netrc }: Pick<NixOptions, 'netrc'>,
  mode: Mode,
  version: string,
  facts: Facts,
  flavor: Flavor = guessFlavor(version),
): Setting[] {
  const isDaemon = mode === 'daemon'
  const linux = facts.system.endsWith('-linux')
  const isInMemory = buildsInMemory(mode, version, facts)
  return [
    { name: 'build-users-group', value: isDaemon ? BUILD_GROUP : '' },
    // Losing the sandbox silently would be a false sense of safety.
    ...settingIf(linux, 'sandbox-fallback', 'false'),
    ...settingIf(linux && !canSandbox(mode, facts), 'sandbox', 'false'),
    // NIX_SSL_CERT_FILE does not reach a daemon.
    ...settingIf(
      isDaemon && isAtLeast(version, SSL_CERT_FILE_SINCE),
      'ssl-cert-file',
      facts.caBundle,
    ),
    ...settingIf(
      isInMemory && hasFeature(byNumber(version), ...BUILD_DIR_SETTING_SINCE),
      'build-dir',
      BUILD_DIR,
    ),
    { name: 'max-jobs', value: 'auto' },
    { name: 'connect-timeout', value: '15' },
    { name: 'stalled-download-timeout', value: '15' },
    ...retrySettings({ version, flavor }),
    // Nix warns in every call about a setting that it does not know.
    ...settingIf(isAtLeast(version, ALWAYS_ALLOW_SINCE), 'always-allow-substitutes', 'true'),
    FLAKES,
    ...settingIf(isDaemon, 'extra-trusted-users', `root ${facts.user.name}`),
    ...settingIf(isDaemon && netrc, 'netrc-file', DAEMON_NETRC),
  ]
}

function settingIf(isSet: boolean, name: string, value: string | undefined): Setting[] {
  return isSet && value ? [{ name, value }] : []
}

/** Whether builds of an install can be sandboxed. */
export function canSandbox(mode: Mode, { root, sandbox }: Facts): boolean {
  return mode === 'daemon' || root === 'self' ? sandbox.root : sandbox.user
}

/** Whether settings name the daemon's netrc, and this Nix fails if it is missing. */
export function lacksNetrc(settings: readonly Setting[], flavor: Flavor): boolean {
  return flavor === 'lix' && settings.some(({ value }) => value === DAEMON_NETRC)
}
