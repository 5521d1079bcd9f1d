import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RawEntries } from '../../../src/caches/actions-cache/client.ts'
import { PackReader } from '../../../src/caches/store-cache/packs/reader.ts'
import { PathPacker } from '../../../src/caches/store-cache/save/packer.ts'
import { PathProvider } from '../../../src/caches/store-cache/serve/provider.ts'
import { storePath } from '../nars.ts'

// A process of its own, so that only this memory counts: packs a path, and puts it together again.
const before = process.memoryUsage.rss()
const [tree = '', narHash = '', narSize] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'store-cache-memory-'))
try {
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
    { limit: 2e9, kept: 0 },
    { folder, cancel, logger },
  )
  const info = {
    ...{ path: tree, narHash, narSize: Number(narSize), references: [], deriver: undefined },
    ...{ signatures: [], ultimate: true, contentAddressed: false, registered: 1 },
  }
  packer.offer([info])
  await packer.finish()
  const [packed] = packer.packed
  if (!packed) throw new Error(packer.error)
  const reader = new PackReader(async (pack, { from, to }, into) => {
    const source = openSync(join(packs, pack.id), 'r')
    readSync(source, into, 0, to - from, from)
    closeSync(source)
  })
  const paths = [{ ...packed, path: storePath('large') }]
  const provider = new PathProvider(
    join(folder, 'cache'),
    { packs: packer.uploads.there, paths },
    reader,
    1e10,
  )
  await provider.provideAll()
  // Not maxRSS, which counts the parent, whose memory this process had until its program was loaded.
  const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  const grown = Number(kib) * 1024 - before
  const failed = [...provider.failed.values()]
  process.stdout.write(JSON.stringify({ grown, failed, packs: packer.uploads.there.length }))
} finally {
  rmSync(folder, { recursive: true })
}
