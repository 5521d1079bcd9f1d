import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallResult } from '../../../../src/nix/call.ts'
import { NixLog } from '../../../../src/nix/log/log.ts'
import { BuildQueue } from '../../../../src/steps/flake/workers/build-queue.ts'

const DEAD = 'https://dead.example'
const OTHER = 'https://other.example'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queue-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A check whose output is nowhere. */
async function check(name: string) {
  const derivation = join(folder, `${name}.drv`)
  const output = `/nix/store/${'0'.repeat(32)}-${name}`
  await writeFile(derivation, `Derive([("out","${output}","","")],[],[],"x","/bin/sh",[],[])`)
  return { system: 'x86_64-linux', name, derivation }
}

it('builds without a cache that a call which still runs could not reach', async () => {
  const calls: { args: readonly string[]; end: () => void }[] = []
  const queue = new BuildQueue({
    settings: { maxJobs: 2, caches: [DEAD, OTHER] },
    slots: { reserved: 0 },
    stats: { add: async () => ({ built: 0, fetched: 0, fetchedBytes: 0 }) },
    build: (_, args) =>
      new Promise<CallResult>(resolve => {
        const log = new NixLog(() => {})
        log.finish()
        const exit = { code: 0, signal: null, timedOut: false, cancelled: false, stdout: '', log }
        calls.push({ args, end: () => resolve(exit) })
      }),
  })
  queue.add(await check('one'))
  await expect.poll(() => calls.length).toBe(1)
  queue.cacheFailed({ url: DEAD, fault: 'down' })
  queue.add(await check('two'))
  await expect.poll(() => calls.length).toBe(2)
  for (const { end } of calls) end()
  expect(await queue.end()).toHaveLength(2)
  expect(calls.map(({ args }) => args)).toEqual([
    ['--max-jobs', '1'],
    ['--max-jobs', '1', '--option', 'substituters', OTHER],
  ])
})
