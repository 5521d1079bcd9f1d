import { type Command, root } from '../../host/executor.ts'
import { ActionError } from '../../lib/errors.ts'
import { type DaemonPlan, ownProcess } from '../daemon.ts'
import type { Mode } from '../nix.ts'
import { guessFlavor, hasFeature, isAtLeast } from '../version.ts'
import {
  BUILD_GROUP,
  buildUserNames,
  type Facts,
  NIX_FOLDERS,
  type Platform,
  type PrerequisitesPlan,
} from './plan.ts'

const APFS_UTIL = '/System/Library/Filesystems/apfs.fs/Contents/Resources/apfs.util'
/** The official installer's number: Apple uses 300 to 304 since macOS 15 (NixOS/nix#10892). */
const GROUP_ID = 350

/** macOS has no xz, but its tar decompresses xz. */
export const darwin: Platform = { decompressor: undefined, planPrerequisites, planDaemon }

/** The first Nix that requires macOS 14; Lix does not. */
const NEEDS_MACOS_14 = '2.34.8'

/**
 * Checks early, because the daemon would fail with a dynamic linker error that does not name the cause.
 * @throws ActionError if this macOS is too old for that Nix
 */
export function checkMacos(version: string, { macos }: Pick<Facts, 'macos'>): void {
  if (!macos || isAtLeast(macos, '14')) return
  if (!hasFeature({ version, flavor: guessFlavor(version) }, NEEDS_MACOS_14)) return
  throw new ActionError(
    `Nix ${version} needs macOS 14 or newer; this machine has macOS ${macos}.`,
    'Update macOS, or set nix-version: 2.34.7, the newest known release that supports it.',
  )
}

/**
 * The prerequisites of an install on macOS: an APFS volume, mounted at /nix until the next boot (no fstab, no launchd: a
 * runner does not reboot), and the build users, created during unpacking.
 */
function planPrerequisites(mode: Mode, facts: Facts, unpackFolder: string): PrerequisitesPlan {
  const folders = [...volume(facts), ...rootFolders(mode, facts, unpackFolder)]
  return { folders, users: mode === 'daemon' ? buildUsers(facts) : [] }
}

/** The root volume is read-only, so /nix is a separate volume; synthetic.conf creates its mount point. */
function volume({ nixFolder, synthetic, disk }: Facts): Command[] {
  if (nixFolder !== 'absent') return []
  const why = 'Creating the /nix volume'
  const shell = (script: string) => root(why, '/bin/sh', '-c', script)
  const add = ['addVolume', disk || 'disk1', 'APFS', 'Nix Store', '-mountpoint', '/nix']
  return [
    ...(synthetic ? [] : [shell("printf 'nix\\n' >> /etc/synthetic.conf")]),
    // Both forms can report an error after succeeding, so the next command checks for /nix.
    shell(`${APFS_UTIL} -t || ${APFS_UTIL} -B || true`),
    shell('for i in $(seq 150); do test -d /nix && exit 0; sleep 0.1; done; exit 1'),
    root(why, 'diskutil', 'apfs', ...add),
    root(why, 'diskutil', 'enableOwnership', '/nix'),
    // If this fails, builds are only slower.
    root('Disabling Spotlight on /nix', '/bin/sh', '-c', 'mdutil -i off /nix || true'),
  ]
}

function rootFolders(mode: Mode, { user }: Facts, unpackFolder: string): Command[] {
  const why = 'Creating /nix'
  if (mode === 'daemon') {
    return [root(why, 'install', '-d', '-m', '0755', ...NIX_FOLDERS, '/etc/nix', unpackFolder)]
  }
  return [
    root(why, 'chown', `${user.uid}:${user.gid}`, '/nix'),
    { argv: ['mkdir', '-p', ...NIX_FOLDERS, unpackFolder], as: 'user', description: why },
  ]
}

function buildUsers({ cores, buildUsers: existing }: Facts): Command[] {
  if (existing) return []
  const why = 'Creating build users'
  const create = ['-o', 'create', '-r', 'Nix build group', '-i', String(GROUP_ID)]
  const group = root(why, 'dseditgroup', ...create, BUILD_GROUP)
  const users = buildUserNames(cores).map((usual, index) => {
    const name = `_${usual}`
    const record = `/Users/${name}`
    const attributes: [string, string][] = [
      ['UniqueID', String(GROUP_ID + 1 + index)],
      ['PrimaryGroupID', String(GROUP_ID)],
      ['IsHidden', '1'],
      ['NFSHomeDirectory', '/var/empty'],
      ['UserShell', '/sbin/nologin'],
    ]
    return [
      ...attributes.map(([key, value]) =>
        withRetries(why, 'dscl', '.', '-create', record, key, value),
      ),
      withRetries(why, 'dseditgroup', '-o', 'edit', '-t', 'user', '-a', name, BUILD_GROUP),
    ]
  })
  return existing === undefined ? [group, ...users.flat()] : users.flat()
}

/** Retries: the directory service of a new machine sometimes fails with eNotYetImplemented (NixOS/nix#12140). */
function withRetries(why: string, ...argv: string[]): Command {
  const again = 'for i in 1 2 3 4; do "$@" && exit; sleep 1; done; exec "$@"'
  return root(why, '/bin/sh', '-c', again, 'sh', ...argv)
}

/** The daemon is our own process: launchd takes seconds and only helps machines that reboot. */
function planDaemon(facts: Facts, nix: string): DaemonPlan {
  // As in Nix's launchd file: otherwise macOS kills a daemon that forks after using a framework.
  const env = { OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES', ...facts.daemonEnv }
  return ownProcess(`${nix}/bin`, env)
}
