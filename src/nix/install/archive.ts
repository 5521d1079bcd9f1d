import type { Writable } from 'node:stream'
import { ActionError } from '../../lib/errors.ts'
import type { Release } from '../release.ts'
import { type DownloadOptions, download, downloadText } from './download.ts'

/**
 * Downloads a release's tarball and checks its SHA-256; use none of its contents before this returns.
 * @param open returns the sink for the bytes of an attempt (see {@link download})
 * @param notice called if the hash comes from neither the input nor the table
 * @throws ActionError if the download fails or is not the expected archive
 */
export async function fetchArchive(
  release: Release,
  open: () => Writable,
  notice: (message: string) => void,
  options: DownloadOptions = {},
): Promise<void> {
  const expected = release.sha256 ?? (await publishedHash(release, notice, options))
  const { sha256, bytes, head } = await download(release.url, open, options)
  if (sha256 === expected) return
  const what = kindOf(head)
  if (what !== undefined) {
    throw new ActionError(
      `${release.url} is not a Nix release: the server sent ${what} (${bytes} bytes), not an xz archive.`,
      'Open the URL in a browser; nix-release-url must point directly to the tarballs.',
    )
  }
  throw new ActionError(
    `SHA-256 mismatch for ${release.url}: got ${sha256} (${bytes} bytes), expected ${expected}. Nothing was unpacked.`,
    'If the tarball is meant to differ from the official one, set nix-sha256 to its hash. Otherwise the download is corrupt or was tampered with.',
  )
}

async function publishedHash(
  { version, url }: Release,
  notice: (message: string) => void,
  options: DownloadOptions,
): Promise<string> {
  const text = await downloadText(`${url}.sha256`, options)
  const sha256 = text?.trim().split(/\s+/)[0]?.toLowerCase() ?? ''
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    const problem = text === undefined ? 'does not exist' : 'contains no SHA-256'
    throw new ActionError(
      `nix-version: the SHA-256 of Nix ${version} is unknown: it is not in the action's table, and ${url}.sha256 ${problem}.`,
      'Check nix-version and nix-release-url, or set nix-sha256 to the hash of the tarball.',
    )
  }
  notice(`Nix ${version} is not in the action's table; using the SHA-256 from ${url}.sha256.`)
  return sha256
}

/** Describes a file that is not an xz archive by its first bytes; undefined for an xz archive. */
function kindOf(head: Buffer): string | undefined {
  if (head.subarray(0, 6).equals(Buffer.from('fd377a585a00', 'hex'))) return undefined
  if (head.length === 0) return 'nothing'
  return /^\s*<(!doctype|html|\?xml)/i.test(head.toString()) ? 'an HTML page' : 'something else'
}
