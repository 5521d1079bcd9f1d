import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HeadFacts, type HeadOptions, headFacts } from '../../src/trust/checkout.ts'
import { type EventFacts, readEvent } from '../../src/trust/event.ts'
import { payloadOf } from './events.ts'
import { Ground } from './repositories.ts'

let ground: Ground
/** A branch of the repository, its tip and the commit before that, and a commit that the repository has not. */
let older: string
let tip: string
let strange: string

beforeEach(() => {
  ground = new Ground()
  const server = ground.init(ground.folder('server/lantern/mint'))
  older = ground.commit(server, 'older')
  tip = ground.commit(server, 'tip')
  ground.git(ground.root, 'clone', '--quiet', server, ground.workspace)
  strange = ground.commit(ground.init(ground.folder('fork')), 'strange')
})
afterEach(() => ground.remove())

function pushOf(sha: string): EventFacts {
  return readEvent('push', payloadOf('push'), { GITHUB_SHA: sha, GITHUB_REF: 'refs/heads/main' })
}

function ask(event = pushOf(strange), more: Partial<HeadOptions> = {}): Promise<HeadFacts> {
  return askAbout([ground.workspace], event, more)
}

function askAbout(
  folders: readonly string[],
  event: EventFacts,
  more: Partial<HeadOptions> = {},
): Promise<HeadFacts> {
  const { env, workspace, scratch } = ground
  return headFacts(folders, event, { env, workspace, scratch, token: '', ...more })
}

describe('what is checked out', () => {
  it("is the event's commit: nobody is asked", async () => {
    const env = { ...ground.env, GITHUB_SERVER_URL: 'file:///nowhere' }
    const [checkout] = await ask(pushOf(tip), { env })
    expect(checkout).toEqual({ folder: ground.workspace, commit: tip, isTip: undefined })
  })

  it('is the tip of a branch', async () => {
    const server = join(ground.root, 'server/lantern/mint')
    ground.git(server, 'checkout', '--quiet', '-b', 'staging')
    const staging = ground.commit(server, 'staging')
    ground.git(ground.workspace, 'fetch', '--quiet', 'origin', 'staging')
    ground.git(ground.workspace, 'checkout', '--quiet', '--detach', staging)
    expect(await ask()).toMatchObject([{ commit: staging, isTip: true }])
  })

  it.each(['an older commit', 'a tag', "a stranger's commit"])('is %s: no tip', async what => {
    const { workspace } = ground
    if (what === 'a tag') {
      ground.git(join(ground.root, 'server/lantern/mint'), 'tag', 'v1', older)
    }
    if (what === "a stranger's commit") {
      ground.git(workspace, 'fetch', '--quiet', join(ground.root, 'fork'), 'main')
      ground.git(workspace, 'checkout', '--quiet', 'FETCH_HEAD')
    } else {
      ground.git(workspace, 'checkout', '--quiet', older)
    }
    expect(await ask(pushOf(tip))).toMatchObject([{ isTip: false }])
  })

  it('is looked up for every folder, and once for each', async () => {
    const { workspace } = ground
    mkdirSync(join(workspace, 'sub'))
    const nested = join(workspace, 'nested')
    ground.git(ground.root, 'clone', '--quiet', join(ground.root, 'fork'), nested)
    const folders = [workspace, join(workspace, 'sub'), nested, workspace]
    expect(await askAbout(folders, pushOf(tip))).toMatchObject([
      { folder: workspace, commit: tip },
      { folder: join(workspace, 'sub'), commit: tip },
      { folder: nested, commit: strange, isTip: false },
    ])
  })

  it('is not asked for branches where a fork makes the pull request', async () => {
    const event = readEvent('pull_request', payloadOf('pull_request-fork'), { GITHUB_SHA: strange })
    expect(await ask(event)).toMatchObject([{ commit: tip, isTip: undefined }])
  })

  it('leaves nothing behind', async () => {
    await ask()
    expect(readdirSync(ground.scratch)).toEqual([])
  })
})

describe('what is not known', () => {
  it('is a folder in no repository, also where one is above the workspace', async () => {
    ground.init(ground.root)
    ground.commit(ground.root, 'above')
    const workspace = ground.folder('work/other/other')
    const facts = await askAbout([workspace], pushOf(tip), { workspace })
    expect(facts).toMatchObject([{ commit: undefined, trouble: 'not a git repository' }])
  })

  it('is a folder that does not exist', async () => {
    const facts = await askAbout([join(ground.root, 'nowhere')], pushOf(tip))
    expect(facts[0]?.trouble).toContain('No such file or directory')
  })

  it('is a repository without a commit', async () => {
    const folder = ground.init(join(ground.workspace, 'new'))
    writeFileSync(join(folder, 'HEAD'), tip)
    expect(await askAbout([folder], pushOf(tip))).toMatchObject([{ commit: undefined }])
  })

  it('is everything without git', async () => {
    const facts = await ask(pushOf(tip), { env: { ...ground.env, PATH: '/nowhere' } })
    expect(facts).toMatchObject([{ commit: undefined, trouble: 'git is not on PATH' }])
  })

  it.each([
    ['GITHUB_SERVER_URL', 'file:///nowhere', 'git ls-remote: '],
    ['GITHUB_SERVER_URL', '', 'do not name a repository'],
    ['GITHUB_SERVER_URL', 'ext::sh -c touch%20x', 'do not name a repository'],
    ['GITHUB_SERVER_URL', 'ssh://host', 'do not name a repository'],
    ['GITHUB_REPOSITORY', '--upload-pack=touch x', 'do not name a repository'],
  ])('are the branches with %s=%s', async (name, value, trouble) => {
    const [checkout] = await ask(pushOf(strange), { env: { ...ground.env, [name]: value } })
    expect(checkout).toMatchObject({ commit: tip, isTip: undefined })
    expect(checkout?.trouble).toContain(trouble)
  })

  it('is anything after a cancellation', async () => {
    const facts = await ask(pushOf(tip), { cancel: AbortSignal.abort() })
    expect(facts).toMatchObject([{ commit: undefined }])
  })
})

