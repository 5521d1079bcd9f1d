import { defined } from '../lib/object.ts'
import { toOneLine } from '../lib/text.ts'
import type { Decision, Level } from './decide-trust.ts'

/**
 * What Cachix allows the credential: the granted permission (`none`: none was granted), `signing-key-alone` if there is no
 * token to ask with, or why Cachix gave no answer.
 */
export type PushPermission =
  | 'Admin'
  | 'Write'
  | 'Read'
  | 'none'
  | 'signing-key-alone'
  | { readonly refused: string }
  | { readonly unreachable: string }

export interface PushInput {
  readonly cachixName: string
  /** Whether builds are sandboxed or run as build users. */
  readonly isolated: boolean
  readonly repositoryPrivate: boolean
  /** Undefined if Cachix did not say. */
  readonly cachePublic: boolean | undefined
  readonly allowPublicCache: boolean
  readonly permission: PushPermission
  /** Why the signing key does not belong to the cache; undefined if it does, or if unknown. */
  readonly wrongKey?: string | undefined
  /** Whether post pushes (`steps: none`), after everything that the job runs. */
  readonly deferred: boolean
  readonly nixMode: 'daemon' | 'single-user'
  /** Whether an earlier use of the action in this job ran commands next to the store. */
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

/** Decides whether to push, after Cachix has been asked. For an untrusted run, returns the trust decision's reason. */
export function decidePush(decision: Decision, input: PushInput): PushDecision {
  const { trusted, reason, level, hint } = decision
  if (!trusted) return { push: false, reason, level, ...defined({ hint }) }
  const refusal =
    onlyPlanned(input) ??
    notIsolated(input) ??
    notPermitted(input) ??
    wronglySigned(input) ??
    wouldPublish(input) ??
    untrustedStore(input)
  return refusal ? { push: false, ...refusal } : { push: true, reason, level }
}

function onlyPlanned({ plan, cachixName }: PushInput): Refusal | undefined {
  if (!plan) return undefined
  return { reason: `A plan builds nothing, so nothing is pushed to ${cachixName}.`, level: 'info' }
}

function notIsolated({ isolated, cachixName }: PushInput): Refusal | undefined {
  if (isolated) return undefined
  return {
    reason: `Builds are not isolated on this machine (no sandbox, no build users), so nothing is pushed to ${cachixName}.`,
    level: 'warning',
    hint: 'Set sandbox = true in nix-conf, or use nix-mode: daemon.',
  }
}

function notPermitted({ permission, cachixName }: PushInput): Refusal | undefined {
  if (permission === 'Admin' || permission === 'Write' || permission === 'signing-key-alone') {
    return undefined
  }
  if (typeof permission === 'string') {
    const access = permission === 'Read' ? 'is read-only for' : 'has no access to'
    return {
      reason: `The cachix-auth-token ${access} ${cachixName}, so nothing is pushed.`,
      level: 'warning',
      hint: `Create a token with write access to ${cachixName}, and check cachix-name.`,
    }
  }
  if ('refused' in permission) {
    return {
      reason: `Cachix rejected the cachix-auth-token for ${cachixName}, so nothing is pushed: ${toOneLine(permission.refused)}`,
      level: 'warning',
      hint: 'The token may have been revoked, or the cache renamed. Create a new token, or correct cachix-name.',
    }
  }
  return {
    reason: `Cachix is unreachable (${toOneLine(permission.unreachable)}), so nothing is pushed to ${cachixName}.`,
    level: 'warning',
    hint: 'The steps continue without it. If this persists, check status.cachix.org and cachix-host.',
  }
}

function wronglySigned({ wrongKey, cachixName }: PushInput): Refusal | undefined {
  if (wrongKey === undefined) return undefined
  return {
    reason: `The cachix-signing-key is not a key of ${cachixName}, so nothing is pushed: ${wrongKey}`,
    level: 'warning',
    hint: `Nix would reject its signatures. Set cachix-signing-key to the key of ${cachixName}, or add its public key to the cache.`,
  }
}

function wouldPublish(input: PushInput): Refusal | undefined {
  const { repositoryPrivate, cachePublic, allowPublicCache, cachixName } = input
  if (!repositoryPrivate || allowPublicCache || cachePublic === false) return undefined
  const visibility = cachePublic ? 'is public' : 'may be public (Cachix does not say)'
  return {
    reason: `This repository is private, but ${cachixName} ${visibility}, so nothing is pushed.`,
    level: 'warning',
    hint: 'Use a private cache, or set allow-public-cache: true if anyone may read the builds.',
  }
}

function untrustedStore({ deferred, nixMode, commandsRan }: PushInput): Refusal | undefined {
  if (nixMode === 'daemon' || !(deferred || commandsRan)) return undefined
  const writers = deferred ? 'Later steps' : 'Commands of an earlier step'
  return {
    reason: `${writers} of the job could have modified the single-user Nix store, so nothing is pushed after them.`,
    level: 'notice',
    hint: 'Run the builds as steps of this action, before all commands, or use nix-mode: daemon.',
  }
}
