import { toOneLine } from '../lib/text.ts'
import type { Checkout, HeadFacts } from './checkout.ts'
import { type EventFacts, isDependabot, isSame, type Origin, ownCommits } from './event.ts'

export const PUSH_POLICIES = ['auto', 'default-branch', 'never'] as const
export type PushPolicy = (typeof PUSH_POLICIES)[number]

/** How loud something is said. */
export type Level = 'info' | 'notice' | 'warning'

/** What the user says of it. */
export interface TrustOptions {
  /** The input: `owner/name`, a repository's id, or empty. */
  readonly upstream: string
  readonly push: PushPolicy
  /** Whether a token or a signing key for Cachix was given. */
  readonly hasCredential: boolean
  readonly cachixName: string
}

export interface TrustInput extends TrustOptions {
  readonly event: EventFacts
  readonly head: HeadFacts
}

export interface Decision {
  /** Whether this run may push, before Cachix is asked. */
  readonly trusted: boolean
  /** One sentence. */
  readonly reason: string
  readonly level: Level
  /** False: no credential at all is handed out, and nothing is saved. */
  readonly mayUseCredentials: boolean
  /** What the user can do about it, in a sentence. */
  readonly hint?: string
}

/** Started by people who can write to the repository, on its own code. */
const TRUSTED_EVENTS = [
  'push',
  'schedule',
  'workflow_dispatch',
  'merge_group',
  'release',
  'repository_dispatch',
]
/** They have the secrets of the repository, whoever's pull request or run they are about. */
const PRIVILEGED_EVENTS = ['pull_request_target', 'workflow_run']
const LISTED_EVENTS = [...TRUSTED_EVENTS, ...PRIVILEGED_EVENTS, 'pull_request']
/** The events of a run that a workflow_run may follow; of others it does not say who began it. */
const FOLLOWED_EVENTS = [...TRUSTED_EVENTS, 'pull_request', 'pull_request_target']
const DEFAULT_BRANCH_EVENTS = ['push', 'schedule', 'workflow_dispatch']

type Refusal = Pick<Decision, 'reason' | 'level' | 'hint'>
type Rule = (input: TrustInput) => Refusal | undefined

/** The first one that refuses says why. */
const RULES: readonly Rule[] = [
  strangersHead,
  strangersCommit,
  unlistedEvent,
  unknownRepository,
  forksPullRequest,
  dependabot,
  neverPush,
  otherUpstream,
  otherBranch,
  noCredential,
  foreignCommit,
]

/** Decides whether a run may push to Cachix, from the event, what is checked out and the inputs. */
export function decideTrust(input: TrustInput): Decision {
  const mayUseCredentials = mayHandOut(input)
  for (const rule of RULES) {
    const refusal = rule(input)
    if (refusal) return { trusted: false, mayUseCredentials, ...refusal }
  }
  const { event, cachixName } = input
  const reason = `This is ${nameOf(event)} in ${ours(event)} with its own commit checked out, so it may push to ${cachixName}.`
  return { trusted: true, reason, level: 'info', mayUseCredentials }
}

/** Whether what is checked out has a say: without a credential only where the repository's secrets are at stake. Pure. */
export function dependsOnHead({
  event,
  hasCredential,
}: Pick<TrustInput, 'event' | 'hasCredential'>): boolean {
  return (
    hasCredential || PRIVILEGED_EVENTS.includes(event.name) || !LISTED_EVENTS.includes(event.name)
  )
}

/** Also events that we do not know run with secrets: a stranger's code gets none there either. */
function mayHandOut({ event, head }: TrustInput): boolean {
  if (PRIVILEGED_EVENTS.includes(event.name)) {
    return originOf(event) === 'same' && head.length > 0 && head.every(it => isOurs(it, event))
  }
  return LISTED_EVENTS.includes(event.name) || !head.some(it => isStrangers(it, event))
}

