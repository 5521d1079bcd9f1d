import { describe, expect, it } from 'vitest'
import { ActionError } from '../../../src/lib/errors.ts'
import { chooseMode } from '../../../src/nix/install/mode.ts'
import type { Facts } from '../../../src/nix/install/plan.ts'
import type { NixMode } from '../../../src/nix/options.ts'
import { CONTAINER, MACOS, UBUNTU } from './facts.ts'

const USER_ONLY: Facts = { ...UBUNTU, root: 'none' }

describe('the mode of an install', () => {
  it.each<[string, NixMode, Facts, string, RegExp]>([
    ['on a hosted Linux runner', 'auto', UBUNTU, 'daemon', /root access/],
    ['on a hosted macOS runner', 'auto', MACOS, 'daemon', /root access/],
    ['as root in a container', 'auto', CONTAINER, 'daemon', /root access/],
    ['where it is asked for', 'daemon', UBUNTU, 'daemon', /set by nix-mode/],
    ['where it is asked for', 'single-user', UBUNTU, 'single-user', /set by nix-mode/],
    ['where it is asked for', 'single-user', MACOS, 'single-user', /set by nix-mode/],
    [
      'as root where no users can be made',
      'auto',
      { ...CONTAINER, canAddUsers: false },
      'single-user',
      /useradd/,
    ],
    [
      'as root where users are there already and none can be made',
      'auto',
      { ...CONTAINER, canAddUsers: false, buildUsers: 4 },
      'daemon',
      /root access/,
    ],
    [
      'without root where /nix is writable',
      'auto',
      { ...USER_ONLY, nixFolder: 'writable' },
      'single-user',
      /neither root nor passwordless sudo/,
    ],
    [
      'on macOS without useradd, which it does not need',
      'daemon',
      { ...MACOS, canAddUsers: false },
      'daemon',
      /set by nix-mode/,
    ],
  ])('%s (nix-mode: %s) is chosen with a reason', (_, asked, facts, mode, reason) => {
    expect(chooseMode(asked, facts)).toEqual({ mode, reason: expect.stringMatching(reason) })
  })
})

describe('a mode that cannot be had', () => {
  function failureOf(asked: NixMode, facts: Facts): ActionError {
    try {
      chooseMode(asked, facts)
    } catch (error) {
      if (error instanceof ActionError) return error
    }
    throw new Error('no Failure')
  }

  it.each<[string, Facts, RegExp]>([
    ['without root', { ...USER_ONLY, nixFolder: 'writable' }, /neither root nor passwordless sudo/],
    ['without build users', { ...CONTAINER, canAddUsers: false }, /nixbld.*useradd/],
    [
      'with a group that has no members',
      { ...CONTAINER, canAddUsers: false, buildUsers: 0 },
      /nixbld.*useradd/,
    ],
  ])(
    'a daemon that is asked for %s is an error that names nix-mode and a way out',
    (_, facts, why) => {
      const { message, hint } = failureOf('daemon', facts)
      expect(message).toMatch(/^nix-mode/)
      expect(message).toMatch(why)
      expect(hint).toMatch(/nix-mode.*single-user/)
    },
  )

  it.each<[NixMode, Facts['nixFolder'], RegExp]>([
    ['auto', 'absent', /\/nix does not exist/],
    ['single-user', 'absent', /\/nix does not exist/],
    ['auto', 'closed', /\/nix is not writable by runner/],
    ['single-user', 'closed', /\/nix is not writable by runner/],
  ])(
    '%s without root where /nix is %s says what an administrator has to type',
    (asked, nixFolder, why) => {
      const { message, hint } = failureOf(asked, { ...USER_ONLY, nixFolder })
      expect(message).toMatch(why)
      expect(hint).toContain('install -d -m 0755 -o runner /nix')
    },
  )
})
