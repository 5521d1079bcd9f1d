import { createHash } from 'node:crypto'
import { chmod, copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { launcher } from './launcher.ts'
import { copyLibraries, fileIn } from './libraries.ts'
import { run } from './run.ts'

/** A path of the store in the making: its name in the store, and what it refers to. */
export interface StorePath {
  /** `/nix/store/HASH-NAME`. */
  path: string
  /** Other store paths, and itself where it names itself. */
  references: string[]
}

/** What {@link makeStorePaths} makes the paths from. */
export interface Ingredients {
  /** Folder with the unpacked packages, without symbolic links in its own path. */
  root: string
  /** The version of Nix in it. */
  version: string
  architecture: 'x86_64' | 'aarch64'
  /** patchelf, a file. */
  patchelf: string
  /** Runs the programs in `root` where they are not this machine's. */
  emulator?: string | undefined
  /** Whatever decides the content: the store paths' hash parts are made from it. */
  key: string
}

/** The store paths of a release; `all` is in the order in which they can be registered. */
export interface ReleasePaths {
  nix: StorePath
  cacert: StorePath
  all: StorePath[]
}

/** Makes the store paths of a release below `store`, which stands for /nix/store. */
export async function makeStorePaths(from: Ingredients, store: string): Promise<ReleasePaths> {
  const named = (name: string) => `/nix/store/${hashPart(`${from.key} ${name}`)}-${name}`
  const busybox = { path: named('busybox-static'), references: [] }
  const cacert = { path: named('nss-cacert-debian'), references: [] }
  const path = named(`nix-${from.version}`)
  const nix = { path, references: [busybox.path, path] }
  const at = (it: StorePath) => `${store}/${basename(it.path)}`
  await makeBusybox(from.root, at(busybox))
  await makeCacert(from.root, at(cacert))
  await makeNix(from, nix.path, busybox.path, at(nix))
  return { nix, cacert, all: [busybox, cacert, nix] }
}

// Nix's own alphabet; 32 characters, as every store path has.
function hashPart(key: string): string {
  const alphabet = '0123456789abcdfghijklmnpqrsvwxyz'
  return [...createHash('sha256').update(key).digest()].map(byte => alphabet[byte % 32]).join('')
}

async function makeBusybox(root: string, out: string): Promise<void> {
  await mkdir(`${out}/bin`, { recursive: true })
  const file = await fileIn(root, ['usr/bin/busybox', 'bin/busybox'])
  await copyFile(file, `${out}/bin/busybox`)
  await symlink('busybox', `${out}/bin/sh`)
}

async function makeCacert(root: string, out: string): Promise<void> {
  const folder = `${root}/usr/share/ca-certificates/mozilla`
  const names = (await readdir(folder)).filter(name => name.endsWith('.crt')).sort()
  const parts = await Promise.all(names.map(name => readFile(`${folder}/${name}`, 'utf8')))
  await mkdir(`${out}/etc/ssl/certs`, { recursive: true })
  const text = parts.map(part => `${part.trim()}\n`).join('')
  await writeFile(`${out}/etc/ssl/certs/ca-bundle.crt`, text)
}

const otherNames = [
  'nix-build',
  'nix-channel',
  'nix-collect-garbage',
  'nix-copy-closure',
  'nix-daemon',
  'nix-env',
  'nix-hash',
  'nix-instantiate',
  'nix-prefetch-url',
  'nix-shell',
  'nix-store',
]

async function makeNix(
  from: Ingredients,
  path: string,
  busybox: string,
  out: string,
): Promise<void> {
  for (const folder of ['bin', 'lib', 'libexec/nix', 'etc/nix'])
    await mkdir(`${out}/${folder}`, { recursive: true })
  const program = `${out}/libexec/nix/nix`
  await copyFile(`${from.root}/usr/bin/nix`, program)
  const loader = await copyLibraries(from, program, `${out}/lib`)
  // An RPATH of the program, not a RUNPATH, holds for what its libraries need and load later too.
  const rpath = ['--force-rpath', '--set-rpath', `${path}/lib`]
  await run(from.patchelf, ['--set-interpreter', `${path}/lib/${loader}`, ...rpath, program])
  await writeFile(
    `${out}/bin/nix`,
    launcher(from.architecture, `${path}/libexec/nix/nix`, `${path}/etc/nix`),
  )
  await chmod(`${out}/bin/nix`, 0o755)
  for (const name of otherNames) await symlink('nix', `${out}/bin/${name}`)
  for (const name of [...otherNames, 'build-remote'])
    await symlink('nix', `${out}/libexec/nix/${name}`)
  await writeFile(`${out}/etc/nix/nix.conf`, nixConf(path, busybox, from.version))
  await writeUnits(from.root, path, out)
}

// Debian's Nix looks for the sandbox's shell and for the build hook in /usr. A later line wins, so what the user says
// in /etc/nix/nix.conf holds.
function nixConf(path: string, busybox: string, version: string): string {
  const lines = [`sandbox-paths = /bin/sh=${busybox}/bin/busybox`, 'builders = @/etc/nix/machines']
  if (version.startsWith('2.8.')) lines.push(`build-hook = ${path}/libexec/nix/build-remote`)
  return `${lines.join('\n')}\n!include /etc/nix/nix.conf\n`
}

async function writeUnits(root: string, path: string, out: string): Promise<void> {
  await mkdir(`${out}/lib/systemd/system`, { recursive: true })
  for (const name of ['nix-daemon.service', 'nix-daemon.socket']) {
    const folder = 'lib/systemd/system'
    const file = await fileIn(root, [`usr/${folder}/${name}`, `${folder}/${name}`])
    const text = (await readFile(file, 'utf8')).replaceAll('/usr/bin/', `${path}/bin/`)
    await writeFile(`${out}/lib/systemd/system/${name}`, text)
  }
  await mkdir(`${out}/lib/tmpfiles.d`, { recursive: true })
  const line = 'd /nix/var/nix/daemon-socket 0755 root root - -\n'
  await writeFile(`${out}/lib/tmpfiles.d/nix-daemon.conf`, line)
}
