import { relative, resolve } from 'node:path'
import { askRepository, type ChildEnvironment, type GitAnswer } from './git.ts'

/** Seconds that git may take to list a repository. */
const DEADLINE = 20

/** What git knows of the checked-out files. */
export class Tracked {
  readonly #folder: string
  readonly #workspace: string
  readonly #env: ChildEnvironment
  readonly #cancel: AbortSignal | undefined
  #top: Promise<string | undefined> | undefined
  readonly #files = new Map<string, Promise<string[] | undefined>>()

  /**
   * @param folder in the repository, absolute
   * @param workspace around it, absolute
   */
  constructor(folder: string, workspace: string, env: ChildEnvironment, cancel?: AbortSignal) {
    this.#folder = folder
    this.#workspace = workspace
    this.#env = env
    this.#cancel = cancel
  }

  /** The top of the repository, absolute; undefined where there is none or git does not answer. */
  top(): Promise<string | undefined> {
    this.#top ??= this.#ask('rev-parse', '--show-toplevel').then(lines => lines?.[0])
    return this.#top
  }

  /**
   * The tracked files of the whole repository, as they were when they were asked for first.
   * @param pathspecs git's, from the top: `*.nix`; none: all
   * @returns absolute paths; undefined where there is no repository or git does not answer
   */
  files(...pathspecs: string[]): Promise<string[] | undefined> {
    const key = pathspecs.join('\0')
    const files = this.#files.get(key) ?? this.#list(pathspecs)
    this.#files.set(key, files)
    return files
  }

  async #list(pathspecs: readonly string[]): Promise<string[] | undefined> {
    const top = await this.top()
    const specs = pathspecs.map(it => `:(top)${it}`)
    const named = await this.#ask('ls-files', '-z', '--', ...(specs.length > 0 ? specs : [':/']))
    return top === undefined ? undefined : named?.map(name => resolve(this.#folder, name))
  }

  /**
   * Files of the folder, also ones that git does not track yet and does not ignore, whose text fits.
   * @param pattern an extended regular expression
   * @param pathspec git's, instead of the whole folder
   * @returns absolute paths; undefined where there is no repository or git does not answer
   */
  async naming(pattern: string, pathspec = '.'): Promise<string[] | undefined> {
    const words = ['--untracked', '-lzI', '-E', '-e', pattern, '--', pathspec]
    const answer = await this.#git('grep', ...words)
    if (!('code' in answer) || (answer.code !== 0 && answer.code !== 1)) return undefined
    const names = answer.stdout.split('\0').filter(name => name !== '')
    return names.map(name => resolve(this.#folder, name))
  }

  /** Whether git ignores a path that it does not track; false where there is no repository. */
  async ignores(path: string): Promise<boolean> {
    const answer = await this.#git('check-ignore', '--quiet', '--', path)
    return 'code' in answer && answer.code === 0
  }

  /** A path as a reader of the repository knows it: relative to the workspace. */
  shown(path: string): string {
    return relative(this.#workspace, path)
  }

  /** NUL-ended or line-ended names. */
  async #ask(...words: string[]): Promise<string[] | undefined> {
    const answer = await this.#git(...words)
    if (!('code' in answer) || answer.code !== 0) return undefined
    const end = answer.stdout.includes('\0') ? '\0' : '\n'
    return answer.stdout.split(end).filter(name => name !== '')
  }

  #git(...words: string[]): Promise<GitAnswer> {
    return askRepository(this.#folder, words, {
      env: this.#env,
      workspace: this.#workspace,
      emptyFolder: '/',
      cancel: this.#cancel,
      deadline: DEADLINE,
    })
  }
}
