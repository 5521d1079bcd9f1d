import type { Logger } from '../../model/context.ts'
import type { Setting } from '../../nix/conf.ts'
import { readSettings, type Settings } from '../../nix/isolation.ts'
import type { Nix } from '../../nix/nix.ts'
import { canSetRetries, retrySettings, withoutRetries } from '../../nix/retry-settings.ts'
import { isUntrustedByDaemon, listOf } from './allowed-by-daemon.ts'
import { type Substituters, substitutersOf } from './discover.ts'
import { credentials, readNetrc } from './silent.ts'
import { plainUrl } from './trouble-words.ts'

/** The caches that the job's Nix can read, and the settings for them. */
export interface SettledCaches {
  readonly reading: Substituters
  readonly settings: readonly Setting[]
}

/**
 * Adapts the caches to the Nix of this job, before they are in its settings.
 * @param host the input `cachix-host`
 * @param env for our own calls of Nix
 */
export async function settleCaches(
  discovered: Substituters,
  host: string,
  nix: Nix,
  env: Readonly<Record<string, string>>,
  logger: Pick<Logger, 'notice'>,
): Promise<SettledCaches> {
  const isLocked = discovered.probed.some(({ locked }) => locked !== undefined)
  if (!isLocked && !canSetRetries(nix))
    return { reading: discovered, settings: settingsOf(discovered) }
  const settings = await readSettings(nix, env)
  const netrc = isLocked ? await readNetrc(settings['netrc-file']?.value) : ''
  const reading = withoutLocked(discovered, host, netrc, logger)
  // From an untrusted user a daemon accepts only the URLs that its administrator wrote, and no retry settings.
  if (await isUntrustedByDaemon(nix, env)) return { reading, settings: settingsOf(reading) }
  const address = addressIn(listOf(settings, 'substituters'), nix)
  const waits = nix.install === 'found' ? unsetIn(settings, retrySettings(nix)) : []
  return { reading, settings: [...settingsOf(reading, address), ...waits] }
}

/** Pure: those of our settings that Nix knows and that have their default value. */
export function unsetIn(settings: Settings, ours: readonly Setting[]): Setting[] {
  return ours.filter(({ name }) => {
    const { value, defaultValue } = settings[name] ?? {}
    return value !== undefined && value === defaultValue
  })
}

/**
 * Pure: the URL of a cache in the settings. One that is already set, by the user or an earlier use, is kept: with two URLs
 * Nix would query the cache twice.
 */
export function addressIn(listed: readonly string[], nix: Pick<Nix, 'version' | 'flavor'>) {
  return (url: string): string =>
    listed.find(it => plainUrl(it) === plainUrl(url)) ?? withoutRetries(url, nix)
}

/** Pure: the settings with which Nix reads caches. */
function settingsOf({ caches, keys }: Substituters, address = (url: string) => url): Setting[] {
  const urls = caches.filter(({ use }) => use !== 'off').map(({ url }) => address(url))
  if (urls.length === 0) return []
  return [
    { name: 'extra-substituters', value: urls.join(' ') },
    { name: 'extra-trusted-public-keys', value: keys.join(' ') },
  ]
}

/**
 * Leaves out caches that require credentials which Nix does not have: since 2.35 each path would be an error, and older
 * versions got nothing from them.
 * @param netrc the text of Nix's netrc-file; undefined if only the daemon may read it
 */
export function withoutLocked(
  reading: Substituters,
  host: string,
  netrc: string | undefined,
  logger: Pick<Logger, 'notice'>,
): Substituters {
  if (netrc === undefined) return reading
  const probed = reading.probed.map(one => {
    const { url } = one.record
    if (one.locked === undefined || hasCredentials(url, `${reading.netrc ?? ''}${netrc}`))
      return one
    const hint = `Add ${new URL(url).hostname} to the netrc-file in nix-conf, or remove the cache`
    logger.notice(
      `The cache ${url} is not read: it requires credentials (${one.locked}). ${hint}.`,
      `Cache ${url}`,
    )
    const record = {
      ...one.record,
      use: 'off' as const,
      reason: `${one.locked}, no credentials`,
    }
    return { record, keys: [], isOpen: false }
  })
  return substitutersOf(probed, host, reading)
}

function hasCredentials(url: string, netrc: string): boolean {
  const { username, password, hostname } = new URL(url)
  return `${username}${password}` !== '' || 'authorization' in credentials(netrc, hostname)
}
