import { createHash } from 'node:crypto'
import { closeSync, createReadStream, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { asMap, parseJson } from '../../lib/json.ts'
import { contentPath } from '../../nix/hash.ts'
import { narOf, narOfText } from '../../nix/nar.ts'

/** A text (a `.drv`, `builtins.toFile`) or a source in the archive of a plan. */
export interface HandedPath {
  /** The whole store path. */
  readonly path: string
  readonly kind: 'text' | 'source'
  /** Whole store paths. */
  readonly references: readonly string[]
}

/** Where its content is: a text as it is, a source as its NAR. */
export interface ListedPath extends HandedPath {
  readonly offset: number
  readonly size: number
}

const FIRST_LINE = 'nix-ci-hand-over 1\n'
const MAX_LINE_BYTES = 1 << 20
const MAX_PATHS = 200_000
const MAX_REFERENCES = 10_000
/** Texts are kept in memory. */
const MAX_TEXT_BYTES = 64 << 20
const CHUNK_BYTES = 1 << 20
const STORE_PATH = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-([\w+?=-][\w+.?=-]{0,210})$/

/** The archive is not as {@link packHandOver} writes it. */
export class DamagedArchive extends Error {}

/** Raised when the archive would be too large. */
export class TooLarge extends Error {}

/**
 * Writes texts and sources of the store into an archive.
 * @param limit bytes
 * @throws TooLarge, or Error if a path cannot be read
 */
export async function packHandOver(
  archive: string,
  paths: readonly HandedPath[],
  limit: number,
): Promise<void> {
  const file = openSync(archive, 'wx', 0o600)
  let written = writeSync(file, FIRST_LINE)
  try {
    for (const { path, kind, references } of paths) {
      const content: Buffer[] = []
      let size = 0
      for await (const piece of contentOf(path, kind)) {
        size += piece.length
        if (written + size > limit) throw new TooLarge(`it would exceed ${limit} bytes`)
        content.push(piece)
      }
      written += writeSync(file, `${JSON.stringify({ path, kind, references, size })}\n`)
      for (const piece of content) written += writeSync(file, piece)
    }
  } finally {
    closeSync(file)
  }
}

async function* contentOf(path: string, kind: HandedPath['kind']): AsyncGenerator<Buffer> {
  if (kind === 'source') yield* narOf(path)
  else for await (const chunk of createReadStream(path)) yield chunk as Buffer
}

/**
 * Lists an archive, by whoever made it, without reading contents.
 * @throws DamagedArchive
 */
export function listHandOver(file: number): Map<string, ListedPath> {
  const { size: total } = fstatSync(file)
  const listed = new Map<string, ListedPath>()
  if (readAt(file, 0, FIRST_LINE.length).toString('latin1') !== FIRST_LINE)
    throw new DamagedArchive('not an archive of a plan')
  for (let at = FIRST_LINE.length; at < total; ) {
    if (listed.size >= MAX_PATHS) throw new DamagedArchive(`more than ${MAX_PATHS} paths`)
    const { text, end } = lineAt(file, at, total)
    const entry = parseEntry(text, end)
    if (entry.offset + entry.size > total) throw new DamagedArchive('truncated')
    if (listed.has(entry.path)) throw new DamagedArchive('a path is there twice')
    listed.set(entry.path, entry)
    at = entry.offset + entry.size
  }
  return listed
}

function lineAt(file: number, at: number, total: number): { text: string; end: number } {
  for (let length = 4096; ; length *= 4) {
    const bytes = readAt(file, at, Math.min(length, total - at))
    const end = bytes.indexOf(0x0a)
    if (end >= 0) return { text: bytes.toString('utf8', 0, end), end: at + end + 1 }
    if (length >= MAX_LINE_BYTES || at + length >= total) throw new DamagedArchive('malformed')
  }
}

function parseEntry(text: string, offset: number): ListedPath {
  const { path, kind, references, size } = (asMap(parseJson(text)) ?? {}) as Record<string, unknown>
  const isEntry =
    isStorePath(path) &&
    (kind === 'text' || kind === 'source') &&
    Array.isArray(references) &&
    references.length <= MAX_REFERENCES &&
    references.every(isStorePath) &&
    new Set(references).size === references.length &&
    typeof size === 'number' &&
    Number.isSafeInteger(size) &&
    size >= 0 &&
    (kind === 'source' || size <= MAX_TEXT_BYTES)
  if (!isEntry) throw new DamagedArchive('malformed')
  return { path, kind, references, size, offset }
}

function isStorePath(value: unknown): value is string {
  return typeof value === 'string' && STORE_PATH.test(value)
}

/** The name of a store path, behind its hash. */
export function storeName(path: string): string {
  return STORE_PATH.exec(path)?.[1] ?? ''
}

/** What Nix has to know of a proven path. */
export interface ProvenPath {
  /** SHA-256. */
  readonly contentHash: Buffer
  readonly narHash: Buffer
  readonly narSize: number
}

/**
 * Writes the NAR of a path to a file, and proves by its content and references that it is the path.
 * @throws DamagedArchive if it is not
 */
export async function extractProven(
  file: number,
  entry: ListedPath,
  to: string,
): Promise<ProvenPath> {
  const { path, kind, references, offset, size } = entry
  const out = openSync(to, 'wx', 0o644)
  try {
    const nar = createHash('sha256')
    let narSize = size
    let contentHash: Buffer | undefined
    if (kind === 'text') {
      const text = readAt(file, offset, size)
      contentHash = createHash('sha256').update(text).digest()
      const whole = narOfText(text)
      narSize = whole.length
      nar.update(whole)
      writeSync(out, whole)
    } else {
      for (let done = 0; done < size; ) {
        const chunk = readAt(file, offset + done, Math.min(CHUNK_BYTES, size - done))
        nar.update(chunk)
        writeSync(out, chunk)
        done += chunk.length
        await yieldToEvents()
      }
    }
    const narHash = nar.digest()
    const proven = contentPath(kind, contentHash ?? narHash, references, storeName(path))
    if (proven !== path) throw new DamagedArchive(`${path} has another content`)
    return { contentHash: contentHash ?? narHash, narHash, narSize }
  } finally {
    closeSync(out)
  }
}

/** @throws DamagedArchive if the file ends before */
function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  for (let done = 0; done < length; ) {
    const read = readSync(file, bytes, done, length - done, at + done)
    if (read === 0) throw new DamagedArchive('truncated')
    done += read
  }
  return bytes
}
