import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActionContext } from '../../model/context.ts'
import { CACHES_CONF } from '../../nix/access-tokens.ts'
import { formatConf, type Setting } from '../../nix/conf.ts'
import { type Isolation, judgeIsolation, readSettings, type Settings } from '../../nix/isolation.ts'
import type { Netrc } from '../../nix/netrc.ts'
import type { Nix } from '../../nix/nix.ts'
import { keyMismatch, signedBy } from '../../nix/signature.ts'
import { dumpPath, Store } from '../../nix/store.ts'
import { decidePush, type PushDecision, type PushPermission } from '../../trust/decide-push.ts'
import type { Decision, Level } from '../../trust/decide-trust.ts'
import { Cachix } from '../cachix/client.ts'
import { uploadPath } from '../cachix/upload.ts'
import type { CacheInputs } from '../options.ts'
import { isUntrustedByDaemon } from '../substituters/allowed-by-daemon.ts'
import type { CacheInfoResult, Substituters } from '../substituters/discover.ts'
import type { SettledCaches } from '../substituters/settle.ts'
import { Pusher } from './pusher.ts'
import { PushQueue } from './queue.ts'

/** The facts of a run on which its push depends. */
export interface PushOptions {
  readonly inputs: CacheInputs
  readonly trust: Decision
  readonly repositoryPrivate: boolean
  /** Whether post will push (`steps: none`). */
  readonly deferred: boolean
  /** Whether an earlier use in this job let commands run. */
  readonly commandsRan?: boolean
  /** The input `plan`. */
  readonly plan?: boolean
  /** The input `builders-trusted`. */
  readonly areBuildersTrusted?: boolean
  readonly nix: Nix
  /** For our own calls of Nix. */
  readonly env: Readonly<Record<string, string>>
  readonly ctx: ActionContext
}

/** The decision about the push, and what was started before the first build. */
export interface PushSetup {
  readonly push: PushDecision
  readonly isolation: Isolation
  readonly settings: Settings
  /** Undefined if main pushes nothing. */
  readonly pusher: Pusher | undefined
}

/**
 * Writes the caches into the Nix settings of this run.
 * @param additional settings of other caches
 */
export async function writeCaches(
  { reading, settings: discovered }: SettledCaches,
  netrc: Netrc,
  additional: readonly Setting[],
  ctx: ActionContext,
): Promise<void> {
  const settings: Setting[] = [...discovered, ...additional]
  if (reading.netrc) settings.push(...(await netrc.write(reading.netrc)))
  if (settings.length > 0) await writeFile(join(ctx.folder, CACHES_CONF), formatConf(settings))
}

/** Decides whether this run pushes, from the answers of Cachix and Nix, and starts the pusher if so. */
export async function startPush(options: PushOptions, reading: Substituters): Promise<PushSetup> {
  const { inputs, trust, nix, env, ctx } = options
  const settings = await readSettings(nix, env)
  const isolation = judgeIsolation(nix, settings)
  const push = decidePush(trust, {
    cachixName: inputs.name,
    isolated: isolation.isolated,
    repositoryPrivate: options.repositoryPrivate,
    cachePublic: reading.answer?.kind === 'info' ? reading.answer.info.isPublic : undefined,
    allowPublicCache: inputs.allowPublicCache,
    permission: permissionOf(inputs, reading.answer),
    wrongKey: whyWrongKey(inputs, reading.answer),
    deferred: options.deferred,
    nixMode: nix.mode,
    commandsRan: options.commandsRan ?? false,
    plan: options.plan ?? false,
  })
  const makesPush = push.push && !options.deferred
  const isStoreSafe = makesPush && (await isUntrustedByDaemon(nix, env))
  const pusher = makesPush
    ? makePusher(inputs, trustedKeys(settings), options, ctx, undefined, isStoreSafe)
    : undefined
  return { push, isolation, settings, pusher }
}

/** A signing key alone needs no permission; a token's permission is what Cachix reports. */
function permissionOf(inputs: CacheInputs, answer: CacheInfoResult | undefined): PushPermission {
  if (inputs.authToken.value === undefined) return 'signing-key-alone'
  if (answer?.kind === 'info') return answer.info.permission ?? 'none'
  const reason = answer?.reason ?? 'it was not asked'
  return answer?.kind === 'refused' ? { refused: reason } : { unreachable: reason }
}

/** Why a signing key is wrong: nobody could use paths that are not signed with the cache's key. */
function whyWrongKey(
  { signingKey }: CacheInputs,
  answer: CacheInfoResult | undefined,
): string | undefined {
  if (signingKey.value === undefined || answer?.kind !== 'info') return undefined
  return keyMismatch(signingKey.value, answer.info.publicSigningKeys)
}

/** The keys whose signatures this Nix accepts. */
export function trustedKeys(settings: Settings): string[] {
  const value = settings['trusted-public-keys']?.value
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

/**
 * Creates a pusher for `cachix-name` with the current credentials, which stay in memory.
 * @param keys public keys of the caches that this job reads
 * @param since start of the job, in seconds since 1970
 */
export function makePusher(
  inputs: CacheInputs,
  keys: readonly string[],
  { nix, env, areBuildersTrusted = false }: Pick<PushOptions, 'nix' | 'env' | 'areBuildersTrusted'>,
  { cancel, logger }: ActionContext,
  since = Math.floor(Date.now() / 1000 - performance.now() / 1000),
  isStoreSafe = false,
): Pusher {
  let lastError: string | undefined
  const onRetry = (message: string) => {
    lastError = message
    logger.debug(message)
  }
  const cachix = new Cachix({
    host: inputs.host,
    name: inputs.name,
    token: inputs.authToken.value,
    cancel,
    onRetry,
  })
  const upload = new PushQueue(
    (info, stop) =>
      uploadPath(cachix, info, () => dumpPath(nix.bin, info.path, env), {
        cancel: stop,
        signingKey: inputs.signingKey.value,
        onRetry,
      }),
    { cancel, lastError: () => lastError },
  )
  return new Pusher(new Store(nix, env), cachix, upload, {
    since,
    isSigned: info => signedBy(info, info.signatures, keys) !== undefined,
    isFiltered: path => inputs.filter?.test(path) ?? false,
    isStoreSafe,
    areBuildersTrusted,
    lastError: () => lastError,
  })
}

/** Logs a decision at its level. */
export function logDecision(
  { reason, level, hint }: { reason: string; level: Level; hint?: string },
  title: string,
  { logger }: Pick<ActionContext, 'logger'>,
): void {
  const text = hint ? `${reason} ${hint}` : reason
  if (level === 'info') logger.info(`${title}: ${text}`)
  else logger[level](text, title)
}
