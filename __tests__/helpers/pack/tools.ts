import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { cacheDir } from '../paths.ts'
import { openApt, unpack } from './apt.ts'
import { withLock } from './lock.ts'
import type { Say } from './run.ts'
import { ownSources } from './sources.ts'

/** Programs out of the machine's own distribution, unpacked into the cache and never installed. */
export interface Tools {
  /** Root folder with the package sudo and what of its dependencies the machine lacks: lay it over `/`. */
  sudo: string
  /** A static bash. */
  bashStatic: string
  /** A static busybox. */
  busyboxStatic: string
  /** patchelf, which needs the C++ library that apt needs too. */
  patchelf: string
}

const recipe = '1'

/** Downloads and unpacks the tools unless they are there. Needs apt, no root. Throws with apt's words. */
export async function ensureTools(say: Say = () => {}): Promise<Tools> {
  const dir = `${cacheDir}/tools`
  if (!(await isComplete(dir))) {
    await mkdir(cacheDir, { recursive: true })
    await withLock(`${cacheDir}/tools.lock`, async () => {
      if (!(await isComplete(dir))) await fetchTools(dir, say)
    })
  }
  return {
    sudo: `${dir}/sudo`,
    bashStatic: `${dir}/root/usr/bin/bash-static`,
    busyboxStatic: `${dir}/root/usr/bin/busybox`,
    patchelf: `${dir}/root/usr/bin/patchelf`,
  }
}

const isComplete = async (dir: string): Promise<boolean> =>
  (await readFile(`${dir}/recipe`, 'utf8').catch(() => '')) === recipe

async function fetchTools(dir: string, say: Say): Promise<void> {
  say('tools: sudo, bash-static, busybox-static, patchelf')
  const work = `${cacheDir}/tools.new`
  await rm(work, { recursive: true, force: true })
  const apt = await openApt(`${work}/apt`, await ownSources(), '/var/lib/dpkg/status')
  await unpack(await apt.withDependencies(['sudo']), `${work}/sudo`)
  await unpack(await apt.alone(['bash-static', 'busybox-static', 'patchelf']), `${work}/root`)
  // busybox lies in /bin or /usr/bin, by the age of the distribution.
  await rename(`${work}/root/bin/busybox`, `${work}/root/usr/bin/busybox`).catch(() => {})
  await rename(`${work}/root/bin/bash-static`, `${work}/root/usr/bin/bash-static`).catch(() => {})
  await rm(`${work}/apt`, { recursive: true })
  await writeFile(`${work}/recipe`, recipe)
  await rm(dir, { recursive: true, force: true })
  await rename(work, dir)
  say('tools: done')
}
