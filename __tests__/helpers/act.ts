import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { withLock } from './pack/lock.ts'
import { run } from './pack/run.ts'
import { cacheDir, repositoryRoot } from './paths.ts'

const requirements = `${repositoryRoot}/.ci/act.txt`
const folder = `${cacheDir}/act`

/** The path of act, a runner that others wrote, as `.ci/act.txt` pins it. The first time needs pip; throws with its words. */
export async function ensureAct(): Promise<string> {
  const pinned = await readFile(requirements, 'utf8')
  const isThere = async () =>
    (await readFile(`${folder}/installed.txt`, 'utf8').catch(() => '')) === pinned
  if (!(await isThere())) {
    await mkdir(cacheDir, { recursive: true })
    await withLock(`${cacheDir}/act.lock`, async () => {
      if (!(await isThere())) await install(pinned)
    })
  }
  return `${folder}/bin/act`
}

async function install(pinned: string): Promise<void> {
  const work = `${folder}.new`
  await rm(work, { recursive: true, force: true })
  const quiet = ['--quiet', '--disable-pip-version-check', '--root-user-action=ignore']
  const exactly = ['--no-deps', '--require-hashes', '--requirement', requirements]
  await run('python3', ['-m', 'pip', 'install', ...quiet, ...exactly, '--target', work])
  await writeFile(`${work}/installed.txt`, pinned)
  await rm(folder, { recursive: true, force: true })
  await rename(work, folder)
}
