import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CachixServer } from '../helpers/cachix-server.ts'
import {
  CACHE,
  cacheInputs,
  eventScene,
  keyPair,
  nameOf,
  pushedNames,
  served,
  startCache,
  TOKEN,
  told,
  uploads,
} from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import type { Scene } from './support/scene.ts'

const ref = (name: string) => `$${`{${name}}`}`
/** Waits some seconds: nothing is ever typed at the terminal that Nix gives a builder. */
const wait = (seconds: number) => `read -t ${seconds} x <&2`

const PROJECT = {
  'by-hand.nix': `{
  plain = ${derivation('plain', `echo ${ref('./source.txt')} > $out`)};
  leans-on-it = ${derivation('leans-on-it', `echo ${ref('./payload.txt')} > $out`)};
}`,
  'payload.txt': 'added by hand\n',
  'source.txt': 'a source\n',
  'stray.txt': 'nobody refers to it\n',
  'filter.nix': `rec {
  open = ${derivation('open', 'echo open > $out')};
  secret = ${derivation('secret', 'echo secret > $out')};
  leans-on-it = ${derivation('leans-on-a-secret-too', `echo ${ref('secret')} > $out`)};
}`,
  'slow.nix': `rec {
  fast = ${derivation('fast', 'echo fast > $out')};
  slow = ${derivation('slow', `echo ${ref('fast')} > $out; until [ -e /signal/go ]; do ${wait(1)}; done; echo slow-has-$((40 + 2))`)};
}`,
  'bad.nix': `rec {
  good = ${derivation('good', 'echo good > $out')};
  bad = ${derivation('bad', `echo ${ref('good')}; exit 3`)};
}`,
  'late.nix': `rec {
  early = ${derivation('early', 'echo early > $out')};
  late = ${derivation('late', `echo ${ref('early')}; ${wait(60)}`)};
}`,
  'order.nix': `{ name }: ${derivation(ref('name'), 'echo $name > $out')}`,
}

