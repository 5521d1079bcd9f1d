import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { open, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** The file is larger than allowed. */
export class TooBig extends Error {}

/** Milliseconds between checks of the size of a file that is being unpacked. */
const SIZE_CHECK_INTERVAL_MS = 20

/**
 * Replaces tar. The toolkit unpacks with `-P`, which lets an archive write wherever this user can; so instead of
 * unpacking, this keeps the archive. A raw file is no archive but itself: instead of packing it, it is given as it is.
 */
const STAND_IN = `#!/bin/sh
if [ "$1" = -xf ]; then exec ln "$2" "$NIX_CI_KEPT/"; fi
if [ "$1 $2" = '--posix -cf' ] && [ -n "$NIX_CI_RAW" ]; then exec ln "$NIX_CI_RAW" "$3"; fi
PATH=$NIX_CI_PATH
exec "\${0##*/}" "$@"
`

/** Answers the toolkit's question for the version of zstd, on which the version of an entry depends. */
const STAND_IN_FOR_ZSTD = '#!/bin/sh\necho 1.5.5\n'

/**
 * Writes replacements for tar into a folder.
 * @param raw the file of a raw entry to save, or an empty text; undefined: the entry is not raw
 * @returns environment variables by which the toolkit finds them and they keep archives in `kept`
 */
export async function standInForTar(
  folder: string,
  kept: string,
  path: string,
  raw?: string,
): Promise<Record<string, string>> {
  // On macOS the toolkit prefers gtar, with other arguments.
  const names = ['tar', ...((await isOnPath('gtar', path)) ? ['gtar'] : [])]
  for (const name of names) await writeFile(join(folder, name), STAND_IN, { mode: 0o755 })
  if (raw !== undefined) await writeFile(join(folder, 'zstd'), STAND_IN_FOR_ZSTD, { mode: 0o755 })
  return {
    PATH: `${folder}${delimiter}${path}`,
    ...{ NIX_CI_PATH: path, NIX_CI_KEPT: kept, NIX_CI_RAW: raw ?? '' },
  }
}

/**
 * The toolkit's version of a raw entry: a digest of its file's name and of the compression that it believes to use. The
 * service finds an entry only with it.
 */
export function rawVersion(name: string): string {
  return createHash('sha256').update(`${name}|zstd-without-long|1.0`).digest('hex')
}

/**
 * Moves the raw file in `kept` to a path that must not exist.
 * @returns its size in bytes
 * @throws TooBig, or Error if it is not there
 */
export async function takeRaw(kept: string, to: string, limit: number): Promise<number> {
  const [name] = await readdir(kept)
  if (!name) throw new Error('no archive was downloaded')
  const { size } = await stat(join(kept, name))
  if (size > limit) throw new TooBig(`the entry is larger than ${limit} bytes`)
  await rename(join(kept, name), to)
  return size
}

async function isOnPath(name: string, path: string): Promise<boolean> {
  for (const folder of path.split(delimiter)) {
    const entries = await readdir(folder || '.').catch((): string[] => [])
    if (entries.includes(name)) return true
  }
  return false
}

/**
 * Unpacks one regular file of the archive in `kept` to a path that must not exist. Nothing else is written, whatever the
 * archive contains: tar only prints.
 * @param limit maximum size in bytes
 * @returns its size in bytes
 * @throws TooBig, or Error if the archive is damaged or lacks the file
 */
export async function unpackOne(
  kept: string,
  name: string,
  to: string,
  limit: number,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const [archive] = await readdir(kept)
  if (!archive) throw new Error('no archive was downloaded')
  const unpacker = archive.endsWith('.tgz') ? ['-z'] : ['--use-compress-program', 'unzstd']
  const argv = ['-xOf', join(kept, archive), ...unpacker, '--', name]
  const file = await open(to, 'wx', 0o600)
  try {
    // tar writes to the file directly: piping through this process takes twice the time.
    const tar = spawn('tar', argv, { env, stdio: ['ignore', file.fd, 'pipe'] })
    let stderr = ''
    tar.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < 1000) stderr += chunk
    })
    const closed = once(tar, 'close')
    const size = async () => (await file.stat()).size
    const check = setInterval(async () => {
      if ((await size().catch(() => 0)) > limit) tar.kill('SIGKILL')
    }, SIZE_CHECK_INTERVAL_MS)
    const [code] = await closed.finally(() => clearInterval(check))
    const bytes = await size()
    if (bytes > limit) throw new TooBig(`${name} in the archive is larger than ${limit} bytes`)
    if (code !== 0) throw new Error(`the archive cannot be unpacked: ${stderr}`)
    if (bytes === 0) throw new Error(`the archive does not contain ${name}`)
    return bytes
  } finally {
    await file.close()
  }
}
