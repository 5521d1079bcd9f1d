import { lstat, readdir, readFile, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { within } from './paths.ts'
import type { Repository } from './types.ts'

/** Larger files are data, not source. */
const MAX_FILE_BYTES = 2 ** 20
const MAX_ENTRIES = 20_000
const MAX_FILES = 2000
/** Directories without sources of the repository. */
const SKIPPED = new Set(['.git', '.direnv', 'node_modules', 'target', '.cache'])
const SEARCHED = /\.(?:nix|json|toml|ya?ml|lock)$/

/**
 * The checked-out files. Symlinks are not followed, so nothing outside the workspace is read. Limits: 20,000 directory
 * entries, 2000 files, and 1 MiB per file.
 * @param workspace absolute
 */
export function repositoryAt(workspace: string): Repository {
  let files: Promise<readonly string[]> | undefined
  const texts = new Map<string, Promise<string | undefined>>()
  return {
    has: async path => (await sizeOf(workspace, path)) !== undefined,
    read: path => {
      const text = texts.get(path) ?? readSource(workspace, path)
      texts.set(path, text)
      return text
    },
    files: () => {
      files ??= listFiles(workspace)
      return files
    },
    entries: async folder => {
      const path = await inside(workspace, folder)
      return path === undefined ? [] : readdir(path).catch(() => [])
    },
  }
}

async function readSource(workspace: string, path: string): Promise<string | undefined> {
  const size = await sizeOf(workspace, path)
  if (size === undefined || size > MAX_FILE_BYTES) return undefined
  return readFile(join(workspace, path), 'utf8').catch(() => undefined)
}

/** The size of a regular file inside the workspace. */
async function sizeOf(workspace: string, path: string): Promise<number | undefined> {
  const real = await inside(workspace, path)
  const stat = real === undefined ? undefined : await lstat(real).catch(() => undefined)
  return stat?.isFile() ? stat.size : undefined
}

/** The real path of a file; undefined if it does not exist, or a symlink leaves the workspace. */
async function inside(workspace: string, path: string): Promise<string | undefined> {
  const name = within('', path)
  if (!name || name.split('/').some(part => SKIPPED.has(part))) return undefined
  try {
    const top = await realpath(workspace)
    const real = await realpath(join(workspace, name))
    return real === top || real.startsWith(top + sep) ? real : undefined
  } catch {
    return undefined
  }
}

async function listFiles(workspace: string): Promise<readonly string[]> {
  const found: string[] = []
  const folders = [workspace]
  let seen = 0
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (++seen > MAX_ENTRIES || found.length >= MAX_FILES) return found
      const path = join(folder, entry.name)
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(path)
      else if (entry.isFile() && SEARCHED.test(entry.name))
        found.push(relative(workspace, path).replaceAll(sep, '/'))
    }
  }
  return found
}
