import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CachixServer, startCachixServer } from '../helpers/cachix-server.ts'
import { cacheInputs, eventScene, storeOf, TOKEN, told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import type { Scene } from './support/scene.ts'

const build = (name: string) => derivation(name, `echo ${name} > $out`)
/** Waits until {@link goOn} ends what waits. */
const WAIT = 'echo slow-begins-$((40 + 2)); (read -t 60 x <&2); echo > $out'
/** The slow one is built in each run, so that a test can look while Nix works. */
const PROJECT = {
  'all.nix': `{ a = ${build('a')}; b = ${build('b')}; c = ${build('c')}; }`,
  'slow.nix': `{ name }: ${derivation('$' + '{name}', WAIT)}`,
  'wait.nix': derivation('wait', WAIT),
}
const PRIVATE = 'closed'
const DAEMON_FILE = '/etc/nix/nix-ci-netrc'

let server: CachixServer
beforeAll(async () => {
  const tokens = { [TOKEN]: 'Write' as const }
  server = await startCachixServer({
    caches: [
      { name: 'mint', tokens },
      { name: 'second', tokens },
      { name: 'third', tokens },
      { name: PRIVATE, isPublic: false, tokens },
    ],
  })
  const filler = await eventScene('push', { project: PROJECT, inputs: { 'nix-path': '' } })
  const fill = async (name: string, attribute: string) =>
    filler.use(`- nix-build: all.nix -A ${attribute}`, {
      ...cacheInputs(server),
      'cachix-name': name,
    })
  const filled = [await fill('second', 'a'), await fill('third', 'b'), await fill(PRIVATE, 'c')]
  expect(filled.map(({ outputs }) => outputs.push)).toEqual(['pushed', 'pushed', 'pushed'])
  await filler.stop()
})
afterAll(() => server?.close())

describe('other caches are read', () => {
  let stage: Scene
  afterEach(() => stage?.stop())

  it.each(['2.8', 'newest'])(
    'and one that breaks off in the middle is one warning; Nix %s builds instead',
    async line => {
      const options = line === 'newest' ? {} : { line }
      stage = await eventScene('pull_request-fork', { project: PROJECT, ...options })
      const inputs = {
        ...cacheInputs(server, { 'cachix-auth-token': '' }),
        'cachix-name': 'second',
      }
      server.faults.push({ truncate: 40, path: /^\/serve\/second\/nar\//, times: 1000 })
      const used = await stage.use('- nix-build: all.nix -A a\n- nix-build: all.nix', inputs)
      server.faults.splice(0)
      expect(used.outputs.result).toBe('success')
      expect((await storeOf(stage)).get('a')?.ultimate).toBe(true)
      expect(told(used, 'warning')).toEqual([
        expect.stringMatching(/^Cache second: Cache second \(http.*\): .*partial file/),
      ])
    },
  )

  it.each(['2.8', 'newest'])(
    'by name, and by URL with a key; what is not to be had is one warning each (Nix %s)',
    async line => {
      const options = line === 'newest' ? {} : { line }
      stage = await eventScene('pull_request-fork', { project: PROJECT, ...options })
      const key = server.caches.get('third')?.publicKeys[0]
      const [other] = server.caches.get('second')?.publicKeys ?? []
      const lines = [
        'second',
        `${server.url}/serve/third ${key}`,
        'nowhere',
        PRIVATE,
        `http://127.0.0.1:9/gone ${other}`,
      ]
      const used = await stage.use('- nix-build: all.nix', {
        ...cacheInputs(server, { 'cachix-auth-token': '' }),
        'extra-caches': lines.join('\n'),
      })
      expect(used.outputs.result).toBe('success')
      const store = await storeOf(stage)
      expect(['a', 'b', 'c'].map(name => store.get(name)?.ultimate)).toEqual([false, false, true])
      expect(told(used, 'warning').sort()).toEqual([
        expect.stringMatching(`^Cache ${PRIVATE}: .* ${PRIVATE} is not read: .* answered 401`),
        expect.stringMatching('^Cache http://127.0.0.1:9/gone: .* is not read: .*ECONNREFUSED'),
        expect.stringMatching(
          '^Cache nowhere: .* nowhere is not read: .* answered 404: there is no',
        ),
      ])
      expect(used.report?.caches.map(({ name, use }) => [name, use])).toEqual([
        ['mint', 'read'],
        ['second', 'read'],
        [`${server.url}/serve/third`, 'read'],
        ['nowhere', 'off'],
        [PRIVATE, 'off'],
        ['http://127.0.0.1:9/gone', 'off'],
      ])
      expect(used.summary).toMatch(/^- nowhere: not used: 404: there is no cache nowhere$/m)

      const before = server.requests.length
      const again = await stage.use('- nix-build: all.nix', {
        ...cacheInputs(server, { 'cachix-auth-token': '' }),
        'extra-caches': lines.slice(0, 2).join('\n'),
      })
      const asked = server.requests.slice(before).map(({ path }) => path)
      expect(asked.filter(path => path.startsWith('/api/'))).toEqual([])
      expect(again.report?.caches).toEqual(used.report?.caches.slice(0, 3))
      expect(again.report?.phases.map(({ name }) => name)).toEqual(['install'])
    },
  )
})

describe.each([
  ['daemon', 'newest', DAEMON_FILE, 'root 600'],
  ['single-user', 'newest', '*/private/netrc', 'runner 600'],
  ['daemon', '2.8', DAEMON_FILE, 'root 600'],
])('a private cache with a token, %s, Nix %s', (mode, line, place, owner) => {
  let stage: Scene
  let number = 0
  beforeAll(async () => {
    stage = await eventScene('push', {
      project: PROJECT,
      inputs: { 'nix-path': '', 'nix-mode': mode },
      ...(line === 'newest' ? {} : { line }),
    })
  })
  afterAll(() => stage?.stop())

  const inputs = () => ({ ...cacheInputs(server), 'cachix-name': PRIVATE })
  /** Files that hold the token, with owner and mode, as root sees them. */
  const netrcs = async () => {
    const folders = `/etc /home /root /tmp /run /var/tmp /nix/var ${stage.temp}`
    const script = `find ${folders} -xdev -type f -print0 2>/dev/null | xargs -0 grep -lsF ${TOKEN} | xargs -r stat -c '%n %U %a'`
    return (await stage.sh(script, 'root')).split('\n').filter(line => line !== '')
  }
  /** The builder's subshell is the newest process with its script. */
  const goOn = () => stage.sh("kill -9 $(pgrep -nf '[s]low-begins')", 'root')
  const look = `find /etc/nix $RUNNER_TEMP -name '*netrc*' | sed 's/^/there is /' || true
    cat ${DAEMON_FILE} || true`

  it('is read; while Nix builds the token is in one file, gone before the first command', async () => {
    let seen: Promise<unknown[]> | undefined
    const steps = `- nix-build: all.nix -A c
- nix-build: slow.nix --argstr name slow-${mode}-${line}-${number++}
- run: |
    ${look}
  name: look`
    const used = await stage.use(steps, inputs(), {
      onLine: line => {
        if (!/slow-begins-42/.test(line)) return
        const asRunner = stage.sh(`cat ${DAEMON_FILE} 2>&1 || true`)
        seen = Promise.all([netrcs(), asRunner]).finally(goOn)
      },
    })
    expect(used.outputs).toMatchObject({ result: 'success', push: 'pushed' })
    expect(told(used, 'warning')).toEqual([])
    expect((await storeOf(stage)).get('c')?.ultimate).toBe(false)
    const [files, asRunner] = (await seen) ?? []
    expect(files).toEqual([expect.stringMatching(pattern(place, owner))])
    expect(asRunner).not.toContain(TOKEN)
    const lines = used.groups.find(({ title }) => title === 'look')?.lines.join('\n') ?? ''
    expect(lines).toContain('No such file')
    expect(lines).not.toContain('there is')
    expect(await netrcs()).toEqual([])
  })

  it('is read by a second use in the job too, and nothing is left after post', async () => {
    const slow = `slow-${mode}-${line}-${number++}`
    let seen: Promise<unknown> | undefined
    const used = await stage.use(`- nix-build: slow.nix --argstr name ${slow}`, inputs(), {
      onLine: line => {
        if (/slow-begins-42/.test(line)) seen = netrcs().finally(goOn)
      },
    })
    expect(used.outputs).toMatchObject({ result: 'success', 'nix-install': 'found' })
    expect(told(used, 'warning')).toEqual([])
    expect(await seen).toEqual([expect.stringMatching(pattern(place, owner))])
    for (const post of await stage.job.post()) expect(post.annotations).toEqual([])
    expect(await netrcs()).toEqual([])
  })

  it('leaves no token behind where main is killed', async () => {
    const next = stage.nextJob()
    let killed: Promise<unknown> | undefined
    const used = await next.use('- nix-build: wait.nix', inputs(), {
      onLine: line => {
        if (!/slow-begins-42/.test(line)) return
        const find =
          "for p in /proc/[0-9]*; do grep -qsa 'dist/index.js' $p/cmdline && echo $p; done"
        killed = netrcs().then(async files => {
          const pids = (await stage.sh(find, 'root')).replaceAll('/proc/', '').split('\n')
          await stage.sh(`kill -9 ${pids.filter(pid => pid !== '').join(' ')} || true`, 'root')
          return files
        })
      },
    })
    expect(used.conclusion).toBe('failure')
    expect(await killed).toEqual([expect.stringMatching(pattern(place, owner))])
    for (const post of await next.job.post()) expect(told(post, 'warning')).toEqual([])
    expect(await netrcs()).toEqual([])
    await next.job.end()
  })
})

function pattern(place: string, owner: string): RegExp {
  const path = place.replaceAll(/[.]/g, '\\.').replace('*', '.*')
  return new RegExp(`^${path} ${owner}$`)
}
