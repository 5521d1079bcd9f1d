import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { childEnvironment } from '../../src/runner/environment.ts'

/** A folder of one test: a server of repositories, a workspace, a home, and room for what is run. */
export class Ground {
  readonly root = mkdtempSync(join(tmpdir(), 'trust-'))
  readonly workspace = this.folder('work/mint/mint')
  readonly scratch = this.folder('temp')
  readonly home = this.folder('home')
  readonly env: Record<string, string> = {
    ...childEnvironment(process.env),
    HOME: this.home,
    GIT_CONFIG_NOSYSTEM: '1',
    GITHUB_SERVER_URL: pathToFileURL(this.folder('server')).href,
    GITHUB_REPOSITORY: 'lantern/mint',
  }

  folder(path: string): string {
    const folder = join(this.root, path)
    mkdirSync(folder, { recursive: true })
    return folder
  }

  /** An executable file: a script for sh. */
  script(path: string, text: string): string {
    const file = join(this.root, path)
    writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 })
    return file
  }

  git(folder: string, ...args: string[]): string {
    const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org']
    const argv = ['-C', folder, ...who, ...args]
    return execFileSync('git', argv, { env: this.env, encoding: 'utf8', stdio: 'pipe' }).trim()
  }

  /** Makes a repository. */
  init(folder: string): string {
    mkdirSync(folder, { recursive: true })
    this.git(folder, 'init', '--quiet', '--initial-branch=main')
    return folder
  }

  /** Makes a commit and gives its id. */
  commit(folder: string, message: string): string {
    this.git(folder, 'commit', '--quiet', '--allow-empty', '--message', message)
    return this.git(folder, 'rev-parse', 'HEAD')
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}
