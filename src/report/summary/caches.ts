import { bytesText, listedLines, plural } from '../../lib/format.ts'
import type { ReportData } from '../../model/report.ts'
import { code, escapeText } from './markdown.ts'

const MAX_LEFTOVERS_SHOWN = 20
const MAX_OTHER_CACHES_SHOWN = 20

/** One line per cache with what was fetched from it, and one on why ours was pushed to or not. */
export function cachesPart({ caches, trust, fetches }: ReportData): string {
  const given = new Map<string, { paths: number; bytes: number }>()
  for (const { cache, bytes } of fetches) {
    const url = withoutSlash(cache)
    const one = given.get(url) ?? { paths: 0, bytes: 0 }
    given.set(url, { paths: one.paths + 1, bytes: one.bytes + bytes })
  }
  const gave = (url: string): string => {
    const one = given.get(withoutSlash(url))
    if (!one) return ''
    // Some versions say nothing of a small path in a local cache.
    const bytes = one.bytes > 0 ? ` (${bytesText(one.bytes)})` : ''
    return `, fetched ${plural(one.paths, 'path')}${bytes}`
  }
  const lines = caches.map(({ name, url, use, reason }) => {
    const pushed = trust?.push === 'pushed' ? 'read and pushed to' : 'read'
    const state = { off: 'not used', read: 'read', push: pushed }[use]
    const place = url === '' || url === name ? '' : ` (${escapeText(url)})`
    return `- ${escapeText(name)}${place}: ${state}${reason ? `: ${escapeText(reason)}` : ''}${gave(url)}`
  })
  const known = new Set(caches.map(({ url }) => withoutSlash(url)))
  const others = [...given.keys()].filter(url => !known.has(url)).slice(0, MAX_OTHER_CACHES_SHOWN)
  const all = [...lines, ...others.map(url => `- ${escapeText(url)}: read${gave(url)}`)]
  const why =
    trust && trust.reason !== '' && caches.length > 0 ? [escapeText(trust.reason, 600)] : []
  if (all.length === 0) return ''
  return ['### Caches', '', ...all, ...why.map(reason => `- ${reason}`)].join('\n')
}

const withoutSlash = (url: string) => url.replace(/\/$/, '')

/** Processes that steps left running; empty if there are none. */
export function leftoversPart({ leftovers }: ReportData): string {
  if (leftovers.length === 0) return ''
  const lines = leftovers.map(({ step, pid, command, ports }) => {
    const listens = ports.length === 0 ? '' : `, listening on ${ports.join(', ')}`
    return `- ${code(step)} left ${code(command)} running (pid ${pid}${listens})`
  })
  return ['### Left running', '', ...listedLines(lines, MAX_LEFTOVERS_SHOWN)].join('\n')
}
