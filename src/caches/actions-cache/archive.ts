import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** The file is larger than allowed. */
export class TooBig extends Error {}

/** Milliseconds between checks of the size of a file that is being unpacked. */
const SIZE_CHECK_INTERVAL_MS = 20

/**
 * Replaces tar. The toolkit unpacks with `-P`, which lets an archive write wherever this user can; so instead of
 * unpacking, this keeps the archive.
 */
const STAND_IN = `#!/bin/sh
if [ "$1" = -xf ]; then exec ln "$2" "$NIX_CI_KEPT/"; fi
PATH=$NIX_CI_PATH
exec "\${0##*/}" "$@"
`

/**
 * Writes replacements for tar into a folder.
 * @returns environment variables by which the toolkit finds them and they keep archives in `kept`
 */
export async function standInForTar(
  folder: string,
  kept: string,
  path: string,
): Promise<Record<string, string>> {
  // On macOS the toolkit prefers gtar, with other arguments.
  const names = ['tar', ...((await isOnPath('gtar', path)) ? ['gtar'] : [])]
  for (const name of names) await writeFile(join(folder, name), STAND_IN, { mode: 0o755 })
  return { PATH: `${folder}${delimiter}${path}`, NIX_CI_PATH: path, NIX_CI_KEPT: kept }
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
