import { existsSync, lstatSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { ActionError } from '../lib/errors.ts'
import type { StartedDaemon } from '../model/process.ts'

/** The folders of one use of the action below RUNNER_TEMP. */
export interface Folders {
  /** What stays for later steps: the report. */
  readonly shared: string
  /** What post removes: settings, credentials, GC roots. */
  readonly private: string
}

/** What main started and post has to stop. */
export interface StartedServices {
  readonly daemon?: StartedDaemon | undefined
  readonly service?: boolean
  /** Where post pushes: what was built after this moment, in seconds since 1970. */
  readonly mainEnded?: number | undefined
}

/** How the folder of a use begins, and the one in it that post removes. */
export const RUN_DIR_PREFIX = 'nix-ci-'
export const PRIVATE_DIR = 'private'

/**
 * Makes the folders, for their owner only.
 * @throws Failure without RUNNER_TEMP
 */
export async function makeFolders(temp: string | undefined): Promise<Folders> {
  if (!temp || !existsSync(temp)) {
    throw new ActionError(
      `RUNNER_TEMP ${temp ? `(${temp}) does not exist` : 'is not set'}.`,
      'The action has to be run by a GitHub Actions runner, which sets it.',
    )
  }
  const shared = await mkdtemp(join(temp, RUN_DIR_PREFIX))
  const own = join(shared, PRIVATE_DIR)
  await mkdir(own, { mode: 0o700 })
  return { shared, private: own }
}

/**
 * The folders that the state names, if they are ones that main made: steps between main and post may have tampered
 * with what the state says, and post removes the folder.
 */
export function checkedFolders(shared: string, temp: string | undefined): Folders | undefined {
  if (!temp || dirname(shared) !== temp || !shared.startsWith(join(temp, RUN_DIR_PREFIX)))
    return undefined
  const own = join(shared, PRIVATE_DIR)
  const isOurs = [shared, own].every(folder => {
    const stat = lstatSync(folder, { throwIfNoEntry: false })
    return stat?.isDirectory() && stat.uid === userInfo().uid
  })
  return isOurs ? { shared, private: own } : undefined
}

export async function saveStarted(
  folders: Folders,
  { daemon, service, mainEnded }: StartedServices,
): Promise<void> {
  const text = JSON.stringify({ daemon, service, mainEnded })
  await writeFile(join(folders.private, 'started.json'), text)
}

/** What main started; nothing where it did not get so far, or where the file is not one of ours. */
export async function readStarted(folders: Folders): Promise<StartedServices> {
  const text = await readFile(join(folders.private, 'started.json'), 'utf8').catch(() => '{}')
  try {
    const { daemon, service, mainEnded } = JSON.parse(text) as StartedServices
    const isDaemon = typeof daemon?.pid === 'number' && typeof daemon.birth === 'string'
    return {
      ...(isDaemon ? { daemon } : {}),
      service: service === true,
      ...(typeof mainEnded === 'number' ? { mainEnded } : {}),
    }
  } catch {
    return {}
  }
}

export async function removePrivate(folders: Folders): Promise<void> {
  await rm(folders.private, { recursive: true, force: true })
}
