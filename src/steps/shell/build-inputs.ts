import { mkdir, writeFile } from 'node:fs/promises'
import { readDerivation } from '../../nix/derivation.ts'
import { type CallSubject, outcomeOfNix } from '../diagnose.ts'
import type { StepRun } from '../step-run.ts'
import type { EnvironmentResult } from './environments.ts'

/**
 * Builds what entering the shell of a derivation needs, or asks for it where nothing is built. nix-shell itself does it,
 * so that it is exactly that; a shell that does nothing in place of bash keeps the shellHook for the steps.
 */
export async function makeInputs(
  run: StepRun,
  derivation: string,
  about: CallSubject,
): Promise<EnvironmentResult> {
  const dry = run.context.plan ? ['--dry-run'] : []
  await mkdir(run.private('roots'), { recursive: true })
  const built = await run.nix(['nix-shell', derivation, '--run', ':', ...dry], {
    NIX_BUILD_SHELL: await idleShell(run),
    // nix-shell leaves its folder to the shell, and this one does not clear it.
    TMPDIR: run.private('roots'),
  })
  if (built.code !== 0) return { failed: await outcomeOfNix(run, built, about) }
  // The root of a derivation keeps what it is made of, but not what it needs.
  const { inputs } = await readDerivation(derivation)
  await run.context.roots.keep(inputs.filter(path => !path.endsWith('.drv')))
  return { shell: { path: derivation } }
}

/** A shell that ends at once. */
async function idleShell(run: StepRun): Promise<string> {
  const path = run.private('idle-shell')
  await writeFile(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  return path
}
