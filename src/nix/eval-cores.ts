import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Environment } from '../model/context.ts'
import { userConfFiles } from './access-tokens.ts'
import { parseConf, type Setting } from './conf.ts'
import type { FoundNix } from './detect.ts'

const NAME = 'eval-cores'

/** Lets Determinate Nix evaluate on all cores, instead of one, unless `eval-cores` is set anywhere. */
export async function evalCores(
  { flavor }: Pick<FoundNix, 'flavor'>,
  users: readonly Setting[],
  env: Environment,
): Promise<Setting[]> {
  if (flavor !== 'determinate') return []
  const system = join(env.NIX_CONF_DIR || '/etc/nix', 'nix.conf')
  const files = [system, ...userConfFiles([], env).split(':')]
  const given = [...users, ...parseConf(env.NIX_CONFIG ?? '').settings]
  const isSet = (await setsEvalCores(given, '/')) || (await anySetsEvalCores(files, new Set()))
  return isSet ? [] : [{ name: NAME, value: '0' }]
}

async function anySetsEvalCores(files: readonly string[], seen: Set<string>): Promise<boolean> {
  for (const file of files) {
    if (seen.has(file)) continue
    seen.add(file)
    const text = await readFile(file, 'utf8').catch(() => '')
    if (await setsEvalCores(parseConf(text).settings, dirname(file), seen)) return true
  }
  return false
}

/** Whether these settings, or a file that they include, set `eval-cores`. */
async function setsEvalCores(
  settings: readonly Setting[],
  folder: string,
  seen = new Set<string>(),
): Promise<boolean> {
  if (settings.some(({ name }) => name === NAME)) return true
  const included = settings.filter(({ name }) => name.endsWith('include'))
  return anySetsEvalCores(
    included.map(({ value }) => resolve(folder, value)),
    seen,
  )
}
