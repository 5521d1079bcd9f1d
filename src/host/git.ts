import { realpathSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join, sep } from 'node:path'
import { capture, type Output } from './process/spawn.ts'

export type ChildEnvironment = Readonly<Record<string, string>>

/** How git is run: not in the workspace, and for so long. */
export interface GitOptions {
  /** What children get; every GIT_* in it but the certificates is dropped. */
  readonly env: ChildEnvironment
  readonly workspace: string
  /** An empty folder outside the workspace, which is git's current directory. */
  readonly emptyFolder: string
  readonly cancel: AbortSignal | undefined
  /** Seconds. */
  readonly deadline: number
}

/** What git said, or why it said nothing. */
export type GitAnswer = Output | { readonly trouble: string }

/** No settings but ours; a repository's own can't start a program or reach another machine. */
const SEALED = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_CONFIG_GLOBAL: '/dev/null',
}
const KEPT = ['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH']

/** The id of HEAD and the git folder of the repository around a folder, whoever wrote it. */
export async function revParseHead(folder: string, options: GitOptions): Promise<GitAnswer> {
  return askRepository(folder, ['rev-parse', '--absolute-git-dir', 'HEAD'], options)
}

/**
 * Asks the repository around a folder, whoever wrote it: nothing that its settings name is run. Where git refuses
 * because another user owns the folder, the user's own safe.directory is asked too.
 * @param words a question of git and its arguments, such as `ls-files -z`
 */
export async function askRepository(
  folder: string,
  words: readonly string[],
  options: GitOptions,
): Promise<GitAnswer> {
  // A folder of the sources that looks like a bare repository is none: its HEAD says what its author wanted.
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
 * The branches of a repository, as `git ls-remote --heads` lists them, asked with no settings of anybody.
 * @param token for http and https; it is in that one child's environment only
 */
export async function listHeads(url: URL, token: string, options: GitOptions): Promise<GitAnswer> {
  const settings = [
    'credential.helper=',
    'http.followRedirects=false',
    'http.lowSpeedLimit=1',
    `http.lowSpeedTime=${Math.ceil(options.deadline)}`,
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
  const { emptyFolder, workspace, cancel, deadline } = options
  const expired = AbortSignal.timeout(deadline * 1000)
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
    if (expired.aborted) return { trouble: `git did not answer within ${deadline} s` }
    const { code, message } = error as NodeJS.ErrnoException
    return { trouble: code === 'ENOENT' ? 'git is not on PATH' : `git cannot be run (${message})` }
  }
}

/** Without what steers git from outside, and without a git that the workspace itself brings. */
function cleanEnvironment(env: ChildEnvironment, workspace: string): Record<string, string> {
  const kept = Object.entries(env).filter(
    ([name]) => KEPT.includes(name) || !/^(GIT_|SSH_ASKPASS)/.test(name),
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
