import { realpathSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join, sep } from 'node:path'
import type { Output } from './process/short.ts'
import { capture } from './process/spawn.ts'

export type ChildEnvironment = Readonly<Record<string, string>>

/** How to run git, outside the workspace. */
export interface GitOptions {
  /** The environment of children; the variables of git are dropped, except for certificates. */
  readonly env: ChildEnvironment
  readonly workspace: string
  /** The current directory of git: empty, and outside the workspace. */
  readonly emptyFolder: string
  readonly cancel: AbortSignal | undefined
  /** Seconds. */
  readonly timeout: number
}

/** The output of git, or why there is none. */
export type GitAnswer = Output | { readonly trouble: string }

/** Ignores the settings of system and user; those of a repository cannot start a program or reach another machine. */
const SEALED = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_GLOBAL: '/dev/null',
}
const CERTIFICATE_VARIABLES = ['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH']

/**
 * Queries the repository around a folder. Safe for untrusted repositories: programs that its settings name do not run.
 * If git refuses because another user owns the folder, the user's safe.directory counts too.
 * @param words the git command and its arguments, such as `ls-files -z`
 */
export async function askRepository(
  folder: string,
  words: readonly string[],
  options: GitOptions,
): Promise<GitAnswer> {
  // A directory of the sources may look like a bare repository, with a HEAD that its author chose.
  const settings = [
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'safe.bareRepository=explicit',
  ]
  const argv = [...withSettings(settings), '-C', folder, ...words]
  const more = { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' }
  const answer = await git(argv, { ...SEALED, ...more }, options)
  const isRefused = 'stderr' in answer && answer.stderr.includes('dubious ownership')
  return isRefused ? git(argv, more, options) : answer
}

/**
 * Runs `git ls-remote --heads`, without settings of system, user or repository.
 * @param token for http and https; only the environment of this child has it
 */
export async function listHeads(url: URL, token: string, options: GitOptions): Promise<GitAnswer> {
  const settings = [
    'credential.helper=',
    'http.followRedirects=false',
    'http.lowSpeedLimit=1',
    `http.lowSpeedTime=${Math.ceil(options.timeout)}`,
  ]
  const argv = [...withSettings(settings), 'ls-remote', '--heads', '--', url.href]
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:'
  const more = {
    HOME: options.emptyFolder,
    XDG_CONFIG_HOME: options.emptyFolder,
    GIT_ALLOW_PROTOCOL: url.protocol.slice(0, -1),
    ...(token !== '' && isHttp ? authorization(url, token) : {}),
  }
  return git(argv, { ...SEALED, ...more }, options)
}

function withSettings(settings: readonly string[]): string[] {
  return ['--no-pager', ...settings.flatMap(setting => ['-c', setting])]
}

function authorization({ origin }: URL, token: string): Record<string, string> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${origin}/.extraheader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  }
}

async function git(
  args: readonly string[],
  more: ChildEnvironment,
  options: GitOptions,
): Promise<GitAnswer> {
  const { emptyFolder, workspace, cancel, timeout } = options
  const expired = AbortSignal.timeout(timeout * 1000)
  const env = {
    ...cleanEnvironment(options.env, workspace),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CEILING_DIRECTORIES: [workspace, emptyFolder].map(dirname).join(delimiter),
    ...more,
  }
  try {
    const signal = cancel ? AbortSignal.any([cancel, expired]) : expired
    return await capture(['git', ...args], { env, cwd: emptyFolder, cancel: signal })
  } catch (error) {
    if (expired.aborted) return { trouble: `git did not answer within ${timeout} s` }
    const { code, message } = error as NodeJS.ErrnoException
    return { trouble: code === 'ENOENT' ? 'git is not on PATH' : `git cannot be run (${message})` }
  }
}

/** Without the variables that control git, and without a git of the workspace on PATH. */
function cleanEnvironment(env: ChildEnvironment, workspace: string): Record<string, string> {
  const kept = Object.entries(env).filter(
    ([name]) => CERTIFICATE_VARIABLES.includes(name) || !/^(GIT_|SSH_ASKPASS)/.test(name),
  )
  const path = (env.PATH ?? '')
    .split(delimiter)
    .filter(it => isAbsolute(it) && !isIn(it, workspace))
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) }
}

function isIn(path: string, folder: string): boolean {
  return `${real(path)}${sep}`.startsWith(join(real(folder), sep))
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return join(path)
  }
}
