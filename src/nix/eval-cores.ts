import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Environment } from '../process/environment.ts'
import { parseConf, type Setting } from './conf.ts'
import { userConfFiles } from './conf-files.ts'
import type { FoundNix } from './found.ts'

const NAME = 'eval-cores'

/** Determinate Nix evaluates on one core unless it is told otherwise; where nobody says a number it takes all. */
export async function evalCores(
  { flavor }: Pick<FoundNix, 'flavor'>,
  users: readonly Setting[],
  env: Environment,
): Promise<Setting[]> {
  if (flavor !== 'determinate') return []
  const system = join(env.NIX_CONF_DIR || '/etc/nix', 'nix.conf')
  const files = [system, ...userConfFiles([], env).split(':')]
  const given = [...users, ...parseConf(env.NIX_CONFIG ?? '').settings]
  const isSet = (await namesIt(given, '/')) || (await anyNamesIt(files, new Set()))
  return isSet ? [] : [{ name: NAME, value: '0' }]
}

async function anyNamesIt(files: readonly string[], seen: Set<string>): Promise<boolean> {
  for (const file of files) {
    if (seen.has(file)) continue
    seen.add(file)
    const text = await readFile(file, 'utf8').catch(() => '')
    if (await namesIt(parseConf(text).settings, dirname(file), seen)) return true
  }
  return false
}

/** Whether settings name it, or a file that they include does. */
async function namesIt(
  settings: readonly Setting[],
  folder: string,
  seen = new Set<string>(),
): Promise<boolean> {
  if (settings.some(({ name }) => name === NAME)) return true
  const included = settings.filter(({ name }) => name.endsWith('include'))
  return anyNamesIt(
    included.map(({ value }) => resolve(folder, value)),
    seen,
  )
}
