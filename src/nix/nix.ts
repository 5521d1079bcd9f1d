import { ActionError } from '../lib/errors.ts'
import type { System } from '../model/system.ts'
import type { Flavor } from './version.ts'

/** The Nix of this job. */
export interface Nix {
  /** The folder of its programs. */
  readonly bin: string
  readonly version: string
  readonly flavor: Flavor
  readonly system: System
  readonly install: 'installed' | 'found'
  readonly mode: Mode
}

export type Mode = 'daemon' | 'single-user'

/** What a call of its programs needs to know. */
export type Programs = Pick<Nix, 'bin' | 'version' | 'flavor'>

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' }

/**
 * Nix's name of this machine's system.
 * @param platform `process.platform`
 * @param arch `process.arch`
 * @throws Failure on any other kind of machine
 */
export function systemOf(platform: string, arch: string): System {
  const processor = ARCHITECTURES[arch]
  if (processor && (platform === 'linux' || platform === 'darwin')) {
    return `${processor}-${platform}` as System
  }
  throw new ActionError(
    `Nix cannot be installed on ${platform} with a ${arch} processor.`,
    'Run the job on Linux or macOS with an x86_64 or aarch64 processor (runs-on: ubuntu-latest, ubuntu-24.04-arm, macos-latest).',
  )
}