function strangersHead({ event, head, hasCredential }: TrustInput): Refusal | undefined {
  if (!PRIVILEGED_EVENTS.includes(event.name) || originOf(event) === 'same') return undefined
  const isDanger = hasCredential || head.some(it => isStrangers(it, event))
  return {
    reason: `${event.name} runs with this repository's secrets, and ${WHOSE[event.name]} ${FROM[originOf(event)]}: nothing is pushed, and no credential is handed out.`,
    level: isDanger ? 'warning' : 'notice',
    hint: 'Code of strangers belongs into a workflow on pull_request, which has no secrets.',
  }
}

const WHOSE: Readonly<Record<string, string>> = {
  pull_request_target: 'the pull request',
  workflow_run: 'the run that this one follows',
}
const FROM: Readonly<Record<Origin, string>> = {
  same: 'comes from this repository',
  fork: 'comes from a fork',
  deleted: 'comes from a repository that was deleted',
  unknown: 'may come from a fork',
}

function strangersCommit({ event, head }: TrustInput): Refusal | undefined {
  const privileged = PRIVILEGED_EVENTS.includes(event.name)
  const foreign = head.find(it => (privileged ? !isOurs(it, event) : isStrangers(it, event)))
  if (LISTED_EVENTS.includes(event.name) && !privileged) return undefined
  if (!foreign && !(privileged && head.length === 0)) return undefined
  return {
    reason: `${toOneLine(event.name)} runs with this repository's secrets, and ${whatIsOut(foreign)}: nothing is pushed, and no credential is handed out.`,
    level: 'warning',
    hint: 'Check out a commit of this repository, or use pull_request, which has no secrets.',
  }
}

function unlistedEvent({ event }: TrustInput): Refusal | undefined {
  const inner = event.workflowRun?.event
  if (inner !== undefined && !FOLLOWED_EVENTS.includes(inner)) {
    const reason = `The run that this one follows began with ${toOneLine(inner)}, which strangers may start too, so nothing is pushed.`
    return { reason, level: 'notice' }
  }
  if (LISTED_EVENTS.includes(event.name)) return undefined
  const reason = `${toOneLine(event.name) || 'An event without a name'} may be started by strangers too, so nothing is pushed.`
  return { reason, level: 'notice' }
}

function unknownRepository({ event, hasCredential }: TrustInput): Refusal | undefined {
  if (event.repository) return undefined
  return {
    reason: 'The event does not say which repository this is, so nothing is pushed.',
    level: hasCredential ? 'warning' : 'notice',
    hint: "GITHUB_EVENT_PATH is to be the event's file as GitHub wrote it.",
  }
}

function forksPullRequest({ event }: TrustInput): Refusal | undefined {
  if (!event.pull || event.pull.origin === 'same') return undefined
  const reason = `The pull request ${FROM[event.pull.origin]}, so caches are read and nothing is pushed.`
  return { reason, level: 'notice' }
}

function dependabot({ event }: TrustInput): Refusal | undefined {
  if (event.pull && event.pull.author === undefined) {
    const reason = 'The event does not say who made the pull request, so nothing is pushed.'
    return { reason, level: 'notice' }
  }
  if (!isDependabot(event)) return undefined
  return { reason: 'Dependabot made this change, so nothing is pushed.', level: 'notice' }
}

function neverPush({ push }: TrustInput): Refusal | undefined {
  return push === 'never'
    ? { reason: 'The input push is never, so nothing is pushed.', level: 'info' }
    : undefined
}

function otherUpstream({ event, upstream, hasCredential }: TrustInput): Refusal | undefined {
  if (upstream === '' || isSame(asIdentity(upstream), event.repository)) return undefined
  const reason = `Only ${toOneLine(upstream)} pushes (input upstream), and this is ${ours(event)}, so nothing is pushed.`
  if (event.repository?.fork) return { reason, level: 'notice' }
  return {
    reason,
    level: hasCredential ? 'warning' : 'notice',
    hint: `This repository is no fork. Was it renamed? Then set upstream to ${ours(event)}, or to its id ${event.repository?.id ?? ''}, which no renaming changes.`,
  }
}

