import { constants, existsSync } from 'node:fs'
import { realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAccessible } from '../host/access.ts'
import { Executor } from '../host/executor.ts'
import { ActionError } from '../lib/errors.ts'
import type { ActionContext } from '../model/context.ts'
import type { System } from '../model/system.ts'
import { CACHES_CONF, isLaterUse, type TokenFile, userConfFiles } from './access-tokens.ts'
import { warningOf } from './advisories.ts'
import { formatConf, type Setting } from './conf.ts'
import { daemonAnswers, daemonLog, startDaemon } from './daemon.ts'
import { probeDaemon } from './daemon-handshake.ts'
import { DaemonWatch, type OwnDaemon } from './daemon-watch.ts'
import { checkVersion, type FoundNix, findNix } from './detect.ts'
import { evalCores } from './eval-cores.ts'
import { Roots } from './gc-roots.ts'
import { cacheVariables } from './home.ts'
import { completeNix } from './install/complete.ts'
import { gatherFacts } from './install/facts.ts'
import { installNix } from './install/install.ts'
import { withInstallLock } from './install/lock.ts'
import type { Facts } from './install/plan.ts'
import { daemonVariables, fallbackSettings, foundSettings } from './install/settings.ts'
import type { Nix } from './nix.ts'
import { systemOf } from './nix.ts'

import type { NixOptions } from './options.ts'
import { DAEMON_SOCKET, DEFAULT_PROFILE } from './paths.ts'

/** The Nix of this job, and what later steps and post have to know of it. */
export interface NixInstallation {
  readonly nix: Nix
  /** Variables for our own calls of Nix and for later steps of the job. */
  readonly environment: Readonly<Record<string, string>>
  /** Folders for PATH, the first one first. */
  readonly path: readonly string[]
  /** Undefined where there is none. What it started has to be stopped. */
  readonly daemon: DaemonWatch | undefined
  readonly service: boolean
  /** Runs commands on this machine, as root where it can be had. */
  readonly executor: Executor
  readonly roots: Roots
}

/**
 * Uses the Nix that is there, or installs one.
 * @param tokens the file with credentials is named in the settings, whether or not it is there yet
 * @throws Failure
 */
export async function setupNix(
  options: NixOptions,
  tokens: TokenFile,
  ctx: ActionContext,
): Promise<NixInstallation> {
  const provided = await findOrInstall(options, tokens, ctx)
  const warning = warningOf(provided.nix)
  // An earlier use in this job has told of it.
  if (warning && !isLaterUse(ctx.env)) ctx.logger.warning(warning, 'Vulnerable Nix')
  return provided
}

async function findOrInstall(
  options: NixOptions,
  tokens: TokenFile,
  ctx: ActionContext,
): Promise<NixInstallation> {
  const system = systemOf(process.platform, process.arch)
  const found = await findNix(ctx.env)
  if (found) return useExisting(found, system, options, tokens.path, ctx)
  let installed: FoundNix | undefined
  const fresh = await withInstallLock(ctx, async () => {
    installed = await findNix(ctx.env)
    return installed ? undefined : installFresh(system, options, tokens.path, ctx)
  })
  // By another job, which this one waited for.
  if (installed) return useExisting(installed, system, options, tokens.path, ctx)
  return fresh as NixInstallation
}

async function installFresh(
  system: System,
  options: NixOptions,
  tokenFile: string,
  ctx: ActionContext,
): Promise<NixInstallation> {
  const looking = gatherFacts(system, ctx.env)
  const installed = await installNix(options, system, looking, ctx)
  const { version, flavor, mode, nix, caBundle, userSettings, daemonPlan: plan } = installed
  const facts = await looking
  const executor = new Executor(facts.root, ctx.env, ctx.cancel, ctx.logger)
  const log = daemonLog(ctx.folder)
  const own = plan && {
    ...{ log, process: installed.daemon },
    start: () => startDaemon(plan, executor, log),
  }
  const whole = {
    ...{ bin: `${nix}/bin`, version, flavor, system, mode },
    install: 'installed' as const,
  }
  const environment = {
    ...(await jobVariables(userSettings, options, tokenFile, ctx)),
    NIX_SSL_CERT_FILE: caBundle,
    // Root would open the store by itself, beside the daemon.
    ...(mode === 'daemon' && facts.root === 'self' ? { NIX_REMOTE: 'daemon' } : {}),
  }
  return {
    nix: whole,
    environment,
    path: [`${DEFAULT_PROFILE}/bin`],
    daemon: own && new DaemonWatch(own, ctx.logger),
    service: installed.service,
    executor,
    roots: new Roots(whole, { ...ctx.env, ...environment }, ctx),
  }
}

