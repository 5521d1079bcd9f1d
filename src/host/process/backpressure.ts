import { once } from 'node:events'

/** Bytes that may wait for the runner to take them before nothing more is read for it. */
const MOST = 1 << 20

/** Whether the runner is behind with reading what we print: to a pipe Node writes without waiting. */
export function isBehind(): boolean {
  return process.stdout.writableNeedDrain && process.stdout.writableLength > MOST
}

/** Resolves when the runner has read what was printed. */
export async function caughtUp(): Promise<void> {
  while (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
}

/**
 * Ends the process when what it printed has been read: process.exit drops what waits.
 * @param patience milliseconds
 */
export async function exit(code: number, patience: number): Promise<never> {
  const late = new Promise<void>(resolve => setTimeout(resolve, patience))
  const read = new Promise<void>(resolve => process.stdout.write('', () => resolve()))
  await Promise.race([read, late])
  process.exit(code)
}