describe('what a trusted run pushes', () => {
  let machine: Scene
  let stage: Scene
  let server: CachixServer
  beforeAll(async () => {
    const nixConf = 'substituters =\nextra-sandbox-paths = /signal=/tmp/signal'
    machine = await eventScene('push', {
      project: PROJECT,
      inputs: { 'nix-path': '', 'nix-conf': nixConf },
    })
    await machine.sh('mkdir /tmp/signal')
    await machine.use('none')
    await machine.job.post()
  })
  afterAll(() => machine?.stop())
  beforeEach(async () => {
    server = await startCache()
    stage = machine.nextJob()
  })
  afterEach(async () => {
    const posts = await stage.job.post()
    await server.close()
    expect(posts.flatMap(({ annotations }) => annotations)).toEqual([])
  })

  it('no derivation, and nothing that was added by hand before; a notice names what leans on it', async () => {
    await stage.use('none')
    const adds = 'nix-store --add payload.txt\nnix-store --add stray.txt\nsleep 1.1'
    expect((await stage.job.run(adds)).conclusion).toBe('success')
    const used = await stage.use('- nix-build: by-hand.nix', cacheInputs(server))
    expect(used.outputs).toMatchObject({ result: 'success', push: 'pushed' })
    expect(served(server)).toEqual(['plain', 'source.txt'])
    expect(await pushedNames(used)).toEqual(served(server))
    expect(server.entries(CACHE).every(it => it.served)).toBe(true)
    const notice = told(used, 'notice').find(text => text.startsWith('Push:'))
    expect(notice).toMatch(/-leans-on-it: .*-payload\.txt was neither built by this job nor signed/)
    expect(notice).not.toContain('plain')
  })

  it('nothing that push-filter fits, nor what refers to it; a notice says so', async () => {
    const inputs = cacheInputs(server, { 'push-filter': '-secret$' })
    const used = await stage.use('- nix-build: filter.nix', inputs)
    expect(used.outputs).toMatchObject({ result: 'success', push: 'pushed' })
    expect(served(server)).toEqual(['open'])
    expect(server.entries(CACHE).map(({ storePath }) => nameOf(storePath))).toEqual(['open'])
    const notice = told(used, 'notice').find(text => text.startsWith('Push:'))
    expect(notice).toMatch(/[0-9a-z]{32}-secret: it is excluded by push-filter$/m)
    expect(notice).toMatch(/-leans-on-a-secret-too: \S+-secret is excluded by push-filter$/m)
  })

  it('what is built while the next build still runs', async () => {
    const running = stage.use('- nix-build: slow.nix', cacheInputs(server))
    await vi.waitFor(() => expect(served(server)).toEqual(['fast']), 100_000)
    await stage.sh('touch /tmp/signal/go')
    const used = await running
    expect(used.raw).toContain('slow-has-42')
    expect(used.outputs).toMatchObject({ result: 'success', push: 'pushed' })
    expect(served(server)).toEqual(['fast', 'slow'])
  })

  it.each([
    ['a build that fails', 'nix-build: bad.nix', 'failure', ['good']],
    ['a step that runs out of time', 'nix-build: late.nix\n  timeout: 10s', 'timeout', ['early']],
  ])('after %s: what was built before', async (_, step, status, names) => {
    const used = await stage.use(`- ${step}`, cacheInputs(server))
    expect(used).toMatchObject({ conclusion: 'failure', outputs: { push: 'pushed' } })
    expect(used.report?.steps.map(it => it.status)).toEqual([status])
    expect(served(server)).toEqual(names)
    expect(told(used, 'warning')).toEqual([])
  })

  it('only what stands before the first command; the notice names the order', async () => {
    const build = (name: string) => `- nix-build: order.nix --argstr name ${name}\n  name: ${name}`
    const steps = `${build('before')}\n- run: "true"\n  name: test\n${build('after')}`
    const used = await stage.use(steps, cacheInputs(server))
    expect(used.outputs).toMatchObject({ result: 'success', push: 'pushed' })
    expect(served(server)).toEqual(['before'])
    expect(told(used, 'notice')).toContainEqual(
      expect.stringMatching(
        /^Step order: Builds after test are not pushed.*: after\. Move them before/,
      ),
    )
  })

  it('for a second use in the job too', async () => {
    const build = (name: string) => `- nix-build: order.nix --argstr name ${name}\n- run: "true"`
    await stage.use(build('in-first'), cacheInputs(server))
    expect(served(server)).toEqual(['in-first'])
    const second = await stage.use(build('in-second'), cacheInputs(server))
    expect(second.outputs).toMatchObject({ 'nix-install': 'found', push: 'pushed' })
    expect(await pushedNames(second)).toEqual(['in-second'])
    expect(served(server)).toEqual(['in-first', 'in-second'])
    expect(told(second, 'warning')).toEqual([])
  })

  it.each([
    ['a signing key alone', ''],
    ['a token beside it', TOKEN],
  ])('nothing that is signed with a key of another cache, with %s', async (_, token) => {
    const own = keyPair('signed.cachix.org-1')
    const wrong = keyPair('other-1')
    const [name, tokens] = ['signed', { [TOKEN]: 'Write' as const }]
    await server.close()
    server = await startCache([{ name, tokens, publicKeys: [own.publicKey] }])
    const inputs = {
      ...cacheInputs(server, { 'cachix-auth-token': token, 'cachix-name': name }),
      'cachix-signing-key': `other-1:${wrong.signingKey}`,
    }
    const used = await stage.use('- nix-build: order.nix --argstr name signed', inputs)
    const reason = `The cachix-signing-key is not a key of signed, so nothing is pushed: its public key is ${wrong.publicKey}, but the cache has ${own.publicKey}.`
    expect(used.outputs).toMatchObject({
      result: 'success',
      push: 'skipped',
      'push-reason': reason,
    })
    expect(told(used, 'warning')).toEqual([expect.stringContaining(`Push: ${reason}`)])
    expect(uploads(server)).toEqual([])
    const everything = used.raw.replaceAll(/^::add-mask::.*$/gm, '') + used.summary
    expect(everything).not.toContain(wrong.signingKey)
  })

  it('and require-push fails the job exactly where that fails', async () => {
    const build = (name: string) => `- nix-build: order.nix --argstr name ${name}`
    const inputs = cacheInputs(server, { 'require-push': 'true' })
    const good = await stage.use(build('required'), inputs)
    expect(good).toMatchObject({ conclusion: 'success', outputs: { push: 'pushed' } })
    const nothing = await stage.use(build('required'), inputs)
    expect(nothing.outputs).toMatchObject({ result: 'success', push: 'nothing-to-push' })
    const never = await stage.use(build('required'), { ...inputs, push: 'never' })
    expect(never.outputs).toMatchObject({ result: 'success', push: 'skipped' })

    server.faults.push({ status: 403, body: '{"message":"no more"}', path: /multipart-nar/ })
    const bad = await stage.use(build('refused'), inputs)
    expect(bad.outputs).toMatchObject({ result: 'failure', push: 'failed', 'failed-step': '' })
    expect(bad.conclusion).toBe('failure')
    expect(told(bad, 'error')).toEqual([expect.stringMatching(/require-push: .*403: no more/)])
    expect(served(server)).toEqual(['required'])
    expect(uploads(server).filter(({ path }) => path.endsWith('/complete'))).toEqual([])
  })
})
