import { describe, expect, it } from 'vitest'
import { linux } from '../../../src/nix/install/linux.ts'
import { CONTAINER, NIX, typed, UBUNTU } from './facts.ts'

const prerequisites = (...args: Parameters<typeof linux.planPrerequisites>) => {
  const { folders, users } = linux.planPrerequisites(...args)
  return { folders: typed(folders), users: typed(users) }
}

describe('the prerequisites of a daemon', () => {
  it('on a hosted runner', () => {
    expect(prerequisites('daemon', UBUNTU, '/nix/.unpack')).toMatchInlineSnapshot(`
      {
        "folders": [
          "# install -d -m 0755 /nix /nix/store /nix/var /nix/var/log /nix/var/log/nix /nix/var/log/nix/drvs /nix/var/nix /nix/var/nix/daemon-socket /nix/var/nix/profiles /etc/nix /nix/.unpack",
        ],
        "users": [
          "# /bin/sh -c "PATH=\\"$PATH:/usr/sbin:/sbin\\"; groupadd --system nixbld && for user; do useradd --system --no-user-group --gid nixbld --groups nixbld --no-create-home --home-dir /var/empty --shell /sbin/nologin \\"$user\\" || exit; done" sh nixbld1 nixbld2 nixbld3 nixbld4 nixbld5 nixbld6 nixbld7 nixbld8 nixbld9 nixbld10 nixbld11 nixbld12 nixbld13 nixbld14 nixbld15 nixbld16 nixbld17 nixbld18 nixbld19 nixbld20 nixbld21 nixbld22 nixbld23 nixbld24 nixbld25 nixbld26 nixbld27 nixbld28 nixbld29 nixbld30 nixbld31 nixbld32",
          "# chmod 0666 /dev/kvm",
        ],
      }
    `)
  })

  it('in a container: the same, /dev/kvm is not there', () => {
    const { folders, users } = prerequisites('daemon', CONTAINER, '/nix/.unpack')
    const hosted = prerequisites('daemon', UBUNTU, '/nix/.unpack')
    expect(folders).toEqual(hosted.folders)
    expect(users).toEqual(hosted.users.filter(line => !line.includes('kvm')))
  })

  it.each([
    [16, 32],
    [64, 66],
  ])('has 32 build users, or two more than there are cores: %s', (cores, count) => {
    const { users } = prerequisites('daemon', { ...CONTAINER, cores }, '/nix/.unpack')
    expect(users.join().match(/ nixbld\d+/g)).toHaveLength(count)
  })

  it('puts each build user into the list of the group, which is what Nix reads', () => {
    const users = prerequisites('daemon', UBUNTU, '/x').users.filter(line =>
      line.includes('useradd'),
    )
    expect(users.join()).toMatch(/useradd .*--groups nixbld .*"\$user/)
  })

  it('makes no users where the group has members', () => {
    expect(prerequisites('daemon', { ...CONTAINER, buildUsers: 10 }, '/nix/.unpack').users).toEqual(
      [],
    )
  })

  it('takes users that an earlier install left into the group, and makes members that are no users', () => {
    const left = { ...CONTAINER, buildUsers: undefined, leftUsers: ['nixbld1', 'nixbld3'] }
    const { users } = prerequisites('daemon', left, '/nix/.unpack')
    expect(users.filter(line => line.includes('usermod'))).toEqual([
      '# usermod --append --groups nixbld nixbld1',
      '# usermod --append --groups nixbld nixbld3',
    ])
    expect(users.filter(line => / nixbld[13]$/.test(line) && line.includes('useradd'))).toEqual([])
    const missing = { ...CONTAINER, buildUsers: 2, missingUsers: ['nixbld9'] }
    expect(prerequisites('daemon', missing, '/nix/.unpack').users).toEqual([
      expect.stringMatching(/useradd .* sh nixbld9$/),
    ])
  })

  it('fills a group that is there without members', () => {
    const { users } = prerequisites('daemon', { ...CONTAINER, buildUsers: 0 }, '/nix/.unpack')
    expect(users.join()).not.toContain('groupadd')
    expect(users.length).toBeGreaterThan(0)
  })
})

describe('the prerequisites of a single user', () => {
  it('with sudo: root makes /nix and gives it to the user, who makes the rest', () => {
    expect(prerequisites('single-user', UBUNTU, '/nix/.unpack')).toMatchInlineSnapshot(`
      {
        "folders": [
          "# install -d -m 0755 -o 1001 -g 127 /nix",
          "$ mkdir -p /nix/store /nix/var /nix/var/log /nix/var/log/nix /nix/var/log/nix/drvs /nix/var/nix /nix/var/nix/daemon-socket /nix/var/nix/profiles /nix/.unpack",
        ],
        "users": [
          "# chmod 0666 /dev/kvm",
        ],
      }
    `)
  })

  it('with a /nix that is writable does nothing as root', () => {
    const facts = { ...UBUNTU, root: 'none', nixFolder: 'writable' } as const
    expect(prerequisites('single-user', facts, '/nix/.unpack')).toMatchInlineSnapshot(`
      {
        "folders": [
          "$ mkdir -p /nix/store /nix/var /nix/var/log /nix/var/log/nix /nix/var/log/nix/drvs /nix/var/nix /nix/var/nix/daemon-socket /nix/var/nix/profiles /nix/.unpack",
        ],
        "users": [],
      }
    `)
  })

  it('as root in a container makes no users', () => {
    expect(prerequisites('single-user', CONTAINER, '/nix/.unpack')).toMatchInlineSnapshot(`
      {
        "folders": [
          "# install -d -m 0755 -o 0 -g 0 /nix",
          "$ mkdir -p /nix/store /nix/var /nix/var/log /nix/var/log/nix /nix/var/log/nix/drvs /nix/var/nix /nix/var/nix/daemon-socket /nix/var/nix/profiles /nix/.unpack",
        ],
        "users": [],
      }
    `)
  })
})

describe('/dev/kvm', () => {
  it.each([
    ['open', 'sudo', false],
    ['absent', 'sudo', false],
    ['closed', 'none', false],
    ['closed', 'sudo', true],
  ] as const)('that is %s is opened with root from %s: %s', (kvm, root, opened) => {
    const { users } = prerequisites('single-user', { ...UBUNTU, kvm, root }, '/x')
    expect(users.some(line => line.includes('/dev/kvm'))).toBe(opened)
  })
})

describe('the daemon', () => {
  it('under systemd is its socket and service, started now and not enabled for the next boot', () => {
    const { start, stop, process } = linux.planDaemon(UBUNTU, NIX)
    expect(process).toBeUndefined()
    expect({ start: typed(start), stop: typed(stop) }).toMatchInlineSnapshot(`
      {
        "start": [
          "# systemctl link /nix/store/00000000000000000000000000000000-nix-2.35.2/lib/systemd/system/nix-daemon.service /nix/store/00000000000000000000000000000000-nix-2.35.2/lib/systemd/system/nix-daemon.socket",
          "# systemctl start nix-daemon.socket",
        ],
        "stop": [
          "# systemctl stop nix-daemon.socket nix-daemon.service",
          "# rm -f /run/systemd/system/nix-daemon.service.d/nix-ci.conf",
        ],
      }
    `)
  })

  it('under systemd takes the place of the units that a removed Nix left', () => {
    const leftUnits = ['/etc/systemd/system/nix-daemon.socket']
    const { start } = linux.planDaemon({ ...UBUNTU, leftUnits }, NIX)
    expect(typed(start)).toEqual([
      '# rm -f /etc/systemd/system/nix-daemon.socket',
      ...typed(linux.planDaemon(UBUNTU, NIX).start),
    ])
  })

  it('under systemd gets the proxies of the job, until the next boot only', () => {
    const daemonEnv = { https_proxy: 'http://u:p%40ss@proxy.test:3128', no_proxy: 'a "b" c' }
    expect(
      typed(linux.planDaemon({ ...UBUNTU, daemonEnv }, NIX).start).slice(0, 2),
    ).toMatchInlineSnapshot(`
      [
        "# install -d /run/systemd/system/nix-daemon.service.d",
        "# tee /run/systemd/system/nix-daemon.service.d/nix-ci.conf <<< "[Service]\\nEnvironment=\\"https_proxy=http://u:p%%40ss@proxy.test:3128\\"\\nEnvironment=\\"no_proxy=a \\\\\\"b\\\\\\" c\\"\\n"",
      ]
    `)
  })

  it('without systemd is a process of our own', () => {
    const daemonEnv = { https_proxy: 'http://proxy.test:3128' }
    expect(linux.planDaemon({ ...CONTAINER, daemonEnv }, NIX)).toEqual({
      start: [],
      stop: [],
      process: { program: `${NIX}/bin/nix-daemon`, env: daemonEnv },
    })
  })
})
