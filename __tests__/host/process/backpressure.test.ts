import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'stdout-'))
afterAll(() => rmSync(folder, { recursive: true }))

const source = (name: string) =>
  fileURLToPath(new URL(`../../../src/host/process/${name}`, import.meta.url))

/** Runs a module whose output nobody reads at first. */
async function readLate(
  text: string,
): Promise<{ bytes: number; code: number | null; peak: number }> {
  const file = join(folder, 'print.ts')
  writeFileSync(file, text)
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] })
  let bytes = 0
  let said = ''
  child.stderr.on('data', data => {
    said += data
  })
  // It has begun to print, and nobody reads on.
  await once(child.stdout, 'readable')
  await sleep(1000)
  child.stdout.on('data', data => {
    bytes += data.length
  })
  child.stdout.resume()
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  return { bytes, code, peak: Number(/peak (\d+)/.exec(said)?.[1] ?? 0) }
}

it('the last words are read before the process ends', async () => {
  const { bytes, code } = await readLate(`
import { exit } from '${source('backpressure.ts')}'
for (let i = 0; i < 8; i++) process.stdout.write('x'.repeat(1 << 20))
await exit(3, 60_000)`)
  expect({ bytes, code }).toEqual({ bytes: 8 << 20, code: 3 })
})

it('what a child prints waits in the child while nobody reads it', async () => {
  const { bytes, peak } = await readLate(`
import { exit } from '${source('backpressure.ts')}'
import { run } from '${source('spawn.ts')}'
let peak = 0
const timer = setInterval(() => { peak = Math.max(peak, process.stdout.writableLength) }, 5)
await run(['head', '-c', '100000000', '/dev/zero'], {
  cwd: '/', env: { PATH: '/usr/bin:/bin' }, stdout: { write: chunk => { process.stdout.write(chunk) } } })
clearInterval(timer)
process.stderr.write('peak ' + peak)
await exit(0, 60_000)`)
  expect(bytes).toBe(100_000_000)
  expect(peak).toBeGreaterThan(0)
  expect(peak).toBeLessThan(4 << 20)
})
