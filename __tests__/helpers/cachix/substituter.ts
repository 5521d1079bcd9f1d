import { readFile } from 'node:fs/promises'
import type { Answer } from './faults.ts'
import { type Cache, type Entry, isWhole } from './state.ts'

/**
 * Answers Nix: `nix-cache-info`, `HASH.narinfo`, `nar/FILE`. A path is served only with its whole closure.
 * @param path behind the cache's address, without a slash at the start
 * @param authorization for a private cache: Basic, no login, a token as password
 */
export async function serve(
  cache: Cache,
  upstream: ReadonlySet<string>,
  path: string,
  authorization: string | undefined,
): Promise<Answer> {
  if (!mayRead(cache, authorization))
    return { status: 401, headers: { 'www-authenticate': 'Basic realm="cachix"' } }
  if (path === 'nix-cache-info')
    return text('StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 41\n')
  const [, hash] = /^([0-9a-z]{32})\.narinfo$/.exec(path) ?? []
  const entry = cache.entries.get(hash ?? '')
  if (entry && isWhole(entry, cache, upstream)) return text(narInfo(entry))
  const [, fileHash] = /^nar\/([0-9a-f]{64})\.nar\.(?:zst|xz)$/.exec(path) ?? []
  const found = [...cache.entries.values()].find(one => one.fileHash === fileHash)
  if (!found) return { status: 404, body: 'not found' }
  const headers = { 'content-type': 'application/octet-stream' }
  return { status: 200, headers, body: await readFile(found.file) }
}

function mayRead(cache: Cache, authorization: string | undefined): boolean {
  if (cache.isPublic) return true
  const [, digits = ''] = /^Basic (.*)$/.exec(authorization ?? '') ?? []
  const [login, token = ''] = Buffer.from(digits, 'base64').toString().split(':')
  return login === '' && cache.tokens.has(token)
}

function narInfo(entry: Entry): string {
  const { compression } = entry
  const lines = [
    `StorePath: ${entry.storePath}`,
    `URL: nar/${entry.fileHash}.nar.${compression}`,
    `Compression: ${compression === 'zst' ? 'zstd' : 'xz'}`,
    `FileHash: sha256:${entry.fileHash}`,
    `FileSize: ${entry.fileSize}`,
    `NarHash: ${entry.narHash}`,
    `NarSize: ${entry.narSize}`,
    `References: ${entry.references.join(' ')}`,
    `Deriver: ${entry.deriver}`,
    `Sig: ${entry.signature}`,
  ]
  return `${lines.join('\n')}\n`
}

function text(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'text/plain' }, body }
}
