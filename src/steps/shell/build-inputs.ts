import { mkdir, writeFile } from 'node:fs/promises'
import { readDerivation } from '../../nix/derivation.ts'
import { type CallSubject, outcomeOfNix } from '../diagnose.ts'
import type { StepRun } from '../step-run.ts'
import type { EnvironmentResult } from './environments.ts'

/**
 * Builds what the shell of a derivation needs; in a plan a dry run. Uses nix-shell itself to build exactly that, with a
 * no-op shell in place of bash so the shellHook does not run yet.
 */
export async function buildShellInputs(
  run: StepRun,
  derivation: string,
  about: CallSubject,
): Promise<EnvironmentResult> {
  const dry = run.context.plan ? ['--dry-run'] : []
  await mkdir(run.privatePath('roots'), { recursive: true })
  const built = await run.nix(['nix-shell', derivation, '--run', ':', ...dry], {
    NIX_BUILD_SHELL: await noopShell(run),
    // nix-shell leaves removing its directory to the shell, and the no-op shell does not.
    TMPDIR: run.privatePath('roots'),
  })
  if (built.code !== 0) return { failed: await outcomeOfNix(run, built, about) }
  // A GC root of the derivation keeps its .drv files, but not their outputs.
  const { inputs } = await readDerivation(derivation)
  await run.context.roots.keep(inputs.filter(path => !path.endsWith('.drv')))
  return { shell: { path: derivation } }
}

/** Writes a shell that exits at once. */
async function noopShell(run: StepRun): Promise<string> {
  const path = run.privatePath('noop-shell')
  await writeFile(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  return path
}
