import { copyFile, cp, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises'
import { debianKeyring, openApt, unpack } from '../pack/apt.ts'
import { run } from '../pack/run.ts'
import { debianSource } from '../pack/sources.ts'

// Old and frozen: its tcc and musl go together.
const suite = 'bookworm'
const packages = ['bash-static', 'busybox-static', 'libc6', 'musl-dev', 'tcc']

// What nixpkgs' stdenv has, by the names of busybox' applets; more would hide the host's own tools in a nix-shell.
const applets =
  `awk base64 basename bunzip2 bzcat bzip2 cat chgrp chmod chown cksum cmp comm cp cut date dd df
  diff dirname du echo egrep env expand expr factor false fgrep find fold grep gunzip gzip head hostid id
  link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc od paste patch printenv printf pwd
  readlink realpath rm rmdir sed seq sha1sum sha256sum sha512sum shred shuf sleep sort split stat stty sum sync
  tac tail tar tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink unxz wc which who
  whoami xargs xzcat yes zcat [`.split(/\s+/)

/**
 * Makes the folders `bash`, `tools` (busybox) and `cc` (tcc with musl) in `target`, out of Debian's packages.
 * All three can be moved and run without anything of the host. Throws where a package cannot be had.
 */
export async function makeToolchain(target: string): Promise<void> {
  const scratch = `${target}.scratch`
  await rm(scratch, { recursive: true, force: true })
  await rm(target, { recursive: true, force: true })
  const source = await debianSource(suite, () => debianKeyring(`${scratch}/keyring`))
  const apt = await openApt(`${scratch}/apt`, [source])
  const root = `${scratch}/root`
  await unpack(await apt.alone(packages), root)
  const made = `${scratch}/made`
  await makeBash(root, `${made}/bash/bin`)
  await makeTools(root, `${made}/tools/bin`)
  await makeCompiler(root, `${made}/cc`)
  await rename(made, target)
  await rm(scratch, { recursive: true, force: true })
}

async function makeBash(root: string, bin: string): Promise<void> {
  await mkdir(bin, { recursive: true })
  await copyFile(`${root}/bin/bash-static`, `${bin}/bash`)
  await symlink('bash', `${bin}/sh`)
}

async function makeTools(root: string, bin: string): Promise<void> {
  await mkdir(bin, { recursive: true })
  await copyFile(`${root}/bin/busybox`, `${bin}/busybox`)
  const known = new Set((await run(`${bin}/busybox`, ['--list'])).split('\n'))
  for (const name of applets) if (known.has(name)) await symlink('busybox', `${bin}/${name}`)
}

async function makeCompiler(root: string, cc: string): Promise<void> {
  const triplet = (await readdir(`${root}/usr/lib`)).find(name => name.endsWith('-linux-gnu'))
  if (!triplet)
    throw new Error(`Debian's tcc has no folder of the form usr/lib/*-linux-gnu in ${root}`)
  const musl = triplet.replace(/-gnu$/, '-musl')
  await mkdir(`${cc}/lib`, { recursive: true })
  await mkdir(`${cc}/bin`)
  await cp(`${root}/usr/lib/${triplet}/tcc`, `${cc}/lib/tcc`, { recursive: true })
  await copyFile(`${root}/usr/bin/tcc`, `${cc}/lib/tcc-program`)
  await cp(`${root}/usr/include/${musl}`, `${cc}/include`, { recursive: true })
  await cp(`${root}/usr/lib/${musl}`, `${cc}/lib`, { recursive: true })
  await copyLibraries(`${root}/lib/${triplet}`, `${cc}/lib`)
  await makeLauncher(cc)
}

// What tcc itself is linked with; what it makes has none of it.
async function copyLibraries(from: string, to: string): Promise<void> {
  const wanted = /^(libc|libm|libdl|libpthread)\.so\.\d+$/
  for (const name of await readdir(from)) {
    if (wanted.test(name)) await copyFile(`${from}/${name}`, `${to}/${name}`)
    if (/^ld-linux-.*\.so\.\d+$/.test(name)) await copyFile(`${from}/${name}`, `${to}/loader`)
  }
}

// tcc compiles its own launcher: the same arguments that the launcher gives it later.
async function makeLauncher(cc: string): Promise<void> {
  const lib = `${cc}/lib`
  await run(`${lib}/loader`, [
    ...['--library-path', lib, `${lib}/tcc-program`, `-B${lib}/tcc`],
    ...['-nostdinc', '-isystem', `${lib}/tcc/include`, '-isystem', `${cc}/include`],
    ...['-nostdlib', '-static', '-o', `${cc}/bin/cc`],
    ...[`${lib}/crt1.o`, `${lib}/crti.o`, `${import.meta.dirname}/cc.c`],
    ...[`-L${lib}`, '-lc', `${lib}/tcc/libtcc1.a`, `${lib}/crtn.o`],
  ])
  // One file, so that every name of it finds the same folder.
  await symlink('cc', `${cc}/bin/tcc`)
  await symlink('cc', `${cc}/bin/ar`)
}
