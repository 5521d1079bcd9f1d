import type { Setting } from '../conf.ts'
import { isAtLeast } from '../version.ts'
import { BUILD_GROUP, type Facts, type Mode } from './plan.ts'

/** For every mode in a file of the user too: `experimental-features` in one of theirs would undo the system's. */
export const FLAKES: Setting = { name: 'extra-experimental-features', value: 'nix-command flakes' }

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

/** Variables of a daemon that does not know a setting yet. */
export function daemonVariables(version: string, caBundle: string): Record<string, string> {
  return isAtLeast(version, SSL_CERT_FILE) ? {} : { NIX_SSL_CERT_FILE: caBundle }
}

/** The settings of a Nix that we install. */
export function installedSettings(mode: Mode, version: string, facts: Facts): Setting[] {
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
    { name: 'max-jobs', value: 'auto' },
    { name: 'connect-timeout', value: '15' },
    { name: 'stalled-download-timeout', value: '15' },
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
