import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { cacheDir } from '../paths.ts'
import { openApt, unpack } from './apt.ts'
import { withLock } from './lock.ts'
import { ownSources } from './sources.ts'

const recipe = '1'

/**
 * The folder of an unpacked openssh-server with what of its dependencies the machine lacks: lay it over `/`. Downloaded
 * once with the machine's own apt; throws with apt's words.
 */
export async function ensureOpenssh(): Promise<string> {
  const dir = `${cacheDir}/openssh`
  if (await isComplete(dir)) return dir
  await mkdir(cacheDir, { recursive: true })
  await withLock(`${cacheDir}/openssh.lock`, async () => {
    if (!(await isComplete(dir))) await fetchOpenssh(dir)
  })
  return dir
}

async function isComplete(dir: string): Promise<boolean> {
  return (await readFile(`${dir}.recipe`, 'utf8').catch(() => '')) === recipe
}

async function fetchOpenssh(dir: string): Promise<void> {
  const work = `${cacheDir}/openssh.new`
  await rm(work, { recursive: true, force: true })
  const apt = await openApt(`${work}/apt`, await ownSources(), '/var/lib/dpkg/status')
  await unpack(await apt.withDependencies(['openssh-server']), `${work}/root`)
  await rm(dir, { recursive: true, force: true })
  await rename(`${work}/root`, dir)
  await rm(work, { recursive: true })
  await writeFile(`${dir}.recipe`, recipe)
}
