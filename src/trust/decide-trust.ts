import { defined } from '../lib/object.ts'
import { toOneLine } from '../lib/text.ts'
import type { CheckoutFacts, HeadFacts } from './checkout.ts'
import { type EventFacts, isDependabot, isSame, type Origin, ownCommits } from './event.ts'

export const PUSH_POLICIES = ['auto', 'default-branch', 'never'] as const
export type PushPolicy = (typeof PUSH_POLICIES)[number]

/** Severity of a message. */
export type Level = 'info' | 'notice' | 'warning'

/** The inputs that the decision depends on. */
export interface TrustOptions {
  /** `owner/name`, a repository id, or empty. */
  readonly upstream: string
  readonly push: PushPolicy
  /** Whether a Cachix token or signing key is set. */
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
  /** False: no credentials are used, and nothing is saved to GitHub's cache. */
  readonly mayUseCredentials: boolean
  /** How to fix it, as a sentence. */
  readonly hint?: string
}

/** Triggered by people with write access, on the repository's own code. */
const TRUSTED_EVENTS = [
  'push',
  'schedule',
  'workflow_dispatch',
  'merge_group',
  'release',
  'repository_dispatch',
]
/** Run with the repository's secrets, even for a fork's pull request. */
const PRIVILEGED_EVENTS = ['pull_request_target', 'workflow_run']
const LISTED_EVENTS = [...TRUSTED_EVENTS, ...PRIVILEGED_EVENTS, 'pull_request']
/** Events of a triggering run whose origin a workflow_run proves. */
const FOLLOWED_EVENTS = [...TRUSTED_EVENTS, 'pull_request', 'pull_request_target']
const DEFAULT_BRANCH_EVENTS = ['push', 'schedule', 'workflow_dispatch']

type Refusal = Pick<Decision, 'reason' | 'level' | 'hint'>
type Rule = (input: TrustInput) => Refusal | undefined

/** The first rule that refuses gives the reason. */
const RULES: readonly Rule[] = [
  foreignHead,
  foreignCheckout,
  unlistedEvent,
  unknownRepository,
  forkPullRequest,
  dependabot,
  neverPush,
  otherUpstream,
  otherBranch,
  noCredential,
  unprovenCommit,
]

/** Decides whether a run may push to Cachix, from the event, the checkout and the inputs. */
export function decideTrust(input: TrustInput): Decision {
  const mayUseCredentials = allowsCredentials(input)
  for (const rule of RULES) {
    const refusal = rule(input)
    if (refusal) return { trusted: false, mayUseCredentials, ...refusal }
  }
  const { event, cachixName } = input
  const reason = `This is ${nameOf(event)} in ${repositoryName(event)} on the repository's own commit, so it may push to ${cachixName}.`
  return { trusted: true, reason, level: 'info', mayUseCredentials }
}

/** Pure: whether the decision depends on the checkout; without a credential, only if the run may have secrets. */
export function dependsOnHead({
  event,
  hasCredential,
}: Pick<TrustInput, 'event' | 'hasCredential'>): boolean {
  return (
    hasCredential || PRIVILEGED_EVENTS.includes(event.name) || !LISTED_EVENTS.includes(event.name)
  )
}

/** Unknown events run with secrets too, so foreign code gets no credentials there either. */
function allowsCredentials({ event, head }: TrustInput): boolean {
  if (PRIVILEGED_EVENTS.includes(event.name)) {
    return originOf(event) === 'same' && head.length > 0 && head.every(it => isOurs(it, event))
  }
  return LISTED_EVENTS.includes(event.name) || !head.some(it => isForeign(it, event))
}

function foreignHead({ event, head, hasCredential }: TrustInput): Refusal | undefined {
  if (!PRIVILEGED_EVENTS.includes(event.name) || originOf(event) === 'same') return undefined
  const isDanger = hasCredential || head.some(it => isForeign(it, event))
  return {
    reason: `${event.name} runs with this repository's secrets, but ${SUBJECT[event.name]} ${FROM[originOf(event)]}, so nothing is pushed and no credentials are used.`,
    level: isDanger ? 'warning' : 'notice',
    hint: 'Run untrusted code in a pull_request workflow, which has no secrets.',
  }
}

