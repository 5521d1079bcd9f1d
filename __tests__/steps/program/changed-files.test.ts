import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainStep } from '../../../src/model/step.ts'
import { defaultArguments } from '../../../src/steps/kinds/fmt.ts'
import {
  changesSince,
  quotedNames,
  takeSnapshot,
} from '../../../src/steps/program/changed-files.ts'
import type { StepRun } from '../../../src/steps/step-run.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'changed-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const env = { PATH: process.env.PATH ?? '', HOME: '/nowhere' }
const sh = (script: string) =>
  execFileSync('bash', ['-ec', script], {
    cwd: folder,
    env: {
      ...env,
      ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a' },
      ...{ GIT_COMMITTER_EMAIL: 'a@b', GIT_CONFIG_GLOBAL: '/dev/null' },
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString()

/** As far as the comparison reads it. */
const runIn = (cwd: string) =>
  ({
    step: plainStep('fmt'),
    cwd,
    context: { workspace: folder, env, ctx: { cancel: new AbortController().signal } },
  }) as unknown as StepRun

async function changesOf(script: string, cwd = folder): Promise<string[]> {
  const run = runIn(cwd)
  const before = await takeSnapshot(run)
  sh(script)
  return (await changesSince(run, before)).map(({ name, change }) => `${change} ${name}`)
}

const REPOSITORY = `git init -q . && mkdir sub && echo 1 > a && echo 1 > sub/b && ln -s a link
echo '*.log' > .gitignore; echo 1 > ' x "y'; echo 1 > "$(printf 'n\\nl')"; echo 1 > "$(printf 'b\\377d')"
echo 1 > .gitattributes; git add . && git commit -qm 1; echo 1 > untracked`

describe('the files that a program changes in a repository', () => {
  beforeEach(() => {
    sh(REPOSITORY)
  })

  it.each<[string, string, string[]]>([
    ['nothing', ':', []],
    ['times only', 'touch -d yesterday a', []],
    ['a file that is written anew with the same text', 'rm a; echo 1 > a', []],
    ['a file, with the same size', 'echo 2 > a', ['changed a']],
    ['a file in a folder', 'echo 2 > sub/b', ['changed sub/b']],
    ['a removed file', 'rm a', ['removed a']],
    ['a file that becomes a folder', 'rm a; mkdir a', ['changed a']],
    ['a file that becomes a FIFO', 'rm a; mkfifo a', ['changed a']],
    ['a file that becomes a link to its copy', 'cp a c.log; rm a; ln -s c.log a', ['changed a']],
    ['a link', 'ln -sfn sub/b link', ['changed link']],
    ['the executable bit', 'chmod +x a', ['changed a']],
    ['another bit', 'chmod o-r a', []],
    ['a new file', 'echo > new', ['created new']],
    ['a new file that is staged', 'echo > new; git add new', ['created new']],
    ['a new file that git ignores', 'echo > new.log', []],
    ['a file that was not tracked before', 'echo 2 > untracked; git add untracked', []],
    ['a tracked file that is no longer', 'git rm -q --cached a', []],
    [
      'names with quotes and line breaks',
      'for f in " "* n*; do echo 2 > "$f"; done',
      ['changed  x "y', 'changed n\nl'],
    ],
    ['a name that is not UTF-8', 'echo 2 > "$(printf "b\\\\377d")"', ['changed b\xffd']],
    ['a folder that becomes a link', 'mv sub c.log; ln -s c.log sub', ['created sub']],
  ])('%s', async (_, script, expected) => {
    expect(await changesOf(script)).toEqual(expected)
  })

  it('are those of the whole repository, also from a folder in it', async () => {
    expect(await changesOf('echo 2 > a; echo > new', join(folder, 'sub'))).toEqual([
      'changed a',
      'created new',
    ])
  })

  it('are those of submodules too', async () => {
    sh(
      `git clone -q . other.log && git -c protocol.file.allow=always submodule --quiet add ./other.log module`,
    )
    expect(await changesOf('echo 2 > module/a')).toEqual(['changed module/a'])
  })

  it('are known although the program removes the repository', async () => {
    expect(await changesOf('rm -rf .git; echo 2 > a')).toEqual(['changed a'])
  })
})

it('without a repository all files count, but not new ones', async () => {
  sh('mkdir sub; echo 1 > a; echo 1 > sub/b; echo 1 > sub/c')
  const { noGit, hashes } = await takeSnapshot(runIn(folder))
  expect(noGit).toMatch(/not a git repository/)
  expect([...hashes.keys()].sort()).toEqual(['a', 'sub/b', 'sub/c'])
  expect(await changesOf('echo 2 > a; rm sub/b; echo > new')).toEqual([
    'changed a',
    'removed sub/b',
  ])
})

it('names in quotes are read as git writes them', () => {
  expect(quotedNames('a\n"b\\"\\\\\\n\\303\\244\\a"\n')).toEqual(['a', 'b"\\\n\xc3\xa4\x07'])
})

it('a formatter without arguments gets what its Nix passes', () => {
  expect(defaultArguments({ version: '2.24.9', flavor: 'nix' })).toEqual(['.'])
  expect(defaultArguments({ version: '2.25.0', flavor: 'nix' })).toEqual([])
  expect(defaultArguments({ version: '2.91.3', flavor: 'lix' })).toEqual(['.'])
  expect(defaultArguments({ version: '2.92.0', flavor: 'lix' })).toEqual([])
})
