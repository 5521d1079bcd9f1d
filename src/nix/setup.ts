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
import { BUILDERS_CONF } from './builders.ts'
import { formatConf, type Setting } from './conf.ts'
import { daemonAnswers, daemonLog, ownProcess, startDaemon } from './daemon.ts'
import { probeDaemon } from './daemon-handshake.ts'
import { DaemonWatch, type OwnDaemon } from './daemon-watch.ts'
import { checkVersion, type FoundNix, findNix } from './detect.ts'
import { evalCores } from './eval-cores.ts'
import { Roots } from './gc-roots.ts'
import { cacheVariables, missingProfile, userProfile } from './home.ts'
import { completeNix } from './install/complete.ts'
import { gatherFacts } from './install/facts.ts'
import { installNix } from './install/install.ts'
import { withInstallLock } from './install/lock.ts'
import type { Facts } from './install/plan.ts'
import { daemonVariables, fallbackSettings, foundSettings } from './install/settings.ts'
import { type Nix, systemOf } from './nix.ts'
import type { NixOptions } from './options.ts'
import { DAEMON_SOCKET, DEFAULT_PROFILE } from './paths.ts'

/** The Nix of this job, and what later steps and post need to know about it. */
export interface NixInstallation {
  readonly nix: Nix
  /** Variables for our calls of Nix and for later steps of the job. */
  readonly environment: Readonly<Record<string, string>>
  /** Directories to add to PATH, in order. */
  readonly path: readonly string[]
  /** Undefined if there is no daemon. Stop the process that it started. */
  readonly daemon: DaemonWatch | undefined
  readonly service: boolean
  /** Runs commands on this machine, as root if available. */
  readonly executor: Executor
  readonly roots: Roots
}

/**
 * Uses the existing Nix, or installs one.
 * @param found the Nix of the machine
 * @param tokens the settings name this file with credentials, which may not exist yet
 * @throws ActionError if Nix cannot be used or installed
 */
export async function setupNix(
  options: NixOptions,
  found: FoundNix | undefined,
  tokens: TokenFile,
  ctx: ActionContext,
): Promise<NixInstallation> {
  const installation = await findOrInstall(options, found, tokens, ctx)
  const warning = warningOf(installation.nix)
  // An earlier use in this job has reported it.
  if (warning && !isLaterUse(ctx.env)) ctx.logger.warning(warning, 'Vulnerable Nix')
  return installation
}

async function findOrInstall(
  options: NixOptions,
  found: FoundNix | undefined,
  tokens: TokenFile,
  ctx: ActionContext,
): Promise<NixInstallation> {
  const system = systemOf(process.platform, process.arch)
  if (found) return useExisting(found, system, options, tokens.path, ctx)
  let installed: FoundNix | undefined
  const fresh = await withInstallLock(ctx, async () => {
    installed = await findNix(ctx.env)
    return installed ? undefined : installFresh(system, options, tokens.path, ctx)
  })
  // Installed by another job while this one was waiting.
  if (installed) return useExisting(installed, system, options, tokens.path, ctx)
  return fresh as NixInstallation
}

