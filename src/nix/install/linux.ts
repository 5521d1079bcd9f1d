import { type Command, root } from '../../host/executor.ts'
import { type DaemonPlan, ownProcess } from '../daemon.ts'
import type { Mode } from '../nix.ts'
import {
  BUILD_GROUP,
  type Facts,
  linuxUserNames,
  NIX_FOLDERS,
  type Platform,
  type PrerequisitesPlan,
} from './plan.ts'

export const linux: Platform = { decompressor: ['xz', '-dc'], planPrerequisites, planDaemon }

/** The prerequisites of an install on Linux: directories, and the build users, created during unpacking. */
function planPrerequisites(mode: Mode, facts: Facts, unpackFolder: string): PrerequisitesPlan {
  return mode === 'daemon'
    ? { folders: daemonFolders(unpackFolder), users: [...buildUsers(facts), ...enableKvm(facts)] }
    : { folders: userFolders(facts, unpackFolder), users: enableKvm(facts) }
}

function daemonFolders(unpackFolder: string): Command[] {
  const folders = ['/nix', ...NIX_FOLDERS, '/etc/nix', unpackFolder]
  return [root('Creating /nix', 'install', '-d', '-m', '0755', ...folders)]
}

function userFolders({ user, nixFolder }: Facts, unpackFolder: string): Command[] {
  const owner = ['-o', String(user.uid), '-g', String(user.gid)]
  const why = 'Creating /nix'
  const createNix = root(why, 'install', '-d', '-m', '0755', ...owner, '/nix')
  return [
    ...(nixFolder === 'writable' ? [] : [createNix]),
    { argv: ['mkdir', '-p', ...NIX_FOLDERS, unpackFolder], as: 'user', description: why },
  ]
}

/**
 * Adds the user to the group explicitly: Nix reads the group's member list, so a primary group is not enough. All users
 * are created by one command, because each sudo takes as long as creating a user.
 */
const USERADD = `useradd --system --no-user-group --gid ${BUILD_GROUP} --groups ${BUILD_GROUP} --no-create-home --home-dir /var/empty --shell /sbin/nologin`

function buildUsers({ buildUsers, missingUsers = [], leftUsers = [], cores }: Facts): Command[] {
  const why = 'Creating build users'
  const wanted = buildUsers ? [] : linuxUserNames(cores)
  // Nix refuses to build if a member of the group does not exist as a user.
  const users = [...new Set([...wanted, ...missingUsers])]
  const created = users.filter(name => !leftUsers.includes(name))
  const existing = users.filter(name => leftUsers.includes(name))
  const group = buildUsers === undefined ? `groupadd --system ${BUILD_GROUP} && ` : ''
  // The same PATH that facts.ts uses to find them.
  const script = `PATH="$PATH:/usr/sbin:/sbin"; ${group}for user; do ${USERADD} "$user" || exit; done`
  return [
    ...(group || created.length > 0 ? [root(why, '/bin/sh', '-c', script, 'sh', ...created)] : []),
    ...existing.map(name => root(why, 'usermod', '--append', '--groups', BUILD_GROUP, name)),
  ]
}

/** Opens /dev/kvm to everyone, because builds run as build users. No udev rule: it lasts until the next boot. */
function enableKvm({ kvm, root: access }: Facts): Command[] {
  return kvm === 'closed' && access !== 'none'
    ? [root('Enabling KVM', 'chmod', '0666', '/dev/kvm')]
    : []
}

/** The daemon is a systemd service on a machine with systemd, else our own process. */
function planDaemon(facts: Facts, nix: string): DaemonPlan {
  if (!facts.systemd) {
    return ownProcess(`${nix}/bin`, facts.daemonEnv)
  }
  const units = `${nix}/lib/systemd/system`
  const why = 'Starting the Nix daemon'
  const { leftUnits = [] } = facts
  const left = root('Removing the systemd units of a removed Nix', 'rm', '-f', ...leftUnits)
  return {
    start: [
      ...systemdEnvironment(facts),
      ...(leftUnits.length > 0 ? [left] : []),
      root(why, 'systemctl', 'link', `${units}/nix-daemon.service`, `${units}/nix-daemon.socket`),
      root(why, 'systemctl', 'start', 'nix-daemon.socket'),
    ],
    stop: STOP_SERVICE,
  }
}

const DROP_IN = '/run/systemd/system/nix-daemon.service.d'

/** Stops the systemd service. Its unit remains, without the job's environment. */
export const STOP_SERVICE: readonly Command[] = [
  root('Stopping the Nix daemon', 'systemctl', 'stop', 'nix-daemon.socket', 'nix-daemon.service'),
  root("Removing the job's proxy settings from the daemon", 'rm', '-f', `${DROP_IN}/nix-ci.conf`),
]

/** A drop-in below /run, so that a proxy of this job does not outlive the next boot. */
function systemdEnvironment({ daemonEnv }: Facts): Command[] {
  // A percent sign starts a systemd specifier (systemd.unit(5)).
  const lines = Object.entries(daemonEnv).map(
    ([name, value]) => `Environment=${JSON.stringify(`${name}=${value}`).replaceAll('%', '%%')}\n`,
  )
  if (lines.length === 0) return []
  const why = "Passing the job's proxy settings to the daemon"
  return [
    root(why, 'install', '-d', DROP_IN),
    { ...root(why, 'tee', `${DROP_IN}/nix-ci.conf`), input: `[Service]\n${lines.join('')}` },
  ]
}
