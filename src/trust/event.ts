import { existsSync } from 'node:fs'
import { asMap, asText } from '../lib/json.ts'
import type { Environment } from '../model/context.ts'
import type { GitHubContext } from '../runner/github.ts'

/** A repository as identified by an event. */
export interface Identity {
  readonly id: number | undefined
  readonly fullName: string | undefined
}

/** The repository that runs the workflow. */
export interface RepositoryFacts extends Identity {
  readonly fork: boolean
  /** Also true if the event does not say. */
  readonly private: boolean
  readonly defaultBranch: string | undefined
}

/** The repository of a head: this one, another one, a deleted one, or not proven by the event. */
export type Origin = 'same' | 'fork' | 'deleted' | 'unknown'

/** The pull request of a `pull_request` or `pull_request_target`. */
export interface PullFacts {
  readonly origin: Origin
  readonly author: string | undefined
  readonly headSha: string | undefined
  readonly mergeSha: string | undefined
}

/** The triggering run of a `workflow_run`. */
export interface WorkflowRunFacts {
  readonly origin: Origin
  /** The event of that run. */
  readonly event: string | undefined
  readonly headSha: string | undefined
  readonly fromDependabot: boolean
}

/** The facts of an event that trust depends on. */
export interface EventFacts {
  readonly name: string
  readonly repository: RepositoryFacts | undefined
  /** Such as `refs/heads/main`. */
  readonly ref: string | undefined
  /** GITHUB_SHA. */
  readonly sha: string | undefined
  readonly sender: string | undefined
  /** Undefined if the event is not about one. */
  readonly pull: PullFacts | undefined
  readonly workflowRun: WorkflowRunFacts | undefined
}

const DEPENDABOT = 'dependabot[bot]'

/**
 * Reads the facts of an event. Never throws: missing or invalid fields are undefined or `unknown`.
 * @param name GITHUB_EVENT_NAME
 * @param payload the event payload from GitHub
 * @param env for GITHUB_SHA, and for GITHUB_REF if the event has no ref
 */
export function readEvent(name: string, payload: unknown, env: Environment): EventFacts {
  const event = record(payload)
  const repository = readRepository(event.repository)
  const isPull = name === 'pull_request' || name === 'pull_request_target'
  const hasRef = name === 'push' || name === 'workflow_dispatch'
  return {
    name,
    repository,
    ref: (hasRef ? asText(event.ref) : undefined) ?? asText(env.GITHUB_REF),
    sha: sha(env.GITHUB_SHA),
    sender: asText(record(event.sender).login),
    pull: isPull ? readPull(record(event.pull_request), repository) : undefined,
    workflowRun:
      name === 'workflow_run' ? readRun(record(event.workflow_run), repository) : undefined,
  }
}

/** Whether two identities are the same repository: by id, or by name if one has no id. */
export function isSame(one: Identity | undefined, other: Identity | undefined): boolean {
  if (!one || !other) return false
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id
  return one.fullName !== undefined && one.fullName.toLowerCase() === other.fullName?.toLowerCase()
}

/** Whether the pull request, the push or the triggering run is from Dependabot. */
export function isDependabot({ name, sender, pull, workflowRun }: EventFacts): boolean {
  if (pull) return isBot(pull.author)
  return (name === 'push' && isBot(sender)) || (workflowRun?.fromDependabot ?? false)
}

/** Whether GitHub passes no secrets to this run: empty ones are not a mistake. */
export function lacksSecrets(event: EventFacts): boolean {
  const isForeign = event.name === 'pull_request' && event.pull?.origin !== 'same'
  return isForeign || isDependabot(event)
}

/** The commits that the event proves to be this repository's own. */
export function ownCommits({ sha, pull, workflowRun }: EventFacts): string[] {
  const commits = [sha]
  if (pull?.origin === 'same') commits.push(pull.headSha, pull.mergeSha)
  if (workflowRun?.origin === 'same' && workflowRun.event === 'pull_request') {
    commits.push(workflowRun.headSha)
  }
  return commits.filter(commit => commit !== undefined)
}

