import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** The file holds more than it may. */
export class TooBig extends Error {}

/** Milliseconds between looks at the size of a file that is being unpacked. */
const LOOK = 20

/**
 * Stands for tar. The toolkit unpacks with `-P`, which lets an archive write wherever this user can; so where it would
 * unpack, the archive is kept as it is.
 */
const STAND_IN = `#!/bin/sh
if [ "$1" = -xf ]; then exec ln "$2" "$NIX_CI_KEPT/"; fi
PATH=$NIX_CI_PATH
exec "\${0##*/}" "$@"
`

/**
 * Puts stand-ins for tar into a folder.
 * @returns variables under which the toolkit finds them, and under which they leave archives in `kept`
 */
export async function standInForTar(
  folder: string,
  kept: string,
  path: string,
): Promise<Record<string, string>> {
  // On macOS the toolkit takes gtar where there is one, with other arguments.
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
 * Unpacks one regular file of the archive in `kept` to a path that must be free. Nothing else is written, whatever the
 * archive holds: tar only prints.
 * @param limit bytes that the file may have
 * @returns its bytes
 * @throws TooBig, or Error where the archive is damaged or holds no such file
 */
export async function unpackOne(
  kept: string,
  name: string,
  to: string,
  limit: number,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const [archive] = await readdir(kept)
  if (!archive) throw new Error('no archive came')
  const unpacker = archive.endsWith('.tgz') ? ['-z'] : ['--use-compress-program', 'unzstd']
  const argv = ['-xOf', join(kept, archive), ...unpacker, '--', name]
  const file = await open(to, 'wx', 0o600)
  try {
    // It writes into the file itself: what goes through this process takes twice the time.
    const tar = spawn('tar', argv, { env, stdio: ['ignore', file.fd, 'pipe'] })
    let said = ''
    tar.stderr?.on('data', (chunk: Buffer) => {
      if (said.length < 1000) said += chunk
    })
    const ended = once(tar, 'close')
    const size = async () => (await file.stat()).size
    const look = setInterval(async () => {
      if ((await size().catch(() => 0)) > limit) tar.kill('SIGKILL')
    }, LOOK)
    const [code] = await ended.finally(() => clearInterval(look))
    const bytes = await size()
    if (bytes > limit) throw new TooBig(`${name} in the archive has more than ${limit} bytes`)
    if (code !== 0) throw new Error(`the archive cannot be unpacked: ${said}`)
    if (bytes === 0) throw new Error(`the archive holds no file ${name}`)
    return bytes
  } finally {
    await file.close()
  }
}
