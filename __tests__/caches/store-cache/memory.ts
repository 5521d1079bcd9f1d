import { createHash } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RawEntries } from '../../../src/caches/actions-cache/client.ts'
import { PackReader } from '../../../src/caches/store-cache/packs/reader.ts'
import { PathPacker } from '../../../src/caches/store-cache/save/packer.ts'
import { PathProvider } from '../../../src/caches/store-cache/serve/provider.ts'
import { narOf } from '../../../src/nix/nar.ts'
import { storePath } from '../nars.ts'
import { Random } from './random.ts'

// A process of its own, so that only this memory counts: packs a path of so many bytes, and puts it together again.
const size = Number(process.argv[2])
const folder = mkdtempSync(join(tmpdir(), 'store-cache-memory-'))
try {
  const tree = join(folder, 'tree')
  mkdirSync(tree)
  const random = new Random('memory')
  for (let at = 0; at < size; at += 20 << 20) {
    const file = openSync(join(tree, String(at)), 'w')
    for (let done = 0; done < 20 << 20; done += 1 << 20) writeSync(file, random.bytes(1 << 20))
    closeSync(file)
  }
  const digest = createHash('sha256')
  let narSize = 0
  for (const bytes of narOf(tree)) {
    digest.update(bytes)
    narSize += bytes.length
  }
  const before = process.memoryUsage.rss()
  const packs = join(folder, 'packs')
  mkdirSync(packs)
  const never = () => Promise.reject(new Error('not asked'))
  const cache: RawEntries = {
    ...{ restore: never, locate: never, lookup: never, warm() {}, close() {} },
    save: async ({ file, key }) => {
      copyFileSync(file, join(packs, key.slice(-64)))
      return { kind: 'saved', message: '' }
    },
  }
  const cancel = new AbortController().signal
  const silent = () => {}
  const logger = { info: silent, debug: silent, notice: silent, warning: silent, mask: silent }
  const packer = new PathPacker(
    cache,
    () => false,
    () => false,
    2e9,
    { folder, cancel, logger },
  )
  const info = {
    ...{ path: tree, narHash: digest.digest('hex'), narSize, references: [], deriver: undefined },
    ...{ signatures: [], ultimate: true, contentAddressed: false, registered: 1 },
  }
  packer.offer([info])
  await packer.finish()
  const [packed] = packer.packed
  if (!packed) throw new Error(packer.error)
  const reader = new PackReader(async (pack, { from, to }) => {
    const source = openSync(join(packs, pack.id), 'r')
    const bytes = Buffer.allocUnsafe(to - from)
    readSync(source, bytes, 0, bytes.length, from)
    closeSync(source)
    return bytes
  })
  const paths = [{ ...packed, path: storePath('large') }]
  const provider = new PathProvider(
    join(folder, 'cache'),
    { packs: packer.uploads.there, paths },
    reader,
    1e10,
  )
  await provider.provideAll()
  const grown = process.resourceUsage().maxRSS * 1024 - before
  const failed = [...provider.failed.values()]
  process.stdout.write(JSON.stringify({ grown, failed, packs: packer.uploads.there.length }))
} finally {
  rmSync(folder, { recursive: true })
}
