import type { Secret } from '../lib/secret.ts'
import type { SigningKey } from '../nix/signature.ts'
import type { PushPolicy, TrustOptions } from '../trust/decide-trust.ts'

/** A cache to read: by its name at Cachix, or by URL and public key. */
export type ExtraCache = { readonly name: string } | { readonly url: string; readonly key: string }

/** Options for binary caches and for pushing to Cachix. */
export interface CacheInputs {
  /** Empty: no cache. */
  readonly name: string
  readonly authToken: Secret<string>
  readonly signingKey: Secret<SigningKey>
  readonly host: string
  readonly extra: readonly ExtraCache[]
  /** `owner/name`, a numeric id, or empty. */
  readonly upstream: string
  readonly push: PushPolicy
  readonly allowPublicCache: boolean
  /** Matches store paths that are not pushed. */
  readonly filter: RegExp | undefined
  /** Seconds. */
  readonly pushTimeout: number
  readonly requirePush: boolean
}

/** Options for the store cache: build results in GitHub's cache. */
export interface StoreCacheInputs {
  readonly mode: 'auto' | 'true' | 'false'
  /** Bytes. */
  readonly limit: number
}

/** Pure: the options on which the trust decision depends. */
export function trustOptions({
  upstream,
  push,
  authToken,
  signingKey,
  name,
}: CacheInputs): TrustOptions {
  const hasCredential = authToken.value !== undefined || signingKey.value !== undefined
  return { upstream, push, hasCredential, cachixName: name }
}
