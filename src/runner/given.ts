import * as core from '@actions/core'
import type { Environment } from '../model/context.ts'
import { withEnvironment } from './with-environment.ts'

/** The text of an input as the user wrote it; empty if it is not set. */
export function inputText(env: Environment, name: string): string {
  return withEnvironment(env, () => core.getInput(name, { trimWhitespace: false }))
}

/** A value that main saved for post; empty if there is none. */
export function stateText(env: Environment, name: string): string {
  return withEnvironment(env, () => core.getState(name))
}
