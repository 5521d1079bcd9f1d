import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CachixServer } from '../helpers/cachix-server.ts'
import {
  CACHE,
  cacheInputs,
  event,
  eventScene,
  served,
  startCache,
  TOKEN,
  told,
  uploads,
} from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import type { Scene } from './support/scene.ts'

const PROJECT = { 'default.nix': `{ name }: ${derivation('$' + '{name}', 'echo $name > $out')}` }
const GITHUB_TOKEN = 'ghs_events0123456789events'
const CLOSED = 'http://127.0.0.1:9'
/** What a command that may use the credentials finds of them. */
const LOOK = `  name: look
  credentials: true`
const look = `for file in $(echo $NIX_USER_CONF_FILES | tr ':' ' '); do test -e $file && basename $file; done; ls /etc/nix`

describe('the event decides on the push', () => {
  let machine: Scene
  let server: CachixServer
  let number = 0
  beforeAll(async () => {
    const job = { token: GITHUB_TOKEN, env: { GITHUB_SERVER_URL: CLOSED } }
    machine = await eventScene('push', { project: PROJECT, inputs: { 'nix-path': '' }, job })
    await machine.use('none')
  })
  afterAll(() => machine?.stop())
  beforeEach(async () => {
    server = await startCache([{ name: 'closed', isPublic: false, tokens: { [TOKEN]: 'Write' } }])
  })
  afterEach(() => server.close())

  /** Builds something new in a job of that event. */
  async function build(name: string, inputs: Record<string, string> = {}, as?: string) {
    const stage = machine.nextJob({}, { event: await event(name, as) })
    const built = `build-${number++}`
    const steps = `- nix-build: --argstr name ${built} default.nix\n- run: ${look}\n${LOOK}`
    const used = await stage.use(steps, cacheInputs(server, inputs))
    const posts = await stage.job.post()
    expect(posts.flatMap(({ annotations }) => annotations)).toEqual([])
    expect(used.outputs.result).toBe('success')
    const files = used.groups.find(({ title }) => title === 'look')?.lines ?? []
    return { ...used, built, files }
  }

  it.each([
    ['a push to the default branch', 'push', {}],
    ['the same with push: default-branch', 'push', { push: 'default-branch' }],
    ['a push to another branch', 'push-branch', {}],
    ['a schedule', 'schedule', {}],
    ['the merge queue', 'merge_group', {}],
    ['a pull request of the same repository', 'pull_request', {}],
    ['a run of the upstream', 'push', { upstream: 'Lantern/Mint' }],
    ['a fork that has its own cache', 'push-in-fork', {}],
    ['a private repository that allows it', 'push-private', { 'allow-public-cache': 'true' }],
  ])('%s pushes', async (_, name, inputs) => {
    const used = await build(name, inputs)
    expect(used.outputs).toMatchObject({ trusted: 'true', push: 'pushed' })
    expect(told(used, 'warning')).toEqual([])
    expect(served(server)).toEqual([used.built])
    expect(used.files).toContain('tokens.conf')
  })

  it.each([
    ['a push to another branch, push: default-branch', 'push-branch', { push: 'default-branch' }],
    ['a tag, push: default-branch', 'push-tag', { push: 'default-branch' }],
    ['push: never', 'push', { push: 'never' }],
    ["Dependabot's pull request", 'pull_request-dependabot', {}],
    ["Dependabot's push", 'push-dependabot', {}],
    ["a fork's pull request", 'pull_request-fork', {}],
    ["a deleted fork's pull request", 'pull_request-deleted-fork', {}],
    ['a comment', 'issue_comment', {}],
    ['a fork of the upstream', 'push-in-fork', { upstream: 'lantern/mint' }],
  ])('%s does not, without a warning', async (_, name, inputs) => {
    const used = await build(name, inputs)
    expect(used.outputs).toMatchObject({ trusted: 'false', push: 'skipped' })
    expect(used.report?.trust).toMatchObject({ trusted: false, push: 'skipped' })
    expect(used.report?.caches).toMatchObject([{ name: CACHE, use: 'read' }])
    expect(used.log.filter(line => /nothing is pushed/.test(line)).length).toBeLessThanOrEqual(1)
    expect(used.summary).toContain(used.outputs['push-reason'])
    expect(told(used, 'warning')).toEqual([])
    expect(uploads(server)).toEqual([])
  })

  it('a private repository does not push to a public cache: one warning', async () => {
    const used = await build('push-private')
    expect(used.outputs).toMatchObject({ trusted: 'true', push: 'skipped' })
    expect(told(used, 'warning')).toEqual([
      expect.stringMatching(/^Push: .*private, but mint is public.*allow-public-cache/),
    ])
    expect(uploads(server)).toEqual([])
  })

  it('a run of the upstream without a token is warned of once', async () => {
    const used = await build('push', { 'cachix-auth-token': '' })
    expect(used.outputs).toMatchObject({ trusted: 'false', push: 'skipped' })
    expect(told(used, 'warning')).toEqual([expect.stringMatching(/^Trust: Neither cachix-auth/)])
    expect(uploads(server)).toEqual([])
  })

  it.each([
    ['pull_request_target', 'pull_request-fork', 'pull_request_target'],
    ['workflow_run', 'workflow_run-fork', 'workflow_run'],
  ])('%s of a fork gets no credential at all, and is warned of once', async (_, name, as) => {
    const used = await build(name, { 'access-tokens': 'gitlab.com=PAT:token-of-gitlab' }, as)
    expect(used.outputs).toMatchObject({ trusted: 'false', push: 'skipped' })
    expect(told(used, 'warning')).toEqual([
      expect.stringMatching(new RegExp(`^Trust: ${as} runs with this repository's secrets`)),
    ])
    expect(used.files).not.toContain('tokens.conf')
    expect(used.files).toContain('nix.conf')
    expect(used.files.filter(file => file.includes('netrc'))).toEqual([])
    expect(uploads(server)).toEqual([])
    const given = server.requests.filter(({ headers }) => headers.authorization !== undefined)
    expect(given).toEqual([])
  })

  it('the same of this repository, with its own commit, pushes', async () => {
    const used = await build('pull_request', {}, 'pull_request_target')
    expect(used.outputs).toMatchObject({ trusted: 'true', push: 'pushed' })
    expect(used.files).toContain('tokens.conf')
  })
})
