import { lstatSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { ActionError } from '../lib/errors.ts'
import { toOneLine } from '../lib/text.ts'

/** Whether this process can use a path: `closed` if it, or a directory above it, denies permission. */
export type Access = 'ready' | 'missing' | 'closed'

/** @param mode how to use the path (`fs.constants`) */
export async function accessOf(path: string, mode: number): Promise<Access> {
  return access(path, mode).then(
    () => 'ready',
    ({ code }: NodeJS.ErrnoException) =>
      code === 'EACCES' || code === 'EPERM' ? 'closed' : 'missing',
  )
}

export function closedText(path: string): string {
  return `Permission denied: the user of this job (uid ${process.getuid?.()}) cannot read ${toOneLine(path, 500)}.`
}

export const CLOSED_HINT =
  'Check the owner and mode of the path and of the directories above it; an earlier step may have created it in a container or with sudo.'

/** @throws ActionError if an existing path is not accessible in that mode */
export async function refuseClosed(path: string, mode: number, who = ''): Promise<void> {
  if ((await accessOf(path, mode)) === 'closed')
    throw new ActionError(`${who === '' ? '' : `${who}: `}${closedText(path)}`, CLOSED_HINT)
}

/** @param mode how to use the path (`fs.constants`) */
export async function isAccessible(path: string, mode: number): Promise<boolean> {
  return (await accessOf(path, mode)) === 'ready'
}

/** Whether there is something at a path, also a link to nowhere, which an output of a derivation may be. */
export function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
