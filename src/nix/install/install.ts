import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { Command } from '../../host/executor.ts'
import { Executor } from '../../host/executor.ts'
import { ActionError } from '../../lib/errors.ts'
import type { ActionContext } from '../../model/context.ts'
import type { StartedDaemon } from '../../model/process.ts'
import type { System } from '../../model/system.ts'
import { formatConf, mergeConf, type Setting } from '../conf.ts'
import type { DaemonPlan } from '../daemon.ts'
import { daemonLog, startDaemon } from '../daemon.ts'
import { describeNix } from '../detect.ts'
import { emptyDaemonNetrc } from '../netrc.ts'
import type { Mode } from '../nix.ts'
import type { NixOptions } from '../options.ts'
import { locateRelease, resolveVersion } from '../release.ts'
import type { Flavor } from '../version.ts'
import { fetchArchive } from './archive.ts'
import * as darwin from './darwin.ts'
import { Decompressor } from './decompress.ts'

import * as linux from './linux.ts'
import { chooseMode } from './mode.ts'
import type { Facts, Unpacked } from './plan.ts'
import { planPlacing } from './register.ts'
import {
  buildsInMemory,
  daemonVariables,
  FLAKES,
  lacksNetrc,
  makeBuilds,
  systemSettings,
} from './settings.ts'

/** Below /nix, so that moving into the store is renaming. */
const UNPACK = '/nix/.unpack-'

export interface Installed {
  readonly version: string
  readonly flavor: Flavor
  readonly mode: Mode
  /** Store path of Nix. */
  readonly nix: string
  /** The certificate authorities that Nix goes by. */
  readonly caBundle: string
  /** Settings that are not in the system's nix.conf but have to be in a file of the user. */
  readonly userSettings: readonly Setting[]
  /** The daemon, where it is a process of our own, and how it is started. */
  readonly daemon: StartedDaemon | undefined
  readonly daemonPlan: DaemonPlan | undefined
  /** The daemon is systemd's service. */
  readonly service: boolean
}

/**
 * Installs Nix from a release tarball. It is decoded while it comes; nothing on the machine is changed before its hash is
 * right.
 * @param looking what is known of the machine, in a moment
 * @throws Failure
 */
