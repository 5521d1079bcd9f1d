import { randomUUID } from 'node:crypto'

/** Where log text goes: the runner reads it line by line. */
export type Write = (text: string) => void

/** What may be written while the fence is closed. */
export interface Fence {
  /** A line that a build or a test printed. */
  line(text: string): void
  /** Opens the fence for commands of our own: `speak` writes whole lines, and nothing else is written meanwhile. */
  outside(speak: () => void): void
}

/**
 * Lets `body` write lines that a build or a test printed, so that none of them can speak to the runner
 * (`::…::`, `##[…]`): between stop-commands and its token the runner obeys only the token's line, and nobody but us
 * knows it. (actions/runner, ActionCommandManager: commands are off until `::token::`.)
 */
export async function withStopCommands<T>(
  write: Write,
  body: (fence: Fence) => Promise<T>,
): Promise<T> {
  let token = ''
  const close = () => {
    // A token that was used once stands in the log.
    token = randomUUID()
    write(`::stop-commands::${token}\n`)
  }
  const open = () => write(`::${token}::\n`)
  const outside = (speak: () => void) => {
    open()
    try {
      speak()
    } finally {
      close()
    }
  }
  close()
  try {
    return await body({ line: text => write(`${text}\n`), outside })
  } finally {
    open()
  }
}
