import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

const MAX_FILE_BYTES = 2 ** 20

/**
 * Reads a regular file of at most 1 MiB.
 * @param follow whether to follow a symbolic link
 */
export async function readPlain(path: string, follow = false): Promise<string | undefined> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const flags = O_RDONLY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW)
  const file = await open(path, flags).catch(() => undefined)
  try {
    const stat = await file?.stat()
    return file && stat?.isFile() && stat.size <= MAX_FILE_BYTES
      ? await file.readFile('utf8')
      : undefined
  } finally {
    await file?.close()
  }
}
