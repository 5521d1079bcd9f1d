import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { Cache, Entry, OpenUpload } from './state.ts'

/** Bytes that every part but the last has at least. */
const SMALLEST_PART = 5 << 20

/** What is wrong with what the client sent. */
export class Wrong extends Error {}

interface Told {
  cStoreHash: string
  cStoreSuffix: string
  cNarHash: string
  cNarSize: number
  cFileHash: string
  cFileSize: number
  cReferences: string[]
  cDeriver: string
  cSig: string | null
}

/** Puts the parts of an upload together, checks what was told of them, and makes the entry. @throws Wrong */
export async function completeUpload(
  cache: Cache,
  upload: OpenUpload,
  body: unknown,
): Promise<Entry> {
  const { parts, narInfoCreate } = (body ?? {}) as { parts?: unknown; narInfoCreate?: unknown }
  checkParts(upload, parts)
  const told = checkTold(narInfoCreate)
  const file = `${cache.folder}/${upload.narId}.nar.${upload.compression}`
  const found = await join(upload, file)
  const storePath = `/nix/store/${told.cStoreHash}-${told.cStoreSuffix}`
  const signature = signatureOf(cache, told, storePath)
  if (found.fileHash !== told.cFileHash) throw new Wrong('cFileHash is another')
  if (found.fileSize !== told.cFileSize) throw new Wrong('cFileSize is another')
  if (found.nar && found.nar.hash !== told.cNarHash) throw new Wrong('cNarHash is another')
  if (found.nar && found.nar.size !== told.cNarSize) throw new Wrong('cNarSize is another')
  for (const part of upload.parts.values()) await rm(part.file)
  return {
    hash: told.cStoreHash,
    storePath,
    narHash: told.cNarHash,
    narSize: told.cNarSize,
    fileHash: told.cFileHash,
    fileSize: told.cFileSize,
    compression: upload.compression,
    references: told.cReferences,
    deriver: told.cDeriver,
    signature,
    file,
    at: Date.now(),
  }
}

function checkParts(upload: OpenUpload, parts: unknown): void {
  if (!Array.isArray(parts) || parts.length === 0) throw new Wrong('parts is not a list')
  const first = upload.parts.get(1)?.size
  for (const [index, part] of (parts as { partNumber?: unknown; eTag?: unknown }[]).entries()) {
    const number = index + 1
    const stored = upload.parts.get(number)
    if (part.partNumber !== number) throw new Wrong('InvalidPartOrder')
    if (!stored || part.eTag !== stored.eTag) throw new Wrong(`InvalidPart ${number}`)
    const isLast = number === parts.length
    if (!isLast && stored.size < SMALLEST_PART) throw new Wrong('EntityTooSmall')
    // Cloudflare's store wants one size.
    if (!isLast && stored.size !== first) throw new Wrong('parts differ in size')
    if (isLast && number > 1 && stored.size > (first ?? 0))
      throw new Wrong('the last part is larger')
  }
  if (upload.parts.size !== parts.length) throw new Wrong('parts were stored that are not listed')
}

const basename = /^[0-9a-df-np-sv-z]{32}-[\w+\-.?=]+$/

function checkTold(json: unknown): Told {
  if (typeof json !== 'object' || json === null) throw new Wrong('narInfoCreate is not an object')
  const told = json as Told
  const keys = Object.keys(told).sort().join(' ')
  const wanted =
    'cDeriver cFileHash cFileSize cNarHash cNarSize cReferences cSig cStoreHash cStoreSuffix'
  if (keys !== wanted) throw new Wrong(`narInfoCreate has the keys ${keys}`)
  if (!basename.test(`${told.cStoreHash}-${told.cStoreSuffix}`)) throw new Wrong('cStoreHash')
  if (!/^sha256:[0-9a-df-np-sv-z]{52}$/.test(told.cNarHash)) throw new Wrong('cNarHash')
  if (!/^[0-9a-f]{64}$/.test(told.cFileHash)) throw new Wrong('cFileHash')
  if (!Number.isInteger(told.cNarSize) || told.cNarSize <= 0) throw new Wrong('cNarSize')
  if (!Number.isInteger(told.cFileSize) || told.cFileSize <= 0) throw new Wrong('cFileSize')
  checkReferences(told.cReferences)
  if (told.cDeriver !== 'unknown-deriver' && !/\.drv$/.test(told.cDeriver))
    throw new Wrong('cDeriver')
  return told
}

function checkReferences(references: unknown): void {
  if (!Array.isArray(references)) throw new Wrong('cReferences')
  for (const [index, name] of references.entries()) {
    if (typeof name !== 'string' || !basename.test(name)) throw new Wrong('cReferences')
    if (index > 0 && references[index - 1] >= name) throw new Wrong('cReferences are not sorted')
  }
}

function signatureOf(cache: Cache, told: Told, storePath: string): string {
  const references = told.cReferences.map(name => `/nix/store/${name}`).join(',')
  const text = `1;${storePath};${told.cNarHash};${told.cNarSize};${references}`
  const own = cache.sign(text)
  if (own !== undefined) {
    if (told.cSig !== null) throw new Wrong('cSig: this cache signs by itself')
    return own
  }
  for (const publicKey of cache.publicKeys) {
    const [name, digits = ''] = publicKey.split(':')
    const x = Buffer.from(digits, 'base64').toString('base64url')
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    if (verify(null, Buffer.from(text), key, Buffer.from(told.cSig ?? '', 'base64')))
      return `${name}:${told.cSig}`
  }
  throw new Wrong('cSig fits no key of the cache')
}

async function join(upload: OpenUpload, file: string) {
  const hash = createHash('sha256')
  let size = 0
  const whole = async function* () {
    for (let number = 1; number <= upload.parts.size; number++) {
      for await (const chunk of createReadStream(upload.parts.get(number)?.file ?? '')) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
    }
  }
  await pipeline(whole, createWriteStream(file))
  const nar = upload.compression === 'zst' ? await measureNar(file) : undefined
  return { fileHash: hash.digest('hex'), fileSize: size, nar }
}

async function measureNar(file: string): Promise<{ hash: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  try {
    await pipeline(createReadStream(file), createZstdDecompress(), async source => {
      for await (const chunk of source) {
        hash.update(chunk)
        size += chunk.length
      }
    })
  } catch (error) {
    throw new Wrong(`it is no zstd: ${(error as Error).message}`)
  }
  return { hash: `sha256:${base32(hash.digest())}`, size }
}

// Nix's: the number's digits, little end first, are written from the last on.
function base32(bytes: Buffer): string {
  let number = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
  let text = ''
  for (let digit = 0; digit < 52; digit++) {
    text = '0123456789abcdfghijklmnpqrsvwxyz'[Number(number % 32n)] + text
    number /= 32n
  }
  return text
}
