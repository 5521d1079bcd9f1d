import * as core from '@actions/core'
import type { Environment } from '../model/context.ts'

/**
 * Calls a function of the toolkit with another `process.env`: that of this process has neither inputs nor command files,
 * to hide them from children. The other one is a plain object, which no other process can read.
 * @param body reads the environment before it returns, because nothing else may run meanwhile
 */
export function withEnvironment<T>(env: Environment, body: () => T): T {
  const original = process.env
  process.env = { ...env }
  try {
    return body()
  } finally {
    process.env = original
  }
}

/** The text of an input as the user wrote it; empty if it is not set. */
export function inputText(env: Environment, name: string): string {
  return withEnvironment(env, () => core.getInput(name, { trimWhitespace: false }))
}

/** A value that main saved for post; empty if there is none. */
export function stateText(env: Environment, name: string): string {
  return withEnvironment(env, () => core.getState(name))
}
