import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Executor } from '../../host/executor.ts'
import { type Command, root } from '../../host/executor.ts'
import { formatConf, mergeConf, type Setting } from '../conf.ts'
import type { FoundNix } from '../detect.ts'
import type { Settings } from '../isolation.ts'
import { emptyDaemonNetrc } from '../netrc.ts'
import type { NixOptions } from '../options.ts'
import { SYSTEM_CONF } from '../paths.ts'
import { isAtLeast } from '../version.ts'
import * as darwin from './darwin.ts'
import * as linux from './linux.ts'
import { BUILD_GROUP, type Facts } from './plan.ts'
import { buildsInMemory, lacksNetrc, makeBuilds, systemSettings } from './settings.ts'

/**
 * Makes what a Nix without a daemon lacks outside of /nix, as on a new machine that has /nix from a disk which is kept:
 * build users, settings, the folder of builds. What an administrator has there stays as it is.
 */
export async function completeNix(
  found: FoundNix,
  facts: Facts,
  options: NixOptions,
  executor: Executor,
): Promise<void> {
  const { buildUsers, missingUsers = [], canAddUsers, system } = facts
  const isLinux = system.endsWith('-linux')
  const lacks = !buildUsers || missingUsers.length > 0
  if (lacks && (canAddUsers || !isLinux) && (await wantsBuildUsers(found, executor))) {
    const ground = (isLinux ? linux : darwin).planPrerequisites('daemon', facts, '')
    await executor.all(ground.users)
  }
  if (!existsSync(SYSTEM_CONF)) {
    const settings = systemSettings(options, 'daemon', found.version, facts, found.flavor)
    await executor.one(planSettings(settings, options))
    if (lacksNetrc(settings, found.flavor)) await emptyDaemonNetrc(executor)
  }
  if (buildsInMemory('daemon', found.version, facts)) await executor.one(makeBuilds('root'))
}

/** A link that leads nowhere is somebody's too. */
function planSettings(settings: readonly Setting[], options: NixOptions): Command {
  const script = 'test -h "$1" && exit; install -d -m 0755 /etc/nix && cat >"$1" && chmod 0644 "$1"'
  return {
    ...root(`write ${SYSTEM_CONF}`, '/bin/sh', '-c', script, 'sh', SYSTEM_CONF),
    input: formatConf(mergeConf(settings, options.conf)),
  }
}

/** Whether the daemon would build as members of the usual group, by what an administrator has set. */
async function wantsBuildUsers({ bin, version }: FoundNix, executor: Executor): Promise<boolean> {
  if (!existsSync(SYSTEM_CONF)) return true
  const words = isAtLeast(version, '2.20') ? ['config', 'show'] : ['show-config']
  const nix = ['env', '-i', 'HOME=/var/empty', join(bin, 'nix')]
  const features = ['--extra-experimental-features', 'nix-command']
  const why = 'read the settings of the daemon'
  try {
    const printed = await executor.one(root(why, ...nix, ...features, ...words, '--json'))
    const settings: Settings = JSON.parse(printed)
    const isAuto = settings['auto-allocate-uids']?.value === true
    return settings['build-users-group']?.value === BUILD_GROUP && !isAuto
  } catch {
    // The daemon will say what is wrong with them.
    return false
  }
}
