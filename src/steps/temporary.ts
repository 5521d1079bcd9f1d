import type { Rim } from '../rim.ts'
import { runsProjectCode, type Step } from './step.ts'

/**
 * The path of a socket has at most 107 characters, 103 on macOS (sun_path, unix(7)). nix-shell adds up to 30 to TMPDIR,
 * and tests have folders and names of their own. macOS's usual TMPDIR has 49.
 */
const LONGEST = 40
const SHORT = '/tmp'

/** A short TMPDIR for commands where the job's is too long for sockets; builds keep the job's. */
export function shortTemporary({
  TMPDIR = '',
}: Readonly<Record<string, string>>): Record<string, string> {
  return TMPDIR.length > LONGEST ? { TMPDIR: SHORT } : {}
}

/** Tells where commands do not get the TMPDIR that somebody has set. */
export function tellOfTemporary(steps: readonly Step[], { env, say }: Rim): void {
  const { TMPDIR = '' } = env
  const isSystems = TMPDIR.startsWith('/var/folders/')
  if (TMPDIR.length <= LONGEST || isSystems || !steps.some(runsProjectCode)) return
  say.notice(
    `TMPDIR (${TMPDIR}) has ${TMPDIR.length} characters, with which the paths of sockets become too long: commands of steps get ${SHORT}. A step that needs the long one has it in its env.`,
    'TMPDIR',
  )
}