async function installFresh(
  system: System,
  options: NixOptions,
  tokenFile: string,
  ctx: ActionContext,
): Promise<NixInstallation> {
  const pendingFacts = gatherFacts(system, ctx.env)
  const installed = await installNix(options, system, pendingFacts, ctx)
  const { version, flavor, mode, nix, caBundle, userSettings, daemonPlan: plan } = installed
  const facts = await pendingFacts
  const executor = new Executor(facts.root, ctx.env, ctx.cancel, ctx.logger)
  const log = daemonLog(ctx.folder)
  const daemon = plan && {
    log,
    process: installed.daemon,
    start: () => startDaemon(plan, executor, log),
  }
  const used: Nix = { bin: `${nix}/bin`, version, flavor, system, mode, install: 'installed' }
  const environment = {
    ...(await jobVariables(userSettings, options, tokenFile, ctx)),
    NIX_SSL_CERT_FILE: caBundle,
    NIX_PROFILES: `${DEFAULT_PROFILE} ${userProfile(ctx.env)}`,
    // As root, Nix would otherwise bypass the daemon and open the store directly.
    ...(mode === 'daemon' && facts.root === 'self' && { NIX_REMOTE: 'daemon' }),
  }
  return {
    nix: used,
    environment,
    path: [`${DEFAULT_PROFILE}/bin`, `${userProfile(ctx.env)}/bin`],
    daemon: daemon && new DaemonWatch(daemon, ctx.logger),
    service: installed.service,
    executor,
    roots: new Roots(used, { ...ctx.env, ...environment }, ctx),
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
  ctx.logger.info(`Using the existing Nix ${found.version} (${found.flavor}) in ${found.bin}`)
  const wantsDaemon = ctx.env.NIX_REMOTE === 'daemon'
  const mode = (await ownsStore()) && !wantsDaemon ? 'single-user' : 'daemon'
  // Gathering facts calls sudo, which a runner with a working Nix should not see.
  const isReady = mode === 'daemon' ? await isDaemonRunning(found, ctx) : process.getuid?.() !== 0
  const facts = isReady ? undefined : await gatherFacts(system, ctx.env)
  const started =
    mode === 'daemon' && facts ? await startStoppedDaemon(found, facts, options, ctx) : undefined
  const settings = foundSettings(mode, facts)
  const { bin, version, flavor } = found
  const nix: Nix = { bin, version, flavor, system, install: 'found', mode }
  const cores = await evalCores(found, options.conf, ctx.env)
  const all = [...options.conf, ...cores, ...settings]
  const environment = await jobVariables(all, options, tokenFile, ctx)
  const roots = new Roots(nix, { ...ctx.env, ...environment }, ctx)
  return {
    nix,
    environment,
    path: [...(found.onPath ? [] : [found.bin]), ...missingProfile(ctx.env)],
    daemon: mode === 'daemon' ? new DaemonWatch(started, ctx.logger) : undefined,
    service: false,
    executor: new Executor(facts?.root ?? 'none', ctx.env, ctx.cancel, ctx.logger),
    roots,
  }
}

/** Creates a GC root for an existing Nix, which also shows other jobs that this store is in use. */
export function keepNix({ nix, roots }: Pick<NixInstallation, 'nix' | 'roots'>): void {
  const own = async () => [storePath(await realpath(join(nix.bin, 'nix-store')))]
  if (roots.isShared) roots.keepSoon(own())
}

/** Whether this user may write to the store: its database, or the directory to create it in. */
async function ownsStore(): Promise<boolean> {
  const folders = ['/nix/var/nix/db', '/nix/var/nix', '/nix/var', '/nix']
  return isAccessible(folders.find(existsSync) ?? '/', constants.W_OK)
}

/** The store path that contains a file. */
function storePath(file: string): string {
  return file.split('/').slice(0, 4).join('/')
}

const RESTART =
  'Restart it on the runner: systemctl restart nix-daemon.service (macOS: launchctl kickstart -k system/org.nixos.nix-daemon).'

/**
 * Whether a daemon responds; warns if its version differs from that of the programs.
 * @throws ActionError if the daemon is not usable
 */
async function isDaemonRunning(
  { version, bin }: FoundNix,
  { logger }: ActionContext,
): Promise<boolean> {
  const answer = await probeDaemon()
  if (answer.state === 'absent') return false
  if (answer.state !== 'answers') {
    const problem =
      answer.state === 'silent'
        ? 'accepts connections but does not respond'
        : 'closes the connection'
    throw new ActionError(
      `Nix ${version} (${bin}) is not usable: its daemon on ${DAEMON_SOCKET} ${problem}.`,
      `${RESTART} Check its log (journalctl -u nix-daemon) and whether its allowed-users setting excludes this user.`,
    )
  }
  if (answer.version !== undefined && answer.version !== version) {
    logger.warning(
      `The Nix daemon has version ${answer.version}, but the programs in ${bin} have version ${version}: it was not restarted after an upgrade. ${RESTART}`,
      'Nix daemon',
    )
  }
  return true
}

/** Starts the stopped daemon of an existing Nix for this job, also on a new machine. */
async function startStoppedDaemon(
  found: FoundNix,
  facts: Facts,
  options: NixOptions,
  ctx: ActionContext,
): Promise<OwnDaemon | undefined> {
  if (facts.root === 'none') {
    throw new ActionError(
      `Nix ${found.version} (${found.bin}) is not usable: its daemon does not respond and ${facts.user.name} may not write to its store.`,
      'Start the daemon on the runner: systemctl start nix-daemon.socket.',
    )
  }
  const executor = new Executor(facts.root, ctx.env, ctx.cancel, ctx.logger)
  const env = { ...facts.daemonEnv, ...daemonVariables(found.version, facts) }
  const plan = ownProcess(found.bin, env)
  const log = daemonLog(ctx.folder)
  const start = () =>
    withInstallLock(ctx, async () => {
      // Another job may have started it meanwhile.
      if (await daemonAnswers()) return undefined
      const now = facts.buildUsers ? facts : await gatherFacts(facts.system, ctx.env)
      await completeNix(found, now, options, executor)
      return startDaemon(plan, executor, log)
    })
  const started = await start()
  return started && { log, process: started, start }
}

/**
 * Writes the user's settings to a file of this run.
 * @returns variables that list this run's files before the user's (Nix skips missing files), and a cache directory if HOME
 *   is not writable
 */
async function jobVariables(
  settings: readonly Setting[],
  { acceptFlakeConfig, conf: userSettings }: NixOptions,
  tokenFile: string,
  ctx: ActionContext,
): Promise<Record<string, string>> {
  const { folder, env } = ctx
  const conf = join(folder, 'nix.conf')
  const accept = acceptFlakeConfig ? [{ name: 'accept-flake-config', value: 'true' }] : []
  await writeFile(conf, formatConf([...accept, ...fallbackSettings(userSettings), ...settings]))
  const files = [tokenFile, ...[CACHES_CONF, BUILDERS_CONF].map(name => join(folder, name)), conf]
  return { NIX_USER_CONF_FILES: userConfFiles(files, env), ...(await cacheVariables(ctx)) }
}
