import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CachixServer, startCachixServer } from '../helpers/cachix-server.ts'
import { repositoryRoot } from '../helpers/paths.ts'
import { type Scene, type SceneOptions, scene } from './scene.ts'

const TOKEN = 'cachix-token-that-nobody-may-see'
const CACHE = 'mint'

/** A check that refers to a source file, one that depends on it, and a default.nix of its own. */
const PROJECT = {
  'flake.nix': `{
  outputs = { self }: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value = rec {
        base = derivation { name = "base"; inherit system; builder = "/bin/sh"; args = [ "-c" "echo \${./greet.sh} > $out" ]; };
        top = derivation { name = "top"; inherit system; builder = "/bin/sh"; args = [ "-c" "echo \${base} > $out" ]; };
      };
    }) [ "x86_64-linux" "aarch64-linux" ]);
  };
}
`,
  'greet.sh': '#!/bin/sh\necho hello\n',
  'default.nix':
    'derivation { name = "own"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo own > $out" ]; }',
}
const BUILDS = '- flake-check\n- nix-build'

async function event(name: string): Promise<{ name: string; payload: unknown }> {
  const file = join(repositoryRoot, '__tests__/fixtures/events', `${name}.json`)
  return { name: name.split('-')[0] ?? name, payload: JSON.parse(await readFile(file, 'utf8')) }
}

/** A machine whose checkout is the commit of the event. */
async function run(name: string, options: SceneOptions = {}): Promise<Scene> {
  const job = { event: await event(name), repository: 'lantern/mint', ...options.job }
  const stage = await scene({ project: PROJECT, ...options, job })
  return stage.nextJob({ GITHUB_SHA: (await stage.sh('git rev-parse HEAD')).trim() })
}

describe('a run of the upstream fills the cache, and everybody reads it', () => {
  let server: CachixServer
  beforeAll(async () => {
    server = await startCachixServer({ caches: [{ name: CACHE, tokens: { [TOKEN]: 'Write' } }] })
  })
  afterAll(() => server.close())
  let stage: Scene
  afterEach(() => stage.stop())
  const inputs = () => ({
    'cachix-host': server.url,
    'cachix-name': CACHE,
    'nix-conf': 'substituters =',
  })

  it('pushes what it built with its sources, whole', async () => {
    stage = await run('push')
    const used = await stage.use(BUILDS, { ...inputs(), 'cachix-auth-token': TOKEN })
    expect(used.outputs).toMatchObject({ result: 'success', trusted: 'true', push: 'pushed' })
    const names = server.entries(CACHE).map(({ storePath }) => storePath.slice(44))
    expect(names.sort()).toEqual(expect.arrayContaining(['base', 'own', 'top']))
    expect(names.some(name => /greet\.sh$|source$/.test(name))).toBe(true)
    expect(server.entries(CACHE).every(({ served }) => served)).toBe(true)
    const paths = (await readFile(used.outputs['pushed-paths'] ?? '', 'utf8')).trim().split('\n')
    expect(paths).toHaveLength(names.length)
    expect(used.log.join("\n")).not.toContain(TOKEN)
    await stage.job.post()
  })

  it('is read by a fork without a token: nothing is built, nothing pushed, no warning', async () => {
    stage = await run('pull_request-fork', { job: { repository: 'lantern/mint' } })
    const puts = server.requests.filter(({ method }) => method === 'PUT').length
    const used = await stage.use(`${BUILDS}\n- build: .#checks.x86_64-linux.top`, inputs())
    expect(used.outputs).toMatchObject({ result: 'success', trusted: 'false', push: 'skipped' })
    expect(used.raw).not.toContain("building '/nix/store")
    expect(used.annotations.filter(({ kind }) => kind === 'warning')).toEqual([])
    expect(server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(puts)
    await stage.job.post()
  })
})
