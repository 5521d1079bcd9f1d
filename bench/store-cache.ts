import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { eventScene } from '../__tests__/e2e/support/cachix-runs.ts'
import type { Scene } from '../__tests__/e2e/support/scene.ts'
import { manifestsIn, packsIn } from '../__tests__/e2e/support/store-cache-runs.ts'
import { startActionsCacheServer } from '../__tests__/helpers/actions-cache-server.ts'
import { cacheDir } from '../__tests__/helpers/paths.ts'
import { parseManifest } from '../src/caches/store-cache/manifest/format.ts'
import { substituterSettings } from '../src/caches/store-cache/narinfo.ts'
import { PackReader } from '../src/caches/store-cache/packs/reader.ts'
import { PathProvider } from '../src/caches/store-cache/serve/provider.ts'
import { PathServer } from '../src/caches/store-cache/serve/server.ts'
import { formatConf } from '../src/nix/conf.ts'
import { inTurns, type Row, runsOf, times } from './measure.ts'
import { bumps } from './store-cache-bump.ts'

const RUNS = 5
/** Design's limit. */
const LIMIT = 0.6

const PATHS = 300
/** Files of each path, and bytes of each file: 200 MB in all. Two fifths of a file have no pattern: 80 MB when packed. */
const FILES = 7
const SIZE = 96_000
const FOLDER = join(cacheDir, 'bench')
/** What GitHub's cache serves: a tar as the toolkit packs it, and the entries of the store cache. */
const TAR = 'store.tar.zst'
const MANIFEST = 'manifest'
const REGISTRATION = 'registration'
/** Bytes that NARs may have. */
const LIMIT_OF_NARS = 2e9

/** A project whose own results are many small paths. */
const PROJECT = {
  'default.nix': `with import <nixpkgs> { };
builtins.listToAttrs (map (number: {
  name = "p\${toString number}";
  value = runCommand "own-\${toString number}" { } ''
    mkdir $out
    for file in {1..${FILES}}; do
      head -c ${SIZE * 0.4} /dev/urandom >$out/$file
      head -c ${SIZE * 0.6} /dev/zero >>$out/$file
    done
  '';
}) (builtins.genList (index: index + 1) ${PATHS}))
`,
}

/** Both hold the same paths; a tar with nothing else in it is as fast as a tar can be. */
const SAVE = `set -e
paths=$(nix-build --no-out-link)
nix-store --dump-db $paths >${REGISTRATION}
tar -c -C /nix/store $(basename -a $paths) | zstdmt -q -o ${TAR}`

/** Nothing is built: what is needed has to be there. */
const LEAF = 'nix-build --no-out-link --max-jobs 0 -A p1'

const RESTORE = `set -e
zstd -dc "$FILES/${TAR}" | tar -x -C /nix/store
nix-store --load-db <"$FILES/${REGISTRATION}"
${LEAF}`

/**
 * A fresh machine with Nix that needs one of many own paths: from the entries of the action's store cache, against
 * restoring a tar of all of them; each from the file as GitHub's cache serves it to the built path. And what a bump of an
 * input costs.
 */
export async function storeCache(options: readonly string[]): Promise<Row[]> {
  return [...(await oneOfMany(options)), ...(await bumps(options))]
}

async function oneOfMany(options: readonly string[]): Promise<Row[]> {
  mkdirSync(FOLDER, { recursive: true })
  const packs = new Map<string, string>()
  try {
    await save(packs)
    const { tar, cache } = await inTurns(runsOf(options, RUNS), {
      tar: () => withNix(stage => inJob(stage, RESTORE)),
      cache: () => withNix(stage => fromCache(stage, packs)),
    })
    return [
      {
        what: `one of ${PATHS} own paths from the store cache`,
        against: 'a tar of the same paths',
        ratio: cache / tar,
        limit: `${LIMIT} ×`,
        isOver: cache > LIMIT * tar,
        note: times(cache, tar),
      },
    ]
  } finally {
    for (const file of [TAR, MANIFEST, REGISTRATION, ...packs.values()])
      rmSync(join(FOLDER, file), { force: true })
  }
}

/** What the action does with entries: Nix asks for what it needs, which is read, put together and checked. */
async function fromCache(stage: Scene, packs: ReadonlyMap<string, string>): Promise<number> {
  const began = performance.now()
  const manifest = parseManifest(readFileSync(join(FOLDER, MANIFEST)))
  const reader = new PackReader(async (pack, { from }, into) => {
    const file = openSync(join(FOLDER, packs.get(pack.id) ?? ''), 'r')
    readSync(file, into, 0, into.length, from)
    closeSync(file)
  })
  const folder = join(stage.temp, 'store-cache')
  const provider = new PathProvider(folder, manifest, reader, LIMIT_OF_NARS)
  const server = await PathServer.start(provider)
  const ready = (performance.now() - began) / 1000
  if (manifest.paths.length < PATHS) throw new Error(`Not all came: ${manifest.paths.length}`)
  try {
    const conf = formatConf(substituterSettings(server.url))
    return ready + (await inJob(stage, LEAF, { NIX_CONFIG: conf }))
  } finally {
    server.close()
    await reader.close()
  }
}

/** A fresh machine with the project and with Nix, which the action has installed before. */
async function withNix<T>(work: (stage: Scene) => Promise<T>): Promise<T> {
  const stage = await eventScene('push', {
    project: PROJECT,
    // On the disk, as a runner's store is, beside the folder that a cache comes to.
    machine: { nix: 'disk', share: [FOLDER] },
    inputs: { 'nix-mode': 'single-user', 'store-cache': 'false' },
  })
  try {
    const installed = await stage.use('none')
    if (installed.conclusion !== 'success') throw new Error(installed.raw)
    return await work(stage)
  } finally {
    await stage.stop()
  }
}

/** Leaves the files of both sides, made from the same store. @param packs gets their files by their ids */
async function save(packs: Map<string, string>): Promise<void> {
  const server = await startActionsCacheServer()
  try {
    await withNix(async stage => {
      const job = stage.nextJob(server.env())
      const used = await job.use('- nix-build', { 'store-cache': 'true' })
      if (used.conclusion !== 'success') throw new Error(used.raw)
      await inJob(stage, SAVE, { NIX_CONFIG: 'extra-experimental-features = nix-command' })
      for (const file of [TAR, REGISTRATION])
        copyFileSync(join(stage.workspace, file), join(FOLDER, file))
    })
    for (const { file } of manifestsIn(server)) copyFileSync(file, join(FOLDER, MANIFEST))
    for (const { key, file } of packsIn(server)) {
      const id = key.split('-').at(-1) ?? ''
      packs.set(id, `pack-${id}`)
      copyFileSync(file, join(FOLDER, `pack-${id}`))
    }
  } finally {
    await server.close()
  }
}

/** @returns the seconds of a `run:` step */
async function inJob(
  stage: Scene,
  script: string,
  env: Record<string, string> = {},
): Promise<number> {
  const result = await stage.job.run(script, { env: { FILES: FOLDER, ...env } })
  if (result.conclusion === 'success') return result.seconds
  throw new Error(`A step of the bench failed:\n${result.raw}`)
}