async function useExisting(
  found: FoundNix,
  system: System,
  options: NixOptions,
  tokenFile: string,
  ctx: ActionContext,
): Promise<NixInstallation> {
  checkVersion(found, options.version, system)
  ctx.logger.info(
    `Nix ${found.version} (${found.flavor}) is there, in ${found.bin}; it is used and not changed.`,
  )
  const asked = ctx.env.NIX_REMOTE === 'daemon'
  const mode = (await ownsStore()) && !asked ? 'single-user' : 'daemon'
  // To look at the machine is to ask sudo, which a runner with a Nix that works should not see.
  const isReady = mode === 'daemon' ? await isDaemonRunning(found, ctx) : process.getuid?.() !== 0
  const facts = isReady ? undefined : await gatherFacts(system, ctx.env)
  const own =
    mode === 'daemon' && facts ? await startStoppedDaemon(found, facts, options, ctx) : undefined
  const settings = foundSettings(mode, facts)
  const { bin, version, flavor } = found
  const nix = { bin, version, flavor, system, install: 'found' as const, mode } as const
  const cores = await evalCores(found, options.conf, ctx.env)
  const all = [...options.conf, ...cores, ...settings]
  const environment = await jobVariables(all, options, tokenFile, ctx)
  const roots = new Roots(nix, { ...ctx.env, ...environment }, ctx)
  return {
    nix,
    environment,
    path: found.onPath ? [] : [found.bin],
    daemon: mode === 'daemon' ? new DaemonWatch(own, ctx.logger) : undefined,
    service: false,
    executor: new Executor(facts?.root ?? 'none', ctx.env, ctx.cancel, ctx.logger),
    roots,
  }
}

/** Keeps a Nix that was there for the rest of the job, which tells other jobs too that somebody uses its store. */
export async function keepNix({
  nix,
  roots,
}: Pick<NixInstallation, 'nix' | 'roots'>): Promise<void> {
  if (roots.isShared) await roots.keep([storePath(await realpath(join(nix.bin, 'nix-store')))])
}

/** Whether this user may write the store: its database, or what it would be made in. */
async function ownsStore(): Promise<boolean> {
  const folders = ['/nix/var/nix/db', '/nix/var/nix', '/nix/var', '/nix']
  return isAccessible(folders.find(existsSync) ?? '/', constants.W_OK)
}

/** The path in the store that holds a file. */
function storePath(file: string): string {
  return file.split('/').slice(0, 4).join('/')
}

const RESTART =
  'Restart it on the runner: systemctl restart nix-daemon.service (macOS: launchctl kickstart -k system/org.nixos.nix-daemon).'

/**
 * Whether a daemon answers; one of another version than the programs is told of.
 * @throws Failure where one is there that cannot be used
 */
async function isDaemonRunning(
  { version, bin }: FoundNix,
  { logger }: ActionContext,
): Promise<boolean> {
  const answer = await probeDaemon()
  if (answer.state === 'absent') return false
  if (answer.state !== 'answers') {
    const does = answer.state === 'silent' ? 'takes connections and says nothing' : 'hangs up'
    throw new ActionError(
      `Nix ${version} is there (${bin}), but its daemon at ${DAEMON_SOCKET} ${does}.`,
      `${RESTART} What it has to say stands in its log (journalctl -u nix-daemon); allowed-users in its settings may leave this user out.`,
    )
  }
  if (answer.version !== undefined && answer.version !== version) {
    logger.warning(
      `The Nix daemon of this machine is of version ${answer.version}, the programs in ${bin} are of ${version}: it still runs what was there before an upgrade. ${RESTART}`,
      'Nix daemon',
    )
  }
  return true
}

/** A Nix whose daemon sleeps (an earlier job stopped it) is woken for this job, also on a new machine. */
async function startStoppedDaemon(
  found: FoundNix,
  facts: Facts,
  options: NixOptions,
  ctx: ActionContext,
): Promise<OwnDaemon | undefined> {
  if (facts.root === 'none') {
    throw new ActionError(
      `Nix ${found.version} is there (${found.bin}), but its daemon does not answer and its store is not writable for ${facts.user.name}.`,
      'Start the daemon on the runner: systemctl start nix-daemon.socket.',
    )
  }
  const executor = new Executor(facts.root, ctx.env, ctx.cancel, ctx.logger)
  const env = { ...facts.daemonEnv, ...daemonVariables(found.version, facts) }
  const plan = { start: [], stop: [], process: { argv: [join(found.bin, 'nix-daemon')], env } }
  const log = daemonLog(ctx.folder)
  const start = () =>
    withInstallLock(ctx, async () => {
      // Another job may have been faster.
      if (await daemonAnswers()) return undefined
      const now = facts.buildUsers ? facts : await gatherFacts(facts.system, ctx.env)
      await completeNix(found, now, options, executor)
      return startDaemon(plan, executor, log)
    })
  const started = await start()
  return started && { log, process: started, start }
}

/**
 * Writes the user's settings into a file of this run.
 * @returns variables that name it, with the other files of this run, before the user's own (Nix passes over files that
 *   are not there yet, or any more), and caches where HOME takes none
 */
async function jobVariables(
  settings: readonly Setting[],
  { acceptFlakeConfig, conf: users }: NixOptions,
  tokenFile: string,
  ctx: ActionContext,
): Promise<Record<string, string>> {
  const { folder, env } = ctx
  const conf = join(folder, 'nix.conf')
  const accept = acceptFlakeConfig ? [{ name: 'accept-flake-config', value: 'true' }] : []
  await writeFile(conf, formatConf([...accept, ...fallbackSettings(users), ...settings]))
  const files = [tokenFile, join(folder, CACHES_CONF), conf]
  return { NIX_USER_CONF_FILES: userConfFiles(files, env), ...(await cacheVariables(ctx)) }
}
