import { expect } from 'vitest'
import type { CachixServer } from '../../helpers/cachix-server.ts'
import { startCache, TOKEN } from './cachix-runs.ts'
import { type Scene, scene } from './scene.ts'
import { exampleOf, type JobRun, projectOn, type RunOptions, WorkflowRun } from './workflow.ts'

/** The secret of every cache of the examples. */
export const SECRETS = { CACHIX_AUTH_TOKEN: TOKEN }

const CACHES = ['mycache', 'upstream-cache', 'fork-cache', 'nix-community', 'numtide', 'fedimint']

/** What steps were called and what became of them, in order. */
export function stepsOf({ used }: JobRun): (readonly [string, string])[] {
  return (used[0]?.report?.steps ?? []).map(({ name, status }) => [name, status] as const)
}

export function logOf({ used }: JobRun): string[] {
  return used[0]?.log ?? []
}

/** Runs examples of a page of `docs`, each in a folder of its own on one machine that has Nix. */
export class PageRuns {
  readonly #page: string
  readonly machine: Scene
  #projects = 0
  #server: CachixServer | undefined

  private constructor(page: string, machine: Scene) {
    this.#page = page
    this.machine = machine
  }

  static async start(page: string): Promise<PageRuns> {
    const machine = await scene({ project: {}, inputs: { 'nix-path': '' } })
    const first = await machine.use('none')
    expect(first.conclusion, first.raw).toBe('success')
    await machine.job.post()
    return new PageRuns(page, machine)
  }

  /** Cachix on loopback with every cache of the examples, empty. */
  async emptyCaches(): Promise<CachixServer> {
    await this.#server?.close()
    this.#server = await startCache(
      CACHES.map(name => ({ name, tokens: { [TOKEN]: 'Write' as const } })),
    )
    return this.#server
  }

  get server(): CachixServer {
    if (!this.#server) throw new Error('emptyCaches comes first')
    return this.#server
  }

  on(project: Record<string, string>): Promise<Scene> {
    return projectOn(this.machine, `p${++this.#projects}`, project)
  }

  /** The example below a heading, as GitHub would run it. */
  workflow(heading: string, options: RunOptions = {}): WorkflowRun {
    const inputs = { 'cachix-host': this.server.url, ...options.inputs }
    return new WorkflowRun(exampleOf(this.#page, heading), { ...options, inputs })
  }

  async stop(): Promise<void> {
    await this.#server?.close()
    await this.machine.stop()
  }
}
