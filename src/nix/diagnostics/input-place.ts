import type { Place } from '../../model/report.ts'
import { attributeLine } from './attribute-line.ts'
import { inputUrl } from './fetching.ts'
import type { ParsedError } from './parse-error.ts'
import type { Classified } from './rules.ts'
import type { Repository, SourceRoots } from './types.ts'

/** Where the source is named that a host does not give out: the line with its address, else the input. */
export async function sourcePlace(
  message: ParsedError,
  { kind, derivation, hint = '' }: Classified,
  { repository, entry }: SourceRoots,
): Promise<Place | undefined> {
  const isSource = kind === 'network' && derivation !== undefined
  if (kind !== 'credentials' && !isSource) return undefined
  const names = isSource ? urlsIn(hint) : namesOf(message)
  const text = (await repository.read(entry)) ?? ''
  return (
    lineWith(names, entry, text) ??
    inputLine(message, entry, text) ??
    (await elsewhere(names, repository))
  )
}

/** How a text may name what was fetched: the address, or owner and name. */
function namesOf(message: ParsedError): string[] {
  const all = [inputUrl(message), ...urlsIn(message.text)].filter(it => it !== undefined)
  const plain = all.map(url => url.replace(/^git\+/, '').replace(/[?#].*$/, ''))
  const owned = plain.map(
    url =>
      /^(?:github|gitlab|sourcehut):([^/]+\/[^/]+)/.exec(url)?.[1] ??
      /^https?:\/\/[^/]+\/(?:repos\/|api\/v\d\/repos\/)?([^/]+\/[^/]+)\/(?:commits|tarball|archive|tar\.gz)\b/.exec(
        url,
      )?.[1],
  )
  return [...new Set([...plain, ...owned.filter(it => it !== undefined)])]
}

/** The addresses that a text has between quotes. */
function urlsIn(text: string): string[] {
  const quoted = text.matchAll(/'((?:[a-z+]+:\/\/|github:|gitlab:|sourcehut:)[^'\n]+)'/g)
  return [...quoted].map(([, url = '']) => url)
}

function lineWith(names: readonly string[], file: string, text: string): Place | undefined {
  const lines = text.split('\n')
  for (const name of names) {
    const at = lines.findIndex(line => line.includes(name))
    if (at >= 0) return { file, line: at + 1 }
  }
  return undefined
}

/** The input of the flake in which the one is that was fetched. */
function inputLine({ frames }: ParsedError, entry: string, text: string): Place | undefined {
  for (const frame of frames) {
    const input = /^while updating the flake input '([^'/\n]+)/.exec(frame.text)?.[1]
    const line = input && attributeLine(text, `inputs.${input}`)
    if (line) return { file: entry, line }
  }
  return undefined
}

/** In a file that pins are kept in, or another Nix file, if one only names it. */
async function elsewhere(
  names: readonly string[],
  repository: Repository,
): Promise<Place | undefined> {
  const found: Place[] = []
  for (const file of await repository.files()) {
    const place = lineWith(names, file, (await repository.read(file)) ?? '')
    if (place) found.push(place)
  }
  return found.length === 1 ? found[0] : undefined
}
