import { createHash } from 'node:crypto'
import type { Environment } from '../../model/context.ts'

/** What distinguishes the plans of one workflow beside their job. */
export const PLAN_INPUTS = ['working-directory', 'nix-version', 'systems'] as const

/**
 * Identifies a plan, for the rows of its matrix: a digest of workflow and job, and the attempt of the run.
 * @param inputs the texts of {@link PLAN_INPUTS}
 */
export function planId(env: Environment, inputs: readonly string[]): string {
  const workflow =
    /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? ''
  const parts = JSON.stringify([workflow, env.GITHUB_JOB ?? '', ...inputs])
  const digest = createHash('sha256').update(parts).digest('hex').slice(0, 24)
  return `${digest}-${env.GITHUB_RUN_ATTEMPT?.replace(/\D/g, '').slice(0, 9) || '0'}`
}
