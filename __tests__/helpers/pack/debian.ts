import { mkdir, realpath, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { debianKeyring, openApt, unpack } from './apt.ts'
import { describe, type Release } from './release.ts'
import type { Say } from './run.ts'
import { debianSource } from './sources.ts'
import { makeStorePaths } from './store-paths.ts'
import { packRelease } from './tarball.ts'
import { ensureTools } from './tools.ts'

/**
 * Packs the Nix of a Debian suite into `<base>/nix-V/nix-V-SYSTEM.tar.xz` and its `.sha256`.
 * `work` is a folder of its own, emptied when done. `emulator` runs programs of `system` where the machine cannot. Throws with what apt said, or what is missing.
 */
export async function packSuite(
  suite: string,
  system: string,
  work: string,
  base: string,
  say: Say,
  emulator?: string,
): Promise<Release> {
  const { patchelf } = await ensureTools(say)
  const debs = await download(suite, work, system)
  const version = versionOf(debs)
  say(`${suite}: Nix ${version}, ${debs.length} packages downloaded`)
  await unpack(debs.filter(isNeeded), `${work}/root`)
  const name = `nix-${version}-${system}`
  await mkdir(`${work}/${name}/store`, { recursive: true })
  const root = await realpath(`${work}/root`)
  const architecture = system === 'x86_64-linux' ? 'x86_64' : 'aarch64'
  const key = debs.map(deb => basename(deb)).join(' ')
  const from = { root, version, architecture, patchelf, emulator, key } as const
  const paths = await makeStorePaths(from, `${work}/${name}/store`)
  say(`${suite}: ${paths.nix.path}`)
  const tarball = `${base}/nix-${version}/${name}.tar.xz`
  await mkdir(`${base}/nix-${version}`, { recursive: true })
  await packRelease(`${work}/${name}`, paths, tarball)
  await rm(work, { recursive: true })
  say(`${suite}: ${name}.tar.xz`)
  return describe(version, suite, tarball)
}

const debianNames: Record<string, string> = { 'x86_64-linux': 'amd64', 'aarch64-linux': 'arm64' }

async function download(suite: string, work: string, system: string): Promise<string[]> {
  const source = await debianSource(suite, () => debianKeyring(`${work}/keyring`))
  const apt = await openApt(`${work}/apt`, [source], undefined, debianNames[system])
  const debs = await apt.withDependencies(['nix-bin', 'ca-certificates', 'busybox-static'])
  return [...debs, ...(await apt.alone(['nix-setup-systemd']))]
}

// `nix-bin_2.26.3+dfsg-1_amd64.deb` -> 2.26.3
function versionOf(debs: string[]): string {
  const deb = debs.map(file => basename(file)).find(name => name.startsWith('nix-bin_'))
  const version = /^nix-bin_(?:\d+%3a)?(\d+(?:\.\d+)+)/.exec(deb ?? '')?.[1]
  if (!version) throw new Error(`apt gave no package nix-bin with a version: ${deb}`)
  return version
}

// nix-bin needs perl for a program that is not packed; the rest of the list costs little.
const isNeeded = (deb: string): boolean => !/^(perl|libperl)/.test(basename(deb))
