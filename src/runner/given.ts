import * as core from '@actions/core'
import type { Environment } from '../model/context.ts'
import { withEnvironment } from './with-environment.ts'

/** The text of an input as the user wrote it; empty if there is none. */
export function inputText(env: Environment, name: string): string {
  return withEnvironment(env, () => core.getInput(name, { trimWhitespace: false }))
}

/** What main left for post under a name; empty if there is nothing. */
export function stateText(env: Environment, name: string): string {
  return withEnvironment(env, () => core.getState(name))
}
