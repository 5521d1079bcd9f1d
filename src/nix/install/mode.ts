import { ActionError } from '../../lib/errors.ts'
import type { Mode } from '../nix.ts'

import type { NixMode } from '../options.ts'
import type { Facts } from './plan.ts'

/**
 * The mode of an install and why, in words.
 * @throws Failure where the mode that is asked for cannot be had on this machine
 */
export function chooseMode(asked: NixMode, facts: Facts): { mode: Mode; reason: string } {
  const obstacle = daemonObstacle(facts)
  if (asked === 'daemon' && obstacle) {
    throw new ActionError(
      `nix-mode: the daemon cannot be installed here: ${obstacle}.`,
      'Leave nix-mode out, or set it to single-user.',
    )
  }
  if (asked === 'single-user' || obstacle) {
    if (facts.nixFolder !== 'writable' && facts.root === 'none') throw closedNix(facts)
    return { mode: 'single-user', reason: obstacle ?? 'nix-mode asks for it' }
  }
  return { mode: 'daemon', reason: asked === 'auto' ? 'root is there' : 'nix-mode asks for it' }
}

function daemonObstacle(facts: Facts): string | undefined {
  if (facts.root === 'none') return 'there is neither root nor sudo without a password'
  const linux = facts.system.endsWith('-linux')
  if (linux && !facts.buildUsers && !facts.canAddUsers) {
    return 'the group nixbld has no members, and groupadd and useradd are missing'
  }
  return undefined
}

function closedNix(facts: Facts): ActionError {
  const state =
    facts.nixFolder === 'absent' ? 'does not exist' : `is not writable for ${facts.user.name}`
  return new ActionError(
    `Nix cannot be installed: /nix ${state}, and there is neither root nor sudo without a password.`,
    `Let an administrator run: install -d -m 0755 -o ${facts.user.name} /nix. Or install Nix on the runner; the action uses a Nix that is there.`,
  )
}
