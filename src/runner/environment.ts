import { dirname } from 'node:path'
import type { Environment } from '../model/context.ts'

const PREFIXES = ['INPUT_', 'STATE_', 'ACTIONS_']
const NAMES = ['GITHUB_TOKEN', 'GH_TOKEN', 'CACHIX_AUTH_TOKEN', 'CACHIX_SIGNING_KEY']
/** The files by which a step speaks to the runner: those that every runner has. More lie beside them (GITHUB_ARTIFACTS). */
const COMMAND_FILES = [
  'GITHUB_OUTPUT',
  'GITHUB_ENV',
  'GITHUB_PATH',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
]
/** What may lie beside them and is none: the event does under act and Forgejo's runner. */
const NO_COMMANDS = ['GITHUB_EVENT_PATH', 'GITHUB_WORKSPACE', 'GITHUB_ACTION_PATH']

/** Of the removed variables those that a user may have set for a step and will look for. */
const USERS_OWN = ['GITHUB_TOKEN', 'GH_TOKEN', 'CACHIX_AUTH_TOKEN', 'CACHIX_SIGNING_KEY']

/**
 * What a child may see: everything but our inputs, the runner's own credentials and command files, tokens, and the
 * credential settings in NIX_CONFIG.
 */
export function childEnvironment(env: Environment): Record<string, string> {
  const files = commandFiles(env)
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !isWithheld(entry[0]) && !files.includes(entry[0]),
  )
  const child = Object.fromEntries(kept)
  if (child.NIX_CONFIG !== undefined) {
    child.NIX_CONFIG = withoutCredentials(child.NIX_CONFIG)
  }
  return child
}

/** Names of variables that were set for the job and that no child gets unless its step says so in `env`. */
export function withheldNames(env: Environment): string[] {
  return USERS_OWN.filter(name => env[name])
}

/** Names of the variables that name a file of the runner's commands: what lies in the folder of the known ones. */
export function commandFiles(env: Environment): string[] {
  const folders = COMMAND_FILES.flatMap(name => (env[name] ? dirname(env[name]) : []))
  const beside = Object.entries(env)
    .filter(([name, file]) => name.startsWith('GITHUB_') && file && folders.includes(dirname(file)))
    .map(([name]) => name)
    .filter(name => !NO_COMMANDS.includes(name))
  return [...new Set([...COMMAND_FILES, ...beside])]
}

function isWithheld(name: string): boolean {
  return PREFIXES.some(prefix => name.startsWith(prefix)) || NAMES.includes(name)
}

function withoutCredentials(conf: string): string {
  return conf
    .split('\n')
    .filter(line => !/^\s*(extra-)?(access-tokens|netrc-file)\s*=/.test(line))
    .join('\n')
}
