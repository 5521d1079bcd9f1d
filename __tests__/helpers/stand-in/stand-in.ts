import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { withLock } from '../pack/lock.ts'
import { cacheDir } from '../paths.ts'
import { makeToolchain } from './toolchain.ts'

const here = import.meta.dirname
const cache = `${cacheDir}/stand-in`

/**
 * Makes the folder that serves in place of nixpkgs where there is no network, and gives its path: for
 * `--override-input nixpkgs path:IT`, `NIV_OVERRIDE_nixpkgs=IT` and `NIX_PATH=nixpkgs=IT`.
 * What is made already is taken as it is. The first time needs apt to reach Debian's archive; throws where it cannot.
 */
export async function ensureStandIn(): Promise<string> {
  const folder = `${cache}/nixpkgs`
  const toolchainRecipe = await hashOf([`${here}/toolchain.ts`, `${here}/cc.c`])
  const recipe = toolchainRecipe + (await hashOf(await filesIn(`${here}/nixpkgs`)))
  if (await isMade(folder, recipe)) return folder
  await mkdir(cache, { recursive: true })
  await withLock(`${cache}/lock`, async () => {
    if (await isMade(folder, recipe)) return
    const toolchain = `${cache}/toolchain`
    if (!(await isMade(toolchain, toolchainRecipe))) {
      await makeToolchain(toolchain)
      await writeFile(`${toolchain}/recipe`, toolchainRecipe)
    }
    await assemble(toolchain, folder, recipe)
  })
  return folder
}

// Made beside its place and moved there whole.
async function assemble(toolchain: string, folder: string, recipe: string): Promise<void> {
  const next = `${folder}.next`
  await rm(next, { recursive: true, force: true })
  // Links stay as they are written: they point within the folder.
  await cp(toolchain, next, { recursive: true, verbatimSymlinks: true })
  await cp(`${here}/nixpkgs`, next, { recursive: true })
  await writeFile(`${next}/recipe`, recipe)
  await rm(folder, { recursive: true, force: true })
  await rename(next, folder)
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names.sort().map(name => `${folder}/${name}`)
}

async function hashOf(files: string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) hash.update(basename(file)).update(await readFile(file))
  return hash.digest('hex')
}

async function isMade(folder: string, recipe: string): Promise<boolean> {
  return (await readFile(`${folder}/recipe`, 'utf8').catch(() => '')) === recipe
}
