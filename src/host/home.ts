import { userInfo } from 'node:os'
import type { Environment } from '../model/context.ts'

/** HOME, or where the system says that the user is at home, as Nix goes by it. */
export function homeOf(env: Environment): string {
  if (env.HOME) return env.HOME
  try {
    return userInfo().homedir
  } catch {
    // A container may run as a user that it has no name for.
    return '/'
  }
}
