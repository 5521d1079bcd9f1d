import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { askRepository } from '../../host/git.ts'
import type { StepRun } from '../step-run.ts'

/** For git to list the files of a repository. */
const LIST_TIMEOUT_S = 60
/** What is read of a file at once. */
const CHUNK_BYTES = 2 ** 20
/** How long files are read without a turn for anything else. */
const MAX_BUSY_MS = 20

/** The files of a project, and their hashes. Names are relative to `top`, a character per byte. */
export interface Snapshot {
  readonly top: string
  /** Name of each tracked file -> what it is: a hash, `absent`, ... Without git: of each file. */
  readonly hashes: ReadonlyMap<string, string>
  /** Files that are neither tracked nor ignored; undefined if that is unknown. */
  readonly untracked: ReadonlySet<string> | undefined
  /** Why git did not list the files. */
  readonly noGit?: string
}

/** What changed between two snapshots. Names as in {@link Snapshot}. */
export interface ChangedFile {
  readonly name: string
  readonly change: 'changed' | 'removed' | 'created'
}

/** The state of all files of the repository around a step's directory; without one, of the workspace. */
export async function takeSnapshot(run: StepRun): Promise<Snapshot> {
  const listed = await listFiles(run)
  if (typeof listed !== 'string') {
    const { top, tracked, untracked } = listed
    return { top, hashes: await hashesOf(top, tracked), untracked }
  }
  const top = run.context.workspace
  return { top, hashes: await hashesOf(top, await walk(top)), untracked: undefined, noGit: listed }
}

/** What changed since a snapshot, in order of the names. */
export async function changesSince(run: StepRun, before: Snapshot): Promise<ChangedFile[]> {
  const { top, hashes, untracked } = before
  const listed = untracked && (await listFiles(run))
  const after = await hashesOf(top, hashes.keys())
  const now = typeof listed === 'object' ? [...listed.tracked, ...listed.untracked] : []
  return compareFiles(hashes, after, untracked, now)
}

/** @param now all files that are not ignored, after the change */
function compareFiles(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  untracked: ReadonlySet<string> = new Set(),
  now: Iterable<string> = [],
): ChangedFile[] {
  const changes: ChangedFile[] = []
  for (const [name, hash] of before) {
    const current = after.get(name) ?? ABSENT
    if (current !== hash) changes.push({ name, change: current === ABSENT ? 'removed' : 'changed' })
  }
  // A file that was added to the index is new too.
  const created = [...new Set(now)].filter(name => !before.has(name) && !untracked.has(name))
  for (const name of created) changes.push({ name, change: 'created' })
  return changes.sort((one, other) => (one.name < other.name ? -1 : 1))
}

interface Listed {
  readonly top: string
  readonly tracked: ReadonlySet<string>
  readonly untracked: ReadonlySet<string>
}

/** The files of the repository, those of submodules included, or why git does not list them. */
async function listFiles({ cwd, context }: StepRun): Promise<Listed | string> {
  const { workspace, env, ctx } = context
  const git = async (...words: string[]): Promise<{ text: string } | { trouble: string }> => {
    const answer = await askRepository(cwd, words, {
      env,
      workspace,
      emptyFolder: '/',
      cancel: ctx.cancel,
      timeout: LIST_TIMEOUT_S,
    })
    if ('trouble' in answer) return answer
    if (answer.code === 0) return { text: answer.stdout }
    return { trouble: answer.stderr.trim().split('\n')[0] ?? '' }
  }
  // Then names are plain ASCII, whatever their bytes are.
  const list = ['-c', 'core.quotePath=true', 'ls-files', '--full-name']
  const top = await git('rev-parse', '--show-toplevel')
  if ('trouble' in top) return top.trouble
  const tracked = await git(...list, '--recurse-submodules', '--', ':/')
  if ('trouble' in tracked) return tracked.trouble
  const untracked = await git(...list, '--others', '--exclude-standard', '--', ':/')
  if ('trouble' in untracked) return untracked.trouble
  return {
    top: top.text.replace(/\n$/, ''),
    tracked: new Set(quotedNames(tracked.text)),
    untracked: new Set(quotedNames(untracked.text)),
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
}

/** Reads names as git prints them, one per line, in quotes if they have unusual bytes. (core.quotePath) Pure. */
export function quotedNames(text: string): string[] {
  const lines = text.split('\n').filter(line => line !== '')
  return lines.map(line =>
    line.startsWith('"')
      ? line
          .slice(1, -1)
          .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal?: string, char = '') =>
            octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (ESCAPES[char] ?? char),
          )
      : line,
  )
}

/** All files below a folder, except those of git. */
async function walk(top: string): Promise<string[]> {
  const files: string[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const path = pathOf(top, folder)
    const options = { withFileTypes: true, encoding: 'buffer' } as const
    for (const entry of await readdir(path, options).catch(() => [])) {
      const name = entry.name.toString('latin1')
      if (name === '.git') continue
      const full = folder === '' ? name : `${folder}/${name}`
      if (entry.isDirectory()) folders.push(full)
      else files.push(full)
    }
  }
  return files
}

async function hashesOf(top: string, names: Iterable<string>): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  const pause = pauser()
  for (const name of names) {
    hashes.set(name, await hashOf(pathOf(top, name), buffer, pause))
    await pause()
  }
  return hashes
}

/** Files are read synchronously, which is ten times as fast for small ones; so others get a turn now and then. */
function pauser(): () => Promise<void> | undefined {
  let last = performance.now()
  return () => {
    if (performance.now() - last < MAX_BUSY_MS) return undefined
    return turn().then(() => {
      last = performance.now()
    })
  }
}

function pathOf(top: string, name: string): Buffer {
  return name === ''
    ? Buffer.from(top)
    : Buffer.concat([Buffer.from(`${top}/`), Buffer.from(name, 'latin1')])
}

const ABSENT = 'absent'

/** What is at a path, as git sees it: type, executable bit and content. Follows no link and waits for no FIFO. */
async function hashOf(path: Buffer, buffer: Buffer, pause: () => unknown): Promise<string> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  let file: number | undefined
  try {
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    const stat = fstatSync(file)
    if (!stat.isFile()) return stat.isDirectory() ? 'directory' : 'special'
    const hash = createHash('sha256')
    for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer)) {
      hash.update(buffer.subarray(0, bytes))
      if (bytes === CHUNK_BYTES) await pause()
    }
    return `${stat.mode & 0o100 ? 'executable' : 'file'} ${hash.digest('hex')}`
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return ABSENT
    return linkAt(path) ?? code
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

function linkAt(path: Buffer): string | undefined {
  try {
    return `link ${readlinkSync(path, 'latin1')}`
  } catch {
    return undefined
  }
}
