import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { type Command, Executor } from '../../host/executor.ts'
import { ActionError } from '../../lib/errors.ts'
import type { ActionContext } from '../../model/context.ts'
import type { StartedDaemon } from '../../model/process.ts'
import type { System } from '../../model/system.ts'
import { formatConf, mergeConf, type Setting } from '../conf.ts'
import { type DaemonPlan, daemonLog, startDaemon } from '../daemon.ts'
import { describeNix } from '../detect.ts'
import { emptyDaemonNetrc } from '../netrc.ts'
import type { Mode } from '../nix.ts'
import type { NixOptions } from '../options.ts'
import { locateRelease, resolveVersion } from '../release.ts'
import type { NixVersion } from '../version.ts'
import { fetchArchive } from './archive.ts'
import { checkMacos, darwin } from './darwin.ts'
import { Decompressor } from './decompress.ts'
import { linux } from './linux.ts'
import { chooseMode } from './mode.ts'
import type { Facts, Platform, UnpackedRelease } from './plan.ts'
import { planRegistration } from './register.ts'
import {
  buildsInMemory,
  canSandbox,
  createBuildDir,
  daemonVariables,
  FLAKES,
  lacksNetrc,
  systemSettings,
} from './settings.ts'

/** Below /nix, so that moving into the store is a rename. */
const UNPACK_PREFIX = '/nix/.unpack-'

export interface Installed extends NixVersion {
  readonly mode: Mode
  /** Store path of Nix. */
  readonly nix: string
  /** Path of the CA certificates that Nix uses. */
  readonly caBundle: string
  /** Settings for the user's nix.conf that the system's does not have. */
  readonly userSettings: readonly Setting[]
  /** The daemon if it is our own process, and how to start it. */
  readonly daemon: StartedDaemon | undefined
  readonly daemonPlan: DaemonPlan | undefined
  /** Whether the daemon is a systemd service. */
  readonly service: boolean
}

/**
 * Installs Nix from a release tarball. Decompresses during the download, but changes nothing on the machine before the
 * hash is verified.
 * @param pendingFacts resolves to the facts of the machine
 * @throws ActionError if Nix cannot be installed
 */
export async function installNix(
  options: NixOptions,
  system: System,
  pendingFacts: Promise<Facts>,
  ctx: ActionContext,
): Promise<Installed> {
  const { version, notice } = resolveVersion(options.version, system)
  const release = locateRelease(version, system, options.releaseUrl, options.sha256)
  if (notice) ctx.logger.notice(notice, 'nix-version')
  const fetching = new AbortController()
  const cancel = AbortSignal.any([ctx.cancel, fetching.signal])
  const decoder = new Decompressor(platform(system).decompressor, ctx.env)
  try {
    const fetched = fetchArchive(
      release,
      () => decoder.start(),
      message => ctx.logger.notice(message),
      { onRetry: message => ctx.logger.info(message), cancel },
    )
    // Its rejection is handled by the await below.
    fetched.catch(() => {})
    const facts = await pendingFacts
    checkMacos(version, facts)
    const { mode, reason } = chooseMode(options.mode, facts)
    ctx.logger.info(
      `Installing Nix ${version} for ${system} in ${mode} mode (${reason}) from ${release.url}`,
    )
    warnOfSandbox(mode, facts, ctx)
    await fetched
    return await install(options, version, mode, facts, decoder, ctx)
  } finally {
    fetching.abort()
    decoder.abort()
  }
}

async function install(
  options: NixOptions,
  version: string,
  mode: Mode,
  facts: Facts,
  decoder: Decompressor,
  ctx: ActionContext,
): Promise<Installed> {
  const executor = new Executor(facts.root, ctx.env, ctx.cancel, ctx.logger)
  const unpacked = await unpack(mode, facts, decoder, executor)
  // Falls back to the CA bundle of the release.
  const caBundle = facts.caBundle ?? `${unpacked.cacert}/etc/ssl/certs/ca-bundle.crt`
  // Its programs do not run before they are in the store.
  const flavor = /^\/nix\/store\/\w+-lix-/.test(unpacked.nix) ? 'lix' : 'nix'
  const settings = systemSettings(options, mode, version, { ...facts, caBundle }, flavor)
  const systemConf = formatConf(mergeConf(settings, [...facts.etcConf, ...options.conf]))
  const registration = planRegistration(mode, systemConf, unpacked)
  if (facts.database) await registerOverExisting(registration, mode, unpacked.nix, executor, ctx)
  else await executor.one(registration)
  if (lacksNetrc(settings, flavor)) await emptyDaemonNetrc(executor)
  if (buildsInMemory(mode, version, facts)) await executor.one(createBuildDir(asOf(mode)))
  const daemonEnv = { ...facts.daemonEnv, ...daemonVariables(version, { ...facts, caBundle }) }
  const plan =
    mode === 'daemon'
      ? platform(facts.system).planDaemon({ ...facts, daemonEnv }, unpacked.nix)
      : undefined
  const [daemon, about] = await Promise.all([
    plan && startDaemon(plan, executor, daemonLog(ctx.folder)),
    // A mirror may serve another Nix than its URL says.
    describeNix(`${unpacked.nix}/bin`, ctx.env),
  ])
  return {
    ...(about ?? { version, flavor: 'nix' as const }),
    mode,
    nix: unpacked.nix,
    caBundle,
    userSettings: mode === 'daemon' ? [FLAKES] : mergeConf(settings, options.conf),
    daemon,
    daemonPlan: plan,
    service: plan !== undefined && daemon === undefined,
  }
}

