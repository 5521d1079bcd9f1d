import { join } from 'node:path'
import { capture } from '../../../host/process/spawn.ts'
import type { StepRun } from '../../step-run.ts'
import { questionArguments } from './arguments.ts'
import type { Locks } from './locks.ts'
import type { Original } from './wrapper-flake.ts'

/** `nix flake metadata --json`, as far as it is read. */
export interface Metadata {
  readonly resolvedUrl: string
  /** With the revision or hash. */
  readonly url?: string
  readonly resolved: { readonly dir?: string }
  readonly locked: { readonly narHash?: string; readonly rev?: string }
  readonly locks: Locks
  /** The source in the store. */
  readonly path: string
}

/** What is read where it lies: Nix gives the places of its errors there. */
const LOCAL = /^(?:git\+file|path|file):/

/** What Nix says of the flake of a step; undefined where it cannot. */
export async function metadataOf(
  run: StepRun,
  reference: string,
  args: readonly string[],
): Promise<Metadata | undefined> {
  const words = ['nix', 'flake', 'metadata', '--json', reference] as const
  const { code, stdout } = await run.quietNix([...words, ...questionArguments(args)])
  return code === 0 ? (JSON.parse(stdout) as Metadata) : undefined
}

/** The flake as an input of another; undefined where its `nixConfig` cannot be read. */
export async function originalOf(
  { context: { nix, env }, step }: StepRun,
  { resolvedUrl, url, resolved, path }: Metadata,
): Promise<Original | undefined> {
  const file = join(path, resolved.dir ?? '', 'flake.nix')
  const read = '{ file }: (import (/. + file)).nixConfig or { }'
  const argv = [
    join(nix.bin, 'nix-instantiate'),
    ...['--eval', '--strict', '--json', '--argstr', 'file', file, '--expr', read],
  ]
  const { code, stdout } = await capture(argv, { env: { ...env, ...step.env }, cwd: '/' })
  if (code !== 0) return undefined
  const nixConfig = JSON.parse(stdout) as Original['nixConfig']
  return { url: LOCAL.test(resolvedUrl) ? resolvedUrl : (url ?? resolvedUrl), nixConfig }
}
