import { randomUUID } from 'node:crypto'

/** Where log text goes: the runner reads it line by line. */
export type Write = (text: string) => void

/**
 * Lets `body` write lines that a build or a test printed, so that none of them can speak to the runner
 * (`::…::`, `##[…]`): between stop-commands and its token the runner obeys only the token's line, and nobody but us
 * knows it. (actions/runner, ActionCommandManager: commands are off until `::token::`.)
 */
export async function fenced<T>(
  write: Write,
  body: (line: (text: string) => void) => Promise<T>,
): Promise<T> {
  const token = randomUUID()
  write(`::stop-commands::${token}\n`)
  try {
    return await body(text => write(`${text}\n`))
  } finally {
    write(`::${token}::\n`)
  }
}