/** A commit hash in lower case; undefined for any other value. */
export function sha(value: unknown): string | undefined {
  return typeof value === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(value)
    ? value.toLowerCase()
    : undefined
}

function readRepository(value: unknown): RepositoryFacts | undefined {
  const known = identity(value)
  if (!known) return undefined
  const repository = record(value)
  return {
    ...known,
    fork: repository.fork === true,
    private: repository.private !== false,
    defaultBranch: asText(repository.default_branch),
  }
}

function readPull(pull: Fields, repository: Identity | undefined): PullFacts {
  const head = record(pull.head)
  const base = identity(record(pull.base).repo)
  const isOurs = base === undefined || isSame(base, repository)
  return {
    origin: isOurs ? originOf(head.repo, repository) : 'unknown',
    author: asText(record(pull.user).login),
    headSha: sha(head.sha),
    mergeSha: sha(pull.merge_commit_sha),
  }
}

function readRun(run: Fields, repository: Identity | undefined): WorkflowRunFacts {
  const event = asText(run.event)
  return {
    origin: originOfRun(run, event, repository),
    event,
    headSha: sha(run.head_sha),
    // Such a run does not name an author; these two only ever reduce trust.
    fromDependabot:
      isBot(asText(record(run.actor).login)) ||
      (asText(run.head_branch)?.startsWith('dependabot/') ?? false),
  }
}

/** For pull_request_target, only the list of pull requests is proof; GitHub omits those of forks from it. */
function originOfRun(
  run: Fields,
  event: string | undefined,
  repository: Identity | undefined,
): Origin {
  const origin = originOf(run.head_repository, repository)
  const pulls = Array.isArray(run.pull_requests) ? run.pull_requests : []
  const origins = pulls.map(pull => originOf(record(record(pull).head).repo, repository))
  const worst = [origin, ...origins].find(it => it !== 'same')
  if (worst) return worst
  return event === undefined || (event === 'pull_request_target' && pulls.length === 0)
    ? 'unknown'
    : 'same'
}

function originOf(head: unknown, repository: Identity | undefined): Origin {
  if (head === null) return 'deleted'
  const known = identity(head)
  if (!known || !repository) return 'unknown'
  return isSame(known, repository) ? 'same' : 'fork'
}

function isBot(login: string | undefined): boolean {
  return login?.toLowerCase() === DEPENDABOT
}

type Fields = Readonly<Record<string, unknown>>

function record(value: unknown): Fields {
  return asMap(value) ?? {}
}

function identity(value: unknown): Identity | undefined {
  const { id, full_name } = record(value)
  const number = Number.isSafeInteger(id) && (id as number) > 0 ? (id as number) : undefined
  const fullName = asText(full_name)
  return number === undefined && fullName === undefined ? undefined : { id: number, fullName }
}

/** The event of this run; its facts are unknown if its file is missing or not JSON. Never throws. */
export async function eventOfRun(env: Environment): Promise<EventFacts> {
  return readEvent(env.GITHUB_EVENT_NAME ?? '', await readPayload(env), env)
}

/** The payload of this run's event; undefined if its file is missing or not JSON. Never throws. */
export async function readPayload(env: Environment): Promise<GitHubContext['payload'] | undefined> {
  // The toolkit would print a message about the missing file.
  if (!existsSync(env.GITHUB_EVENT_PATH ?? '')) return undefined
  try {
    // The toolkit reads the file when it is loaded; an invalid one must not end the process.
    const { contextOf } = await import('../runner/github.ts')
    return contextOf(env).payload
  } catch {
    return undefined
  }
}

/** Whether the timings of this run become samples: only on the default branch. */
export function isBaselineRun({ name, ref, repository }: EventFacts): boolean {
  const branch = repository?.defaultBranch
  const isEvent = name === 'push' || name === 'schedule' || name === 'workflow_dispatch'
  return isEvent && branch !== undefined && ref === `refs/heads/${branch}`
}
