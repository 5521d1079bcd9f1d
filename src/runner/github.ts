import { context } from '@actions/github'
import type { Environment } from '../model/context.ts'
import { withEnvironment } from './with-environment.ts'

/** The event of a run with its payload, the commit and the repository. */
export type GitHubContext = typeof context

/**
 * Reads the context from an environment.
 * @throws Error if the event file cannot be read or is not JSON
 */
export function contextOf(env: Environment): GitHubContext {
  const Context = context.constructor as new () => GitHubContext
  return withEnvironment(env, () => new Context())
}
