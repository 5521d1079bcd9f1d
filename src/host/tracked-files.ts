import { relative, resolve } from 'node:path'
import { askRepository, type ChildEnvironment, type GitAnswer } from './git.ts'

/** For git to list a repository. */
const LIST_TIMEOUT_S = 20

/** The files of a repository that git tracks. */
export class Tracked {
  readonly #folder: string
  readonly #workspace: string
  readonly #env: ChildEnvironment
  readonly #cancel: AbortSignal | undefined
  #top: Promise<string | undefined> | undefined
  readonly #files = new Map<string, Promise<string[] | undefined>>()

  /**
   * @param folder absolute, in the repository
   * @param workspace absolute, contains the repository
   */
  constructor(folder: string, workspace: string, env: ChildEnvironment, cancel?: AbortSignal) {
    this.#folder = folder
    this.#workspace = workspace
    this.#env = env
    this.#cancel = cancel
  }

  /** The top of the repository, absolute; undefined if there is none or git does not answer. */
  top(): Promise<string | undefined> {
    this.#top ??= this.#ask('rev-parse', '--show-toplevel').then(lines => lines?.[0])
    return this.#top
  }

  /**
   * The tracked files of the whole repository, as of the first call.
   * @param pathspecs relative to the top, such as `*.nix`; default: all files
   * @returns absolute paths; undefined if there is no repository or git does not answer
   */
  files(...pathspecs: string[]): Promise<string[] | undefined> {
    const key = pathspecs.join('\0')
    const files = this.#files.get(key) ?? this.#list(pathspecs)
    this.#files.set(key, files)
    return files
  }

  async #list(pathspecs: readonly string[]): Promise<string[] | undefined> {
    const specs = pathspecs.map(it => `:(top)${it}`)
    const names = await this.#ask('ls-files', '-z', '--', ...(specs.length > 0 ? specs : [':/']))
    return names?.map(name => resolve(this.#folder, name))
  }

  /**
   * Searches the text of tracked and untracked files, except for ignored ones.
   * @param pattern an extended regular expression
   * @param pathspec default: the whole folder
   * @returns absolute paths; undefined if there is no repository or git does not answer
   */
  async grep(pattern: string, pathspec = '.'): Promise<string[] | undefined> {
    const words = ['--untracked', '-lzI', '-E', '-e', pattern, '--', pathspec]
    const answer = await this.#git('grep', ...words)
    if (!('code' in answer) || (answer.code !== 0 && answer.code !== 1)) return undefined
    const names = answer.stdout.split('\0').filter(name => name !== '')
    return names.map(name => resolve(this.#folder, name))
  }

  /** Whether git ignores an untracked path; false if there is no repository. */
  async ignores(path: string): Promise<boolean> {
    const answer = await this.#git('check-ignore', '--quiet', '--', path)
    return 'code' in answer && answer.code === 0
  }

  /** A path relative to the workspace, for messages. */
  shown(path: string): string {
    return relative(this.#workspace, path)
  }

  /** Runs git. @returns the names that it prints, separated by NUL or newlines */
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
      timeout: LIST_TIMEOUT_S,
    })
  }
}
