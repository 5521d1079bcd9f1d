import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { readPayload } from '../../src/trust/event.ts'
import { Ground } from './repositories.ts'

const ground = new Ground()
afterEach(() => ground.remove())

it('is the file of the event, or nothing', async () => {
  const file = join(ground.folder('.'), 'event.json')
  writeFileSync(file, '{"ref":"refs/heads/main"}')
  expect(await readPayload({ GITHUB_EVENT_PATH: file })).toEqual({ ref: 'refs/heads/main' })
  writeFileSync(file, '{"ref":')
  expect(await readPayload({ GITHUB_EVENT_PATH: file })).toBeUndefined()
  expect(await readPayload({ GITHUB_EVENT_PATH: ground.root })).toBeUndefined()
  expect(await readPayload({})).toBeUndefined()
})
