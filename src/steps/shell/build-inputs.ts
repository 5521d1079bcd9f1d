import { mkdir, writeFile } from 'node:fs/promises'
import { isPresent } from '../../host/access.ts'
import { outputsOf, readDerivation } from '../../nix/derivation.ts'
import { type CallSubject, outcomeOfNix } from '../diagnose.ts'
import type { Outcome } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'
import type { EnvironmentResult } from './environments.ts'

/**
 * Builds what the shell of a derivation needs; in a plan a dry run. Uses nix-shell itself to build exactly that, with a
 * no-op shell in place of bash so the shellHook does not run yet. What is all there already need not be built.
 */
export async function buildShellInputs(
  run: StepRun,
  derivation: string,
  about: CallSubject,
): Promise<EnvironmentResult> {
  const { inputs } = await readDerivation(derivation)
  const paths = inputs.filter(path => !path.endsWith('.drv'))
  const isBuilt = !run.context.plan && (await areThere(inputs))
  const failed = isBuilt ? undefined : await build(run, derivation, about)
  if (failed) return { failed }
  // A GC root of the derivation keeps its .drv files, but not their outputs.
  run.context.roots.keepSoon(Promise.resolve(paths))
  return { shell: { path: derivation } }
}

/** Whether the paths that a derivation names exist, and something of each derivation that it needs. */
async function areThere(inputs: readonly string[]): Promise<boolean> {
  if (!inputs.every(isPresent)) return false
  const needed = inputs.filter(path => path.endsWith('.drv')).map(path => outputsOf([path]))
  return (await Promise.all(needed)).every(outputs => outputs.some(isPresent))
}

async function build(
  run: StepRun,
  derivation: string,
  about: CallSubject,
): Promise<Outcome | undefined> {
  const dry = run.context.plan ? ['--dry-run'] : []
  await mkdir(run.privatePath('roots'), { recursive: true })
  const built = await run.nix(['nix-shell', derivation, '--run', ':', ...dry], {
    NIX_BUILD_SHELL: await noopShell(run),
    // nix-shell leaves removing its directory to the shell, and the no-op shell does not.
    TMPDIR: run.privatePath('roots'),
  })
  return built.code === 0 ? undefined : outcomeOfNix(run, built, about)
}

/** Writes a shell that exits at once. */
async function noopShell(run: StepRun): Promise<string> {
  const path = run.privatePath('noop-shell')
  await writeFile(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  return path
}
