import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { ActionError } from '../../lib/errors.ts'
import type { ActionContext } from '../../model/context.ts'

/**
 * Locked is a folder that every machine has and no job can replace; nothing is written. The kernel gives the lock back
 * when flock's command ends, which it does when our end of its input is closed, however we end.
 */
const LOCK = ['flock', '-x', '/', '/bin/sh', '-c', 'echo locked; exec cat'] as const
/** Seconds: an install takes far less, also over a slow network. */
const PATIENCE = 900

/**
 * Runs the body while no other job does the same on this machine: two installs at once would be in each other's way.
 * Where there is no flock (macOS) the body runs without.
 * @throws Failure where another job holds the lock for too long
 */
export async function withInstallLock<T>(
  { env, cancel, logger }: Pick<ActionContext, 'env' | 'cancel' | 'logger'>,
  body: () => Promise<T>,
  patience = PATIENCE,
): Promise<T> {
  cancel.throwIfAborted()
  const [program, ...args] = LOCK
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdin.on('error', () => {})
  const told = setTimeout(
    () => logger.info('Another job sets up Nix on this machine; this one waits for it.'),
    1000,
  )
  const stop = () => child.kill('SIGKILL')
  cancel.addEventListener('abort', stop)
  try {
    const state = await locked(child, patience)
    clearTimeout(told)
    cancel.throwIfAborted()
    if (state === 'late') {
      throw new ActionError(
        `Another job on this machine has been setting up Nix for ${patience} s.`,
        'Look at that job; if there is none, end the process that holds the lock (lsof /).',
      )
    }
    if (state === 'none')
      logger.debug('There is no flock: jobs that install at once are not kept apart.')
    return await body()
  } finally {
    clearTimeout(told)
    cancel.removeEventListener('abort', stop)
    child.stdin.end()
    child.stdout.destroy()
    child.kill('SIGKILL')
  }
}

function locked(
  child: ChildProcessByStdio<Writable, Readable, null>,
  patience: number,
): Promise<'locked' | 'late' | 'none'> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, patience * 1000, 'late')
    const end = (state: 'locked' | 'none') => {
      clearTimeout(timer)
      resolve(state)
    }
    child.stdout.once('data', () => end('locked'))
    child.once('error', () => end('none'))
    child.once('close', () => end('none'))
  })
}
