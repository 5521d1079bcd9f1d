import { userInfo } from 'node:os'
import { runShort } from '../../host/process/short.ts'
import type { ActionContext } from '../../model/context.ts'
import { formatConf } from '../../nix/conf.ts'
import { readSettings, type Settings } from '../../nix/isolation.ts'
import type { Nix } from '../../nix/nix.ts'
import type { Substituters } from './discover.ts'

/** The user whose requests the daemon gets. */
export interface DaemonUser {
  readonly name: string
  readonly groups: readonly string[]
}

/**
 * A daemon accepts substituters and keys from trusted users, from others only those that its administrator lists. If it
 * does not accept ours, one warning has the lines for its administrator, and the job continues without these caches.
 * @returns the caches for the report
 */
export async function allowedCaches(
  reading: Substituters,
  nix: Nix,
  env: Readonly<Record<string, string>>,
  { logger }: Pick<ActionContext, 'logger'>,
): Promise<Substituters['caches']> {
  const isRead = reading.caches.some(({ use }) => use !== 'off')
  if (nix.install !== 'found' || nix.mode !== 'daemon' || !isRead) {
    return reading.caches
  }
  const user = await daemonUser(env)
  const refused = refusedUrls(await daemonSettings(nix, env), user, reading)
  if (refused.length === 0) return reading.caches
  const lines = formatConf([
    { name: 'extra-trusted-substituters', value: refused.join(' ') },
    { name: 'extra-trusted-public-keys', value: reading.keys.join(' ') },
  ])
  logger.warning(
    `The Nix daemon on this machine does not accept caches from ${user.name}, so these are not used: ${refused.join(', ')}. Its administrator can allow them in /etc/nix/nix.conf:\n${lines}`,
    'Caches',
  )
  const reason = `the Nix daemon does not accept it from ${user.name}`
  return reading.caches.map(it => (refused.includes(it.url) ? { ...it, use: 'off', reason } : it))
}

/** Whether the store belongs to an existing daemon that does not trust this user. */
export async function isUntrustedByDaemon(
  nix: Nix,
  env: Readonly<Record<string, string>>,
): Promise<boolean> {
  if (nix.install !== 'found' || nix.mode !== 'daemon') return false
  return !isTrusted(await daemonSettings(nix, env), await daemonUser(env))
}

/** The settings without those of this job. */
function daemonSettings(nix: Nix, env: Readonly<Record<string, string>>): Promise<Settings> {
  return readSettings(nix, { ...env, NIX_USER_CONF_FILES: '', NIX_CONFIG: FEATURES })
}

/** Older versions need it to show their settings. */
const FEATURES = 'extra-experimental-features = nix-command'

async function daemonUser(env: Readonly<Record<string, string>>): Promise<DaemonUser> {
  const { stdout } = await runShort(['id', '-nG'], { env })
  return { name: userInfo().username, groups: stdout.trim().split(/\s+/) }
}

/** Pure: whether the daemon trusts a user; root always. */
export function isTrusted(settings: Settings, { name, groups }: DaemonUser): boolean {
  const users = ['root', ...listOf(settings, 'trusted-users')]
  return users.some(
    it => it === '*' || it === name || (it.startsWith('@') && groups.includes(it.slice(1))),
  )
}

/** Pure: the caches that a daemon with these settings does not accept from a user. */
export function refusedUrls(
  settings: Settings,
  user: DaemonUser,
  reading: Pick<Substituters, 'caches' | 'keys'>,
): string[] {
  if (isTrusted(settings, user)) return []
  const allowed = [
    ...listOf(settings, 'substituters'),
    ...listOf(settings, 'trusted-substituters'),
  ].map(plain)
  const keys = listOf(settings, 'trusted-public-keys')
  const isKnown = reading.keys.every(key => keys.includes(key))
  const urls = reading.caches.filter(({ use }) => use !== 'off').map(({ url }) => url)
  return urls.filter(url => !isKnown || !allowed.includes(plain(url)))
}

/** The items of a list setting. */
export function listOf(settings: Settings, name: string): string[] {
  const value = settings[name]?.value
  if (typeof value === 'string') return value.split(/\s+/)
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

function plain(url: string): string {
  return url.replace(/\/+$/, '')
}
