import { randomUUID } from 'node:crypto'

/** Writes to the log, which the runner reads line by line. */
export type Write = (text: string) => void

/** A region of the log where the runner ignores workflow commands. */
export interface Fence {
  /** Writes a line of a build or a test. */
  line(text: string): void
  /** Opens the fence for workflow commands of the action. @param command writes whole lines, synchronously */
  outside(command: () => void): void
}

/**
 * Lets `body` write lines of a build or a test that the runner must not obey (`::…::`, `##[…]`). Between
 * `::stop-commands::token` and `::token::` the runner ignores all commands; only this process knows the token.
 * (actions/runner, ActionCommandManager)
 */
export async function withStopCommands<T>(
  write: Write,
  body: (fence: Fence) => Promise<T>,
): Promise<T> {
  let token = ''
  const close = () => {
    // A new token each time: the log shows the old one.
    token = randomUUID()
    write(`::stop-commands::${token}\n`)
  }
  const open = () => write(`::${token}::\n`)
  const outside = (command: () => void) => {
    open()
    try {
      command()
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
