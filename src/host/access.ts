import { access } from 'node:fs/promises'
import { ActionError } from '../lib/errors.ts'
import { toOneLine } from '../lib/text.ts'

/** What keeps this process from using a path: nothing, or that it is not there, or that it may not. */
export type Access = 'ready' | 'missing' | 'closed'

/** Asks for a path in a way (`fs.constants`); a folder on the way that is closed makes it closed too. */
export async function accessOf(path: string, mode: number): Promise<Access> {
  return access(path, mode).then(
    () => 'ready',
    ({ code }: NodeJS.ErrnoException) =>
      code === 'EACCES' || code === 'EPERM' ? 'closed' : 'missing',
  )
}

/** What is said of a path that is there and that this user may not use. */
export function closedText(path: string): string {
  return `The user of this job (uid ${process.getuid?.()}) may not read ${toOneLine(path, 500)}: permission denied.`
}

/** What to do about it. */
export const CLOSED_HINT =
  'Look at the owner and mode of it and of the folders above it; a step before may have made it in a container or with sudo.'

/** @throws Failure where a path that is there cannot be used in a way (`fs.constants`) */
export async function refuseClosed(path: string, mode: number, who = ''): Promise<void> {
  if ((await accessOf(path, mode)) === 'closed')
    throw new ActionError(`${who === '' ? '' : `${who}: `}${closedText(path)}`, CLOSED_HINT)
}

/** Whether this process may use a path in a way (`fs.constants`). */
export async function isAccessible(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}
