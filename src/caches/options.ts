import type { Secret } from '../lib/secret.ts'
import type { SigningKey } from '../nix/signature.ts'
import type { PushPolicy } from '../trust/decide-trust.ts'

/** A cache that is read: by its name at Cachix, or by URL and public key. */
export type ExtraCache = { readonly name: string } | { readonly url: string; readonly key: string }
/** What concerns Cachix. */
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
  /** Store paths that are not pushed. */
  readonly filter: RegExp | undefined
  /** Seconds. */
  readonly pushTimeout: number
  readonly requirePush: boolean
}
