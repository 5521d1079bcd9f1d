import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** Bytes of the largest file that is read. */
const LARGEST = 2 ** 20

/**
 * The text of a plain file that is not too large.
 * @param follow also through a link
 */
export async function readPlain(path: string, follow = false): Promise<string | undefined> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const flags = O_RDONLY | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW)
  const file = await open(path, flags).catch(() => undefined)
  try {
    const stat = await file?.stat()
    return file && stat?.isFile() && stat.size <= LARGEST ? await file.readFile('utf8') : undefined
  } finally {
    await file?.close()
  }
}
