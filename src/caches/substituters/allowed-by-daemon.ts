import { userInfo } from 'node:os'
import { runShort } from '../../host/process/short.ts'
import type { ActionContext } from '../../model/context.ts'
import { formatConf } from '../../nix/conf.ts'
import { readSettings, type Settings } from '../../nix/isolation.ts'
import type { Nix } from '../../nix/nix.ts'
import type { Substituters } from './discover.ts'

/** Who asks the daemon. */
export interface DaemonUser {
  readonly name: string
  readonly groups: readonly string[]
}

/**
 * A daemon takes substituters and keys from users whom it trusts, from others only those that its administrator lists.
 * Where it will not take ours there is one warning with the lines that he needs; the job goes on without them.
 * @returns the caches as the report has them
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
  const asker = await whoAsks(env)
  const administrators = await administratorsSettings(nix, env)
  const refused = refusedUrls(administrators, asker, reading)
  if (refused.length === 0) return reading.caches
  const lines = formatConf([
    { name: 'extra-trusted-substituters', value: refused.join(' ') },
    { name: 'extra-trusted-public-keys', value: reading.keys.join(' ') },
  ])
  logger.warning(
    `The Nix daemon of this machine does not take caches from ${asker.name}, so these are not read: ${refused.join(', ')}. Its administrator can allow them in /etc/nix/nix.conf:\n${lines}`,
    'Caches',
  )
  const reason = `the Nix daemon does not take it from ${asker.name}`
  return reading.caches.map(it => (refused.includes(it.url) ? { ...it, use: 'off', reason } : it))
}

/** Whether the store belongs to a daemon that was there and does not trust this user. */
export async function isUntrustedByDaemon(
  nix: Nix,
  env: Readonly<Record<string, string>>,
): Promise<boolean> {
  if (nix.install !== 'found' || nix.mode !== 'daemon') return false
  return !isTrusted(await administratorsSettings(nix, env), await whoAsks(env))
}

function administratorsSettings(
  nix: Nix,
  env: Readonly<Record<string, string>>,
): Promise<Settings> {
  return readSettings(nix, { ...env, NIX_USER_CONF_FILES: '', NIX_CONFIG: FEATURES })
}

/** Without it older versions do not tell their settings. */
const FEATURES = 'extra-experimental-features = nix-command'

async function whoAsks(env: Readonly<Record<string, string>>): Promise<DaemonUser> {
  const { stdout } = await runShort(['id', '-nG'], { env })
  return { name: userInfo().username, groups: stdout.trim().split(/\s+/) }
}

/** Pure. Root is trusted whatever the settings say. */
export function isTrusted(settings: Settings, { name, groups }: DaemonUser): boolean {
  const users = ['root', ...listOf(settings, 'trusted-users')]
  return users.some(
    it => it === '*' || it === name || (it.startsWith('@') && groups.includes(it.slice(1))),
  )
}

/** Pure: which of the caches a daemon with these settings does not take from a user. */
export function refusedUrls(
  settings: Settings,
  asker: DaemonUser,
  reading: Pick<Substituters, 'caches' | 'keys'>,
): string[] {
  if (isTrusted(settings, asker)) return []
  const allowed = [
    ...listOf(settings, 'substituters'),
    ...listOf(settings, 'trusted-substituters'),
  ].map(plain)
  const keys = listOf(settings, 'trusted-public-keys')
  const isKnown = reading.keys.every(key => keys.includes(key))
  const urls = reading.caches.filter(({ use }) => use !== 'off').map(({ url }) => url)
  return urls.filter(url => !isKnown || !allowed.includes(plain(url)))
}

/** The words of a setting that is a list. */
export function listOf(settings: Settings, name: string): string[] {
  const value = settings[name]?.value
  if (typeof value === 'string') return value.split(/\s+/)
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

function plain(url: string): string {
  return url.replace(/\/+$/, '')
}
