import { context } from '@actions/github'
import type { Environment } from '../model/context.ts'
import { withEnvironment } from './with-environment.ts'

/** What the runner says of a run: its event with the payload, the commit, the repository. */
export type GitHubContext = typeof context

/**
 * Reads it from an environment.
 * @throws Error if the file of the event cannot be read, or is not JSON
 */
export function contextOf(env: Environment): GitHubContext {
  const Context = context.constructor as new () => GitHubContext
  return withEnvironment(env, () => new Context())
}
