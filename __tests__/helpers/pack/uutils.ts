import {
  copyFile,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { cacheDir } from '../paths.ts'
import { debianKeyring, openApt, unpack } from './apt.ts'
import { copyLibraries, fileIn, type LibrarySource } from './libraries.ts'
import { withLock } from './lock.ts'
import { run, type Say } from './run.ts'
import { debianSource } from './sources.ts'
import { ensureTools } from './tools.ts'

const recipe = '1'
/** Where the programs themselves are, with libraries of their own: those of the machine are older. */
const HOME = '/usr/lib/uutils'
const ARCHITECTURE: LibrarySource['architecture'] = process.arch === 'arm64' ? 'aarch64' : 'x86_64'

/**
 * The folder of a root that has the coreutils of uutils, bash 5.3 and sudo-rs in place of GNU's and of sudo, as Ubuntu 26.04
 * has: lay it over `/`. Out of Debian's packages, downloaded once with the machine's own apt; nothing is installed.
 */
export async function ensureUutils(say: Say = () => {}): Promise<string> {
  const dir = `${cacheDir}/uutils`
  if (await isComplete(dir)) return dir
  await mkdir(cacheDir, { recursive: true })
  await withLock(`${dir}.lock`, async () => {
    if (!(await isComplete(dir))) await fetchUutils(dir, say)
  })
  return dir
}

const isComplete = async (dir: string): Promise<boolean> =>
  (await readFile(`${dir}.recipe`, 'utf8').catch(() => '')) === recipe

async function fetchUutils(dir: string, say: Say): Promise<void> {
  say('uutils: coreutils, bash and sudo of the next Ubuntu')
  const work = `${cacheDir}/uutils.new`
  await rm(work, { recursive: true, force: true })
  const source = await debianSource('sid', () => debianKeyring(`${work}/keyring`))
  const apt = await openApt(`${work}/apt`, [source])
  await unpack(
    await apt.withDependencies(['rust-coreutils', 'bash', 'sudo-rs']),
    `${work}/packages`,
  )
  const packages = await realpath(`${work}/packages`)
  const { patchelf } = await ensureTools(say)
  const root = `${work}/root`
  const place = async (file: string, to: string) => {
    await copyFile(await fileIn(packages, [file]), `${root}${to}`)
    const from = { root: packages, architecture: ARCHITECTURE, patchelf }
    const loader = await copyLibraries(from, `${root}${to}`, `${root}${HOME}`)
    const interpreter = ['--set-interpreter', `${HOME}/${loader}`]
    await run(patchelf, [...interpreter, '--force-rpath', '--set-rpath', HOME, `${root}${to}`])
  }
  await mkdir(`${root}${HOME}`, { recursive: true })
  await mkdir(`${root}/usr/bin`, { recursive: true })
  await place('usr/bin/bash', '/usr/bin/bash')
  await place('usr/lib/cargo/bin/sudo', '/usr/bin/sudo')
  await place('usr/bin/coreutils', `${HOME}/coreutils`)
  for (const name of await readdir(`${packages}/usr/lib/cargo/bin/coreutils`))
    await symlink(`${HOME}/coreutils`, `${root}/usr/bin/${name}`)
  await rm(dir, { recursive: true, force: true })
  await rename(root, dir)
  await rm(work, { recursive: true })
  await writeFile(`${dir}.recipe`, recipe)
  say('uutils: done')
}
