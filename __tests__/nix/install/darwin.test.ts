import { describe, expect, it } from 'vitest'
import { checkMacos, darwin } from '../../../src/nix/install/darwin.ts'
import type { Facts } from '../../../src/nix/install/plan.ts'
import { MACOS, NIX, typed } from './facts.ts'

const prerequisites = (...args: Parameters<typeof darwin.planPrerequisites>) => {
  const { folders, users } = darwin.planPrerequisites(...args)
  return { folders: typed(folders), users: typed(users) }
}

describe('a macOS that is too old', () => {
  it.each([
    ['2.35.2', '13.7.8'],
    ['2.34.8', '12.0'],
  ])('for Nix %s is told before anything is changed: %s', (version, macos) => {
    expect(() => checkMacos(version, { macos })).toThrow(
      `Nix ${version} needs macOS 14 or newer; this machine has macOS ${macos}.`,
    )
  })

  it.each([
    ['2.35.2', '14.0'],
    ['2.35.2', '26.1'],
    ['2.34.7', '13.7.8'],
    ['2.95.3', '13.7.8'],
    ['2.35.2', undefined],
    ['2.35.2', ''],
  ])('is not seen for %s on %s', (version, macos) => {
    expect(() => checkMacos(version, macos === undefined ? {} : { macos })).not.toThrow()
  })
})

describe('the prerequisites of a daemon on macOS', () => {
  it('is a volume, the folders, and then the build users', () => {
    const facts = { ...MACOS, cores: 1 }
    expect(prerequisites('daemon', facts, '/nix/.unpack')).toMatchInlineSnapshot(`
      {
        "folders": [
          "# /bin/sh -c "printf 'nix\\\\n' >> /etc/synthetic.conf"",
          "# /bin/sh -c "/System/Library/Filesystems/apfs.fs/Contents/Resources/apfs.util -t || /System/Library/Filesystems/apfs.fs/Contents/Resources/apfs.util -B || true"",
          "# /bin/sh -c "for i in $(seq 150); do test -d /nix && exit 0; sleep 0.1; done; exit 1"",
          "# diskutil apfs addVolume disk3 APFS "Nix Store" -mountpoint /nix",
          "# diskutil enableOwnership /nix",
          "# /bin/sh -c "mdutil -i off /nix || true"",
          "# install -d -m 0755 /nix/store /nix/var /nix/var/log /nix/var/log/nix /nix/var/log/nix/drvs /nix/var/nix /nix/var/nix/daemon-socket /nix/var/nix/profiles /etc/nix /nix/.unpack",
        ],
        "users": [
          "# dseditgroup -o create -r "Nix build group" -i 350 nixbld",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld1 UniqueID 351",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld1 PrimaryGroupID 350",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld1 IsHidden 1",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld1 NFSHomeDirectory /var/empty",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld1 UserShell /sbin/nologin",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dseditgroup -o edit -t user -a _nixbld1 nixbld",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld2 UniqueID 352",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld2 PrimaryGroupID 350",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld2 IsHidden 1",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld2 NFSHomeDirectory /var/empty",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld2 UserShell /sbin/nologin",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dseditgroup -o edit -t user -a _nixbld2 nixbld",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld3 UniqueID 353",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld3 PrimaryGroupID 350",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld3 IsHidden 1",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld3 NFSHomeDirectory /var/empty",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dscl . -create /Users/_nixbld3 UserShell /sbin/nologin",
          "# /bin/sh -c "for i in 1 2 3 4; do \\"$@\\" && exit; sleep 1; done; exec \\"$@\\"" sh dseditgroup -o edit -t user -a _nixbld3 nixbld",
        ],
      }
    `)
  })

  it('is the same on an Intel processor', () => {
    const intel: Facts = { ...MACOS, system: 'x86_64-darwin' }
    expect(prerequisites('daemon', intel, '/nix/.unpack')).toEqual(
      prerequisites('daemon', MACOS, '/nix/.unpack'),
    )
  })

  it('takes user ids that Apple does not use since macOS 15', () => {
    const ids = prerequisites('daemon', { ...MACOS, cores: 30 }, '/x').users.flatMap(line =>
      [...line.matchAll(/UniqueID (\d+)/g)].map(match => Number(match[1])),
    )
    expect(new Set(ids).size).toBe(32)
    for (const id of ids) expect(id).toBeGreaterThan(304)
    for (const id of ids) expect(id).toBeLessThan(500)
  })

  it('makes no users where the group has members', () => {
    expect(prerequisites('daemon', { ...MACOS, buildUsers: 3 }, '/x').users).toEqual([])
  })

  it('does not write nix into synthetic.conf twice', () => {
    const { folders } = prerequisites('daemon', { ...MACOS, synthetic: true }, '/x')
    expect(folders.join()).not.toContain('synthetic.conf')
    expect(folders.join()).toContain('addVolume disk3')
  })

  it('makes no volume where /nix is there', () => {
    const { folders } = prerequisites('daemon', { ...MACOS, nixFolder: 'closed' }, '/x')
    expect(folders.join()).not.toMatch(/diskutil|apfs|synthetic/)
  })
})

describe('the prerequisites of a single user on macOS', () => {
  it('is the same volume, owned by the user, and no build users', () => {
    const daemon = prerequisites('daemon', MACOS, '/nix/.unpack').folders
    const { folders, users } = prerequisites('single-user', MACOS, '/nix/.unpack')
    expect(users).toEqual([])
    expect(folders.slice(0, -2)).toEqual(daemon.slice(0, -1))
    expect(folders.slice(-2)).toMatchInlineSnapshot(`
      [
        "# chown 501:20 /nix",
        "$ mkdir -p /nix/store /nix/var /nix/var/log /nix/var/log/nix /nix/var/log/nix/drvs /nix/var/nix /nix/var/nix/daemon-socket /nix/var/nix/profiles /nix/.unpack",
      ]
    `)
  })
})

describe('the daemon on macOS', () => {
  it('is a process of our own, allowed to fork, with the proxies of the job', () => {
    const daemonEnv = { https_proxy: 'http://proxy.test:3128' }
    expect(darwin.planDaemon({ ...MACOS, daemonEnv }, NIX)).toEqual({
      start: [],
      stop: [],
      process: {
        program: `${NIX}/bin/nix-daemon`,
        env: { OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES', ...daemonEnv },
      },
    })
  })
})
