import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { installablesOf } from '../../inputs/steps/program-words.ts'
import { expandWords } from '../../inputs/steps/shell-words.ts'
import { flakeOf, KIND_TRAITS, type Step } from '../../model/step.ts'
import { sourcePath } from '../../nix/hash.ts'
import type { StepRun } from '../step-run.ts'

/**
 * Protects the locked inputs of a step's flakes from garbage collection for the rest of the job, if the store is shared.
 * Only paths in the store are kept: nothing is fetched, and no process is started.
 */
export async function keepFlakeInputs(run: StepRun): Promise<void> {
  const { roots, workspace } = run.context
  if (!roots.isShared) return
  const locks = flakeFolders(run.step, run.cwd, workspace).map(it => join(it, 'flake.lock'))
  const texts = await Promise.all(locks.map(lock => readFile(lock, 'utf8').catch(() => '')))
  await roots.keep(texts.flatMap(lockedSources))
}

/** The folders of the local flakes that a step in a directory reads, each once. */
export function flakeFolders(step: Step, cwd: string, workspace: string): string[] {
  const folders = flakesOf(step).flatMap(reference => localFolder(reference, cwd))
  return [...new Set(folders.flatMap(folder => flakeAround(folder, workspace) ?? []))]
}

/** The store paths of all inputs that a lock file names by hash; none if it is not a lock file. Pure. */
export function lockedSources(text: string): string[] {
  return [...text.matchAll(/"narHash": *"(sha256-[^"]+)"/g)].flatMap(
    ([, hash = '']) => sourcePath(hash) ?? [],
  )
}

/** The references of the flakes that a step reads. */
function flakesOf(step: Step): string[] {
  if (step.kind === 'flake-check') return [flakeOf(step)]
  if (step.kind === 'develop') return [urlOf(step.shell ?? '.')]
  if (KIND_TRAITS[step.kind].argument === 'program') return installablesOf(step).map(urlOf)
  if (step.kind !== 'build' && step.kind !== 'eval') return []
  const references = expandWords(step.argument).map(urlOf)
  return references.length > 0 ? references : ['.']
}

function urlOf(installable: string): string {
  return installable.split('#')[0] || '.'
}

/** The directory of a reference to a local flake. */
function localFolder(reference: string, cwd: string): string[] {
  const path = /^(?:path:|git\+file:)?(\.{0,2}(?:\/[^?]*)?)(?:\?.*)?$/.exec(reference)?.[1]
  return path ? [resolve(cwd, path.replace(/^\/\/(?=\/)/, ''))] : []
}

/** The directory of the flake around a directory: Nix searches the parents too. */
function flakeAround(folder: string, top: string): string | undefined {
  if (existsSync(join(folder, 'flake.nix'))) return folder
  return folder === top || dirname(folder) === folder
    ? undefined
    : flakeAround(dirname(folder), top)
}