describe('a folder of another user', () => {
  const isRoot = process.getuid?.() === 0

  it.skipIf(!isRoot)('is not known, and the trouble says what allows it', async () => {
    chownSync(ground.workspace, 12345, 12345)
    const [refused] = await ask(pushOf(tip))
    expect(refused?.commit).toBeUndefined()
    expect(refused?.trouble).toContain(`--add safe.directory ${ground.workspace}`)
    ground.git(ground.root, 'config', '--global', '--add', 'safe.directory', ground.workspace)
    expect(await ask(pushOf(tip))).toMatchObject([{ commit: tip }])
  })
})

describe('a hostile workspace', () => {
  let marker: string
  let program: string
  beforeEach(() => {
    marker = join(ground.root, 'marker')
    program = ground.script('program', `echo "$0 $*" >> ${marker}; cat`)
  })

  function poison(folder: string): void {
    const settings = {
      'core.fsmonitor': program,
      'core.sshCommand': program,
      'core.gitProxy': program,
      'core.askPass': program,
      'core.pager': program,
      'core.editor': program,
      'core.hooksPath': ground.folder('hooks'),
      'core.alternateRefsCommand': program,
      'pager.rev-parse': program,
      'alias.rev-parse': `!${program}`,
      'alias.ls-remote': `!${program}`,
      'credential.helper': program,
      'protocol.ext.allow': 'always',
      'remote.origin.url': `ext::${program}`,
      'remote.origin.promisor': 'true',
      'extensions.partialClone': 'origin',
      [`url.ext::${program}.insteadOf`]: 'file://',
    }
    for (const [name, value] of Object.entries(settings)) ground.git(folder, 'config', name, value)
    for (const hook of ['post-checkout', 'reference-transaction', 'fsmonitor-watchman']) {
      ground.script(`hooks/${hook}`, program)
    }
  }

  it('runs nothing, where plain git would', async () => {
    poison(ground.workspace)
    expect(await ask(pushOf(strange))).toMatchObject([{ commit: tip, isTip: true }])
    expect(existsSync(marker)).toBe(false)
    ground.git(ground.workspace, 'status')
    expect(existsSync(marker)).toBe(true)
  })

  it('runs nothing to fetch a commit that is missing', async () => {
    poison(ground.workspace)
    writeFileSync(join(ground.workspace, '.git/HEAD'), `${'7'.repeat(40)}\n`)
    expect(await ask(pushOf(tip))).toMatchObject([{ commit: '7'.repeat(40), isTip: false }])
    expect(existsSync(marker)).toBe(false)
  })

  it('has no say in which repository is asked', async () => {
    const fork = join(ground.root, 'fork')
    const { workspace } = ground
    ground.git(workspace, 'fetch', '--quiet', fork, 'main')
    ground.git(workspace, 'checkout', '--quiet', 'FETCH_HEAD')
    const server = `${ground.env.GITHUB_SERVER_URL}/lantern/mint`
    ground.git(workspace, 'config', `url.${fork}.insteadOf`, server)
    ground.git(workspace, 'config', '--global', `url.${fork}.insteadOf`, server)
    expect(ground.git(workspace, 'ls-remote', '--heads', server)).toContain(strange)
    expect(await ask(pushOf(tip))).toMatchObject([{ commit: strange, isTip: false }])
  })

  it('cannot bring a repository of its own among the sources', async () => {
    const fake = join(ground.workspace, 'fake')
    ground.git(ground.root, 'clone', '--quiet', '--bare', ground.workspace, fake)
    ground.git(fake, 'config', 'core.bare', 'false')
    ground.git(fake, 'config', 'core.worktree', fake)
    expect(ground.git(fake, 'rev-parse', 'HEAD')).toBe(tip)
    const [checkout] = await askAbout([fake], pushOf(tip))
    expect(checkout).toMatchObject({ commit: undefined })
  })

  it('cannot bring a git of its own', async () => {
    const bin = ground.folder('work/mint/mint/bin')
    ground.script('work/mint/mint/bin/git', `touch ${marker}; echo /x/.git; echo ${tip}`)
    const links = ground.folder('links')
    execFileSync('ln', ['-s', bin, join(links, 'bin')])
    const path = [bin, join(links, 'bin'), 'bin', '.', '', ground.env.PATH].join(delimiter)
    expect(await ask(pushOf(tip), { env: { ...ground.env, PATH: path } })).toMatchObject([
      { commit: tip },
    ])
    expect(existsSync(marker)).toBe(false)
  })

  it('is not helped by variables of the job', async () => {
    const other = ground.init(ground.folder('other'))
    ground.commit(other, 'other')
    const env = {
      ...ground.env,
      GIT_DIR: join(other, '.git'),
      GIT_WORK_TREE: other,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: program,
      GIT_CONFIG_PARAMETERS: `'core.sshCommand'='${program}'`,
      GIT_SSH_COMMAND: program,
      GIT_ASKPASS: program,
      GIT_EXEC_PATH: join(ground.root, 'links'),
      GIT_TRACE: join(ground.root, 'trace'),
    }
    expect(await ask(pushOf(strange), { env })).toMatchObject([{ commit: tip, isTip: true }])
    expect(existsSync(marker)).toBe(false)
    expect(existsSync(join(ground.root, 'trace'))).toBe(false)
  })
})