function otherBranch({ event, push }: TrustInput): Refusal | undefined {
  if (push !== 'default-branch') return undefined
  const branch = event.repository?.defaultBranch
  const isOnIt = branch !== undefined && event.ref === `refs/heads/${branch}`
  if (isOnIt && DEFAULT_BRANCH_EVENTS.includes(event.name)) return undefined
  const isOfRef = DEFAULT_BRANCH_EVENTS.includes(event.name) && event.ref !== undefined
  const where = isOfRef ? ` (${toOneLine(event.ref)})` : ''
  const reason = `The input push is default-branch (${toOneLine(branch ?? 'which is not known')}), and this is ${nameOf(event)}${where}, so nothing is pushed.`
  return { reason, level: 'info' }
}

function noCredential({ event, hasCredential, cachixName }: TrustInput): Refusal | undefined {
  if (hasCredential && cachixName !== '') return undefined
  const isFork = event.repository?.fork ?? false
  if (hasCredential) {
    return {
      reason: 'There is a credential for Cachix but no cachix-name, so nothing is pushed.',
      level: isFork ? 'notice' : 'warning',
      hint: 'Set cachix-name to the cache that the credential is for.',
    }
  }
  if (cachixName === '') {
    const reason = 'No cachix-name is set, so there is no cache to push to.'
    return { reason, level: 'notice' }
  }
  return {
    reason: `Neither cachix-auth-token nor cachix-signing-key is set, so nothing is pushed to ${cachixName}.`,
    level: isFork || !TRUSTED_EVENTS.includes(event.name) ? 'notice' : 'warning',
    ...(isFork
      ? {}
      : { hint: 'Is there a secret of the name that the workflow uses, and may it read it?' }),
  }
}

/** Known to be foreign is somebody's intention; not known is a defect that would stop the pushing silently. */
function foreignCommit({ event, head }: TrustInput): Refusal | undefined {
  const foreign = head.find(it => !isOurs(it, event))
  if (!foreign && head.length > 0) return undefined
  const reason = `Nothing is pushed, because ${whatIsOut(foreign)}.`
  if (foreign && isStrangers(foreign, event)) return { reason, level: 'notice' }
  return {
    reason,
    level: 'warning',
    hint: "Pushing needs this repository's own commit, as actions/checkout leaves it.",
  }
}

function originOf({ pull, workflowRun }: EventFacts): Origin {
  return pull?.origin ?? workflowRun?.origin ?? 'unknown'
}

function isOurs({ commit, isTip }: Checkout, event: EventFacts): boolean {
  return commit !== undefined && (isTip === true || ownCommits(event).includes(commit))
}

/** Known to be no commit of ours, which is more than not known to be one. */
function isStrangers(checkout: Checkout, event: EventFacts): boolean {
  return checkout.isTip === false && !isOurs(checkout, event)
}

function whatIsOut(checkout: Checkout | undefined): string {
  if (!checkout) return 'nothing says what is checked out'
  const { folder, commit, trouble } = checkout
  const where = toOneLine(folder)
  if (commit === undefined) {
    return `what is checked out in ${where} is not known (${toOneLine(trouble ?? 'no answer')})`
  }
  const because = trouble ? ` (${toOneLine(trouble, 300)})` : ''
  return `commit ${commit.slice(0, 12)}, checked out in ${where}, is not known as this repository's: it is neither the event's nor the tip of a branch${because}`
}

function asIdentity(upstream: string) {
  return /^\d+$/.test(upstream)
    ? { id: Number(upstream), fullName: undefined }
    : { id: undefined, fullName: upstream }
}

function ours({ repository }: EventFacts): string {
  return toOneLine(repository?.fullName ?? `repository ${repository?.id ?? ''}`)
}

/** An event as it stands in a sentence. */
function nameOf({ name }: EventFacts): string {
  return name === 'pull_request' || name === 'pull_request_target'
    ? `a pull request (${name})`
    : `a run on ${name}`
}
