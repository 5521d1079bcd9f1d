import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('a path of 400 MB is packed and put together again in a fifth of that memory', () => {
  const script = fileURLToPath(new URL('memory.ts', import.meta.url))
  const text = execFileSync(process.execPath, [script, String(400 << 20)], { encoding: 'utf8' })
  const { grown, failed, packs } = JSON.parse(text)
  expect(failed).toEqual([])
  expect(packs).toBeGreaterThan(2)
  // 25 MiB were measured; 150 MiB are the bound, whatever the size.
  expect(grown).toBeLessThan(80 << 20)
}, 60_000)
