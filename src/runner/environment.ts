import { dirname } from 'node:path'
import { defined } from '../lib/object.ts'
import type { Environment } from '../model/context.ts'
import { isSecretVariable, SECRET_SETTINGS, SECRET_VARIABLES } from './secrets.ts'

/** The command files of every runner. Newer runners have more next to them (GITHUB_ARTIFACTS). */
const COMMAND_FILES = [
  'GITHUB_OUTPUT',
  'GITHUB_ENV',
  'GITHUB_PATH',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
]
/** Other files that may be next to them, such as the event under act and Forgejo's runner. */
const OTHER_FILES = ['GITHUB_EVENT_PATH', 'GITHUB_WORKSPACE', 'GITHUB_ACTION_PATH']

/** The environment of a child: without secrets, command files and the credential settings in NIX_CONFIG. */
export function childEnvironment(env: Environment): Record<string, string> {
  const files = commandFiles(env)
  const names = Object.keys(env).filter(it => !isSecretVariable(it) && !files.includes(it))
  const child = defined(Object.fromEntries(names.map(name => [name, env[name]])))
  const config = child.NIX_CONFIG?.split('\n').filter(line => !SECRET_LINE.test(line))
  return { ...child, ...defined({ NIX_CONFIG: config?.join('\n') }) }
}

const SECRET_LINE = new RegExp(`^\\s*(extra-)?(${SECRET_SETTINGS.join('|')})\\s*=`)

/** Variables of the job that commands do not get, unless the `env` of their step sets them. */
export function withheldNames(env: Environment): string[] {
  const names = SECRET_VARIABLES.filter(it => it.isUserSet).map(({ name }) => name)
  return names.filter(name => env[name])
}

/** The variables that name a command file: all files in the folders of the known ones. */
export function commandFiles(env: Environment): string[] {
  const folders = COMMAND_FILES.flatMap(name => (env[name] ? dirname(env[name]) : []))
  const others = Object.entries(env)
    .filter(([name, file]) => name.startsWith('GITHUB_') && file && folders.includes(dirname(file)))
    .map(([name]) => name)
    .filter(name => !OTHER_FILES.includes(name))
  return [...new Set([...COMMAND_FILES, ...others])]
}
