import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs `work` while no other process holds the lock folder `path`. Waits for a holder that is alive,
 * takes over from one that is gone. Throws what `work` throws, or after `patience` ms of waiting.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  patience = 600_000,
): Promise<T> {
  const end = Date.now() + patience
  while (!(await take(path))) {
    if (Date.now() > end)
      throw new Error(`${path} has been held for ${patience / 1000} s: remove it if nothing packs`)
    if (!(await isAlive(path))) await takeAway(path)
    await sleep(100)
  }
  try {
    return await work()
  } finally {
    await rm(path, { recursive: true, force: true })
  }
}

// Made complete under another name first: nobody ever sees a lock without its owner.
async function take(path: string): Promise<boolean> {
  const mine = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
  await mkdir(mine, { recursive: true })
  await writeFile(`${mine}/pid`, String(process.pid))
  try {
    await rename(mine, path)
    return true
  } catch {
    await rm(mine, { recursive: true, force: true })
    return false
  }
}

async function isAlive(path: string): Promise<boolean> {
  const pid = Number(await readFile(`${path}/pid`, 'utf8').catch(() => '0'))
  // Gone between two looks: free, not dead.
  if (pid === 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function takeAway(path: string): Promise<void> {
  const aside = `${path}.dead.${process.pid}`
  await rename(path, aside).catch(() => {})
  await rm(aside, { recursive: true, force: true })
}
