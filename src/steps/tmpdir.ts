import { runsProjectCode, type Step } from '../model/step.ts'
import { isInMemory } from '../nix/install/facts.ts'
import type { StepContext } from './step-run.ts'

/**
 * The path of a Unix socket has at most 107 characters, 103 on macOS (sun_path, unix(7)). nix-shell appends up to 30 to
 * TMPDIR, and tests add their own directories and names. The default TMPDIR of macOS has 49.
 */
const MAX_TMPDIR_LENGTH = 40
const SHORT_TMPDIR = '/tmp'

type Environment = Readonly<Record<string, string>>

/**
 * A TMPDIR that replaces the job's for commands, if any; builds keep the job's. Replaces one that is too long for
 * sockets, and avoids a /tmp in memory, which competes with the tests for memory and may have a quota.
 * @param isInMemory whether /tmp is a tmpfs
 */
export function tmpdirFor(
  { TMPDIR = '', RUNNER_TEMP = '' }: Environment,
  isInMemory: boolean,
): Record<string, string> {
  const roomy = isInMemory && RUNNER_TEMP !== '' && RUNNER_TEMP.length <= MAX_TMPDIR_LENGTH
  if (TMPDIR.length > MAX_TMPDIR_LENGTH) return { TMPDIR: roomy ? RUNNER_TEMP : SHORT_TMPDIR }
  return TMPDIR === '' && roomy ? { TMPDIR: RUNNER_TEMP } : {}
}

/** The same for this machine. */
export async function commandTmpdir(env: Environment): Promise<Record<string, string>> {
  return tmpdirFor(env, await isInMemory(SHORT_TMPDIR))
}

/** Reports that commands get another TMPDIR than the job's. */
export function reportTmpdir(
  steps: readonly Step[],
  { ctx: { env, logger }, tmpdirEnv }: Pick<StepContext, 'ctx' | 'tmpdirEnv'>,
): void {
  const { TMPDIR = '' } = env
  if (!tmpdirEnv.TMPDIR || !steps.some(runsProjectCode)) return
  if (TMPDIR === '')
    logger.info(`/tmp is in memory, so commands use RUNNER_TEMP as TMPDIR (${tmpdirEnv.TMPDIR}).`)
  // The default of macOS.
  if (TMPDIR === '' || TMPDIR.startsWith('/var/folders/')) return
  logger.notice(
    `TMPDIR (${TMPDIR}) is too long for Unix sockets (${TMPDIR.length} characters), so commands use ${tmpdirEnv.TMPDIR}. If a step needs the long one, set it in the step's env.`,
    'TMPDIR',
  )
}
