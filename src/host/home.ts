import { userInfo } from 'node:os'
import type { Environment } from '../model/context.ts'

/** HOME, or the user's home directory in the system's database, as in Nix. */
export function homeOf(env: Environment): string {
  if (env.HOME) return env.HOME
  try {
    return userInfo().homedir
  } catch {
    // A container may run as a user without an entry in /etc/passwd.
    return '/'
  }
}
