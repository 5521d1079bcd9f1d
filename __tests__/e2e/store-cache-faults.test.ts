import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { archiveOf } from '../caches/cache-box.ts'
import {
  type ActionsCacheServer,
  type CacheFault,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { StoredJobs } from './support/store-cache-runs.ts'

const STEPS = '- nix-build'
const BLOB = /\/blob\//

describe.concurrent('a cache service', () => {
  it.each<[string, CacheFault | undefined, RegExp]>([
    ['is down', undefined, /ECONNREFUSED/],
    ['hangs', { hang: true, times: 9 }, /no progress for 30 s/],
    ['has too many requests', { status: 429, body: '{}', times: 9 }, /too many requests.*429/],
    ['fails', { status: 500, times: 99 }, /./],
    ['breaks off within the archive', { truncate: 200, path: BLOB, method: 'GET', times: 9 }, /./],
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

const STORE = '/nix/store/'
const PROJECT = {
  'default.nix': `rec {
  libc = ${derivation('libc', 'echo the real libc > $out')};
  left = ${derivation('left', 'echo left > $out')};
  right = ${derivation('right', 'echo right > $out')};
  cut = ${derivation('cut', 'echo cut > $out')};
  good = ${derivation('good', 'echo good > $out')};
}`,
}

/** Changes what is in the archive of an entry, as somebody who may write to the cache can. */
function tamper({ entries }: ActionsCacheServer, change: (folder: string) => string[]): void {
  const [entry] = entries
  const archive = archiveOf(outer => {
    const inside = join(outer, 'inside')
    execFileSync('mkdir', [inside])
    const unpacked = `zstd -dc ${entry?.file} | tar -xO nix-ci-store.tar | tar -x -C ${inside}`
    execFileSync('sh', ['-c', unpacked])
    const args = change(inside)
    execFileSync('tar', ['-P', '-cf', join(outer, 'nix-ci-store.tar'), '-C', inside, ...args])
    return ['nix-ci-store.tar']
  })
  writeFileSync(entry?.file ?? '', archive)
}

describe('a hostile entry', () => {
  it('puts nothing wrong into the store, nor anywhere else: one warning, and the job goes on', async () => {
    const server = await startActionsCacheServer()
    const jobs = new StoredJobs(server)
    try {
      const first = await jobs.use(STEPS, { project: PROJECT })
      const paths = (await first.stage.sh(`ls -d ${STORE}*`)).split('\n')
      const hash = (name: string) =>
        paths.find(path => path.endsWith(`-${name}`))?.slice(STORE.length, STORE.length + 32) ?? ''
      // What upstream serves, with the priority that upstream has.
      const upstream = join(first.stage.machine.work, 'upstream')
      const libc = `${STORE}${hash('libc')}-libc`
      const nix = '/nix/var/nix/profiles/default/bin/nix --extra-experimental-features nix-command'
      await first.stage.sh(`${nix} copy --to file://${upstream} ${libc}`)
      await first.stage.sh(`echo Priority: 40 >> ${upstream}/nix-cache-info`)

      const outside = join(first.stage.machine.work, 'outside')
      tamper(server, folder => {
        const file = (name: string) => join(folder, `${hash(name)}.narinfo`)
        const text = (name: string) => readFileSync(file(name), 'utf8')
        const urlOf = (name: string) => /^URL: (.*)$/m.exec(text(name))?.[1] ?? ''
        // A whole path with right hashes under the name of upstream's, and a cache that says it goes first.
        writeFileSync(
          file('libc'),
          text('good')
            .replace(/^StorePath.*$/m, `StorePath: ${libc}`)
            .replace(/^Deriver.*\n/m, ''),
        )
        writeFileSync(join(folder, 'nix-cache-info'), 'StoreDir: /nix/store\nPriority: 1\n')
        // Another content with the right hash of the file: only Nix sees that it is not the NAR.
        writeFileSync(
          file('left'),
          text('good')
            .replace(/^StorePath.*$/m, `StorePath: ${STORE}${hash('left')}-left`)
            .replace(/^NarHash.*$/m, /^NarHash.*$/m.exec(text('left'))?.[0] ?? ''),
        )
        rmSync(file('right'))
        symlinkSync('/etc/passwd', file('right'))
        writeFileSync(join(folder, urlOf('cut')), 'cut')
        writeFileSync(outside, 'written')
        return [...readdirSync(folder), outside]
      })
      rmSync(outside)

      const share = [upstream]
      const inputs = { 'nix-conf': `substituters = file://${upstream}?trusted=1` }
      const used = await jobs.use(STEPS, { project: PROJECT, inputs, machine: { share } })
      expect(used.conclusion).toBe('success')
      expect(used.built).toEqual(['cut', 'left', 'right'])
      const warnings = told(used, 'warning')
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toMatch(
        /Ignored damaged or unexpected files in cache entry .*: .*FileSize.*rebuilt/,
      )
      const script = ['libc', 'left', 'right', 'cut', 'good'].map(it => `cat ${STORE}*-${it}`)
      expect(await used.stage.sh(script.join('\n'))).toBe('the real libc\nleft\nright\ncut\ngood\n')
      await used.stage.sh(`${nix} store verify --all --no-trust`)
      expect(await used.stage.sh(`test -e ${outside} || echo no`)).toBe('no\n')
      // What was damaged is replaced.
      expect(server.entries).toHaveLength(2)
    } finally {
      await jobs.stop()
      await server.close()
    }
  })
})
