import { ActionError } from '../lib/errors.ts'
import type { System } from '../model/system.ts'
import type { NixVersion } from './version.ts'

/** The Nix of this job. */
export interface Nix extends NixVersion {
  /** The directory of its programs. */
  readonly bin: string
  readonly system: System
  readonly install: 'installed' | 'found'
  readonly mode: Mode
}

export type Mode = 'daemon' | 'single-user'

/** What a call of its programs depends on. */
export type Programs = Pick<Nix, 'bin' | 'version' | 'flavor'>

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' }

/**
 * The Nix system of this machine.
 * @param platform `process.platform`
 * @param arch `process.arch`
 * @throws ActionError on an unsupported machine
 */
export function systemOf(platform: string, arch: string): System {
  const processor = ARCHITECTURES[arch]
  if (processor && (platform === 'linux' || platform === 'darwin')) {
    return `${processor}-${platform}` as System
  }
  throw new ActionError(
    `Nix does not support ${platform} on ${arch}.`,
    'Use Linux or macOS on x86_64 or aarch64 (runs-on: ubuntu-latest, ubuntu-24.04-arm, macos-latest).',
  )
}
