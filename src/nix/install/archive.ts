import type { Writable } from 'node:stream'
import { ActionError } from '../../lib/errors.ts'
import type { Release } from '../release.ts'
import { type DownloadOptions, download, downloadText } from './download.ts'

/**
 * Brings a release's tarball and checks its SHA-256. Nothing of it may be used before.
 * @param open gives what takes the bytes of an attempt (see {@link download})
 * @param notice told where the hash comes from neither the input nor the table
 * @throws Failure where it cannot be had, is not an archive, or is another one
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
      `${release.url} is no Nix release: the server sent ${what} (${bytes} bytes), not an xz archive.`,
      'Open the URL in a browser; the input nix-release-url has to lead to the tarballs themselves.',
    )
  }
  throw new ActionError(
    `${release.url} has the SHA-256 ${sha256} (${bytes} bytes), expected is ${expected}. Nothing of it was unpacked.`,
    'If the tarball is meant to differ from the official one, give its hash in the input nix-sha256; else the download is damaged or was tampered with.',
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
    const said = text === undefined ? 'is not there' : 'holds no SHA-256'
    throw new ActionError(
      `nix-version: nothing says which SHA-256 the tarball of Nix ${version} must have: it is not in the action's table, and ${url}.sha256 ${said}.`,
      'Look at nix-version and nix-release-url, or give the hash in the input nix-sha256.',
    )
  }
  notice(`Nix ${version} is not in the action's table; its SHA-256 is taken from ${url}.sha256.`)
  return sha256
}

/** What a file is that is no xz archive, in words, by its first bytes; undefined where it begins like one. */
function kindOf(head: Buffer): string | undefined {
  if (head.subarray(0, 6).equals(Buffer.from('fd377a585a00', 'hex'))) return undefined
  if (head.length === 0) return 'nothing'
  return /^\s*<(!doctype|html|\?xml)/i.test(head.toString()) ? 'an HTML page' : 'something else'
}
