import { toOneLine } from '../lib/text.ts'
import type { Decision, Level } from './decide-trust.ts'

/**
 * What came of asking Cachix what the credential may do: what it granted (`none`: the answer names nothing), that a
 * signing key alone was given and nobody asked, or why there is no answer.
 */
export type Permission =
  | 'Admin'
  | 'Write'
  | 'Read'
  | 'none'
  | 'signing-key-alone'
  | { readonly refused: string }
  | { readonly unreachable: string }

export interface PushInput {
  readonly cachixName: string
  /** Whether builds are sandboxed or run as users of their own. */
  readonly isolated: boolean
  readonly repositoryPrivate: boolean
  /** Undefined where Cachix did not say. */
  readonly cachePublic: boolean | undefined
  readonly allowPublicCache: boolean
  readonly permission: Permission
  /** Why the signing key is none of the cache's; undefined where it is one, or nobody knows. */
  readonly wrongKey?: string | undefined
  /** Whether post is to push (`steps: none`), after everything that the job runs. */
  readonly deferred: boolean
  readonly nixMode: 'daemon' | 'single-user'
  /** Whether an earlier use of the action in this job let commands run beside the store. */
  readonly commandsRan?: boolean
  /** The input `plan`. */
  readonly plan?: boolean
}

export interface PushDecision {
  readonly push: boolean
  /** One sentence. */
  readonly reason: string
  readonly level: Level
  readonly hint?: string
}

type Refusal = Omit<PushDecision, 'push'>

/** Decides whether to push, once Cachix was asked. Where the run is not trusted, reason and level are the decision's own. */
export function decidePush(decision: Decision, input: PushInput): PushDecision {
  const { trusted, reason, level, hint } = decision
  if (!trusted) return { push: false, reason, level, ...(hint ? { hint } : {}) }
  const refusal =
    onlyPlanned(input) ??
    notIsolated(input) ??
    notPermitted(input) ??
    wronglySigned(input) ??
    wouldPublish(input) ??
    outOfReach(input)
  return refusal ? { push: false, ...refusal } : { push: true, reason, level }
}

function onlyPlanned({ plan, cachixName }: PushInput): Refusal | undefined {
  if (!plan) return undefined
  return { reason: `A plan builds nothing, so nothing is pushed to ${cachixName}.`, level: 'info' }
}

function notIsolated({ isolated, cachixName }: PushInput): Refusal | undefined {
  if (isolated) return undefined
  return {
    reason: `Builds are not isolated on this machine: they have no sandbox and no users of their own, so nothing is pushed to ${cachixName}.`,
    level: 'warning',
    hint: 'Let Nix build with sandbox = true, or use nix-mode: daemon.',
  }
}

function notPermitted({ permission, cachixName }: PushInput): Refusal | undefined {
  if (permission === 'Admin' || permission === 'Write' || permission === 'signing-key-alone') {
    return undefined
  }
  if (typeof permission === 'string') {
    const granted = permission === 'Read' ? 'only reading' : 'nothing'
    return {
      reason: `Cachix grants the cachix-auth-token ${granted} on ${cachixName}, so nothing is pushed.`,
      level: 'warning',
      hint: `Make a token for ${cachixName} with the permission to write, and check the name of the cache.`,
    }
  }
  if ('refused' in permission) {
    return {
      reason: `Cachix refuses the cachix-auth-token for ${cachixName}, so nothing is pushed; it says: ${toOneLine(permission.refused)}`,
      level: 'warning',
      hint: 'Was the token revoked or the cache renamed? Make a new token, or correct cachix-name.',
    }
  }
  return {
    reason: `Cachix cannot be reached (${toOneLine(permission.unreachable)}), so nothing is pushed to ${cachixName}.`,
    level: 'warning',
    hint: 'The steps go on without it. If it lasts, look at status.cachix.org and at cachix-host.',
  }
}

function wronglySigned({ wrongKey, cachixName }: PushInput): Refusal | undefined {
  if (wrongKey === undefined) return undefined
  return {
    reason: `The cachix-signing-key is not a key of ${cachixName}, so nothing is pushed: ${wrongKey}`,
    level: 'warning',
    hint: `Nobody could use what it signs. Set cachix-signing-key to the one that belongs to ${cachixName}, or add its public key to the cache.`,
  }
}

function wouldPublish(input: PushInput): Refusal | undefined {
  const { repositoryPrivate, cachePublic, allowPublicCache, cachixName } = input
  if (!repositoryPrivate || allowPublicCache || cachePublic === false) return undefined
  const is = cachePublic ? 'is public' : 'may be public (Cachix does not say)'
  return {
    reason: `This repository is private and ${cachixName} ${is}, so nothing is pushed.`,
    level: 'warning',
    hint: 'Use a private cache, or set allow-public-cache: true if everybody may read what is built here.',
  }
}

function outOfReach({ deferred, nixMode, commandsRan }: PushInput): Refusal | undefined {
  if (nixMode === 'daemon' || !(deferred || commandsRan)) return undefined
  const steps = deferred ? 'Later steps' : 'Commands of an earlier step'
  return {
    reason: `${steps} of the job could have written to the store of a single-user Nix, so nothing is pushed after them.`,
    level: 'notice',
    hint: 'Give the builds to this action as steps, before all commands, or use nix-mode: daemon.',
  }
}
