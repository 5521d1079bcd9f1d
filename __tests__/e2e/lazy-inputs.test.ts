import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { eventScene, told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { HELPERS, jobWith } from './support/other-nixes.ts'
import type { Scene } from './support/scene.ts'
import { builtBy, manifestsIn } from './support/store-cache-runs.ts'

/** Of a folder with one file with one line. */
const HASH = 'sha256-m/i4zIJHKRtapNnPwNUoFromRkwfucNCdbqZ1oxSjWo='
const IDLE = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='

let cache: ActionsCacheServer
let archive: Buffer
const asked: string[] = []
const web = createServer(({ url = '' }, response) => {
  asked.push(url)
  response.end(archive)
})
const stages: Scene[] = []
beforeAll(async () => {
  cache = await startActionsCacheServer()
  archive = await packed()
  web.listen(0, '127.0.0.1')
  await once(web, 'listening')
})
afterAll(async () => {
  for (const stage of stages) await stage.stop()
  web.close()
  await cache?.close()
})

async function packed(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'flake-input-'))
  await mkdir(join(folder, 'source'))
  await writeFile(join(folder, 'source/file'), 'hello\n')
  const file = join(folder, 'input.tar.gz')
  execFileSync('tar', ['--mtime=@1', '-czf', file, '-C', folder, 'source'])
  const bytes = await readFile(file)
  await rm(folder, { recursive: true })
  return bytes
}

/** Its check takes a line of one input, and nothing of the other. */
function project(): Record<string, string> {
  const base = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
  const node = (name: string, narHash: string) => {
    const source = { type: 'tarball', url: `${base}/${name}.tar.gz` }
    return { flake: false, locked: { lastModified: 1, narHash, ...source }, original: source }
  }
  const nodes = {
    read: node('read', HASH),
    idle: node('idle', IDLE),
    root: { inputs: { read: 'read', idle: 'idle' } },
  }
  const input = (name: string) =>
    `inputs.${name} = { url = "${base}/${name}.tar.gz"; flake = false; };`
  const line = '$' + '{builtins.substring 0 5 (builtins.readFile (read + "/file"))}'
  return {
    'flake.nix': `{
  ${input('read')}
  ${input('idle')}
  outputs = { self, read, idle }: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value.uses = ${derivation('uses', `echo ${line} > $out`, 'system')};
    }) [ "x86_64-linux" "aarch64-linux" ]);
  };
}
`,
    'flake.lock': JSON.stringify({ nodes, root: 'root', version: 7 }),
  }
}

/** On a machine of its own, whose Nix leaves nothing in the store that it has only read. */
async function use() {
  const inputs = { 'store-cache': 'auto', 'nix-path': '' }
  const machine = { share: [HELPERS] }
  const stage = await eventScene('push', { project: project(), inputs, machine })
  stages.push(stage)
  await stage.use('none', { 'store-cache': 'false' })
  await stage.job.post()
  const job = await jobWith(stage, 'Nix 2.35 without sources in the store', cache.env())
  asked.length = 0
  const used = await job.use('- flake-check')
  return { ...used, stage }
}

it('inputs that a Nix from 2.35 on reads outside of the store are kept, and not fetched again', async () => {
  const cold = await use()
  expect(cold.conclusion).toBe('success')
  expect(told(cold, 'warning')).toEqual([])
  expect(builtBy(cold.log)).toEqual(['uses'])
  // What no step read is not fetched for the next job's sake.
  expect(asked).toEqual(['/read.tar.gz'])
  expect(cold.report?.caches[0]?.reason).toMatch(/2 paths saved, 2 of them new /)

  const warm = await use()
  expect(warm.conclusion).toBe('success')
  expect(told(warm, 'warning')).toEqual([])
  expect(builtBy(warm.log)).toEqual([])
  expect(warm.outputs['store-cache']).toBe('hit')
  expect(asked).toEqual([])
  expect(warm.report?.caches[0]?.reason).toMatch(/^\d of 2 paths restored /)
  expect(manifestsIn(cache)).toHaveLength(1)
})