const SUBJECT: Readonly<Record<string, string>> = {
  pull_request_target: 'the pull request',
  workflow_run: 'the triggering run',
}
const FROM: Readonly<Record<Origin, string>> = {
  same: 'comes from this repository',
  fork: 'comes from a fork',
  deleted: 'comes from a deleted repository',
  unknown: 'may come from a fork',
}

function foreignCheckout({ event, head }: TrustInput): Refusal | undefined {
  const privileged = PRIVILEGED_EVENTS.includes(event.name)
  const foreign = head.find(it => (privileged ? !isOurs(it, event) : isForeign(it, event)))
  if (LISTED_EVENTS.includes(event.name) && !privileged) return undefined
  if (!foreign && !(privileged && head.length === 0)) return undefined
  return {
    reason: `${toOneLine(event.name)} runs with this repository's secrets, but ${describeCheckout(foreign)}, so nothing is pushed and no credentials are used.`,
    level: 'warning',
    hint: 'Check out a commit of this repository, or use pull_request, which has no secrets.',
  }
}

function unlistedEvent({ event }: TrustInput): Refusal | undefined {
  const inner = event.workflowRun?.event
  if (inner !== undefined && !FOLLOWED_EVENTS.includes(inner)) {
    const reason = `The triggering run was started by ${toOneLine(inner)}, which anyone can trigger, so nothing is pushed.`
    return { reason, level: 'notice' }
  }
  if (LISTED_EVENTS.includes(event.name)) return undefined
  const reason = `Anyone can trigger ${toOneLine(event.name) || 'an event without a name'}, so nothing is pushed.`
  return { reason, level: 'notice' }
}

function unknownRepository({ event, hasCredential }: TrustInput): Refusal | undefined {
  if (event.repository) return undefined
  return {
    reason: 'The event does not say which repository this is, so nothing is pushed.',
    level: hasCredential ? 'warning' : 'notice',
    hint: 'GITHUB_EVENT_PATH must point to the event payload written by GitHub.',
  }
}

function forkPullRequest({ event }: TrustInput): Refusal | undefined {
  if (!event.pull || event.pull.origin === 'same') return undefined
  const reason = `The pull request ${FROM[event.pull.origin]}, so caches are read and nothing is pushed.`
  return { reason, level: 'notice' }
}

function dependabot({ event }: TrustInput): Refusal | undefined {
  if (event.pull && event.pull.author === undefined) {
    const reason = 'The event does not name the author of the pull request, so nothing is pushed.'
    return { reason, level: 'notice' }
  }
  if (!isDependabot(event)) return undefined
  return { reason: 'This change is from Dependabot, so nothing is pushed.', level: 'notice' }
}

function neverPush({ push }: TrustInput): Refusal | undefined {
  return push === 'never'
    ? { reason: 'push is set to never, so nothing is pushed.', level: 'info' }
    : undefined
}

function otherUpstream({ event, upstream, hasCredential }: TrustInput): Refusal | undefined {
  if (upstream === '' || isSame(asIdentity(upstream), event.repository)) return undefined
  const reason = `Only ${toOneLine(upstream)} may push (input upstream), but this is ${repositoryName(event)}, so nothing is pushed.`
  if (event.repository?.fork) return { reason, level: 'notice' }
  return {
    reason,
    level: hasCredential ? 'warning' : 'notice',
    hint: `This repository is not a fork. If it was renamed, set upstream to ${repositoryName(event)}, or to its id ${event.repository?.id ?? ''}, which survives renames.`,
  }
}

