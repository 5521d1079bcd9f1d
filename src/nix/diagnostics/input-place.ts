import type { Place } from '../../model/report.ts'
import { attributeLine } from './attribute-line.ts'
import { inputUrl } from './fetching.ts'
import type { ParsedError } from './parse-error.ts'
import type { Classified } from './rules.ts'
import type { Repository, SourceRoots } from './types.ts'

/** Where a source that could not be fetched is declared: the line with its URL, else the input. */
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

/** How a file may name the source: its URL, or owner and repository. */
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

/** The quoted URLs in a text. */
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

/** The line of the flake input that was being fetched. */
function inputLine({ frames }: ParsedError, entry: string, text: string): Place | undefined {
  for (const frame of frames) {
    const input = /^while updating the flake input '([^'/\n]+)/.exec(frame.text)?.[1]
    const line = input && attributeLine(text, `inputs.${input}`)
    if (line) return { file: entry, line }
  }
  return undefined
}

/** In a pin file or another Nix file, if only one names it. */
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
