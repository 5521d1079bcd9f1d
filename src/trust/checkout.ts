import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ChildEnvironment, type GitOptions, listHeads, revParseHead } from '../host/git.ts'
import { toOneLine } from '../lib/text.ts'
import { type EventFacts, ownCommits, sha } from './event.ts'

/** What is checked out in a folder. */
export interface Checkout {
  readonly folder: string
  /** HEAD's commit; undefined where it is not known. */
  readonly commit: string | undefined
  /** Whether it is the tip of a branch of the repository whose run it is; undefined where nobody asked or answered. */
  readonly isTip: boolean | undefined
  /** Why one of the two is not known, as a part of a sentence. */
  readonly trouble?: string
}

/** What is checked out in every folder that steps work in. */
export type HeadFacts = readonly Checkout[]

export interface HeadOptions {
  /** What children get (childEnvironment); GITHUB_SERVER_URL and GITHUB_REPOSITORY in it name the repository. */
  readonly env: ChildEnvironment
  readonly workspace: string
  /** A folder of this run, outside the workspace. */
  readonly scratch: string
  /** `github-token`, or empty: asks for the branches of a private repository. */
  readonly token: string
  readonly cancel?: AbortSignal
  /** Seconds for each call of git; 10 without. */
  readonly deadline?: number
}

const DEADLINE = 10

/**
 * Finds out what is checked out. The folders count as hostile: nothing in them is run. Never throws but where the
 * scratch folder cannot be written.
 * @param folders the project's folder and those of the steps
 */
export async function headFacts(
  folders: readonly string[],
  event: EventFacts,
  options: HeadOptions,
): Promise<HeadFacts> {
  const { env, workspace, scratch, cancel, deadline = DEADLINE } = options
  const emptyFolder = await mkdtemp(join(scratch, 'empty-'))
  const git: GitOptions = { env, workspace, emptyFolder, cancel, timeout: deadline }
  try {
    const checkouts = await Promise.all([...new Set(folders)].map(it => readCheckout(it, git)))
    if (!checkouts.some(it => needsTips(it, event))) return checkouts
    const tips = await branchTips(options, git)
    return checkouts.map(it => (needsTips(it, event) ? withTips(it, tips) : it))
  } finally {
    await rm(emptyFolder, { recursive: true, force: true })
  }
}

async function readCheckout(folder: string, options: GitOptions): Promise<Checkout> {
  const unknown = { folder, commit: undefined, isTip: undefined }
  const answer = await revParseHead(folder, options)
  if ('trouble' in answer) return { ...unknown, ...answer }
  if (answer.code !== 0) return { ...unknown, trouble: explain(answer.stderr, folder) }
  const [gitFolder = '', head] = answer.stdout.trimEnd().split('\n')
  // Sources cannot bring a folder of this name: git does not check one out.
  if (!gitFolder.split('/').includes('.git')) {
    return {
      ...unknown,
      trouble: `its repository is ${toOneLine(gitFolder)}, which is no .git folder`,
    }
  }
  const commit = sha(head)
  return commit ? { ...unknown, commit } : { ...unknown, trouble: 'its HEAD is no commit' }
}

function explain(stderr: string, folder: string): string {
  if (stderr.includes('not a git repository')) return 'it is in no git repository'
  if (stderr.includes('dubious ownership')) {
    return `git refuses a repository that another user owns; git config --global --add safe.directory ${toOneLine(folder)} allows it`
  }
  return `git says: ${toOneLine(stderr)}`
}

/** A pull request from elsewhere is decided without. */
function needsTips({ commit }: Checkout, event: EventFacts): boolean {
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
  if (answer.code !== 0) return { trouble: `git ls-remote says: ${toOneLine(answer.stderr)}` }
  const heads = answer.stdout.split('\n').map(line => /^([0-9a-f]+)\trefs\/heads\//.exec(line)?.[1])
  return new Set(heads.filter(head => head !== undefined))
}

function withTips(checkout: Checkout, tips: Tips): Checkout {
  if ('trouble' in tips) {
    return { ...checkout, trouble: `the repository's branches are not known: ${tips.trouble}` }
  }
  return { ...checkout, isTip: tips.has(checkout.commit ?? '') }
}
