import { ActionError } from '../../lib/errors.ts'
import type { Mode } from '../nix.ts'
import type { NixMode } from '../options.ts'
import type { Facts } from './plan.ts'

/**
 * Chooses the install mode, and says why.
 * @throws ActionError if the requested mode is not possible on this machine
 */
export function chooseMode(requested: NixMode, facts: Facts): { mode: Mode; reason: string } {
  const obstacle = daemonObstacle(facts)
  if (requested === 'daemon' && obstacle) {
    throw new ActionError(
      `nix-mode: cannot install the daemon on this machine: ${obstacle}.`,
      'Remove nix-mode, or set it to single-user.',
    )
  }
  if (requested === 'single-user' || obstacle) {
    if (facts.nixFolder !== 'writable' && facts.root === 'none') throw inaccessibleNix(facts)
    return { mode: 'single-user', reason: obstacle ?? 'set by nix-mode' }
  }
  return {
    mode: 'daemon',
    reason: requested === 'auto' ? 'root access is available' : 'set by nix-mode',
  }
}

function daemonObstacle(facts: Facts): string | undefined {
  if (facts.root === 'none') return 'neither root nor passwordless sudo is available'
  const linux = facts.system.endsWith('-linux')
  if (linux && !facts.buildUsers && !facts.canAddUsers) {
    return 'the group nixbld has no members, and groupadd and useradd are missing'
  }
  return undefined
}

/** The error of a user who can neither write to /nix nor become root. */
export function inaccessibleNix(facts: Pick<Facts, 'nixFolder' | 'user'>): ActionError {
  const state =
    facts.nixFolder === 'absent' ? 'does not exist' : `is not writable by ${facts.user.name}`
  return new ActionError(
    `Cannot install Nix: /nix ${state}, and neither root nor passwordless sudo is available.`,
    `Ask an administrator to run: install -d -m 0755 -o ${facts.user.name} /nix. Or install Nix on the runner; the action uses an existing Nix. In a container, run as root (options: --user 0), or install the package sudo.`,
  )
}
