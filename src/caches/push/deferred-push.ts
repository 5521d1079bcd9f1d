import { realpath, stat } from 'node:fs/promises'
import type { ActionContext, Environment } from '../../model/context.ts'
import { findNix } from '../../nix/detect.ts'
import { readSettings } from '../../nix/isolation.ts'
import { systemOf } from '../../nix/nix.ts'
import { DEFAULT_PROFILE } from '../../nix/paths.ts'
import { Store } from '../../nix/store.ts'
import { determineTrust } from '../../trust/trust.ts'
import { type CacheInputs, trustOptions } from '../options.ts'
import { discoverCaches } from '../substituters/discover.ts'
import { logDecision, makePusher, startPush, trustedKeys } from './begin.ts'
import { finishPush } from './outcome.ts'

/**
 * With `steps: none`, pushes in post what later steps of the job built through the daemon: valid outputs that were built
 * on this machine and registered after main ended. Everything is decided again, because those steps may have changed what
 * main left; only programs and a store that root owns are trusted.
 * @param token for GitHub; may be empty
 * @param mainEndedAt seconds since 1970
 */
export async function deferredPush(
  cache: CacheInputs,
  token: string,
  mainEndedAt: number,
  env: Environment,
  ctx: ActionContext,
): Promise<void> {
  const project = env.GITHUB_WORKSPACE ?? process.cwd()
  // Later steps may have put their own programs first on PATH.
  const plain = { ...ctx, env: { ...ctx.env, PATH: SYSTEM_PATH } }
  const { decision, event } = await determineTrust(
    trustOptions(cache),
    [project],
    env,
    token,
    plain,
  )
  const bin = decision.trusted ? await rootOwnedNix() : undefined
  if (!bin) return logDecision(decision.trusted ? NO_NIX : decision, 'Push', ctx)
  // Without the job's settings, which a step may have written.
  const cleanEnv = {
    PATH: SYSTEM_PATH,
    HOME: ctx.folder,
    NIX_REMOTE: 'daemon',
    NIX_CONFIG: FLAKES,
    NIX_USER_CONF_FILES: '',
  }
  const found = await findNix({ ...cleanEnv, PATH: bin })
  if (!found) return logDecision(NO_NIX, 'Push', ctx)
  const system = systemOf(process.platform, process.arch)
  const nix = { ...found, system, install: 'found' as const, mode: 'daemon' as const }
  const reading = await discoverCaches(cache, cache.authToken.value ?? '', ctx)
  const repositoryPrivate = event.repository?.private ?? true
  const options = {
    inputs: cache,
    trust: decision,
    repositoryPrivate,
    deferred: true,
    nix,
    env: cleanEnv,
    ctx,
  }
  const { push } = await startPush(options, reading)
  if (!push.push) return logDecision(push, 'Push', ctx)

  const keys = [...trustedKeys(await readSettings(nix, cleanEnv)), ...reading.keys]
  const pusher = makePusher(cache, keys, options, ctx, mainEndedAt)
  const everything = await new Store({ ...nix, bin }, cleanEnv).everything()
  const built = everything.filter(
    ({ ultimate, deriver, registered }) =>
      ultimate && deriver !== undefined && registered >= mainEndedAt,
  )
  pusher.offer(built.map(({ path }) => path))
  const { push: result, reason } = await finishPush(pusher, cache.name, cache.pushTimeout, ctx)
  if (result !== 'failed') ctx.logger.notice(reason, 'Push')
}

const SYSTEM_PATH = '/usr/bin:/bin'
const FLAKES = 'extra-experimental-features = nix-command'
const NO_NIX = {
  reason: 'Nothing is pushed after the job, because Nix is not owned by root with a daemon.',
  level: 'notice' as const,
  hint: 'List the builds as steps of this action, or set nix-mode: daemon.',
}

/** The program folder of the default profile, if only root can have changed it. */
async function rootOwnedNix(): Promise<string | undefined> {
  const bin = await realpath(`${DEFAULT_PROFILE}/bin`).catch(() => undefined)
  const owners = await Promise.all(
    [bin ?? '/nix', '/nix/store'].map(path => stat(path).catch(() => undefined)),
  )
  return bin?.startsWith('/nix/store/') && owners.every(it => it?.uid === 0) ? bin : undefined
}
