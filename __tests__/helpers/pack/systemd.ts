import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { cacheDir } from '../paths.ts'
import { asRoot } from '../privilege.ts'
import { debianKeyring, openApt, unpack } from './apt.ts'
import { withLock } from './lock.ts'
import { run, type Say } from './run.ts'
import { debianSource } from './sources.ts'

const recipe = '1'
const suite = 'bookworm'
/** Essential packages are in no list of dependencies. */
const essential =
  'base-files base-passwd bash coreutils dash diffutils findutils grep gzip hostname libc-bin login passwd sed tar util-linux'
const wanted = 'systemd-sysv dbus sudo git xz-utils procps mount libpam-modules libstdc++6'

/**
 * A folder with `debian`, the root folder of a Debian 12 that systemd 252 can boot, with sudo, git and what Node needs, and
 * `container`, the unpacked systemd-nspawn that boots it. Nothing is installed: downloaded once with the machine's own
 * apt. debootstrap is not used: it does not know apt's settings, runs the packages' scripts, and takes a minute for what
 * systemd does not need.
 */
export async function ensureSystemd(say: Say = () => {}): Promise<string> {
  const dir = `${cacheDir}/systemd`
  if (!(await isComplete(dir))) {
    await mkdir(cacheDir, { recursive: true })
    await withLock(`${cacheDir}/systemd.lock`, async () => {
      if (!(await isComplete(dir))) await fetchSystemd(dir, say)
    })
  }
  return dir
}

const isComplete = async (dir: string): Promise<boolean> =>
  (await readFile(`${dir}/recipe`, 'utf8').catch(() => '')) === recipe

async function fetchSystemd(dir: string, say: Say): Promise<void> {
  say('systemd: a Debian to boot')
  const work = `${cacheDir}/systemd.new`
  await runAsRoot('rm', '-rf', work)
  const source = await debianSource(suite, () => debianKeyring(`${work}/keyring`))
  const apt = await openApt(`${work}/apt`, [source])
  const debs = await apt.withDependencies([...essential.split(' '), ...wanted.split(' ')])
  await unpack(debs, `${work}/packages`)
  await runAsRoot('bash', '-ec', join, 'join', `${work}/packages`, `${work}/debian`)
  await unpack(await apt.alone(['systemd-container']), `${work}/container`)
  await rm(`${work}/apt`, { recursive: true })
  await writeFile(`${work}/recipe`, recipe)
  await runAsRoot('rm', '-rf', dir)
  await rename(work, dir)
  say('systemd: done')
}

/** The Debian belongs to root, as a root folder does. */
async function runAsRoot(...argv: string[]): Promise<void> {
  const [command = '', ...args] = asRoot(argv)
  await run(command, args)
}

/**
 * dpkg-deb puts folders in place of the links into /usr. With a machine-id it is no first boot, so no service that the
 * distribution enables by default starts: the container shares the host's network.
 */
const join = `
  mkdir "$2" && cd "$2"
  for name in bin sbin lib lib64; do mkdir -p usr/$name; ln -s usr/$name; done
  tar -C "$1" --exclude=./usr/share/doc --exclude=./usr/share/man --exclude=./usr/share/locale -c . |
    tar -x --keep-directory-symlink --no-same-owner
  cp usr/share/base-passwd/passwd.master etc/passwd
  cp usr/share/base-passwd/group.master etc/group
  touch etc/shadow etc/gshadow etc/hosts
  printf '%s\n' 'auth required pam_permit.so' 'account required pam_permit.so' 'session required pam_permit.so' |
    tee etc/pam.d/sudo >etc/pam.d/other
  tr -d - </proc/sys/kernel/random/uuid >etc/machine-id
  ln -sfn /run var/run
  rm -r "$1"`
