import type { Environment } from '../model/context.ts'

/**
 * Runs what reads `process.env` as if it were another environment: our own has neither inputs nor command files, so that
 * no child can find them. It is a plain object, which no other process can read.
 * @param body is done when it returns: nothing else may run meanwhile
 */
export function withEnvironment<T>(env: Environment, body: () => T): T {
  const own = process.env
  process.env = { ...env }
  try {
    return body()
  } finally {
    process.env = own
  }
}
