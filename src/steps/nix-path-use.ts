import { spawnSync } from 'node:child_process'
import type { ChildEnvironment } from '../host/git.ts'
import type { Tracked } from '../host/tracked-files.ts'

/** Whether a command reads NIX_PATH: the pure evaluation of flakes does not. */
export function readsNixPath([program = '', ...words]: readonly string[]): boolean {
  if (program === 'bash') return /\bnix-(?:build|shell|instantiate)\b/.test(words.join(' '))
  const isImpure = words.some(word => /^(?:-f|--file|-E|--expr|--impure)$/.test(word))
  return program !== 'nix' || isImpure
}

const LOOKUP = '<[A-Za-z][A-Za-z0-9._+/-]*>'
/** What is known of a run of the action. */
type Place = Readonly<{ env: ChildEnvironment; workspace: string }>

/** Per run, whether a file of the repository uses NIX_PATH. */
const lookups = new WeakMap<Place, boolean>()

/** Searches the files of the repository beforehand, while nobody waits for it. */
export async function findLookups(place: Place, tracked: Tracked): Promise<void> {
  const files = place.env.NIX_PATH ? await tracked.grep(LOOKUP, ':(top)*.nix') : undefined
  if (files) lookups.set(place, files.length > 0)
}

/** Whether what a command evaluates may look up `<name>`. */
export function looksUp(argv: readonly string[], place: Place): boolean {
  if (argv.some(word => new RegExp(LOOKUP).test(word) || /^(?:-p|--packages)$/.test(word)))
    return true
  const words = ['-C', place.workspace, 'grep', '-qE', '--untracked', LOOKUP, '--', '*.nix']
  const known = lookups.get(place)
  const found = known ?? spawnSync('git', words, { env: place.env, timeout: 5000 }).status === 0
  lookups.set(place, found)
  return found
}
