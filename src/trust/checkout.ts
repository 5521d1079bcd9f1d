import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { askRepository, type ChildEnvironment, type GitOptions, listHeads } from '../host/git.ts'
import { toOneLine } from '../lib/text.ts'
import { type EventFacts, ownCommits, sha } from './event.ts'

/** What is checked out in a directory. */
export interface CheckoutFacts {
  readonly folder: string
  /** HEAD's commit; undefined if unknown. */
  readonly commit: string | undefined
  /** Whether it is the tip of a branch of this run's repository; undefined if unknown. */
  readonly isTip: boolean | undefined
  /** Why one of the two is unknown, as part of a sentence. */
  readonly trouble?: string
}

/** What is checked out in each directory that steps work in. */
export type HeadFacts = readonly CheckoutFacts[]

export interface HeadOptions {
  /** The environment of child processes; its GITHUB_SERVER_URL and GITHUB_REPOSITORY name the repository. */
  readonly env: ChildEnvironment
  readonly workspace: string
  /** A directory of this run, outside the workspace. */
  readonly scratch: string
  /** `github-token`, or empty; lists the branches of a private repository. */
  readonly token: string
  readonly cancel?: AbortSignal
  /** Timeout of each git call in seconds; 10 if not given. */
  readonly deadline?: number
}

const GIT_TIMEOUT_S = 10

/**
 * Reads what is checked out. Treats the directories as untrusted: runs nothing in them. Throws only if the scratch
 * directory is not writable.
 * @param folders the directories of the project and of the steps
 */
export async function headFacts(
  folders: readonly string[],
  event: EventFacts,
  options: HeadOptions,
): Promise<HeadFacts> {
  return withGit(options, async git => {
    const checkouts = await Promise.all([...new Set(folders)].map(it => readCheckout(it, git)))
    if (!checkouts.some(it => needsTips(it, event))) return checkouts
    const tips = await branchTips(options, git)
    return checkouts.map(it => (needsTips(it, event) ? withTips(it, tips) : it))
  })
}

/**
 * The checked-out commit of one directory.
 * @returns the commit, or why it is unknown
 */
export async function headOf(
  folder: string,
  options: Omit<HeadOptions, 'token'>,
): Promise<Pick<CheckoutFacts, 'commit' | 'trouble'>> {
  return withGit(options, git => readCheckout(folder, git))
}

async function withGit<T>(
  { env, workspace, scratch, cancel, deadline = GIT_TIMEOUT_S }: Omit<HeadOptions, 'token'>,
  body: (git: GitOptions) => Promise<T>,
): Promise<T> {
  const emptyFolder = await mkdtemp(join(scratch, 'empty-'))
  try {
    return await body({ env, workspace, emptyFolder, cancel, timeout: deadline })
  } finally {
    await rm(emptyFolder, { recursive: true, force: true })
  }
}

async function readCheckout(folder: string, options: GitOptions): Promise<CheckoutFacts> {
  const unknown = { folder, commit: undefined, isTip: undefined }
  const answer = await askRepository(folder, ['rev-parse', '--absolute-git-dir', 'HEAD'], options)
  if ('trouble' in answer) return { ...unknown, ...answer }
  if (answer.code !== 0) return { ...unknown, trouble: gitProblem(answer.stderr, folder) }
  const [gitFolder = '', head] = answer.stdout.trimEnd().split('\n')
  // A repository cannot contain a directory of this name: git does not check it out.
  if (!gitFolder.split('/').includes('.git')) {
    return {
      ...unknown,
      trouble: `its repository is ${toOneLine(gitFolder)}, which is not a .git directory`,
    }
  }
  const commit = sha(head)
  return commit ? { ...unknown, commit } : { ...unknown, trouble: 'its HEAD is not a commit' }
}

function gitProblem(stderr: string, folder: string): string {
  if (stderr.includes('not a git repository')) return 'not a git repository'
  if (stderr.includes('dubious ownership')) {
    return `git refuses a repository owned by another user; allow it with git config --global --add safe.directory ${toOneLine(folder)}`
  }
  return `git: ${toOneLine(stderr)}`
}

/** The trust decision for a pull request from a fork does not need them. */
function needsTips({ commit }: CheckoutFacts, event: EventFacts): boolean {
  const isSettled = event.name === 'pull_request' && event.pull?.origin !== 'same'
  return commit !== undefined && !ownCommits(event).includes(commit) && !isSettled
}

type Tips = ReadonlySet<string> | { readonly trouble: string }

async function branchTips({ env, token }: HeadOptions, options: GitOptions): Promise<Tips> {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '' } = env
  const address = `${server.replace(/\/+$/, '')}/${repository}`
  const isAddress = /^(https?|file):\/\//.test(address) && /^[\w.-]+\/[\w.-]+$/.test(repository)
  if (!isAddress || !URL.canParse(address)) {
    return { trouble: 'GITHUB_SERVER_URL and GITHUB_REPOSITORY do not name a repository' }
  }
  const answer = await listHeads(new URL(address), token, options)
  if ('trouble' in answer) return answer
  if (answer.code !== 0) return { trouble: `git ls-remote: ${toOneLine(answer.stderr)}` }
  const heads = answer.stdout.split('\n').map(line => /^([0-9a-f]+)\trefs\/heads\//.exec(line)?.[1])
  return new Set(heads.filter(head => head !== undefined))
}

function withTips(checkout: CheckoutFacts, tips: Tips): CheckoutFacts {
  if ('trouble' in tips) {
    return { ...checkout, trouble: `cannot list the repository's branches: ${tips.trouble}` }
  }
  return { ...checkout, isTip: tips.has(checkout.commit ?? '') }
}
