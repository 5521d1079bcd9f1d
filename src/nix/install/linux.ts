import { type Command, root } from '../../host/executor.ts'
import type { DaemonPlan } from '../daemon.ts'
import type { Mode } from '../nix.ts'

import {
  BUILD_GROUP,
  buildUserCount,
  type Facts,
  NIX_FOLDERS,
  type PrerequisitesPlan,
} from './plan.ts'

/** Decodes a release while it comes. */
export const DECODE = ['xz', '-dc'] as const

/** The ground of an install on Linux: folders, then users beside the unpacking. */
export function planPrerequisites(
  mode: Mode,
  facts: Facts,
  unpackFolder: string,
): PrerequisitesPlan {
  return mode === 'daemon'
    ? { folders: daemonFolders(unpackFolder), users: [...buildUsers(facts), ...openKvm(facts)] }
    : { folders: userFolders(facts, unpackFolder), users: openKvm(facts) }
}

function daemonFolders(unpackFolder: string): Command[] {
  const folders = ['/nix', ...NIX_FOLDERS, '/etc/nix', unpackFolder]
  return [root('make the folders of Nix', 'install', '-d', '-m', '0755', ...folders)]
}

function userFolders({ user, nixFolder }: Facts, unpackFolder: string): Command[] {
  const owner = ['-o', String(user.uid), '-g', String(user.gid)]
  const own = root('make /nix', 'install', '-d', '-m', '0755', ...owner, '/nix')
  const why = 'make the folders of Nix'
  return [
    ...(nixFolder === 'writable' ? [] : [own]),
    { argv: ['mkdir', '-p', ...NIX_FOLDERS, unpackFolder], as: 'user', description: why },
  ]
}

/**
 * Nix reads the group's list of members: a primary group alone is not enough. One command, because each sudo takes as long
 * as a user.
 */
const USERADD = `useradd --system --no-user-group --gid ${BUILD_GROUP} --groups ${BUILD_GROUP} --no-create-home --home-dir /var/empty --shell /sbin/nologin`

function buildUsers({ buildUsers, missingUsers = [], leftUsers = [], cores }: Facts): Command[] {
  const why = 'make the build users'
  const wanted = buildUsers
    ? []
    : Array.from({ length: buildUserCount(cores) }, (_, index) => `${BUILD_GROUP}${index + 1}`)
  // Nix refuses to build where a member of the group is no user.
  const users = [...new Set([...wanted, ...missingUsers])]
  const made = users.filter(name => !leftUsers.includes(name))
  const joined = users.filter(name => leftUsers.includes(name))
  const group = buildUsers === undefined ? `groupadd --system ${BUILD_GROUP} && ` : ''
  // Where facts looked for them, too.
  const script = `PATH="$PATH:/usr/sbin:/sbin"; ${group}for user; do ${USERADD} "$user" || exit; done`
  return [
    ...(group || made.length > 0 ? [root(why, '/bin/sh', '-c', script, 'sh', ...made)] : []),
    ...joined.map(name => root(why, 'usermod', '--append', '--groups', BUILD_GROUP, name)),
  ]
}

/** Open to all, because builds run as build users; gone with the next boot, so no udev rule. */
function openKvm({ kvm, root: has }: Facts): Command[] {
  return kvm === 'closed' && has !== 'none'
    ? [root('open /dev/kvm', 'chmod', '0666', '/dev/kvm')]
    : []
}

/** The daemon: as systemd's service where systemd runs the machine, else as a process of our own. */
export function planDaemon(facts: Facts, nix: string): DaemonPlan {
  if (!facts.systemd) {
    return {
      start: [],
      stop: [],
      process: { argv: [`${nix}/bin/nix-daemon`], env: facts.daemonEnv },
    }
  }
  const units = `${nix}/lib/systemd/system`
  const why = 'start the daemon'
  return {
    start: [
      ...systemdEnvironment(facts),
      root(why, 'systemctl', 'link', `${units}/nix-daemon.service`, `${units}/nix-daemon.socket`),
      root(why, 'systemctl', 'start', 'nix-daemon.socket'),
    ],
    stop: STOP_SERVICE,
  }
}

const DROP_IN = '/run/systemd/system/nix-daemon.service.d'

/** Ends systemd's daemon; on a machine that stays its unit remains, but nothing of the job's environment. */
export const STOP_SERVICE: readonly Command[] = [
  root('stop the daemon', 'systemctl', 'stop', 'nix-daemon.socket', 'nix-daemon.service'),
  root("remove the job's proxies", 'rm', '-f', `${DROP_IN}/nix-ci.conf`),
]

/** A drop-in below /run lasts until the next boot: a proxy of this job is not the machine's. */
function systemdEnvironment({ daemonEnv }: Facts): Command[] {
  // A percent sign begins a specifier of systemd (systemd.unit(5)).
  const lines = Object.entries(daemonEnv).map(
    ([name, value]) => `Environment=${JSON.stringify(`${name}=${value}`).replaceAll('%', '%%')}\n`,
  )
  if (lines.length === 0) return []
  const why = "give the daemon the job's proxies"
  return [
    root(why, 'install', '-d', DROP_IN),
    { ...root(why, 'tee', `${DROP_IN}/nix-ci.conf`), input: `[Service]\n${lines.join('')}` },
  ]
}
