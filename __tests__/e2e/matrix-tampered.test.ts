import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { MatrixRow } from '../../src/model/matrix.ts'
import { rawArchive, rawEntries, TAMPERINGS } from '../caches/hand-over/tampered.ts'
import type { CacheEntry } from '../helpers/actions-cache/entries.ts'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { PROJECT, told } from './support/cachix-runs.ts'
import { MatrixJobs, rowsOf, shardOf } from './support/matrix-runs.ts'

const STEPS = '- flake-check'
const ARCHIVE = 'nix-ci-hand-over'
const HAND_OVER = /^nix-ci-hand-over-/

/** Those in which a job could be fooled in different ways; the archive's own test has all. */
const WAYS = [
  'another content of a derivation',
  'other outputs of a derivation',
  'another content of a source',
  'fewer references',
  'another name of a source',
  'roots that are not those of the row',
  'an output of a build as a source',
  'a path outside the store',
  'a link in place of a source',
  'a device in place of a source',
  'an absolute name in a source',
  'its end missing',
]

/** Replaces the file in an entry, as somebody could who may write to the cache. */
async function tamper({ file }: CacheEntry, change: (archive: Buffer) => Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tamper-'))
  try {
    const tar = (...words: string[]) => execFileSync('tar', [...words, '-C', folder])
    tar('-xf', file, '--use-compress-program', 'unzstd')
    const path = join(folder, ARCHIVE)
    await writeFile(path, change(await readFile(path)))
    execFileSync('tar', ['--use-compress-program', 'zstd', '-cf', file, '-C', folder, ARCHIVE])
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('a plan whose entry was tampered with', () => {
  let server: ActionsCacheServer
  let jobs: MatrixJobs
  let row: MatrixRow | undefined
  let entry: CacheEntry | undefined
  let good: Buffer
  beforeAll(async () => {
    server = await startActionsCacheServer()
    jobs = new MatrixJobs(server)
    const plan = await jobs.use(STEPS, {
      project: PROJECT,
      inputs: { plan: 'true', shards: '1', baseline: 'off' },
    })
    row = rowsOf(plan)[0]
    entry = server.entries.find(({ key }) => HAND_OVER.test(key))
    good = await readFile(entry?.file ?? '')
  })
  afterEach(() => jobs.stop())
  afterAll(() => server?.close())

  async function use() {
    for (const one of server.entries.filter(({ key }) => !HAND_OVER.test(key)))
      await server.evict(one)
    return jobs.use(STEPS, { project: PROJECT, inputs: shardOf(row as MatrixRow) })
  }

  it.each(WAYS)('has jobs that evaluate and are green: %s', async name => {
    await writeFile(entry?.file ?? '', good)
    await tamper(
      entry as CacheEntry,
      archive => TAMPERINGS[name]?.(rawEntries(archive), archive) ?? archive,
    )
    const job = await use()
    expect(job.outputs.result, job.raw).toBe('success')
    expect(job.built).toEqual(['base', 'top'])
    expect(job.log.join('\n')).toMatch(/this job evaluates its row|Derivations from the plan: 0 of/)
    expect(job.log.join('\n')).not.toMatch(/Derivations from the plan: [1-9]/)
    const other = await job.stage.sh('ls -d /nix/store/b{32}-* /nix/store/c{32}-* 2>&1; true')
    expect(other).not.toMatch(/^\/nix/m)
  })

  it('changes no path that is in the store already', async () => {
    await writeFile(entry?.file ?? '', good)
    const first = await use()
    const files = 'cat /nix/store/*-greet.sh /nix/store/*-top.drv'
    const before = await first.stage.sh(files)
    await tamper(
      entry as CacheEntry,
      archive =>
        TAMPERINGS['another content of a source']?.(rawEntries(archive), archive) ?? archive,
    )
    const env = { ...server.env(), GITHUB_SHA: row?.commit ?? '' }
    const again = await first.stage.nextJob(env).use(STEPS, shardOf(row as MatrixRow))
    expect(again.outputs.result, again.raw).toBe('success')
    expect(again.log.join('\n')).toMatch(/this job evaluates its row/)
    expect(await first.stage.sh(files)).toBe(before)
  })

  it('is imported where nothing was changed, and where more was added that nobody asked for', async () => {
    await writeFile(entry?.file ?? '', good)
    await tamper(entry as CacheEntry, archive => {
      const more = { path: `/nix/store/${'b'.repeat(32)}-x`, kind: 'text', references: [], size: 1 }
      return rawArchive([...rawEntries(archive), { head: more, content: Buffer.from('x') }])
    })
    const job = await use()
    expect(job.outputs.result, job.raw).toBe('success')
    expect(job.log.join('\n')).toMatch(/Derivations from the plan: 2 of 2/)
    expect(told(job, 'warning')).toEqual([])
  })
})
