import { existsSync, lstatSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { ActionError } from '../lib/errors.ts'
import type { StartedDaemon } from '../model/process.ts'

/** The folders of one use of the action, below RUNNER_TEMP. */
export interface Folders {
  /** The report, for later steps. */
  readonly shared: string
  /** Settings, credentials and GC roots, which post removes. */
  readonly private: string
}

/** Services that main started and post has to stop. */
export interface StartedServices {
  readonly daemon?: StartedDaemon | undefined
  readonly service?: boolean | undefined
  /** If post pushes: it pushes what was built after this time, in seconds since 1970. */
  readonly mainEndedAt?: number | undefined
}

/** The prefix of the shared folder, and the name of the private one in it. */
export const RUN_DIR_PREFIX = 'nix-ci-'
export const PRIVATE_DIR = 'private'

/**
 * Creates the folders, accessible to their owner only.
 * @throws ActionError without RUNNER_TEMP
 */
export async function createFolders(temp: string | undefined): Promise<Folders> {
  if (!temp || !existsSync(temp)) {
    throw new ActionError(
      `RUNNER_TEMP ${temp ? `(${temp}) does not exist` : 'is not set'}.`,
      'This action must run on a GitHub Actions runner, which sets RUNNER_TEMP.',
    )
  }
  const shared = await mkdtemp(join(temp, RUN_DIR_PREFIX))
  const folders = { shared, private: join(shared, PRIVATE_DIR) }
  await mkdir(folders.private, { mode: 0o700 })
  return folders
}

/**
 * The folders in the saved state, if main created them: steps between main and post may have changed the state, and post
 * removes the private folder.
 */
export function checkedFolders(shared: string, temp: string | undefined): Folders | undefined {
  if (!temp || dirname(shared) !== temp || !shared.startsWith(join(temp, RUN_DIR_PREFIX)))
    return undefined
  const folders = { shared, private: join(shared, PRIVATE_DIR) }
  const isOurs = Object.values(folders).every(folder => {
    const stat = lstatSync(folder, { throwIfNoEntry: false })
    return stat?.isDirectory() && stat.uid === userInfo().uid
  })
  return isOurs ? folders : undefined
}

export async function saveStarted(
  folders: Folders,
  { daemon, service, mainEndedAt }: StartedServices,
): Promise<void> {
  const text = JSON.stringify({ daemon, service, mainEndedAt })
  await writeFile(join(folders.private, 'started.json'), text)
}

/** Reads what main started; nothing if the file is missing or invalid. */
export async function readStarted(folders: Folders): Promise<StartedServices> {
  return parseStarted(
    await readFile(join(folders.private, 'started.json'), 'utf8').catch(() => '{}'),
  )
}

/** What was started, as JSON; nothing if it is invalid. Pure. */
export function parseStarted(text: string): StartedServices {
  try {
    const { daemon, service, mainEndedAt } = JSON.parse(text) as StartedServices
    const isDaemon = typeof daemon?.pid === 'number' && typeof daemon.birth === 'string'
    return {
      daemon: isDaemon ? daemon : undefined,
      service: service === true,
      mainEndedAt: typeof mainEndedAt === 'number' ? mainEndedAt : undefined,
    }
  } catch {
    return {}
  }
}

export async function removePrivate(folders: Folders): Promise<void> {
  await rm(folders.private, { recursive: true, force: true })
}
