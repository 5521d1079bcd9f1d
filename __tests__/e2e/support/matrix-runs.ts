import type { MatrixRow } from '../../../src/model/matrix.ts'
import type { ActionsCacheServer } from '../../helpers/actions-cache-server.ts'
import type { StepResult } from '../../helpers/runner.ts'
import { eventScene, SYSTEM } from './cachix-runs.ts'
import type { Scene, SceneOptions } from './scene.ts'
import { builtBy } from './store-cache-runs.ts'

/** A system that this machine only plans for. */
export const FOREIGN = SYSTEM === 'aarch64-linux' ? 'x86_64-linux' : 'aarch64-linux'
export const SYSTEMS_INPUT = `${SYSTEM} = ubuntu-latest\n${FOREIGN} = self-hosted, arm`

export interface MatrixJob extends Pick<SceneOptions, 'line' | 'account' | 'machine'> {
  readonly project: Record<string, string>
  readonly inputs?: Record<string, string>
  readonly env?: Record<string, string>
  /** Run before the step. */
  readonly before?: string
}

/** Jobs of one run, each on a fresh machine; all are stopped at the end. */
export class MatrixJobs {
  readonly #server: ActionsCacheServer
  readonly #stages: Scene[] = []

  constructor(server: ActionsCacheServer) {
    this.#server = server
  }

  async use(steps: string, options: MatrixJob) {
    const { inputs, env, before, ...more } = options
    const all = { 'store-cache': 'auto', 'nix-path': '', ...inputs }
    const stage = await eventScene('push', { ...more, inputs: all })
    this.#stages.push(stage)
    // The same commit on each machine.
    const date = '2026-11-01T00:00:00Z'
    const who = `GIT_COMMITTER_DATE=${date} git -c user.name=t -c user.email=t@localhost`
    await stage.sh(`${who} commit -q --amend --allow-empty --reset-author --date=${date} -m start`)
    if (before) await stage.sh(before)
    const sha = (await stage.sh('git rev-parse HEAD')).trim()
    const next = stage.nextJob({ ...this.#server.env(), GITHUB_SHA: sha, ...env })
    const used = await next.use(steps)
    return { ...used, built: builtBy(used.log), stage, post: () => next.job.post() }
  }

  async stop(): Promise<void> {
    for (const stage of this.#stages.splice(0)) await stage.stop()
  }
}

export function rowsOf({ outputs }: StepResult): MatrixRow[] {
  const text = outputs.matrix ?? ''
  return text === '' ? [] : (JSON.parse(text) as { include: MatrixRow[] }).include
}

/** A row as `toJSON(matrix)` writes it. */
export function shardOf(row: MatrixRow): Record<string, string> {
  return { shard: JSON.stringify(row, undefined, 2) }
}
