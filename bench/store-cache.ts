import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Scene, scene } from '../__tests__/e2e/scene.ts'
import { cacheDir } from '../__tests__/helpers/paths.ts'
import { inTurns, type Measured, type Row, runsOf, times } from './measure.ts'

const RUNS = 5
/** Design's limit. */
const LIMIT = 0.6

const PATHS = 300
/** Bytes of each path, half of them without any pattern: 200 MB in all. */
const SIZE = 670_000
const FOLDER = join(cacheDir, 'bench')
const FILES = ['store.tar.zst', 'registration'] as const

/** A project whose own results are many small paths. */
const PROJECT = {
  'default.nix': `with import <nixpkgs> { };
builtins.listToAttrs (map (number: {
  name = "p\${toString number}";
  value = runCommand "own-\${toString number}" { } ''
    mkdir $out
    head -c ${SIZE / 2} /dev/urandom >$out/random
    head -c ${SIZE / 2} /dev/zero >$out/plain
  '';
}) (builtins.genList (index: index + 1) ${PATHS}))
`,
}

/** What a store's own paths are for the other side: as fast as a tar can be, with nothing else in it. */
const SAVE = `set -e
paths=$(nix-build --no-out-link)
nix-store --dump-db $paths >registration
tar -c -C /nix/store $(basename -a $paths) | zstdmt -q -o store.tar.zst`

const RESTORE = `set -e
zstd -dc "$FILES/store.tar.zst" | tar -x -C /nix/store
nix-store --load-db <"$FILES/registration"
nix-build --no-out-link -A p1`

/**
 * A fresh machine with Nix that needs one of many own paths: from GitHub's cache by the action, against restoring a tar of
 * all of them.
 * @param cached gives the seconds that the same took with the action's store cache, on a machine as `fresh` makes it
 */
export async function storeCache(
  options: readonly string[],
  cached: (fresh: typeof withNix, project: typeof PROJECT) => Measured,
): Promise<Row[]> {
  try {
    await saveTar()
    const { tar, cache } = await inTurns(runsOf(options, RUNS), {
      tar: () => withNix(restoreTar),
      cache: cached(withNix, PROJECT),
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
    for (const file of FILES) rmSync(join(FOLDER, file), { force: true })
  }
}

/** A fresh machine with the project and with Nix, which the action has installed before. */
export async function withNix<T>(work: (stage: Scene) => Promise<T>): Promise<T> {
  mkdirSync(FOLDER, { recursive: true })
  const stage = await scene({
    project: PROJECT,
    machine: { share: [FOLDER] },
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

async function saveTar(): Promise<void> {
  await withNix(async stage => {
    await inJob(stage, SAVE)
    for (const file of FILES) copyFileSync(join(stage.workspace, file), join(FOLDER, file))
  })
}

async function restoreTar(stage: Scene): Promise<number> {
  return inJob(stage, RESTORE)
}

async function inJob(stage: Scene, script: string): Promise<number> {
  const result = await stage.job.run(script, { env: { FILES: FOLDER } })
  if (result.conclusion === 'success') return result.seconds
  throw new Error(`A step of the bench failed:\n${result.raw}`)
}
