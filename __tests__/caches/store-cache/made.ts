import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { contentHash } from '../../../src/caches/store-cache/content/hash.ts'
import { NarSplitter } from '../../../src/caches/store-cache/content/split.ts'
import {
  hashOf,
  type Manifest,
  type StoredPath,
} from '../../../src/caches/store-cache/manifest/manifest.ts'
import { PackReader, type PackSource } from '../../../src/caches/store-cache/packs/reader.ts'
import { type PackFile, PackWriter } from '../../../src/caches/store-cache/packs/writer.ts'
import { narParts } from '../../../src/nix/nar.ts'

const root = mkdtempSync(join(tmpdir(), 'store-cache-'))
process.once('exit', () => rmSync(root, { recursive: true, force: true }))

/** A new folder that is removed with the test's process. */
export function freshFolder(): string {
  return mkdtempSync(join(root, 'f-'))
}

/** Makes files below a new folder, by their paths in it. @returns the folder */
export function treeOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = freshFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** A path to be packed: where its files are, and what it refers to. */
export interface ToPack {
  /** The whole store path. */
  readonly path: string
  readonly tree: string
  /** Whole store paths. */
  readonly references: readonly string[]
}

/** Packs paths, without Nix and without a service. */
export async function packed(
  paths: readonly ToPack[],
  packBytes = 1e9,
): Promise<{ manifest: Manifest; files: ReadonlyMap<string, string> }> {
  const packs: PackFile[] = []
  const writer = new PackWriter(
    freshFolder(),
    () => packBytes,
    pack => packs.push(pack),
  )
  const known = new Set<string>()
  const stored: StoredPath[] = []
  for (const { path, tree, references } of paths) {
    const contents: string[] = []
    const splitter = new NarSplitter(references.map(hashOf), content => {
      const hash = contentHash(content)
      contents.push(hash)
      if (!known.has(hash)) writer.add(hash, content)
      known.add(hash)
    })
    const digest = createHash('sha256')
    let narSize = 0
    for (const { bytes, fileSize } of narParts(tree)) {
      digest.update(bytes)
      narSize += bytes.length
      splitter.write(bytes, fileSize)
    }
    const order = splitter.end()
    const others = [...references.keys()].filter(index => !order.includes(index))
    const names = [...order, ...others].map(index => basename(references[index] ?? ''))
    const narHash = digest.digest()
    stored.push({ path, narHash, narSize, references: names, saved: 1_700_000_000, contents })
    await writer.drain()
  }
  await writer.end()
  const files = new Map(packs.map(({ id, file }) => [id, file]))
  const manifest = { packs: packs.map(({ file: _, ...pack }) => pack), paths: stored }
  return { manifest, files }
}

/** Reads packs from files, as a service that gives ranges; `extents` gets what was asked for. */
export function readerOf(files: ReadonlyMap<string, string>, extents: string[] = []): PackReader {
  const source: PackSource = async (pack, { from, to }, into) => {
    extents.push(`${from}-${to}`)
    const copied = readFileSync(files.get(pack.id) ?? '').copy(into, 0, from, to)
    if (copied < to - from) throw new Error('a part of it is missing')
  }
  return new PackReader(source)
}
