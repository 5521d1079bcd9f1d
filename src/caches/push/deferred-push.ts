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
 * With `steps: none` post pushes what later steps of the job built, through the daemon: valid outputs that were built on
 * this machine and registered after main ended. Everything is decided anew, because those steps may have changed what
 * main left; only programs and a store that belong to root are asked.
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
  // Later steps may have put programs of their own first on PATH.
  const plain = { ...ctx, env: { ...ctx.env, PATH: ROOTS_PATH } }
  const { decision, event } = await determineTrust(
    trustOptions(cache),
    [project],
    env,
    token,
    plain,
  )
  const bin = decision.trusted ? await rootsNix() : undefined
  if (!bin) return logDecision(decision.trusted ? NO_NIX : decision, 'Push', ctx)
  // Not the job's own settings: a step may have written them.
  const ownEnv = {
    PATH: ROOTS_PATH,
    HOME: ctx.folder,
    NIX_REMOTE: 'daemon',
    NIX_CONFIG: FLAKES,
    NIX_USER_CONF_FILES: '',
  }
  const found = await findNix({ ...ownEnv, PATH: bin })
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
    env: ownEnv,
    ctx,
  }
  const { push } = await startPush(options, reading)
  if (!push.push) return logDecision(push, 'Push', ctx)

  const keys = [...trustedKeys(await readSettings(nix, ownEnv)), ...reading.keys]
  const pusher = makePusher(cache, keys, options, ctx, mainEndedAt)
  const everything = await new Store({ ...nix, bin }, ownEnv).everything()
  const built = everything.filter(
    ({ ultimate, deriver, registered }) =>
      ultimate && deriver !== undefined && registered >= mainEndedAt,
  )
  pusher.offer(built.map(({ path }) => path))
  const { push: result, reason } = await finishPush(pusher, cache.name, cache.pushTimeout, ctx)
  if (result !== 'failed') ctx.logger.notice(reason, 'Push')
}

const ROOTS_PATH = '/usr/bin:/bin'
const FLAKES = 'extra-experimental-features = nix-command'
const NO_NIX = {
  reason: 'Nothing is pushed after the job: there is no Nix of root with a daemon.',
  level: 'notice' as const,
  hint: 'Give the builds to this action as steps, or use nix-mode: daemon.',
}

/** The folder of programs of the default profile, where nobody but root can have changed them. */
async function rootsNix(): Promise<string | undefined> {
  const bin = await realpath(`${DEFAULT_PROFILE}/bin`).catch(() => undefined)
  const owners = await Promise.all(
    [bin ?? '/nix', '/nix/store'].map(path => stat(path).catch(() => undefined)),
  )
  return bin?.startsWith('/nix/store/') && owners.every(it => it?.uid === 0) ? bin : undefined
}
