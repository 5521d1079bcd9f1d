import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { expandWords } from '../../inputs/steps/shell-words.ts'
import type { Step } from '../../model/step.ts'
import { sourcePath } from '../../nix/hash.ts'
import type { StepRun } from '../step-run.ts'

/**
 * On a store that others use too, keeps the inputs of a step's flakes for the rest of the job, as the lock file names
 * them. Only what is in the store: nothing is fetched for it, and no process is started.
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

/** Pure: the paths of all inputs that a lock file names by their hash; none where it is no lock file. */
export function lockedSources(text: string): string[] {
  return [...text.matchAll(/"narHash": *"(sha256-[^"]+)"/g)].flatMap(
    ([, hash = '']) => sourcePath(hash) ?? [],
  )
}

/** The references of the flakes that a step reads. */
function flakesOf(step: Step): string[] {
  if (step.kind === 'flake-check') return [step.argument.trim() || '.']
  if (step.kind === 'develop') return [flakeOf(step.shell ?? '.')]
  if (step.kind !== 'build' && step.kind !== 'eval') return []
  const references = expandWords(step.argument).map(flakeOf)
  return references.length > 0 ? references : ['.']
}

function flakeOf(installable: string): string {
  return installable.split('#')[0] || '.'
}

/** Where a reference to a flake of this machine leads. */
function localFolder(reference: string, cwd: string): string[] {
  const path = /^(?:path:|git\+file:)?(\.{0,2}(?:\/[^?]*)?)(?:\?.*)?$/.exec(reference)?.[1]
  return path ? [resolve(cwd, path.replace(/^\/\/(?=\/)/, ''))] : []
}

/** Of the flake of a folder, which may be one of the folders above, as for Nix. */
function flakeAround(folder: string, top: string): string | undefined {
  if (existsSync(join(folder, 'flake.nix'))) return folder
  return folder === top || dirname(folder) === folder
    ? undefined
    : flakeAround(dirname(folder), top)
}
