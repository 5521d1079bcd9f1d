import type { Command, RootAccess } from '../../host/executor.ts'
import type { System } from '../../model/system.ts'
import type { Setting } from '../conf.ts'

/** What an install has to know of the machine; gathered once, so that plans are pure. */
export interface Facts {
  readonly system: System
  readonly cores: number
  readonly user: { readonly name: string; readonly uid: number; readonly gid: number }
  readonly root: RootAccess
  /** systemd runs this machine. */
  readonly systemd: boolean
  readonly nixFolder: 'absent' | 'writable' | 'closed'
  /** The group nixbld and how many members it has that are users; undefined where there is none. */
  readonly buildUsers: number | undefined
  /** What an earlier install left on Linux: members of that group that are no users, and users that are no members. */
  readonly missingUsers?: readonly string[]
  readonly leftUsers?: readonly string[]
  /** An earlier install left a database of the store. */
  readonly database?: boolean
  /** groupadd and useradd are there (Linux). */
  readonly canAddUsers: boolean
  /** Namespaces that the sandbox needs can be made: by root, by the user. */
  readonly sandbox: { readonly root: boolean; readonly user: boolean }
  /** Builds in /tmp would be in memory (a tmpfs, often with a quota): those of root's daemon, of the user. */
  readonly memoryTmp: { readonly root: boolean; readonly user: boolean }
  /** The machine's bundle of certificate authorities. */
  readonly caBundle: string | undefined
  /** /dev/kvm: not there, open to this user, or there but closed. */
  readonly kvm: 'absent' | 'open' | 'closed'
  /** Settings in an /etc/nix/nix.conf that is there without a Nix. */
  readonly etcConf: readonly Setting[]
  /** Variables that a daemon needs from our environment: proxies. */
  readonly daemonEnv: Readonly<Record<string, string>>
  /** macOS: the disk of the root volume (`disk3`), and whether /etc/synthetic.conf names nix. */
  readonly disk?: string
  readonly synthetic?: boolean
  /** The version of macOS: `14.7.1`. */
  readonly macos?: string
}

/** An unpacked release, before its store paths are in the store. */
export interface Unpacked {
  /** A folder below /nix, so that moving is renaming. */
  readonly folder: string
  /** Base names below `folder`/store. */
  readonly paths: readonly string[]
  /** Store path of Nix. */
  readonly nix: string
  /** Store path of the CA bundle's package. */
  readonly cacert: string
}

/** Everything that an install does, in this order. */
export interface PrerequisitesPlan {
  /** Before anything can be unpacked: the folders, on macOS the volume. */
  readonly folders: readonly Command[]
  /** Beside the unpacking: users, KVM. */
  readonly users: readonly Command[]
}

export const BUILD_GROUP = 'nixbld'

/** Folders below /nix that Nix does not make by itself where it is not started as root. */
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

/** Build users for a machine: as many as builds run at once, and two for what Nix does beside them. */
export function buildUserCount(cores: number): number {
  return cores + 2
}
