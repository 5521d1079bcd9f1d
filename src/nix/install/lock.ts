import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { ActionError } from '../../lib/errors.ts'
import type { ActionContext } from '../../model/context.ts'

/**
 * Locks a directory that every machine has and no job can replace; writes nothing. flock's command exits when our end of
 * its input closes, however we exit, and the kernel then releases the lock.
 */
const LOCK = ['flock', '-x', '/', '/bin/sh', '-c', 'echo locked; exec cat'] as const
/** Far more than an install takes, even over a slow network. */
const LOCK_TIMEOUT_S = 900

/**
 * Runs the body while holding a machine-wide lock, because concurrent installs would interfere with each other. Without
 * flock (macOS), runs it unlocked.
 * @param timeout seconds
 * @throws ActionError if another job holds the lock for too long
 */
export async function withInstallLock<T>(
  { env, cancel, logger }: Pick<ActionContext, 'env' | 'cancel' | 'logger'>,
  body: () => Promise<T>,
  timeout = LOCK_TIMEOUT_S,
): Promise<T> {
  cancel.throwIfAborted()
  const [program, ...args] = LOCK
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdin.on('error', () => {})
  const notice = setTimeout(
    () => logger.info('Waiting for another job that is installing Nix.'),
    1000,
  )
  const stop = () => child.kill('SIGKILL')
  cancel.addEventListener('abort', stop)
  try {
    const state = await locked(child, timeout)
    clearTimeout(notice)
    cancel.throwIfAborted()
    if (state === 'late') {
      throw new ActionError(
        `Another job has been installing Nix on this machine for ${timeout} s.`,
        'Check that job. If there is none, stop the process that holds the lock (lsof /).',
      )
    }
    if (state === 'none')
      logger.debug('flock is not available: concurrent installs are not serialized.')
    return await body()
  } finally {
    clearTimeout(notice)
    cancel.removeEventListener('abort', stop)
    child.stdin.end()
    child.stdout.destroy()
    child.kill('SIGKILL')
  }
}

function locked(
  child: ChildProcessByStdio<Writable, Readable, null>,
  timeout: number,
): Promise<'locked' | 'late' | 'none'> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, timeout * 1000, 'late')
    const end = (state: 'locked' | 'none') => {
      clearTimeout(timer)
      resolve(state)
    }
    child.stdout.once('data', () => end('locked'))
    child.once('error', () => end('none'))
    child.once('close', () => end('none'))
  })
}
