import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ensureAct } from '../helpers/act.ts'
import { ensureReleases } from '../helpers/pack/releases.ts'
import { repositoryRoot } from '../helpers/paths.ts'
import { ActRuns, copyAction, type Workflow } from './support/act-runs.ts'

const CANARY = '__tests__/projects-that-fail/two-of-four'

describe("this repository's own workflow under act", () => {
  const runs = new ActRuns()
  let folder: string
  beforeAll(async () => {
    await ensureAct()
    folder = await mkdtemp(join(tmpdir(), 'canary-'))
    await copyAction(folder)
    await cp(join(repositoryRoot, CANARY), join(folder, CANARY), { recursive: true })
  })
  afterAll(async () => {
    await runs.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('has a canary that is red for the reasons that the gate knows, and the gate is green', async () => {
    const text = await readFile(join(repositoryRoot, '.github/workflows/ci.yml'), 'utf8')
    const { jobs, ...more } = parse(text) as Workflow
    const green = { 'runs-on': 'ubuntu-24.04', steps: [{ run: 'true' }] }
    const workflow = { ...more, jobs: { ...jobs, test: green, use: green } }
    const inputs = { 'nix-release-url': `file://${(await ensureReleases()).base}` }
    const run = await runs.run({ workflow, project: folder, inputs })
    const results = run.jobs.map(({ id, result }) => [id, result])
    expect(Object.fromEntries(results), run.raw).toEqual({
      ...{ test: 'success', use: 'success', canary: 'failure', gate: 'success' },
    })
    const canary = run.jobs.find(({ id }) => id === 'canary')
    const errors = canary?.annotations.filter(({ kind }) => kind === 'error')
    expect(errors?.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^checks\.x86_64-linux\.links: failed/),
      expect.stringMatching(/^checks\.x86_64-linux\.sums: failed/),
      'run: exit 3: failure',
    ])
  })
})
