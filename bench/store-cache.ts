import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Scene, scene } from '../__tests__/e2e/support/scene.ts'
import { cacheDir } from '../__tests__/helpers/paths.ts'
import { unpackOne } from '../src/caches/actions-cache/archive.ts'
import {
  bytesOf,
  type CachedPath,
  packStoreCache,
  unpackStoreCache,
} from '../src/caches/store-cache/archive.ts'
import { parseNarInfo, substituterSettings } from '../src/caches/store-cache/narinfo.ts'
import { ARCHIVE } from '../src/caches/store-cache/restore.ts'
import { formatConf } from '../src/nix/conf.ts'
import { childEnvironment } from '../src/runner/environment.ts'
import { inTurns, type Row, runsOf, times } from './measure.ts'

const RUNS = 5
/** Design's limit. */
const LIMIT = 0.6

const PATHS = 300
/** Files of each path, and bytes of each file: 200 MB in all. Two fifths of a file have no pattern: 80 MB when packed. */
const FILES = 7
const SIZE = 96_000
const FOLDER = join(cacheDir, 'bench')
/** What GitHub's cache serves: both as the toolkit packs it. */
const TAR = 'store.tar.zst'
const ENTRY = 'entry/cache.tzst'
const REGISTRATION = 'registration'
/** Bytes that the entry may have. */
const LIMIT_OF_ENTRY = 2e9

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
tar -c -C /nix/store $(basename -a $paths) | zstdmt -q -o ${TAR}
nix copy --no-recursive --to "file://$PWD/cache?compression=zstd" $paths`

/** Nothing is built: what is needed has to be there. */
const LEAF = 'nix-build --no-out-link --max-jobs 0 -A p1'

const RESTORE = `set -e
zstd -dc "$FILES/${TAR}" | tar -x -C /nix/store
nix-store --load-db <"$FILES/${REGISTRATION}"
${LEAF}`

/**
 * A fresh machine with Nix that needs one of many own paths: from the archive of the action's store cache, against
 * restoring a tar of all of them; each from the file as GitHub's cache serves it to the built path.
 */
export async function storeCache(options: readonly string[]): Promise<Row[]> {
  try {
    await withNix(save)
    const { tar, cache } = await inTurns(runsOf(options, RUNS), {
      tar: () => withNix(stage => inJob(stage, RESTORE)),
      cache: () => withNix(fromCache),
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
    for (const file of [TAR, ENTRY, REGISTRATION, ARCHIVE, `${ARCHIVE}.names`])
      rmSync(join(FOLDER, file), { force: true })
  }
}

/** What the action does with an entry: it is unpacked and checked, then Nix takes from it what it needs. */
async function fromCache(stage: Scene): Promise<number> {
  const archive = join(stage.temp, ARCHIVE)
  const folder = join(stage.temp, 'store-cache')
  const began = performance.now()
  const kept = dirname(join(FOLDER, ENTRY))
  await unpackOne(kept, ARCHIVE, archive, LIMIT_OF_ENTRY, childEnvironment(process.env))
  const { paths, dropped } = await unpackStoreCache(archive, folder)
  const unpacked = (performance.now() - began) / 1000
  // The action's process belongs to the job's user.
  await stage.machine.own(folder)
  if (paths.length !== PATHS || dropped.length > 0) throw new Error(`Not all came: ${dropped}`)
  const built = await inJob(stage, LEAF, { NIX_CONFIG: formatConf(substituterSettings(folder)) })
  return unpacked + built
}

/** A fresh machine with the project and with Nix, which the action has installed before. */
async function withNix<T>(work: (stage: Scene) => Promise<T>): Promise<T> {
  mkdirSync(FOLDER, { recursive: true })
  const stage = await scene({
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

/** Leaves the archives of both sides, packed from the same store. */
async function save(stage: Scene): Promise<void> {
  await inJob(stage, SAVE, { NIX_CONFIG: 'extra-experimental-features = nix-command' })
  for (const file of [TAR, REGISTRATION])
    copyFileSync(join(stage.workspace, file), join(FOLDER, file))
  const folder = join(stage.workspace, 'cache')
  const archive = join(FOLDER, ARCHIVE)
  await packStoreCache(archive, [{ folder, paths: pathsIn(folder) }], childEnvironment(process.env))
  mkdirSync(dirname(join(FOLDER, ENTRY)), { recursive: true })
  const script = 'tar -c -C "$1" "$2" | zstdmt -q -f -o "$3"'
  execFileSync('bash', ['-c', script, 'bash', FOLDER, ARCHIVE, join(FOLDER, ENTRY)])
}

function pathsIn(folder: string): CachedPath[] {
  const names = readdirSync(folder).filter(name => name.endsWith('.narinfo'))
  return names.map(name => {
    const info = parseNarInfo(readFileSync(join(folder, name), 'latin1'))
    if (typeof info === 'string') throw new Error(`${name}: ${info}`)
    return { info, saved: Date.now() / 1000, bytes: bytesOf(info) }
  })
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
