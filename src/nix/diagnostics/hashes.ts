import type { Place } from '../../model/report.ts'
import { fromNixBase32, toNixBase32 } from '../hash.ts'
import { stemOf } from './paths.ts'
import type { Repository } from './types.ts'

/** Bytes of MD5, SHA-1, SHA-256 and SHA-512. */
const SIZES = [16, 20, 32, 64]

/**
 * The forms in which sources may write a hash that Nix prints in one of them.
 * @param hash `sha256-…` (SRI), `sha256:` with base 16 or base 32, or either without prefix
 * @returns base 64, base 32 and base 16 without the algorithm; the text itself if it is not a hash
 */
export function hashForms(hash: string): string[] {
  const digest = hash.replace(/^(?:md5|sha1|sha256|sha512)[-:]/, '')
  const bytes = decode(digest)
  if (!bytes) return [hash]
  const base64 = bytes.toString('base64')
  return [
    ...new Set([base64, base64.replace(/=+$/, ''), toNixBase32(bytes), bytes.toString('hex')]),
  ]
}

/**
 * The line of the repository that contains a hash in any form: in `*.nix`, then `*.json` and similar, then `*.lock`.
 * @param name the name of what the hash belongs to: of several lines (`lib.fakeHash`), the one nearest to the name wins
 * @returns undefined if no file contains it
 */
export async function findHash(
  hash: string,
  name: string,
  repository: Repository,
): Promise<Place | undefined> {
  const forms = [...hashForms(hash), ...(isFake(hash) ? ['fakeHash', 'fakeSha256'] : [])]
  const files = await repository.files()
  for (const pattern of [/\.nix$/, /\.(?:json|toml|ya?ml)$/, /\.lock$/]) {
    const found: Found[] = []
    for (const file of files.filter(it => pattern.test(it)))
      found.push(...linesWith(forms, file, (await repository.read(file)) ?? '', name))
    const [nearest] = found.toSorted((a, b) => a.distance - b.distance)
    if (nearest) return nearest.place
  }
  return undefined
}

interface Found {
  readonly place: Place
  /** Distance in lines from the name. */
  readonly distance: number
}

function linesWith(forms: readonly string[], file: string, text: string, name: string): Found[] {
  if (!forms.some(form => text.includes(form))) return []
  const lines = text.split('\n')
  // `source-1.2` is often written as two strings.
  const stem = stemOf(name)
  const names = lines.flatMap((line, at) => (stem && line.includes(stem) ? [at] : []))
  return lines.flatMap((line, at) => {
    const column = Math.max(...forms.map(form => line.indexOf(form)))
    const distance = Math.min(...names.map(it => Math.abs(it - at)), lines.length)
    return column < 0 ? [] : [{ place: { file, line: at + 1, column: column + 1 }, distance }]
  })
}

/** The placeholder for an unknown hash. */
function isFake(hash: string): boolean {
  return hashForms(hash).some(form => /^0+$/.test(form))
}

function decode(digest: string): Buffer | undefined {
  for (const size of SIZES) {
    if (digest.length === size * 2 && /^[0-9a-f]+$/i.test(digest)) return Buffer.from(digest, 'hex')
    const isBase32 = digest.length === Math.ceil((size * 8) / 5)
    const decoded = isBase32 ? fromNixBase32(digest) : undefined
    if (decoded) return decoded
    const isBase64 = /^[A-Za-z0-9+/]+=*$/.test(digest)
    const bytes = isBase64 ? Buffer.from(digest, 'base64') : undefined
    if (bytes?.length === size && digest.replace(/=+$/, '').length === Math.ceil((size * 4) / 3))
      return bytes
  }
  return undefined
}
