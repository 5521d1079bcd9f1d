import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { CACHE, cacheInputs, startCache, told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { NEWEST } from './support/scene.ts'
import {
  ALL,
  builtBy,
  flakeWithInput,
  manifestsIn,
  packsIn,
  STORED,
  type StoredJob,
  StoredJobs,
  substitutersIn,
} from './support/store-cache-runs.ts'

const EVERYTHING = ['base', 'own', 'tool', 'top']
const CHANGED = { ...STORED, 'own.txt': 'another source\n' }

describe('own build results', () => {
  let server: ActionsCacheServer
  let jobs: StoredJobs
  beforeEach(async () => {
    server = await startActionsCacheServer()
    jobs = new StoredJobs(server)
  })
  afterEach(async () => {
    await jobs.stop()
    await server.close()
  })
  const pull = { ref: 'refs/pull/7/merge', base: 'refs/heads/main' }
  const scopes = () => manifestsIn(server).map(({ scope }) => scope)

  it.each<[string, StoredJob]>([
    ['2.26', { account: 'root', inputs: { 'nix-mode': 'single-user' } }],
    [NEWEST, {}],
  ])(
    'of a cold run are saved, and a warm one on a fresh machine builds and uploads nothing: Nix %s',
    async (line, options) => {
      const steps = `${ALL}; nix show-config | grep ^substituters`
      const cold = await jobs.use(steps, { line, ...options })
      expect(cold.conclusion).toBe('success')
      expect(told(cold, 'warning')).toEqual([])
      expect(cold.built).toEqual(EVERYTHING)
      expect(cold.outputs['store-cache']).toBe('miss')
      const phases = cold.report?.phases.map(({ name, status }) => `${name} ${status}`).sort()
      expect(phases).toEqual(['install success', 'restore success', 'save success'])
      expect(scopes()).toEqual(['refs/heads/main'])
      // A pack and a manifest.
      expect(server.entries).toHaveLength(2)

      const warm = await jobs.use(steps, { line, ...options })
      expect(warm.conclusion).toBe('success')
      expect(told(warm, 'warning')).toEqual([])
      expect(warm.built).toEqual([])
      // A daemon must not read the folder in which steps can write.
      const folder = options.inputs ? ['file 49'] : []
      expect(substitutersIn(warm.raw)).toEqual([...folder, 'http 50'])
      expect(warm.log).toContain('a tool')
      expect(warm.outputs['store-cache']).toBe('hit')
      expect(warm.report?.caches).toEqual([
        {
          name: "GitHub's cache",
          url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
          use: 'read',
          reason: expect.stringMatching(/^[2-4] of 4 paths restored \(.* k?B read\)$/),
        },
      ])
      expect(warm.summary).toMatch(/GitHub's cache .*: read: [2-4] of 4 paths .*, fetched \d paths/)
      expect(warm.summary).not.toMatch(/file:\/\/|\(0 B\)/)
      expect(server.entries).toHaveLength(2)
      expect(server.requests.filter(({ path }) => path.endsWith('/CreateCacheEntry'))).toHaveLength(
        2,
      )

      // Later steps of the job have what this one was given, and are not told of an address that nobody answers any more.
      const later = await warm.run('nix show-config | grep ^substituters; nix-build --no-out-link')
      const [, placed = ''] = /file:\/\/(\/[^? ]*)/.exec(later.raw) ?? []
      expect(later.conclusion).toBe('success')
      expect(substitutersIn(later.raw)).toEqual(['file 50'])
      expect(builtBy(later.log)).toEqual([])
      expect(await warm.stage.sh(`cat ${placed}/nix-cache-info`, 'root')).toContain('Priority: 50')
      const posts = await warm.post()
      expect(posts.flatMap(({ annotations }) => annotations)).toEqual([])
      expect(await warm.stage.sh(`test -e ${placed} || echo gone`, 'root')).toBe('gone\n')
    },
  )

  it("are built anew only where a source changed; a fork's pull request reads those of the base branch", async () => {
    await jobs.use(ALL, { line: '2.8' })
    const changed = { line: '2.8', project: CHANGED }
    const fork = { ...changed, event: 'pull_request-fork', job: pull }
    const first = await jobs.use(ALL, fork)
    expect(first.conclusion).toBe('success')
    expect(told(first, 'warning')).toEqual([])
    expect(first.built).toEqual(['own'])
    expect(first.outputs['store-cache']).toBe('partial')
    expect(scopes()).toEqual(['refs/heads/main', pull.ref])
    // Its next push reads what it saved; nobody else does.
    const again = await jobs.use(ALL, fork)
    expect([again.built, again.outputs['store-cache']]).toEqual([[], 'hit'])
    const push = await jobs.use(ALL, changed)
    expect(push.built).toEqual(['own'])
    // What cannot be used any more is gone: the old `own`.
    expect(push.report?.caches[0]?.reason).toMatch(
      /^\d of 4 paths restored \(.* read\); 4 paths saved, \d of them new \(.* uploaded\)$/,
    )
    expect(scopes()).toEqual(['refs/heads/main', pull.ref, 'refs/heads/main'])
  })

  it("have a flake's locked inputs with them, which are not fetched again", async () => {
    // Its NAR has the hash of the lock: one file with one line.
    const folder = await mkdtemp(join(tmpdir(), 'flake-input-'))
    const tar = ['tar', '--mtime=@1', '-czf', join(folder, 'input.tar.gz'), '-C', folder, 'source']
    await mkdir(join(folder, 'source'))
    await writeFile(join(folder, 'source/file'), 'hello\n')
    execFileSync(tar[0] ?? '', tar.slice(1))
    const archive = await readFile(join(folder, 'input.tar.gz'))
    await rm(folder, { recursive: true })
    const web = createServer((_, response) => response.end(archive)).listen(0, '127.0.0.1')
    await once(web, 'listening')
    try {
      const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/input.tar.gz`
      const project = flakeWithInput(url)
      const cold = await jobs.use('- flake-check', { project })
      expect(cold.conclusion).toBe('success')
      expect(cold.built).toEqual(['uses'])
      const closed = once(web, 'close')
      web.close()
      web.closeAllConnections()
      await closed
      const warm = await jobs.use('- flake-check', { project })
      expect(warm.conclusion).toBe('success')
      expect(warm.built).toEqual([])
      expect(warm.outputs['store-cache']).toBe('hit')
      expect(warm.report?.caches[0]?.reason).toMatch(/^\d of 2 paths restored /)
      expect(manifestsIn(server)).toHaveLength(1)
    } finally {
      web.close()
    }
  })

  it('keeps outputs that are links to nowhere, and uploads nothing where nothing is new', async () => {
    const own = (name: string, script: string) => `${name} = ${derivation(name, script)};`
    const link = own('link', 'ln -s /nowhere/config $out')
    const uses = own('uses', 'echo $' + '{link} > $out')
    const project = { 'default.nix': `rec { ${link} ${uses} }` }
    const cold = await jobs.use('- nix-build', { project })
    expect(cold.built).toEqual(['link', 'uses'])
    const saved = server.entries.length
    const warm = await jobs.use('- nix-build', { project })
    expect([warm.built, warm.outputs['store-cache']]).toEqual([[], 'hit'])
    expect(server.entries).toHaveLength(saved)
  })

  it('is no substituter of later steps where it cannot be protected from them', async () => {
    await jobs.use('- nix-build')
    const used = await jobs.use('- nix-build')
    const settings = 'cat $(echo "$NIX_USER_CONF_FILES" | tr : " ") 2>/dev/null'
    const trusted = async () =>
      (await used.run(settings)).log.flatMap(
        line => /file:\/\/(\S+)\?trusted=1/.exec(line)?.[1] ?? [],
      )
    expect(await trusted()).toEqual([expect.stringMatching(/^\/nix\/var\/nix-ci-/)])
    // The second use finds a Nix that works, so it does not ask for root.
    const again = await used.next.use('- nix-build', { 'store-cache': 'true' })
    expect(again.conclusion).toBe('success')
    for (const folder of await trusted()) expect(folder).toMatch(/^\/nix\/var\/nix-ci-/)
    expect(again.log.join('\n')).toContain('later steps do not read it')
  })

  it('is not named to Nix where its folder has a space in it', async () => {
    const single = { inputs: { 'nix-mode': 'single-user' }, temp: 'a runner' }
    const steps = '- nix-build\n- run: nix show-config | grep ^substituters'
    await jobs.use(steps, single)
    const warm = await jobs.use(steps, single)
    expect(warm.conclusion).toBe('success')
    expect(warm.built).toEqual([])
    expect(substitutersIn(warm.raw)).toEqual(['http 50'])
    expect(warm.log.join('\n')).toContain('later steps do not read it')
    const later = await warm.run('nix show-config | grep ^substituters')
    expect(later.raw).toMatch(/^substituters = *$/m)
  })

  it('does not count as restored what was built though it was there', async () => {
    const single = { inputs: { 'nix-mode': 'single-user' } }
    const steps = '- nix-build: --option substitute false'
    await jobs.use(steps, single)
    const warm = await jobs.use(steps, single)
    expect(warm.built).toEqual(['own'])
    expect(warm.summary).toContain('0 of 1 path restored')
  })
})

describe('the store cache', () => {
  let server: ActionsCacheServer
  let jobs: StoredJobs
  beforeAll(async () => {
    server = await startActionsCacheServer()
    jobs = new StoredJobs(server)
  })
  afterEach(() => jobs.stop())
  afterAll(() => server.close())

  it('has what was built before the first command, though that fails and tries to change it', async () => {
    const steps = `- nix-build
- run: |
    env | grep ACTIONS_ && echo a token
    cd $RUNNER_TEMP/nix-ci-*/private/store-cache || exit 3
    for nar in nar/*; do echo wrong > $nar; done
    touch 00000000000000000000000000000000.narinfo && echo planted
    exit 3
- nix-build: late.nix`
    const project = { ...STORED, 'late.nix': derivation('late', 'echo late > $out') }
    const first = await jobs.use(steps, { project })
    expect(first.outputs['failed-step']).toBe('run: env | grep ACTIONS_ && echo a token')
    expect(first.built).toEqual(['late', 'own'])
    expect(manifestsIn(server)).toHaveLength(1)
    const next = await jobs.use(steps, { project })
    expect(next.built).toEqual(['late'])
    expect(next.outputs['store-cache']).toBe('partial')
    expect(next.log).toContain('planted')
    expect(next.log).not.toContain('a token')
    expect(await next.stage.sh('cd /nix/var/nix-ci-* && find . -type f')).toBe('./nix-cache-info\n')
    expect(manifestsIn(server)).toHaveLength(1)
  })

  it('is read only beside the secrets of the repository and a commit of a stranger', async () => {
    const before = server.entries.length
    const target = { event: 'pull_request-fork', as: 'pull_request_target' }
    const used = await jobs.use('- nix-build\n- nix-shell: cat $tool', target)
    expect(used.conclusion).toBe('success')
    expect(used.log.join('\n')).toMatch(/Store cache: not saved: /)
    expect(server.entries).toHaveLength(before)
  })

  it('is not filled where builds are not isolated', async () => {
    const before = server.entries.length
    const inputs = { 'nix-mode': 'single-user', 'nix-conf': 'substituters =\nsandbox = false' }
    const used = await jobs.use('- nix-build', { inputs, account: 'root' })
    expect(used.conclusion).toBe('success')
    expect(used.log.join('\n')).toContain('not saved: builds are not isolated')
    expect(server.entries).toHaveLength(before)
  })

  it('is never read in a run that may push to Cachix; with true it is filled there', async () => {
    const cachix = await startCache()
    try {
      const before = server.requests.length
      const auto = await jobs.use('- nix-build', { inputs: cacheInputs(cachix) })
      expect(auto.built).toEqual(['own'])
      expect(auto.outputs).toMatchObject({ 'store-cache': 'off', push: 'pushed' })
      expect(auto.report?.caches).toMatchObject([
        { name: CACHE, use: 'push' },
        { name: "GitHub's cache", use: 'off', reason: `this run may push to ${CACHE}` },
      ])
      expect(server.requests).toHaveLength(before)
      const other = { ...STORED, 'own.txt': 'pushed and saved' }
      const inputs = { ...cacheInputs(cachix), 'store-cache': 'true' }
      const both = await jobs.use('- nix-build', { inputs, project: other })
      expect(both.outputs).toMatchObject({ 'store-cache': 'off', push: 'pushed' })
      const asked = server.requests.slice(before)
      expect(asked.some(({ path }) => path.endsWith('/CreateCacheEntry'))).toBe(true)
      // Of what is there it reads only the list, so as not to upload it again.
      const read = asked.filter(({ method }) => method === 'GET').map(({ path }) => path)
      const packs = packsIn(server).map(({ id }) => `/blob/${id}?`)
      expect(read.filter(path => packs.some(it => path.includes(it)))).toEqual([])
      const entries = server.entries.length
      const again = await jobs.use('- nix-build', { inputs, project: other })
      expect(again.outputs['store-cache']).toBe('off')
      expect(again.log).toContain('Store cache: nothing new to save.')
      expect(server.entries).toHaveLength(entries)
    } finally {
      await cachix.close()
    }
  })

  it('is off where the daemon does not trust the user: one warning', async () => {
    const first = await jobs.use('- nix-build')
    await first.post()
    await first.stage.sh("sed -i '/trusted-users/d' /etc/nix/nix.conf", 'root')
    const next = first.stage.nextJob(server.env())
    const used = await next.use('- nix-build')
    expect(used.conclusion).toBe('success')
    expect(used.outputs['store-cache']).toBe('off')
    expect(told(used, 'warning')).toEqual([
      expect.stringMatching(
        /^Store cache: .* does not trust the user of this job\. Its administrator/,
      ),
    ])
  })
})
