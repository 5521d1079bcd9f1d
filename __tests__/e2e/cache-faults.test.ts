import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CachixServer, Entry, Fault } from '../helpers/cachix-server.ts'
import { CACHE, cacheInputs, eventScene, keyPair, startCache, told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

const NAMES = [
  ...['good', 'resigned', 'corrupt', 'gone', 'forbidden'],
  ...['short', 'other', 'half', 'keyed', 'slow', 'late', 'mine', 'foreign', 'limit', 'closed'],
]
const DEAD_STORE = 'ssh-ng://nobody@127.0.0.1:9'
const PROJECT = {
  'flake.nix': `{
  nixConfig.substituters = [ "${DEAD_STORE}" ];
  outputs = { self }: { packages.x86_64-linux.own = ${derivation('p-own', 'echo own > $out', '"x86_64-linux"')}; };
}
`,
  'each.nix': `{ name }: ${derivation('$' + '{name}', '[ $name != bad ] || exit 3; echo $name > $out')}`,
  'all.nix': `{ ${NAMES.map(name => `${name} = ${derivation(`p-${name}`, `echo ${name} > $out`)};`).join('\n')} }`,
}
const build = (...names: string[]) =>
  `- nix-build: all.nix ${names.map(name => `-A ${name}`).join(' ')}`

let server: CachixServer
beforeAll(async () => {
  server = await startCache()
  const filler = await eventScene('push', { project: PROJECT, inputs: { 'nix-path': '' } })
  const filled = await filler.use(
    build(...NAMES.filter(name => name !== 'mine')),
    cacheInputs(server),
  )
  expect(filled.outputs.push).toBe('pushed')
  await filler.stop()
})
afterAll(() => server?.close())

const url = () => `${server.url}/serve/${CACHE}`
const key = () => server.caches.get(CACHE)?.publicKeys[0] ?? ''

function entry(name: string): Entry {
  const found = server.entries(CACHE).find(it => it.storePath.endsWith(`-p-${name}`))
  if (!found) throw new Error(`${name} was not pushed`)
  return found
}

/** What the cache says of a path, with other fields. */
function narInfo(name: string, other: Record<string, string>): Fault {
  const { storePath, fileHash, compression, narHash, narSize, signature, hash } = entry(name)
  const fields = {
    StorePath: storePath,
    URL: `nar/${fileHash}.nar.${compression}`,
    Compression: compression === 'zst' ? 'zstd' : 'xz',
    NarHash: narHash,
    NarSize: String(narSize),
    Sig: signature,
    ...other,
  }
  const lines = Object.entries(fields).map(([field, value]) => `${field}: ${value}\n`)
  return { status: 200, body: lines.join(''), path: new RegExp(`${hash}.narinfo`), times: 1000 }
}

const narOf = (name: string) => new RegExp(`/nar/${entry(name).fileHash}`)

describe.each(['2.8', '2.26', 'newest'])('what a cache does wrong is told, Nix %s:', line => {
  let stage: Scene
  beforeAll(async () => {
    const options = line === 'newest' ? {} : { line }
    stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' }, ...options })
    await stage.use('none')
  })
  afterAll(() => stage?.stop())

  /** In a job of its own, with what is wrong with the server then. */
  async function use(steps: string, inputs: Record<string, string>, faults: Fault[] = []) {
    server.faults.splice(0, server.faults.length, ...faults)
    const used = await stage.nextJob().use(steps, inputs)
    server.faults.splice(0)
    return used
  }

  it('signed with another key, no narinfo, lost and forbidden archives: one warning', async () => {
    const names = ['good', 'resigned', 'corrupt', 'gone', 'forbidden']
    const used = await use(build(...names), { 'extra-caches': `${url()} ${key()}` }, [
      narInfo('resigned', { Sig: `${CACHE}-2:${'A'.repeat(86)}==` }),
      narInfo('corrupt', { NarSize: 'many' }),
      { status: 404, path: narOf('gone'), times: 1000 },
      { status: 403, body: 'an error page', path: narOf('forbidden'), times: 1000 },
    ])
    expect(used.outputs.result).toBe('success')
    const warnings = told(used, 'warning')
    expect(warnings).toEqual([expect.stringContaining(`Cache ${url()}: `)])
    expect(warnings[0]).toContain('1 path ignored: not signed by any of the keys')
    expect(warnings[0]).toMatch(/delivered 1 damaged path: NAR info file '\w+\.narinfo' is corrupt/)
    expect(warnings[0]).toMatch(/lacks 2 paths that it announced: file 'nar\/.*' does not exist/)
    expect(warnings[0]).toContain('Compare its key in extra-caches (`URL PUBLIC-KEY`)')
    expect(warnings[0]).toMatch(/Nix used other caches or built locally\.$/)
    expect(used.report?.caches).toEqual([
      { name: url(), url: url(), use: 'read', reason: expect.stringContaining('1 path ignored') },
    ])
    expect(used.summary).toMatch(/: read: .*1 path ignored: not signed.*, fetched 1 path \(/)
    // What failed is not counted, and neither is the page that came in its place.
    expect(used.report?.store).toMatchObject({ built: 4, fetched: 1 })
    expect(used.report?.store.fetchedBytes).toBe(entry('good').fileSize)
  })

  it('named in nix-conf alone, with other sizes and contents: one warning', async () => {
    const trusted = `${url()}?trusted=1`
    const used = await use(
      `${build('short', 'other')}\n${build('half')}`,
      { 'nix-conf': `substituters =\nextra-substituters = ${trusted}` },
      [
        narInfo('short', { NarSize: '7' }),
        narInfo('other', { NarHash: `sha256:${'0'.repeat(52)}` }),
        { truncateClean: 20, path: narOf('half'), times: 1000 },
      ],
    )
    expect(used.outputs.result).toBe('success')
    const warnings = told(used, 'warning')
    expect(warnings).toEqual([expect.stringContaining('delivered')])
    expect(warnings[0]).toMatch(
      /damaged paths: (?:size|hash) mismatch importing path|damaged paths: .*archive/i,
    )
    expect(used.report?.caches).toMatchObject([
      { name: trusted, use: 'read', reason: expect.stringContaining('damaged') },
    ])
    expect(warnings[0]).toContain('delivered 3 damaged paths')
    expect(used.report?.store).toMatchObject({ built: 3, fetched: 0, fetchedBytes: 0 })
  })

  it('its own key given wrong: says what to compare', async () => {
    const used = await use(build('keyed'), {
      'extra-caches': `${url()} ${keyPair('mint.cachix.org-1').publicKey}`,
    })
    expect(used.outputs.result).toBe('success')
    expect(told(used, 'warning')).toEqual([
      expect.stringMatching(/1 path ignored: not signed .* Compare its key in extra-caches/),
    ])
  })

  it.each([
    ['wants credentials', { status: 401 }, true],
    ['forbids', { status: 403 }, true],
    ['does not list', { status: 403, body: '<Code>AccessDenied</Code>' }, false],
  ])('refused for each path, which Nix keeps to itself: %s', async (name, fault, isTold) => {
    const steps = `- nix-build: each.nix --argstr name ${name.replaceAll(' ', '-')}`
    const inputs = { 'extra-caches': `${url()} ${key()}` }
    const used = await use(steps, inputs, [{ ...fault, path: /narinfo$/, times: 1000 }])
    expect(used.outputs.result).toBe('success')
    const said = `refused access: HTTP error ${fault.status}`
    expect(told(used, 'warning')).toEqual(
      isTold ? [expect.stringMatching(`${said}\\. Check the credentials`)] : [],
    )
    expect(used.report?.caches[0]?.reason).toBe(isTold ? said : undefined)
  })

  it.each([429, 503])(
    'turning everybody away with %d: left out, with one warning',
    async status => {
      const faults = [{ status, headers: { 'retry-after': '60' }, path: /narinfo$/, times: 1000 }]
      const steps = `- nix-build: each.nix --argstr name ${status}`
      const byUrl = await use(steps, { 'extra-caches': `${url()} ${key()}` }, faults)
      const named = { 'cachix-host': server.url, 'extra-caches': CACHE }
      const byName = await use(`${steps}-named`, named, faults)
      for (const [used, name] of [
        [byUrl, url()],
        [byName, CACHE],
      ] as const) {
        expect(used.outputs.result).toBe('success')
        const said = `The cache ${name} is not read: `
        expect(told(used, 'warning')).toEqual([expect.stringContaining(said)])
        expect(told(used, 'warning')[0]).toContain(` answered ${status} for a path. `)
        expect(used.report?.caches).toMatchObject([{ name, use: 'off' }])
        // Nix, which would wait for it, is not even told of it.
        expect(used.report?.steps[0]?.seconds).toBeLessThan(15)
      }
    },
  )

  it('asking for credentials that nobody has: left out, with one notice', async () => {
    const inputs = { 'extra-caches': `${url()} ${key()}` }
    const faults = [{ status: 401, path: /nix-cache-info|narinfo$/, times: 1000 }]
    const used = await use('- nix-build: each.nix --argstr name locked', inputs, faults)
    expect(used.outputs.result).toBe('success')
    expect(told(used, 'warning')).toEqual([])
    const notices = told(used, 'notice').filter(text => text.startsWith('Cache http'))
    expect(notices).toEqual([
      `Cache ${url()}: The cache ${url()} is not read: it requires credentials (401 for nix-cache-info). Add 127.0.0.1 to the netrc-file in nix-conf, or remove the cache.`,
    ])
    expect(used.report?.caches).toMatchObject([{ name: url(), use: 'off' }])
  })

  it('not one that Nix can use: one each, the fourth in the log', async () => {
    const others = [`${url()}/.`, `${url()}/./.`, DEAD_STORE, 'gopher://127.0.0.1:9']
    const used = await use(build('mine'), { 'nix-conf': `substituters = ${others.join(' ')}` }, [
      { status: 200, body: 'StoreDir: /other/store\n', path: /nix-cache-info/, times: 1 },
      { status: 404, path: /nix-cache-info/, times: 5 },
    ])
    expect(used.outputs.result).toBe('success')
    expect(told(used, 'warning')).toHaveLength(3)
    const reasons = used.report?.caches.map(({ reason }) => reason).sort()
    expect(reasons).toEqual([
      expect.stringMatching(/cannot be used: '.*' does not appear to be a binary cache/),
      expect.stringMatching(/cannot be used: binary cache '.*' is for Nix stores with prefix/),
      expect.stringMatching(/cannot be used: don't know how to open Nix store/),
      expect.stringMatching(/failed: .*(?:SSH connection|cannot open connection)/),
    ])
  })

  it('a store that nobody reaches is no reason to fail, wherever it is named', async () => {
    const byArgs = await use(`- nix-build: all.nix -A slow --option substituters ${DEAD_STORE}`, {})
    const env = { NIX_CONFIG: `substituters = ${DEAD_STORE}` }
    const byJob = await stage.nextJob(env).use(build('late'))
    const accepted = await use('- build: .#own', { 'accept-flake-config': 'true' })
    const notices = (used: typeof accepted) =>
      told(used, 'notice').filter(text => text.includes('nixConfig lists caches'))
    const byConf = await use('- build: .#own', { 'nix-conf': 'accept-flake-config = true' })
    expect([accepted, byConf].flatMap(notices)).toEqual([])
    expect(notices(await use('- build: .#own', {}))).toEqual([
      expect.stringContaining(`${DEAD_STORE}. If you trust them, set accept-flake-config: true`),
    ])
    for (const used of [byArgs, byJob, accepted]) {
      expect(used.outputs.result).toBe('success')
      expect(used.report?.store).toMatchObject({ built: 1 })
      expect(told(used, 'warning')).toEqual([expect.stringMatching(/^Cache ssh.*127\.0\.0\.1/)])
    }
  })

  it('a limit that ends a step while Nix waits names the cache and its answer', async () => {
    // Older versions wait a quarter of a second.
    const waits = line === 'newest'
    const used = await use(
      `${build('limit')}\n  timeout: ${waits ? 4 : 60}s`,
      { 'extra-caches': `${url()} ${key()}` },
      [{ status: 429, path: new RegExp(`${entry('limit').hash}.narinfo`), times: 1 }],
    )
    expect(used.outputs.result).toBe(waits ? 'failure' : 'success')
    expect(
      used.log.some(text => /^waiting \d\d s before retrying http.*: HTTP 429$/.test(text)),
    ).toBe(waits)
    expect(told(used, 'error')).toEqual(
      waits
        ? [
            expect.stringMatching(
              /\(the step's timeout\)\. Nix was waiting \d\d s before retrying http\S+\/mint: HTTP 429\./,
            ),
          ]
        : [],
    )
    expect(JSON.stringify(used.annotations)).not.toMatch(/interrupted|evaluate/)
    expect(told(used, 'warning')).toEqual([])
  })

  it('fails where nix-conf or NIX_CONFIG says so, and no warning says that Nix built', async () => {
    const lines = `substituters = ${DEAD_STORE}\nfallback = false`
    const byInput = await use(build('foreign'), { 'nix-conf': lines })
    const byJob = await stage.nextJob({ NIX_CONFIG: lines }).use(build('foreign'))
    for (const used of [byInput, byJob]) {
      expect(used.outputs.result).toBe('failure')
      expect(told(used, 'error')).toEqual([expect.stringMatching(/SSH connection|remote store/i)])
      expect(told(used, 'warning')).toEqual([expect.stringMatching(/^Cache ssh.*failed: /)])
      expect(told(used, 'warning')[0]).not.toContain('built locally')
    }
  })

  it('beside a build that fails, it is no part of why', async () => {
    const fault = { status: 200, body: 'no narinfo\n', path: /narinfo$/, times: 1000 }
    const inputs = { 'extra-caches': `${url()} ${key()}` }
    const used = await use('- nix-build: each.nix --argstr name bad', inputs, [fault])
    expect(used.outputs.result).toBe('failure')
    expect(told(used, 'error').join('\n')).toMatch(/The build of bad failed/)
    expect(told(used, 'error').join('\n')).not.toMatch(/corrupt|no substituter/i)
    expect(told(used, 'warning')).toEqual([expect.stringMatching(/damaged path: .* is corrupt/)])
  })
})

describe.each(['2.8', '2.26', 'newest'])('a daemon that does not trust the user, Nix %s,', line => {
  it('builds where its cache fails; one that it does not take is told with its line', async () => {
    const options = line === 'newest' ? {} : { line }
    const stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' }, ...options })
    try {
      await stage.use('none')
      await stage.job.post()
      const edit = `/trusted-users/d; s,^substituters.*,substituters = ${DEAD_STORE},`
      await stage.sh(`sed -i '${edit}' /etc/nix/nix.conf`, 'root')

      const inputs = { 'nix-conf': '' }
      const used = await stage.nextJob().use(build('mine'), inputs)
      expect(used.outputs).toMatchObject({ result: 'success', 'nix-install': 'found' })
      expect(told(used, 'warning')).toEqual([expect.stringMatching(/^Cache ssh.*127\.0\.0\.1/)])

      const other = 'http://127.0.0.1:9/other'
      const extra = { 'nix-conf': `extra-substituters = ${other}` }
      const untaken = await stage.nextJob().use(build('late'), extra)
      expect(untaken.outputs.result).toBe('success')
      expect(told(untaken, 'warning').find(text => text.includes(other))).toMatch(
        /does not accept it from this user\. .*: extra-trusted-substituters = http:.*\/other/,
      )
    } finally {
      await stage.stop()
    }
  })
})
