import { constants, existsSync } from 'node:fs'
import { readFile, readlink, statfs } from 'node:fs/promises'
import { availableParallelism, userInfo } from 'node:os'
import { isAccessible } from '../../host/access.ts'
import { runShort } from '../../host/process/short.ts'
import type { System } from '../../model/system.ts'
import { parseConf } from '../conf.ts'
import { SYSTEM_CONF, SYSTEMD_UNITS } from '../paths.ts'
import { BUILD_GROUP, type Facts, linuxUserNames } from './plan.ts'

const PROXY = /^(https?|ftp|all|no)_proxy$/i
const CA_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/ssl/cert.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/certs/ca-bundle.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
]
/** `unshare` flags for the namespaces that Nix's sandbox uses. */
const NAMESPACES = ['--mount', '--pid', '--fork', '--mount-proc', '--net', '--ipc', '--uts']

const FIND_USER_TOOLS = 'PATH="$PATH:/usr/sbin:/sbin"; command -v groupadd && command -v useradd'

type Env = Readonly<Record<string, string>>

/** Inspects the machine without changing it. */
export async function gatherFacts(system: System, env: Env): Promise<Facts> {
  const user = userInfo()
  const linux = system.endsWith('-linux')
  const isRoot = user.uid === 0
  const sudo = isRoot || (await succeeds(['sudo', '-n', 'true'], env))
  const asRoot = isRoot ? [] : ['sudo', '-n']
  const [buildUsers, canAddUsers, rootSandbox, userSandbox, conf, tmpfs, leftUnits, mac] =
    await Promise.all([
      buildUsersOf(linux, env),
      linux && succeeds(['/bin/sh', '-c', FIND_USER_TOOLS], env),
      linux && sudo && succeeds([...asRoot, 'unshare', ...NAMESPACES, 'true'], env),
      linux &&
        !isRoot &&
        succeeds(['unshare', '--user', '--map-root-user', ...NAMESPACES, 'true'], env),
      readFile(SYSTEM_CONF, 'utf8').catch(() => ''),
      isInMemory('/tmp'),
      linux ? linksIntoNix(SYSTEMD_UNITS) : [],
      linux ? {} : darwinFacts(env),
    ])
  return {
    system,
    cores: availableParallelism(),
    user: { name: user.username, uid: user.uid, gid: user.gid },
    root: isRoot ? 'self' : sudo ? 'sudo' : 'none',
    systemd: existsSync('/run/systemd/system'),
    nixFolder: await stateOfNix(),
    ...buildUsers,
    leftUnits,
    database: existsSync('/nix/var/nix/db/db.sqlite'),
    canAddUsers,
    sandbox: { root: rootSandbox, user: userSandbox },
    memoryTmp: { root: tmpfs, user: tmpfs && !env.TMPDIR },
    caBundle: [env.NIX_SSL_CERT_FILE ?? '', ...CA_BUNDLES].find(existsSync),
    kvm: linux ? await stateOfKvm() : 'absent',
    etcConf: parseConf(conf).settings,
    daemonEnv: Object.fromEntries(Object.entries(env).filter(([name]) => PROXY.test(name))),
    ...mac,
  }
}

async function darwinFacts(env: Env): Promise<Pick<Facts, 'disk' | 'synthetic' | 'macos'>> {
  const [device, synthetic, product] = await Promise.all([
    runShort(['stat', '-f', '%Sd', '/'], { env }),
    readFile('/etc/synthetic.conf', 'utf8').catch(() => ''),
    runShort(['sw_vers', '-productVersion'], { env }),
  ])
  return {
    disk: device.stdout.trim().replace(/s[0-9].*$/, ''),
    synthetic: /^nix\s*$/m.test(synthetic),
    macos: product.stdout.trim(),
  }
}

type BuildUsers = Pick<Facts, 'buildUsers' | 'missingUsers' | 'leftUsers'>

async function buildUsersOf(linux: boolean, env: Env): Promise<BuildUsers> {
  if (linux) return linuxBuildUsers(env)
  const { code, stdout } = await runShort(
    ['dscl', '.', '-read', `/Groups/${BUILD_GROUP}`, 'GroupMembership'],
    { env },
  )
  return {
    buildUsers: code === 0 ? list(stdout.replace(/^GroupMembership:/, ''), ' ').length : undefined,
  }
}

async function linuxBuildUsers(env: Env): Promise<BuildUsers> {
  const { code, stdout } = await runShort(['getent', 'group', BUILD_GROUP], { env })
  const members = list(stdout.trim().split(':')[3] ?? '', ',')
  const candidates = [...new Set([...members, ...linuxUserNames(availableParallelism())])]
  // Prints those that exist.
  const { stdout: users } = await runShort(['getent', 'passwd', ...candidates], { env })
  const existing = list(users, '\n').map(line => line.split(':')[0] ?? '')
  return {
    buildUsers: code === 0 ? members.filter(name => existing.includes(name)).length : undefined,
    missingUsers: members.filter(name => !existing.includes(name)),
    leftUsers: existing.filter(name => !members.includes(name)),
  }
}

function list(text: string, separator: string): string[] {
  return text.split(separator).filter(item => item.trim() !== '')
}

/** Those of the files that are links to a file below /nix, whether it exists or not. */
async function linksIntoNix(files: readonly string[]): Promise<string[]> {
  const targets = await Promise.all(files.map(file => readlink(file).catch(() => '')))
  return files.filter((_, index) => targets[index]?.startsWith('/nix/'))
}

async function stateOfNix(): Promise<Facts['nixFolder']> {
  if (!existsSync('/nix')) return 'absent'
  return (await isAccessible('/nix', constants.W_OK)) ? 'writable' : 'closed'
}

async function stateOfKvm(): Promise<Facts['kvm']> {
  if (!existsSync('/dev/kvm')) return 'absent'
  return (await isAccessible('/dev/kvm', constants.R_OK | constants.W_OK)) ? 'open' : 'closed'
}

/** File system type of a tmpfs in statfs (linux/magic.h). */
const TMPFS_MAGIC = 0x01021994

/** Whether a path is on a tmpfs. */
export async function isInMemory(path: string): Promise<boolean> {
  const { type } = await statfs(path).catch(() => ({ type: undefined }))
  return type === TMPFS_MAGIC
}

async function succeeds(argv: readonly string[], env: Env): Promise<boolean> {
  const { code } = await runShort(argv, { env }).catch(() => ({ code: undefined }))
  return code === 0
}
