import { type Command, root } from '../../host/executor.ts'
import { ActionError } from '../../lib/errors.ts'
import type { DaemonPlan } from '../daemon.ts'
import type { Mode } from '../nix.ts'
import { guessFlavor, isAtLeast, knows } from '../version.ts'
import {
  BUILD_GROUP,
  buildUserCount,
  type Facts,
  NIX_FOLDERS,
  type PrerequisitesPlan,
} from './plan.ts'

const APFS_UTIL = '/System/Library/Filesystems/apfs.fs/Contents/Resources/apfs.util'
/** Apple has taken 300 to 304 since macOS 15; the official installer's numbers (NixOS/nix#10892). */
const GROUP_ID = 350

/** macOS has no xz; its tar decodes by itself. */
export const DECODE = undefined

/** The first Nix that needs macOS 14; Lix does not. */
const NEEDS_MACOS_14 = '2.34.8'

/**
 * Its daemon would end with an error of the dynamic linker, which says nothing of the cause.
 * @throws Failure if this macOS is too old for that Nix
 */
export function checkMacos(version: string, { macos }: Pick<Facts, 'macos'>): void {
  if (!macos || isAtLeast(macos, '14')) return
  if (!knows({ version, flavor: guessFlavor(version) }, NEEDS_MACOS_14)) return
  throw new ActionError(
    `Nix ${version} needs macOS 14 or newer; this machine has macOS ${macos}.`,
    'Update macOS, or set nix-version: 2.34.7, the newest known release for it.',
  )
}

/**
 * The ground of an install on macOS: an APFS volume mounted at /nix for as long as the machine runs (no fstab, no launchd:
 * a runner's machine does not boot twice), then users beside the unpacking.
 */
export function planPrerequisites(
  mode: Mode,
  facts: Facts,
  unpackFolder: string,
): PrerequisitesPlan {
  const folders = [...volume(facts), ...rootFolders(mode, facts, unpackFolder)]
  return { folders, users: mode === 'daemon' ? buildUsers(facts) : [] }
}

/** /nix is a volume of its own: the root volume is read-only, and synthetic.conf makes the mount point. */
function volume({ nixFolder, synthetic, disk }: Facts): Command[] {
  if (nixFolder !== 'absent') return []
  const why = 'make the volume of /nix'
  const append = "printf 'nix\\n' >> /etc/synthetic.conf"
  // Both forms answer with an error although they did it; whether /nix is there is looked at afterwards.
  const stitch = `${APFS_UTIL} -t || ${APFS_UTIL} -B || true`
  return [
    ...(synthetic ? [] : [root(why, '/bin/sh', '-c', append)]),
    root(why, '/bin/sh', '-c', stitch),
    root(
      why,
      '/bin/sh',
      '-c',
      'for i in $(seq 150); do test -d /nix && exit 0; sleep 0.1; done; exit 1',
    ),
    root(
      why,
      'diskutil',
      'apfs',
      'addVolume',
      disk || 'disk1',
      'APFS',
      'Nix Store',
      '-mountpoint',
      '/nix',
    ),
    root(why, 'diskutil', 'enableOwnership', '/nix'),
    // Without it builds are slower, and no more.
    root('keep Spotlight out of /nix', '/bin/sh', '-c', 'mdutil -i off /nix || true'),
  ]
}

function rootFolders(mode: Mode, { user }: Facts, unpackFolder: string): Command[] {
  const why = 'make the folders of Nix'
  if (mode === 'daemon') {
    return [root(why, 'install', '-d', '-m', '0755', ...NIX_FOLDERS, '/etc/nix', unpackFolder)]
  }
  return [
    root(why, 'chown', `${user.uid}:${user.gid}`, '/nix'),
    { argv: ['mkdir', '-p', ...NIX_FOLDERS, unpackFolder], as: 'user', description: why },
  ]
}

function buildUsers({ cores, buildUsers: have }: Facts): Command[] {
  if (have) return []
  const why = 'make the build users'
  const group = root(
    why,
    'dseditgroup',
    '-o',
    'create',
    '-r',
    'Nix build group',
    '-i',
    String(GROUP_ID),
    BUILD_GROUP,
  )
  const users = Array.from({ length: buildUserCount(cores) }, (_, index) => {
    const name = `_${BUILD_GROUP}${index + 1}`
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
        patiently(why, 'dscl', '.', '-create', record, key, value),
      ),
      patiently(why, 'dseditgroup', '-o', 'edit', '-t', 'user', '-a', name, BUILD_GROUP),
    ]
  })
  return have === undefined ? [group, ...users.flat()] : users.flat()
}

/** The directory service of a fresh machine fails now and then with eNotYetImplemented (NixOS/nix#12140). */
function patiently(why: string, ...argv: string[]): Command {
  const again = 'for i in 1 2 3 4; do "$@" && exit; sleep 1; done; exec "$@"'
  return root(why, '/bin/sh', '-c', again, 'sh', ...argv)
}

/** The daemon is our own process: launchd's part takes seconds and is for machines that boot again. */
export function planDaemon(facts: Facts, nix: string): DaemonPlan {
  // As in Nix's own launchd file: without it macOS ends a daemon that forks after it used a framework.
  const env = { OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES', ...facts.daemonEnv }
  return { start: [], stop: [], process: { argv: [`${nix}/bin/nix-daemon`], env } }
}
