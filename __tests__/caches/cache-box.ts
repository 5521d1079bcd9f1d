import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type ActionsCacheOptions,
  openActionsCache,
} from '../../src/caches/actions-cache/client.ts'
import type { CacheJob } from '../helpers/actions-cache/entries.ts'
import {
  type ActionsCacheServer,
  type ActionsCacheServerOptions,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'

const entry = fileURLToPath(new URL('../helpers/actions-cache/entry.ts', import.meta.url))

/** A service and jobs that ask it; disposed of, the service is closed and all files are removed. */
export interface CacheBox extends AsyncDisposable {
  readonly server: ActionsCacheServer
  /** The cache of a job of a push, with folders of its own. */
  cacheOf(
    job?: Partial<CacheJob>,
    env?: Record<string, string | undefined>,
    options?: Partial<ActionsCacheOptions>,
  ): ReturnType<typeof openActionsCache>
  /** A new file `name` in a folder of its own. */
  file(text: string | Buffer, name?: string): string
  /** A path `name` that is free, in a folder of its own. */
  free(name?: string): string
}

/** Starts a service. */
export async function openCacheBox(
  quota?: number,
  options: Pick<ActionsCacheServerOptions, 'ranges' | 'version'> = {},
): Promise<CacheBox> {
  const server = await startActionsCacheServer({
    ...options,
    ...(quota === undefined ? {} : { quota }),
  })
  const root = mkdtempSync(join(tmpdir(), 'cache-box-'))
  const folder = () => mkdtempSync(join(root, 'f-'))
  const free = (name = 'data.json') => join(folder(), name)
  return {
    server,
    cacheOf: (job, env = {}, options = {}) =>
      openActionsCache({
        env: { ...process.env, GITHUB_EVENT_NAME: 'push', ...server.env(job), ...env },
        folder: folder(),
        entry,
        ...options,
      }),
    file(text, name) {
      const path = free(name)
      writeFileSync(path, text)
      return path
    },
    free,
    async [Symbol.asyncDispose]() {
      await server.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** An archive as the toolkit makes them, of whatever `make` leaves in the folder that it gets. */
export function archiveOf(make: (folder: string) => string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'))
  try {
    const inside = join(folder, 'inside')
    mkdirSync(inside)
    const args = make(inside)
    execFileSync(
      'tar',
      ['--posix', '-cf', '../a', '-P', '--use-compress-program', 'zstd', ...args],
      {
        cwd: inside,
      },
    )
    return execFileSync('cat', [join(folder, 'a')], { maxBuffer: 1 << 28 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
