import { runsProjectCode, type Step } from '../model/step.ts'
import { isInMemory } from '../nix/install/facts.ts'
import type { StepContext } from './step-run.ts'

/**
 * The path of a socket has at most 107 characters, 103 on macOS (sun_path, unix(7)). nix-shell adds up to 30 to TMPDIR,
 * and tests have folders and names of their own. macOS's usual TMPDIR has 49.
 */
const LONGEST = 40
const SHORT = '/tmp'

type Environment = Readonly<Record<string, string>>

/**
 * The TMPDIR of commands where it is not the job's; builds keep that. One that is too long for sockets is replaced, and
 * /tmp is not used where it is in memory: what fills it takes the memory of the tests, and a quota may end it early.
 * @param isInMemory whether /tmp is a tmpfs
 */
export function temporaryFor(
  { TMPDIR = '', RUNNER_TEMP = '' }: Environment,
  isInMemory: boolean,
): Record<string, string> {
  const roomy = isInMemory && RUNNER_TEMP !== '' && RUNNER_TEMP.length <= LONGEST
  if (TMPDIR.length > LONGEST) return { TMPDIR: roomy ? RUNNER_TEMP : SHORT }
  return TMPDIR === '' && roomy ? { TMPDIR: RUNNER_TEMP } : {}
}

/** The same, of this machine. */
export async function commandTemporary(env: Environment): Promise<Record<string, string>> {
  return temporaryFor(env, await isInMemory(SHORT))
}

/** Tells where commands do not get the TMPDIR that somebody has set, or one that nobody has. */
export function tellOfTemporary(
  steps: readonly Step[],
  { ctx: { env, logger }, temporary }: Pick<StepContext, 'ctx' | 'temporary'>,
): void {
  const { TMPDIR = '' } = env
  if (!temporary.TMPDIR || !steps.some(runsProjectCode)) return
  if (TMPDIR === '')
    logger.info(`/tmp is in memory: TMPDIR of commands is RUNNER_TEMP (${temporary.TMPDIR}).`)
  // The system's own, on macOS.
  if (TMPDIR === '' || TMPDIR.startsWith('/var/folders/')) return
  logger.notice(
    `TMPDIR (${TMPDIR}) has ${TMPDIR.length} characters, with which the paths of sockets become too long: commands of steps get ${temporary.TMPDIR}. A step that needs the long one has it in its env.`,
    'TMPDIR',
  )
}