/** Registers in a store that an earlier install left, whose database may not match its contents. */
async function registerOverExisting(
  registration: Command,
  mode: Mode,
  nix: string,
  executor: Executor,
  ctx: ActionContext,
): Promise<void> {
  const hint =
    '/nix/var/nix/db from an earlier Nix is not usable. Remove /nix on the runner, then rerun the job.'
  try {
    await executor.one(registration)
  } catch (error) {
    ctx.cancel.throwIfAborted()
    throw new ActionError((error as Error).message, hint, { cause: error })
  }
  const argv = ['env', 'HOME=/var/empty', 'NIX_REMOTE=local', `${nix}/bin/nix-store`, '--verify']
  await executor
    .one({
      argv,
      as: asOf(mode),
      description: 'Removing missing paths from the database',
      isLong: true,
    })
    .catch(error =>
      ctx.logger.warning(`${(error as Error).message}\n${hint}`, 'Left by an earlier Nix'),
    )
}

function platform(system: System): Platform {
  return system.endsWith('-darwin') ? darwin : linux
}

/** Unpacks the release below /nix and creates the build users at the same time. */
async function unpack(
  mode: Mode,
  facts: Facts,
  decoder: Decompressor,
  executor: Executor,
): Promise<UnpackedRelease> {
  const folder = `${UNPACK_PREFIX}${randomUUID()}`
  await removeStaleUnpackDirs(mode, executor)
  const prerequisites = platform(facts.system).planPrerequisites(mode, facts, folder)
  await executor.all(prerequisites.folders)
  const form = platform(facts.system).decompressor ? '-xf' : '-xJf'
  const argv = ['tar', form, '-', '-C', folder, '--strip-components=1', '--no-same-owner']
  const tar = { argv, as: asOf(mode), description: 'Unpacking Nix' }
  const tasks = [
    decoder.finished(),
    executor.one(tar, decoder.output()),
    executor.all(prerequisites.users),
  ]
  try {
    await Promise.all(tasks)
  } catch (error) {
    decoder.abort()
    await Promise.allSettled(tasks)
    const remove = {
      argv: ['rm', '-rf', folder],
      description: 'Removing the unpacked files',
      isLong: true,
    }
    await executor.one({ ...tar, ...remove })
    throw error
  }
  return { folder, ...(await readUnpacked(folder)) }
}

/** Removes leftovers of interrupted installs: hundreds of megabytes each. */
async function removeStaleUnpackDirs(mode: Mode, executor: Executor): Promise<void> {
  const { dir, base } = parse(UNPACK_PREFIX)
  const names = await readdir(dir).catch(() => [])
  const stale = names.filter(name => name.startsWith(base)).map(name => join(dir, name))
  if (stale.length === 0) return
  const argv = ['/bin/sh', '-c', 'chmod -R u+w "$@"; rm -rf "$@"; true', 'sh', ...stale]
  const why = 'Removing leftovers of an interrupted install'
  await executor.one({ argv, as: asOf(mode), description: why, isLong: true })
}

function asOf(mode: Mode): Command['as'] {
  return mode === 'daemon' ? 'root' : 'user'
}

/** Reads the tarball's `install` script and lists its store paths. */
async function readUnpacked(folder: string): Promise<Omit<UnpackedRelease, 'folder'>> {
  const [script, paths] = await Promise.all([
    readFile(join(folder, 'install'), 'utf8').catch(() => ''),
    readdir(join(folder, 'store')).catch((): string[] => []),
  ])
  const nix = /^nix="(\/nix\/store\/[^"]+)"$/m.exec(script)?.[1]
  const cacert = /^cacert="(\/nix\/store\/[^"]+)"$/m.exec(script)?.[1]
  if (nix && cacert && paths.length > 0) return { paths, nix, cacert }
  throw new ActionError(
    `The tarball is not a Nix release: ${folder} has no store/ or no install script with nix= and cacert=.`,
    'nix-release-url must point to binary tarballs like those on releases.nixos.org.',
  )
}

function warnOfSandbox(mode: Mode, facts: Facts, ctx: ActionContext): void {
  if (canSandbox(mode, facts) || !facts.system.endsWith('-linux')) return
  const hint =
    mode === 'daemon' || facts.root === 'self'
      ? 'Let the container create namespaces (options: --privileged).'
      : 'Use nix-mode: daemon, or allow unprivileged user namespaces: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0.'
  ctx.logger.warning(
    `Builds run without a sandbox: this machine does not let Nix create namespaces. ${hint}`,
    'No sandbox',
  )
}
