import { chmod, copyFile, readdir, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { run } from './run.ts'

/** Where libraries come from. */
export interface LibrarySource {
  /** Folder with the unpacked packages, without symbolic links in its own path. */
  root: string
  architecture: 'x86_64' | 'aarch64'
  /** patchelf, a file. */
  patchelf: string
  /** Runs the programs in `root` where they are not this machine's. */
  emulator?: string | undefined
}

/**
 * Copies what a program needs out of the unpacked packages into `lib`, and the loader, whose file name it gives.
 * Throws when a library is in none of the packages: the machine's own are never taken.
 */
export async function copyLibraries(
  from: LibrarySource,
  program: string,
  lib: string,
): Promise<string> {
  const folders = await libraryFolders(from.root)
  const loader = loaders[from.architecture]
  const loaderFile = await fileIn(from.root, within(folders, loader))
  const path = folders.map(folder => `${from.root}/${folder}`).join(':')
  const list = ['--inhibit-cache', '--library-path', path, '--list', program]
  const [command = '', ...args] = [from.emulator ?? [], loaderFile, list].flat()
  const lines = await run(command, args)
  // Loaded by name while Nix runs, so the loader does not list them.
  const names = new Set([loader, 'libnss_dns.so.2', 'libnss_files.so.2'])
  for (const [, name = ''] of lines.matchAll(/^\s*(\S+) => /gm)) names.add(basename(name))
  for (const name of names) {
    const file = await fileIn(from.root, within(folders, name))
    await copyFile(file, `${lib}/${name}`)
    await chmod(`${lib}/${name}`, 0o755)
    // 2.8's own libraries name /usr/lib/nix, and a RUNPATH of theirs would hide the program's RPATH.
    if (name.startsWith('libnix')) await run(from.patchelf, ['--remove-rpath', `${lib}/${name}`])
  }
  return loader
}

/** The first of the files that is in the folder `root` itself, links followed. Throws, naming all, if none is. */
export async function fileIn(root: string, files: string[]): Promise<string> {
  for (const file of files) {
    const real = await realpath(`${root}/${file}`).catch(() => '')
    // A link to an absolute path leads to the machine's own file.
    if (real.startsWith(`${root}/`)) return real
  }
  throw new Error(`${root} has none of ${files.join(', ')}: did Debian move it to another package?`)
}

const loaders = { x86_64: 'ld-linux-x86-64.so.2', aarch64: 'ld-linux-aarch64.so.1' }

const within = (folders: string[], name: string): string[] =>
  folders.map(folder => `${folder}/${name}`)

async function libraryFolders(root: string): Promise<string[]> {
  const found: string[] = []
  for (const base of ['usr/lib', 'lib']) {
    const names = await readdir(`${root}/${base}`).catch(() => [])
    const inside = names.filter(name => name === 'nix' || name.endsWith('-linux-gnu'))
    found.push(...inside.sort().map(name => `${base}/${name}`), base)
  }
  return found
}
