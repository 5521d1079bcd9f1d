import { once } from 'node:events'

/** Output that may wait for the runner before reading from commands pauses. */
const MAX_BUFFERED_BYTES = 1 << 20

/** Whether the runner reads slower than this process prints; Node does not wait when it writes to a pipe. */
export function isBehind(): boolean {
  return process.stdout.writableNeedDrain && process.stdout.writableLength > MAX_BUFFERED_BYTES
}

/** Resolves when the runner has read all output. */
export async function drained(): Promise<void> {
  while (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
}

/**
 * Exits when the runner has read all output, which process.exit would drop.
 * @param timeout milliseconds to wait for that
 */
export async function exit(code: number, timeout: number): Promise<never> {
  const expired = new Promise<void>(resolve => setTimeout(resolve, timeout))
  const read = new Promise<void>(resolve => process.stdout.write('', () => resolve()))
  await Promise.race([read, expired])
  process.exit(code)
}
