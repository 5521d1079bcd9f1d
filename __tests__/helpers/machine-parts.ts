import { existsSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ensureTools } from './pack/tools.ts'
import { cacheDir, repositoryRoot } from './paths.ts'
import { asRoot, collect } from './privilege.ts'

/** The repository's root, with links resolved. */
export const repository = realpathSync(repositoryRoot)

/** Where machines have their folders while they live. */
export const machinesDir = join(cacheDir, 'machines')

/** The Node 24 that stands for the runner's own: the tests' one if it is that, else the package's. */
export function actionNode(): string {
  const packaged = join(repository, 'node_modules', '.bin', 'node')
  if (process.versions.node.startsWith('24.')) return realpathSync(process.execPath)
  if (existsSync(packaged)) return realpathSync(packaged)
  throw new Error(
    `actions need Node 24, this is ${process.version}: run the tests with Node 24, or \`npm ci\` for ${packaged}`,
  )
}

// Folders that a machine has of its own: what the host has there must be bound to be seen.
const hidden = /^\/(home|root|tmp|run|var\/tmp)\//

/**
 * Host paths to bind into a machine: the repository and Node where they would be hidden, and the test's own.
 * @param isForeign whether the machine does not have the host's files
 */
export function sharedPaths(more: string[], isForeign = false): string[] {
  const always = [repository, actionNode()].filter(path => isForeign || hidden.test(`${path}/`))
  return [...new Set([...always, ...more.map(path => realpathSync(path))])]
}

/** `host` where the host has sudo, else the folder of an unpacked sudo package. */
export async function sudoSource(): Promise<string> {
  if (existsSync('/usr/bin/sudo')) return 'host'
  return (await ensureTools()).sudo
}

/** Removes the folders that killed test processes left more than an hour ago, best effort. */
export async function sweepMachines(): Promise<void> {
  mkdirSync(machinesDir, { recursive: true })
  const hourAgo = Date.now() - 3_600_000
  const dead = readdirSync(machinesDir)
    .filter(name => !existsSync(`/proc/${name.split('-')[0]}`))
    .map(name => join(machinesDir, name))
    .filter(folder => (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? hourAgo) < hourAgo)
    .filter(folder => !existsSync(join(folder, 'keep')))
  // In a machine the outer one's work folder is mounted here: it is not ours.
  if (dead.length > 0) await collect(asRoot(['rm', '-rf', '--one-file-system', ...dead]))
}