export async function installNix(
  options: NixOptions,
  system: System,
  looking: Promise<Facts>,
  ctx: ActionContext,
): Promise<Installed> {
  const { version, notice } = resolveVersion(options.version, system)
  const release = locateRelease(version, system, options.releaseUrl, options.sha256)
  if (notice) ctx.logger.notice(notice, 'nix-version')
  const fetching = new AbortController()
  const cancel = AbortSignal.any([ctx.cancel, fetching.signal])
  const decoder = new Decompressor(platform(system).DECODE, ctx.env)
  try {
    const fetched = fetchArchive(
      release,
      () => decoder.begin(),
      message => ctx.logger.notice(message),
      { onRetry: message => ctx.logger.info(message), cancel },
    )
    // Its failure is told where it is waited for.
    fetched.catch(() => {})
    const facts = await looking
    darwin.checkMacos(version, facts)
    const { mode, reason } = chooseMode(options.mode, facts)
    ctx.logger.info(`Nix ${version} for ${system}, ${mode} mode (${reason}), from ${release.url}`)
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
  // Where the machine has none there is the release's own.
  const caBundle = facts.caBundle ?? `${unpacked.cacert}/etc/ssl/certs/ca-bundle.crt`
  // Its programs run only where they belong.
  const named = /^\/nix\/store\/\w+-lix-/.test(unpacked.nix) ? 'lix' : 'nix'
  const settings = systemSettings(options, mode, version, { ...facts, caBundle }, named)
  const systemConf = formatConf(mergeConf(settings, [...facts.etcConf, ...options.conf]))
  const placing = planPlacing(mode, systemConf, unpacked)
  if (facts.database) await placeBeside(placing, mode, unpacked.nix, executor, ctx)
  else await executor.one(placing)

  if (lacksNetrc(settings, named)) await emptyDaemonNetrc(executor)
  if (buildsInMemory(mode, version, facts)) await executor.one(makeBuilds(asOf(mode)))
  const daemonEnv = { ...facts.daemonEnv, ...daemonVariables(version, { ...facts, caBundle }) }
  const plan =
    mode === 'daemon'
      ? platform(facts.system).planDaemon({ ...facts, daemonEnv }, unpacked.nix)
      : undefined
  const [daemon, about] = await Promise.all([
    plan && startDaemon(plan, executor, daemonLog(ctx.folder)),
    // A mirror may hold another Nix than its URL says.
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

/** Into a store that an earlier install left, whose database may not fit what is there. */
async function placeBeside(
  placing: Command,
  mode: Mode,
  nix: string,
  executor: Executor,
  ctx: ActionContext,
): Promise<void> {
  const help = `An earlier Nix left /nix/var/nix/db, which this one cannot use as it is. Remove /nix on the runner and run the job again.`
  try {
    await executor.one(placing)
  } catch (error) {
    ctx.cancel.throwIfAborted()
    throw new ActionError((error as Error).message, help, { cause: error })
  }
  const argv = ['env', 'HOME=/var/empty', 'NIX_REMOTE=local', `${nix}/bin/nix-store`, '--verify']
  await executor
    .one({ argv, as: asOf(mode), description: 'forget store paths that are gone', isLong: true })
    .catch(error =>
      ctx.logger.warning(`${(error as Error).message}\n${help}`, 'Left by an earlier Nix'),
    )
}

function platform(system: System): typeof linux | typeof darwin {
  return system.endsWith('-darwin') ? darwin : linux
}

/** Unpacks below /nix, so that moving is renaming; the build users are made beside it. */
async function unpack(
  mode: Mode,
  facts: Facts,
  decoder: Decompressor,
  executor: Executor,
): Promise<Unpacked> {
  const folder = `${UNPACK}${randomUUID()}`
  await removeLeftUnpacked(mode, executor)
  const ground = platform(facts.system).planPrerequisites(mode, facts, folder)
  await executor.all(ground.folders)
  const form = platform(facts.system).DECODE ? '-xf' : '-xJf'
  const argv = ['tar', form, '-', '-C', folder, '--strip-components=1', '--no-same-owner']
  const as: Command['as'] = mode === 'daemon' ? 'root' : 'user'
  const tar = { argv, as, description: 'unpack the release' }
  const works = [decoder.ended(), executor.one(tar, decoder.output()), executor.all(ground.users)]
  try {
    await Promise.all(works)
  } catch (error) {
    decoder.abort()
    await Promise.allSettled(works)
    const remove = {
      argv: ['rm', '-rf', folder],
      description: 'remove what was unpacked',
      isLong: true,
    }
    await executor.one({ ...tar, ...remove })
    throw error
  }
  return { folder, ...(await readUnpacked(folder)) }
}

/** What installs left that were ended on their way: hundreds of megabytes each. */
async function removeLeftUnpacked(mode: Mode, executor: Executor): Promise<void> {
  const { dir, base } = parse(UNPACK)
  const names = await readdir(dir).catch(() => [])
  const left = names.filter(name => name.startsWith(base)).map(name => join(dir, name))
  if (left.length === 0) return
  const argv = ['/bin/sh', '-c', 'chmod -R u+w "$@"; rm -rf "$@"; true', 'sh', ...left]
  const why = 'remove what an earlier install left'
  await executor.one({ argv, as: asOf(mode), description: why, isLong: true })
}

function asOf(mode: Mode): Command['as'] {
  return mode === 'daemon' ? 'root' : 'user'
}

/** What the `install` script of the tarball says of it, and the names of its store paths. */
async function readUnpacked(folder: string): Promise<Omit<Unpacked, 'folder'>> {
  const [script, paths] = await Promise.all([
    readFile(join(folder, 'install'), 'utf8').catch(() => ''),
    readdir(join(folder, 'store')).catch((): string[] => []),
  ])
  const nix = /^nix="(\/nix\/store\/[^"]+)"$/m.exec(script)?.[1]
  const cacert = /^cacert="(\/nix\/store\/[^"]+)"$/m.exec(script)?.[1]
  if (nix && cacert && paths.length > 0) return { paths, nix, cacert }
  throw new ActionError(
    `The tarball has not the layout of a Nix release: ${folder} lacks store/ or an install script with nix= and cacert=.`,
    'The input nix-release-url has to lead to binary tarballs as on releases.nixos.org.',
  )
}

function warnOfSandbox(
  mode: Mode,
  { system, sandbox, root: has }: Facts,
  ctx: ActionContext,
): void {
  const possible = mode === 'daemon' || has === 'self' ? sandbox.root : sandbox.user
  if (possible || !system.endsWith('-linux')) return
  const help =
    mode === 'daemon' || has === 'self'
      ? 'Run the container with the rights to make namespaces (options: --privileged).'
      : 'Use nix-mode: daemon, or allow unprivileged user namespaces: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0.'
  ctx.logger.warning(
    `This machine does not let Nix make the namespaces of its sandbox; builds run without it. ${help}`,
    'No sandbox',
  )
}
