import type { Command, RootAccess } from '../../host/executor.ts'
import type { System } from '../../model/system.ts'
import type { Setting } from '../conf.ts'
import type { DaemonPlan } from '../daemon.ts'
import type { Mode } from '../nix.ts'

/** The facts about the machine that an install depends on; gathered once to keep plans pure. */
export interface Facts {
  readonly system: System
  readonly cores: number
  readonly user: { readonly name: string; readonly uid: number; readonly gid: number }
  readonly root: RootAccess
  /** Whether systemd runs this machine. */
  readonly systemd: boolean
  readonly nixFolder: 'absent' | 'writable' | 'closed'
  /** Members of the group nixbld that exist as users; undefined if there is no such group. */
  readonly buildUsers: number | undefined
  /** Left by an earlier install on Linux: members of that group without a user, and users outside the group. */
  readonly missingUsers?: readonly string[]
  readonly leftUsers?: readonly string[]
  /** Links of a removed Nix in place of the systemd units, which `systemctl link` does not replace. */
  readonly leftUnits?: readonly string[]
  /** Whether an earlier install left a store database. */
  readonly database?: boolean
  /** Whether groupadd and useradd are available (Linux). */
  readonly canAddUsers: boolean
  /** Whether root and the user can create the namespaces that the sandbox needs. */
  readonly sandbox: { readonly root: boolean; readonly user: boolean }
  /** Whether builds in /tmp would be in memory (a tmpfs, often with a quota): for root's daemon, for the user. */
  readonly memoryTmp: { readonly root: boolean; readonly user: boolean }
  /** Path of the machine's CA certificates. */
  readonly caBundle: string | undefined
  /** /dev/kvm: missing, accessible to this user, or inaccessible. */
  readonly kvm: 'absent' | 'open' | 'closed'
  /** Settings of an existing /etc/nix/nix.conf. */
  readonly etcConf: readonly Setting[]
  /** Variables of our environment that the daemon needs: proxies. */
  readonly daemonEnv: Readonly<Record<string, string>>
  /** macOS: the disk of the root volume (`disk3`), and whether /etc/synthetic.conf names nix. */
  readonly disk?: string
  readonly synthetic?: boolean
  /** The version of macOS: `14.7.1`. */
  readonly macos?: string
}

/** An unpacked release, before its paths are moved into the store. */
export interface UnpackedRelease {
  /** A directory below /nix, so that moving into the store is a rename. */
  readonly folder: string
  /** Base names below `folder`/store. */
  readonly paths: readonly string[]
  /** Store path of Nix. */
  readonly nix: string
  /** Store path of the CA bundle's package. */
  readonly cacert: string
}

/** What an install does differently on Linux and macOS. */
export interface Platform {
  /** Program that decompresses a release from standard input; undefined if tar does it. */
  readonly decompressor: readonly [string, ...string[]] | undefined
  readonly planPrerequisites: (mode: Mode, facts: Facts, unpackFolder: string) => PrerequisitesPlan
  /** @param nix store path of Nix */
  readonly planDaemon: (facts: Facts, nix: string) => DaemonPlan
}

/** What an install runs before registering store paths. */
export interface PrerequisitesPlan {
  /** Before unpacking: the directories, and the volume on macOS. */
  readonly folders: readonly Command[]
  /** During unpacking: build users, KVM. */
  readonly users: readonly Command[]
}

export const BUILD_GROUP = 'nixbld'

/** Directories below /nix that Nix does not create unless it runs as root. */
export const NIX_FOLDERS = [
  '/nix/store',
  '/nix/var',
  '/nix/var/log',
  '/nix/var/log/nix',
  '/nix/var/log/nix/drvs',
  '/nix/var/nix',
  '/nix/var/nix/daemon-socket',
  '/nix/var/nix/profiles',
]

/** Build users that other installers create: a build for which there is none waits for 5 seconds. */
const USUAL_USERS = 32

/** The names of the build users: one per concurrent build, and two for Nix's other work. @param jobs builds at once */
export function buildUserNames(jobs: number): string[] {
  return Array.from({ length: jobs + 2 }, (_, index) => `${BUILD_GROUP}${index + 1}`)
}

/** The same on Linux, where it takes little time to create more users, for a `-j` or `max-jobs` above the cores. */
export function linuxUserNames(cores: number): string[] {
  return buildUserNames(Math.max(cores, USUAL_USERS - 2))
}
