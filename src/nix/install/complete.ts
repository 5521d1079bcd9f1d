import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, type Executor, root } from '../../host/executor.ts'
import { formatConf, mergeConf, type Setting } from '../conf.ts'
import type { FoundNix } from '../detect.ts'
import { type Settings, showConfig } from '../isolation.ts'
import { emptyDaemonNetrc } from '../netrc.ts'
import type { NixOptions } from '../options.ts'
import { SYSTEM_CONF } from '../paths.ts'
import { darwin } from './darwin.ts'
import { linux } from './linux.ts'
import { BUILD_GROUP, type Facts } from './plan.ts'
import { buildsInMemory, createBuildDir, lacksNetrc, systemSettings } from './settings.ts'

/**
 * Creates what the daemon of an existing Nix needs outside /nix (build users, settings, the build directory), for example
 * on a new machine that mounts /nix from a persistent disk. Leaves what an administrator has set up unchanged.
 */
export async function completeNix(
  found: FoundNix,
  facts: Facts,
  options: NixOptions,
  executor: Executor,
): Promise<void> {
  const { buildUsers, missingUsers = [], canAddUsers, system } = facts
  const isLinux = system.endsWith('-linux')
  const lacksUsers = !buildUsers || missingUsers.length > 0
  if (lacksUsers && (canAddUsers || !isLinux) && (await wantsBuildUsers(found, executor))) {
    const { users } = (isLinux ? linux : darwin).planPrerequisites('daemon', facts, '')
    await executor.all(users)
  }
  if (!existsSync(SYSTEM_CONF)) {
    const settings = systemSettings(options, 'daemon', found.version, facts, found.flavor)
    await executor.one(planSettings(settings, options))
    if (lacksNetrc(settings, found.flavor)) await emptyDaemonNetrc(executor)
  }
  if (buildsInMemory('daemon', found.version, facts)) await executor.one(createBuildDir('root'))
}

/** Keeps a dangling symlink: somebody put it there. */
function planSettings(settings: readonly Setting[], options: NixOptions): Command {
  const script = 'test -h "$1" && exit; install -d -m 0755 /etc/nix && cat >"$1" && chmod 0644 "$1"'
  return {
    ...root(`Writing ${SYSTEM_CONF}`, '/bin/sh', '-c', script, 'sh', SYSTEM_CONF),
    input: formatConf(mergeConf(settings, options.conf)),
  }
}

/** Whether the administrator's settings make the daemon build as members of {@link BUILD_GROUP}. */
async function wantsBuildUsers({ bin, version }: FoundNix, executor: Executor): Promise<boolean> {
  if (!existsSync(SYSTEM_CONF)) return true
  const nix = ['env', '-i', 'HOME=/var/empty', join(bin, 'nix')]
  const features = ['--extra-experimental-features', 'nix-command']
  const why = "Reading the daemon's settings"
  try {
    const printed = await executor.one(root(why, ...nix, ...features, ...showConfig(version)))
    const settings: Settings = JSON.parse(printed)
    const isAuto = settings['auto-allocate-uids']?.value === true
    return settings['build-users-group']?.value === BUILD_GROUP && !isAuto
  } catch {
    // The daemon reports what is wrong with them.
    return false
  }
}