function otherBranch({ event, push }: TrustInput): Refusal | undefined {
  if (push !== 'default-branch') return undefined
  const branch = event.repository?.defaultBranch
  const isOnIt = branch !== undefined && event.ref === `refs/heads/${branch}`
  if (isOnIt && DEFAULT_BRANCH_EVENTS.includes(event.name)) return undefined
  const showsRef = DEFAULT_BRANCH_EVENTS.includes(event.name) && event.ref !== undefined
  const ref = showsRef ? ` (${toOneLine(event.ref)})` : ''
  const reason = `push is set to default-branch (${toOneLine(branch ?? 'unknown')}), but this is ${nameOf(event)}${ref}, so nothing is pushed.`
  return { reason, level: 'info' }
}

function noCredential({ event, hasCredential, cachixName }: TrustInput): Refusal | undefined {
  if (hasCredential && cachixName !== '') return undefined
  const isFork = event.repository?.fork ?? false
  if (hasCredential) {
    return {
      reason: 'A Cachix credential is set but cachix-name is not, so nothing is pushed.',
      level: isFork ? 'notice' : 'warning',
      hint: 'Set cachix-name to the cache that the credential belongs to.',
    }
  }
  if (cachixName === '') {
    const reason = 'cachix-name is not set, so there is no cache to push to.'
    return { reason, level: 'notice' }
  }
  return {
    reason: `Neither cachix-auth-token nor cachix-signing-key is set, so nothing is pushed to ${cachixName}.`,
    level: isFork || !TRUSTED_EVENTS.includes(event.name) ? 'notice' : 'warning',
    ...defined({
      hint: isFork
        ? undefined
        : 'Check that the secret the workflow uses exists and that this workflow may read it.',
    }),
  }
}

/** A foreign commit is intended (a notice); an unknown one is a problem that would silently stop pushing (a warning). */
function unprovenCommit({ event, head }: TrustInput): Refusal | undefined {
  const foreign = head.find(it => !isOurs(it, event))
  if (!foreign && head.length > 0) return undefined
  const reason = `Nothing is pushed, because ${describeCheckout(foreign)}.`
  if (foreign && isForeign(foreign, event)) return { reason, level: 'notice' }
  return {
    reason,
    level: 'warning',
    hint: "Pushing requires this repository's own commit, as checked out by actions/checkout.",
  }
}

function originOf({ pull, workflowRun }: EventFacts): Origin {
  return pull?.origin ?? workflowRun?.origin ?? 'unknown'
}

function isOurs({ commit, isTip }: CheckoutFacts, event: EventFacts): boolean {
  return commit !== undefined && (isTip === true || ownCommits(event).includes(commit))
}

/** Whether it is proven not to be ours, as opposed to unproven. */
function isForeign(checkout: CheckoutFacts, event: EventFacts): boolean {
  return checkout.isTip === false && !isOurs(checkout, event)
}

function describeCheckout(checkout: CheckoutFacts | undefined): string {
  if (!checkout) return 'it is unknown what is checked out'
  const { folder, commit, trouble } = checkout
  const place = toOneLine(folder)
  if (commit === undefined) {
    return `the commit checked out in ${place} is unknown (${toOneLine(trouble ?? 'no answer')})`
  }
  const cause = trouble ? ` (${toOneLine(trouble, 300)})` : ''
  return `commit ${commit.slice(0, 12)}, checked out in ${place}, is not known to be this repository's: it is neither the event's commit nor the tip of a branch${cause}`
}

function asIdentity(upstream: string) {
  return /^\d+$/.test(upstream)
    ? { id: Number(upstream), fullName: undefined }
    : { id: undefined, fullName: upstream }
}

function repositoryName({ repository }: EventFacts): string {
  return toOneLine(repository?.fullName ?? `repository ${repository?.id ?? ''}`)
}

/** An event, as part of a sentence. */
function nameOf({ name }: EventFacts): string {
  return name === 'pull_request' || name === 'pull_request_target'
    ? `a pull request (${name})`
    : `a run on ${name}`
}
