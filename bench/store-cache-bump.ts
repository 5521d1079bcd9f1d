import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { eventScene } from '../__tests__/e2e/support/cachix-runs.ts'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../__tests__/helpers/actions-cache-server.ts'
import { cacheDir } from '../__tests__/helpers/paths.ts'
import { beforeOf, inTurns, type Row, runsOf, times } from './measure.ts'

const RUNS = 5
/** In each run: nothing changes with them, and one tells little. */
const WARM_JOBS = 3
const FOLDER = join(cacheDir, 'bench-bump')

/** Paths, each with a megabyte that does not compress and the name of `base`, so that each is another when `base` is. */
const PATHS = 60
const BYTES = 1 << 20

/** Paths of a realistic bump, of which some really change, and bytes of each: program text with names of paths in it. */
const MANY = 100
const CHANGED = 10
const PROGRAM_BYTES = 400_000

const BUMPS = 20

function expressionOf(count: number, copy: string): string {
  return `with import <nixpkgs> { };
let base = runCommand "base" { } "cat \${./base.txt} >$out";
in builtins.listToAttrs (map (number: {
  name = "p\${toString number}";
  value = runCommand "own-\${toString number}" { } ''
    mkdir $out
    ${copy}
  '';
}) (builtins.genList (index: index + 1) ${count}))
`
}

const ONE = expressionOf(
  PATHS,
  `cat \${./data + "/\${toString number}"} >$out/data
    echo \${base} >$out/base`,
)
/** A name of `base` and of the path itself stands in the program every few kilobytes. */
const REAL = expressionOf(
  MANY,
  `while IFS= read -r line; do echo "$line"; echo "\${base} $out"; done <\${./data + "/\${toString number}"} >$out/program`,
)

/** A build of the action, and what its cache has. */
interface Side {
  readonly dist: string | undefined
  readonly server: ActionsCacheServer
}

/** What a job took and uploaded. */
interface JobFacts {
  readonly restore: number
  readonly save: number
  readonly step: number
  readonly uploaded: number
}

/** With `--before=`, against an earlier build; without, only what needs none. */
export async function bumps(options: readonly string[]): Promise<Row[]> {
  try {
    return [
      ...(await sameContents(runsOf(options, RUNS), beforeOf(options))),
      await realBump(),
      await series(),
    ]
  } finally {
    rmSync(FOLDER, { recursive: true, force: true })
  }
}

async function sameContents(runs: number, earlier: string | undefined): Promise<Row[]> {
  project(ONE, PATHS, () => randomBytes(BYTES))
  const all = { now: [] as Measures[], before: [] as Measures[] }
  await inTurns(runs, {
    now: async () => Number(all.now.push(await jobsOf(undefined))),
    before: earlier ? async () => Number(all.before.push(await jobsOf(earlier))) : undefined,
  })
  const of = (side: Measures[], name: keyof Measures) =>
    median(side.slice(1).flatMap(it => it[name]))
  const uploads = [of(all.now, 'again'), of(all.now, 'first')] as const
  const rows: Row[] = [
    row(
      'bytes uploaded after a bump that changes names only',
      'the first save',
      uploads,
      0.001,
      'B',
    ),
  ]
  if (!earlier) return rows
  const against = (what: string, name: keyof Measures, limit: number) =>
    row(what, 'the build before', [of(all.now, name), of(all.before, name)], limit, 's')
  return [
    ...rows,
    against('first save of 61 paths, 63 MB', 'firstSave', 0.5),
    against('restore and save after the bump', 'bump', 0.4),
    against('warm job: restore and step', 'warm', 0.5),
  ]
}

interface Measures {
  readonly firstSave: number
  readonly bump: number
  readonly warm: readonly number[]
  /** Bytes. */
  readonly first: number
  readonly again: number
}

async function jobsOf(dist: string | undefined): Promise<Measures> {
  const server = await startActionsCacheServer()
  try {
    const side = { dist, server }
    const first = await job(side, '1')
    const bump = await job(side, '2')
    const warm: number[] = []
    for (let number = 0; number < WARM_JOBS; number++) {
      const { restore, step } = await job(side, '2')
      warm.push(restore + step)
    }
    return {
      ...{ firstSave: first.save, bump: bump.restore + bump.save, warm },
      ...{ first: first.uploaded, again: bump.uploaded },
    }
  } finally {
    await server.close()
  }
}

