import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MatrixRow } from '../../src/model/matrix.ts'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { flakeOf, servers } from './support/recipe-projects.ts'
import { type Scene, scene } from './support/scene.ts'
import { exampleOf, projectOn, WorkflowRun } from './support/workflow.ts'

const PAGE = 'migrating.md'

describe("from actions that use GitHub's cache", () => {
  let service: ActionsCacheServer
  const machines: Scene[] = []
  beforeAll(async () => {
    service = await startActionsCacheServer()
  })
  afterAll(async () => {
    for (const machine of machines) await machine.stop()
    await service?.close()
  })

  /** A machine without Nix; the same project is the same commit. */
  async function newMachine(project: Record<string, string>): Promise<Scene> {
    const bare = await scene({ project: {}, inputs: { 'nix-path': '', 'store-cache': '' } })
    machines.push(bare)
    return await projectOn(bare, 'cached', project)
  }
  const cached = (heading: string) =>
    new WorkflowRun(exampleOf(PAGE, heading), { env: service.env() })

  it('magic-nix-cache-action and cache-nix-action: the second job builds nothing', async () => {
    const project = { 'flake.nix': servers('magic') }
    const first = await cached('magic-nix-cache-action').job('test', await newMachine(project))
    expect(first.result, first.used[0]?.raw).toBe('success')
    expect(first.used[0]?.outputs['store-cache']).toBe('miss')
    const second = await cached('magic-nix-cache-action').job('test', await newMachine(project))
    expect(second.used[0]?.outputs['store-cache']).toBe('hit')
    expect(second.used[0]?.report?.store.built).toBe(0)
    const stage = await newMachine(project)
    const other = await cached('cache-nix-action').job('test', stage)
    expect(other.result, other.used[0]?.raw).toBe('success')
    expect(other.commands[0]?.log).toEqual([
      expect.stringMatching(/^GitHub's cache had (miss|hit|partial)$/),
    ])
  })

  it('hestia: the plan makes a row a check, and its jobs build without evaluating', async () => {
    const project = {
      'flake.nix': flakeOf(`checks.\${system} = {
        lint = make "hestia-lint" "echo > $out";
        unit = make "hestia-unit" "echo > $out";
      };`),
    }
    const jobs = cached('hestia')
    const plan = await jobs.job('eval', await newMachine(project))
    expect(plan.result, plan.used[0]?.raw).toBe('success')
    const rows = jobs.rows('build') as unknown as MatrixRow[]
    expect(rows.map(({ name }) => name).sort()).toEqual([
      expect.stringContaining('lint'),
      expect.stringContaining('unit'),
    ])
    const stage = await newMachine(project)
    const built = []
    for (const row of rows) {
      const run = await jobs.job('build', stage, { ...row })
      expect(run.result, run.used[0]?.raw).toBe('success')
      built.push(...(run.used[0]?.report?.derivations ?? []).map(({ name }) => name))
    }
    expect(built.sort()).toEqual(['hestia-lint', 'hestia-unit'])
  })
})
