import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatManifest, parseManifest } from '../../src/caches/store-cache/manifest/format.ts'
import type { CacheEntry } from '../helpers/actions-cache/entries.ts'
import {
  type ActionsCacheServer,
  type CacheFault,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { HOLES, NEWEST } from './support/scene.ts'
import { manifestsIn, packsIn, StoredJobs } from './support/store-cache-runs.ts'

const STEPS = '- nix-build'
const BLOB = /\/blob\//

describe.concurrent('a cache service', () => {
  it.each<[string, CacheFault | undefined, RegExp]>([
    ['is down', undefined, /ECONNREFUSED/],
    ['hangs', { hang: true, times: 9 }, /no progress for 30 s/],
    ['has too many requests', { status: 429, body: '{}', times: 9 }, /too many requests.*429/],
    ['fails', { status: 500, times: 99 }, /./],
    ['breaks off within the manifest', { truncate: 20, path: BLOB, method: 'GET', times: 9 }, /./],
  ])('that %s costs one warning and nothing else', async (_, fault, why) => {
    const server = await startActionsCacheServer()
    const jobs = new StoredJobs(server)
    try {
      if (fault && 'truncate' in fault) await jobs.use(STEPS)
      const saved = server.entries.length
      if (fault) server.faults.push(fault)
      const env = fault ? {} : { ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' }
      const used = await jobs.use(STEPS, { env })
      expect(used.conclusion).toBe('success')
      expect(used.built).toEqual(['own'])
      const warnings = told(used, 'warning')
      expect(warnings).toEqual([
        expect.stringMatching(/^Store cache: The store cache is not used: /),
      ])
      expect(warnings[0]).toMatch(why)
      expect(used.outputs['store-cache']).toBe('off')
      expect(used.report?.caches).toMatchObject([{ name: "GitHub's cache", use: 'off' }])
      expect(server.entries).toHaveLength(saved)
    } finally {
      await jobs.stop()
      await server.close()
    }
  })
})

describe('a fault that passes', () => {
  it.each<[string, CacheFault]>([
    ['a reset', { reset: true, path: BLOB, method: 'GET' }],
    ['an answer 503', { status: 503, path: BLOB, method: 'GET' }],
  ])('%s while the manifest is read costs nothing', async (_, fault) => {
    const server = await startActionsCacheServer()
    const jobs = new StoredJobs(server)
    try {
      await jobs.use(STEPS)
      server.faults.push(fault)
      const next = await jobs.use(STEPS)
      expect(next.built).toEqual([])
      expect(told(next, 'warning')).toEqual([])
      expect(server.faults).toEqual([])
    } finally {
      await jobs.stop()
      await server.close()
    }
  })
})

describe('a cache service that is down and has several ends', () => {
  it('costs one warning that says what is lost by it, and none in post', async () => {
    const server = await startActionsCacheServer()
    const jobs = new StoredJobs(server)
    try {
      const env = { ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' }
      const used = await jobs.use(STEPS, { env, inputs: { baseline: 'auto' } })
      expect(used.conclusion).toBe('success')
      const [warning, ...others] = told(used, 'warning')
      expect(others).toEqual([])
      expect(warning).toMatch(
        /^GitHub's cache: GitHub's cache does not work in this run: .*ECONNREFUSED/,
      )
      expect(warning).toContain('the store cache is not used')
      expect(warning).toContain('nothing is compared with the default branch')
      expect((await used.post()).flatMap(({ annotations }) => annotations)).toEqual([])
    } finally {
      await jobs.stop()
      await server.close()
    }
  })
})

/** Changes the bytes of an entry, as somebody who may write to the cache can. */
function change(entry: CacheEntry | undefined, to: (bytes: Buffer) => Buffer): void {
  const file = entry?.file ?? ''
  writeFileSync(file, to(readFileSync(file)))
}

const PROJECT = {
  'default.nix': `rec {
  libc = ${derivation('libc', 'echo the real libc > $out')};
  left = ${derivation('left', 'echo left > $out')};
  right = ${derivation('right', 'echo right > $out')};
}`,
}
const BUILT = ['libc', 'left', 'right'].sort()

describe('an entry', () => {
  async function withEntry(
    work: (server: ActionsCacheServer) => void | Promise<void>,
    check: (
      next: Awaited<ReturnType<StoredJobs['use']>>,
      server: ActionsCacheServer,
      jobs: StoredJobs,
    ) => Promise<void>,
    options: Parameters<typeof startActionsCacheServer>[0] = {},
    line = NEWEST,
  ) {
    const server = await startActionsCacheServer(options)
    const jobs = new StoredJobs(server)
    try {
      await jobs.use(STEPS, { project: PROJECT, line })
      await work(server)
      const next = await jobs.use(STEPS, { project: PROJECT, line })
      expect(next.conclusion).toBe('success')
      const expected = new RegExp(`^(Store cache|${HOLES})`)
      expect(told(next, 'warning').filter(it => !expected.test(it))).toEqual([])
      await check(next, server, jobs)
    } finally {
      await jobs.stop()
      await server.close()
    }
  }

  it('whose pack vanished is built anew with one notice, and saved again', async () => {
    await withEntry(
      async server => {
        for (const pack of packsIn(server)) await server.evict(pack)
      },
      async (next, server, jobs) => {
        expect(next.built).toEqual(BUILT)
        expect(told(next, 'warning')).toEqual([])
        const notices = told(next, 'notice').filter(it => it.includes('cannot be used'))
        expect(notices).toEqual([
          expect.stringMatching(/^Store cache: 3 paths of cache entry .* \(its pack is gone\)/),
        ])
        expect(packsIn(server)).toHaveLength(1)
        const third = await jobs.use(STEPS, { project: PROJECT })
        expect([third.built, third.outputs['store-cache']]).toEqual([[], 'hit'])
      },
    )
  })

  it('whose pack cannot be read for a while is used again by the next run, and nothing is uploaded', async () => {
    let entries: number
    await withEntry(
      server => {
        entries = server.entries.length
        const path = new RegExp(`/blob/${packsIn(server)[0]?.id}\\?`)
        server.faults.push({ reset: true, path, method: 'GET', times: 99 })
      },
      async (next, server, jobs) => {
        expect(next.built).toEqual(BUILT)
        const notices = told(next, 'notice').filter(it => it.includes('cannot be used'))
        expect(notices).toHaveLength(1)
        expect(notices[0]).not.toContain('delete')
        expect(server.entries).toHaveLength(entries)
        server.faults.length = 0
        const third = await jobs.use(STEPS, { project: PROJECT })
        expect([third.built, third.outputs['store-cache']]).toEqual([[], 'hit'])
      },
    )
  })

  it.each(['2.8', NEWEST])(
    'with another content than its manifest says puts nothing of it into the store, and is replaced: Nix %s',
    async line => {
      await withEntry(
        server => change(packsIn(server)[0], bytes => Buffer.from(bytes).fill(0, 20)),
        async (next, server, jobs) => {
          expect(next.built).toEqual(BUILT)
          const notices = told(next, 'notice').filter(it => it.includes('cannot be used'))
          expect(notices).toEqual([expect.stringMatching(/\(a frame cannot be unpacked /)])
          await next.stage.sh(
            '/nix/var/nix/profiles/default/bin/nix --extra-experimental-features nix-command store verify --all --no-trust',
          )
          const third = await jobs.use(STEPS, { project: PROJECT, line })
          expect([third.built, third.outputs['store-cache']]).toEqual([[], 'hit'])
          expect(manifestsIn(server)).toHaveLength(2)
        },
        {},
        line,
      )
    },
  )

  it('whose manifest is damaged costs one warning, and is replaced', async () => {
    await withEntry(
      server => change(manifestsIn(server)[0], bytes => bytes.subarray(0, 30)),
      async (next, _, jobs) => {
        expect(next.built).toEqual(BUILT)
        expect(told(next, 'warning')).toEqual([
          expect.stringMatching(
            /^Store cache: The store cache is not used: its entry .* is damaged/,
          ),
        ])
        const third = await jobs.use(STEPS, { project: PROJECT })
        expect([third.built, third.outputs['store-cache']]).toEqual([[], 'hit'])
      },
    )
  })

  it('of a server that does not give parts of it is read whole', async () => {
    await withEntry(
      () => {},
      async next => {
        expect(next.built).toEqual([])
        expect(told(next, 'warning')).toEqual([])
        expect(next.outputs['store-cache']).toBe('hit')
      },
      { ranges: false },
    )
  })

  it('cannot take the place of what another cache has, whatever it says', async () => {
    const server = await startActionsCacheServer()
    const jobs = new StoredJobs(server)
    try {
      const first = await jobs.use(STEPS, { project: PROJECT })
      const upstream = join(first.stage.machine.work, 'upstream')
      const nix = '/nix/var/nix/profiles/default/bin/nix --extra-experimental-features nix-command'
      await first.stage.sh(`${nix} copy --to file://${upstream} /nix/store/*-libc`)
      await first.stage.sh(`echo Priority: 40 >> ${upstream}/nix-cache-info`)
      // A whole path with a right hash under the name of upstream's.
      change(manifestsIn(server)[0], bytes => {
        const manifest = parseManifest(bytes)
        const right = manifest.paths.find(({ path }) => path.endsWith('-right'))
        const paths = manifest.paths.map(it =>
          right && it.path.endsWith('-libc') ? { ...right, path: it.path } : it,
        )
        return formatManifest({ ...manifest, paths })
      })
      const inputs = { 'nix-conf': `substituters = file://${upstream}?trusted=1` }
      const machine = { share: [upstream] }
      const next = await jobs.use(STEPS, { project: PROJECT, inputs, machine })
      expect([next.conclusion, next.built]).toEqual(['success', []])
      expect(await next.stage.sh('cat /nix/store/*-libc /nix/store/*-left')).toBe(
        'the real libc\nleft\n',
      )
    } finally {
      await jobs.stop()
      await server.close()
    }
  })
})

describe('a path that is larger than store-cache-size', () => {
  it('is left out with a notice, and the others are saved', async () => {
    const server = await startActionsCacheServer()
    const jobs = new StoredJobs(server)
    try {
      const project = {
        'default.nix': `{
  large = ${derivation('large', 'head -c 30000000 /dev/zero > $out')};
  small = ${derivation('small', 'echo > $out')};
}`,
      }
      const used = await jobs.use('- nix-build', {
        project,
        inputs: { 'store-cache-size': '20MB' },
      })
      expect(used.conclusion).toBe('success')
      expect(told(used, 'notice')).toContainEqual(
        expect.stringContaining('1 new path did not fit in the store cache (store-cache-size: 20'),
      )
      expect(used.report?.caches[0]?.reason).toMatch(/1 path saved, 1 of them new/)
    } finally {
      await jobs.stop()
      await server.close()
    }
  })
})