async function realBump(): Promise<Row> {
  const programs = Array.from({ length: MANY }, () => program())
  project(REAL, MANY, at => programs[at] ?? '')
  const server = await startActionsCacheServer()
  try {
    const side = { dist: undefined, server }
    await job(side, '1')
    let compressed = 0
    project(REAL, MANY, at => {
      if (at >= CHANGED) return programs[at] ?? ''
      const changed = program()
      compressed += zstdCompressSync(changed).length
      return changed
    })
    const { uploaded } = await job(side, '2')
    const what = `bytes uploaded after a bump of ${MANY} paths, ${CHANGED} of them really changed`
    return row(what, 'the changed contents, compressed', [uploaded, compressed], 1.2, 'B')
  } finally {
    await server.close()
  }
}

async function series(): Promise<Row> {
  project(ONE, PATHS, () => randomBytes(BYTES))
  const server = await startActionsCacheServer()
  try {
    const side = { dist: undefined, server }
    const first = await job(side, '0')
    let bytes = 0
    let seconds = 0
    for (let bump = 1; bump <= BUMPS; bump++) {
      const { restore, save, uploaded } = await job(side, String(bump))
      bytes += uploaded
      seconds += restore + save
    }
    const what = `${BUMPS} bumps one after the other, all bytes uploaded (${(seconds / BUMPS).toFixed(2)} s each)`
    return row(what, 'the first save', [bytes, first.uploaded], 0.001 * BUMPS, 'B')
  } finally {
    await server.close()
  }
}

/** A job on a fresh machine with Nix. @param base the version of the input that is bumped */
async function job({ dist, server }: Side, base: string): Promise<JobFacts> {
  writeFileSync(join(FOLDER, 'base.txt'), `base ${base}\n`)
  const stage = await eventScene('push', {
    project: FOLDER,
    // On a disk a job would pay for the machines that were removed before it: ext4 passes over inodes that are free since lately.
    machine: { nix: 'tmpfs' },
    inputs: { 'nix-mode': 'single-user', 'store-cache': 'false' },
  })
  try {
    await stage.use('none')
    const before = server.entries.reduce((sum, it) => sum + it.bytes, 0)
    const own = stage.nextJob(server.env(), dist === undefined ? {} : { actionDir: dist })
    const asked = { 'nix-version': '', 'nix-sha256': '', 'nix-release-url': '', 'nix-mode': '' }
    const used = await own.use('- nix-build', { ...asked, 'store-cache': 'true' })
    if (used.conclusion !== 'success') throw new Error(used.raw)
    const phase = (name: string) => used.report?.phases.find(it => it.name === name)?.seconds ?? 0
    const uploaded = server.entries.reduce((sum, it) => sum + it.bytes, 0) - before
    const step = used.report?.steps[0]?.seconds ?? 0
    return { restore: phase('restore'), save: phase('save'), step, uploaded }
  } finally {
    await stage.stop()
  }
}

function project(expression: string, count: number, data: (at: number) => Buffer | string): void {
  mkdirSync(join(FOLDER, 'data'), { recursive: true })
  writeFileSync(join(FOLDER, 'default.nix'), expression)
  for (let at = 0; at < count; at++) writeFileSync(join(FOLDER, 'data', String(at + 1)), data(at))
}

/** Lines of words, as the text of a program that compresses to a third or so. */
function program(): string {
  const noise = randomBytes(PROGRAM_BYTES / 2).toString('hex')
  return noise.replace(/.{4000}/g, '$&\n')
}

function row(
  what: string,
  against: string,
  [one, other]: readonly [number, number],
  limit: number,
  unit: 's' | 'B',
): Row {
  const note = unit === 's' ? times(one, other) : `${one} bytes against ${other} bytes`
  return {
    what,
    against,
    ratio: one / other,
    limit: `${limit} ×`,
    isOver: one > limit * other,
    note,
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
