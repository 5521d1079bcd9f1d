import { constants } from 'node:fs'
import { isAccessible } from '../host/access.ts'
import { runsProjectCode, type Step } from '../model/step.ts'
import { isInMemory } from '../nix/install/facts.ts'
import type { StepContext } from './step-run.ts'

/**
 * The path of a Unix socket has at most 107 characters, 103 on macOS (sun_path, unix(7)). nix-shell appends up to 30 to
 * TMPDIR, and tests add their own directories and names. The default TMPDIR of macOS has 49.
 */
const MAX_TMPDIR_LENGTH = 40
const SHORT_TMPDIR = '/tmp'
/** Outlives a reboot, so it is on a disk (file-hierarchy(7)). */
const LASTING_TMPDIR = '/var/tmp'

type Environment = Readonly<Record<string, string>>

/** Which of the machine's directories have room for large files. */
export interface TemporaryDirectories {
  /** Whether /tmp is a tmpfs. */
  readonly isTmpInMemory: boolean
  /** Whether /var/tmp is writable and on a disk. */
  readonly hasVarTmp: boolean
}

/**
 * A TMPDIR that replaces the job's for commands, if any; builds keep the job's. Replaces one that is too long for
 * sockets, and avoids a /tmp in memory, which is small, competes with the tests for memory and may have a quota.
 */
export function tmpdirFor(
  { TMPDIR = '', RUNNER_TEMP = '' }: Environment,
  { isTmpInMemory, hasVarTmp }: TemporaryDirectories,
): Record<string, string> {
  const isShort = RUNNER_TEMP !== '' && RUNNER_TEMP.length <= MAX_TMPDIR_LENGTH
  const onDisk = isShort ? RUNNER_TEMP : hasVarTmp ? LASTING_TMPDIR : undefined
  const roomy = isTmpInMemory ? onDisk : undefined
  if (TMPDIR.length > MAX_TMPDIR_LENGTH) return { TMPDIR: roomy ?? SHORT_TMPDIR }
  return TMPDIR === '' && roomy ? { TMPDIR: roomy } : {}
}

/** The same for this machine. */
export async function commandTmpdir(env: Environment): Promise<Record<string, string>> {
  const isTmpInMemory = await isInMemory(SHORT_TMPDIR)
  const isWritable = await isAccessible(LASTING_TMPDIR, constants.W_OK)
  const hasVarTmp = isWritable && !(await isInMemory(LASTING_TMPDIR))
  return tmpdirFor(env, { isTmpInMemory, hasVarTmp })
}

/** Reports that commands get another TMPDIR than the job's. */
export function reportTmpdir(
  steps: readonly Step[],
  { ctx: { env, logger }, tmpdirEnv }: Pick<StepContext, 'ctx' | 'tmpdirEnv'>,
): void {
  const { TMPDIR = '' } = env
  if (!tmpdirEnv.TMPDIR || !steps.some(runsProjectCode)) return
  if (TMPDIR === '')
    logger.info(
      tmpdirEnv.TMPDIR === LASTING_TMPDIR
        ? '/tmp is in memory and RUNNER_TEMP is too long for Unix sockets, so commands use /var/tmp as TMPDIR.'
        : `/tmp is in memory, so commands use RUNNER_TEMP as TMPDIR (${tmpdirEnv.TMPDIR}).`,
    )
  // The default of macOS.
  if (TMPDIR === '' || TMPDIR.startsWith('/var/folders/')) return
  logger.notice(
    `TMPDIR (${TMPDIR}) is too long for Unix sockets (${TMPDIR.length} characters), so commands use ${tmpdirEnv.TMPDIR}. If a step needs the long one, set it in the step's env.`,
    'TMPDIR',
  )
}
