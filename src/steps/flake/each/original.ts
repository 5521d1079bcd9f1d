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

/**
 * Evaluated in the tree that Nix fetches, as an input is: from 2.35 on the source of a flake need not be in the store, and
 * Determinate Nix may not even tell where it would be.
 */
const READ = `{ url, dir }: (import ((builtins.fetchTree url).outPath + "/" + dir + "/flake.nix")).nixConfig or { }`

/** The flake as an input of another; undefined where its `nixConfig` cannot be read. */
export async function originalOf(
  run: StepRun,
  { resolvedUrl, url: locked, resolved: { dir = '' } }: Metadata,
): Promise<Original | undefined> {
  const url = LOCAL.test(resolvedUrl) ? resolvedUrl : (locked ?? resolvedUrl)
  const words = ['--argstr', 'url', treeOf(url), '--argstr', 'dir', dir, '--expr', READ]
  const argv = ['nix-instantiate', '--eval', '--strict', '--json', ...words] as const
  const { code, stdout } = await run.quietNix(argv)
  return code === 0 ? { url, nixConfig: JSON.parse(stdout) as Original['nixConfig'] } : undefined
}

/** Pure: the URL of the tree that a flake lies in: of a tree most kinds of URL know no folder. */
export function treeOf(url: string): string {
  const [tree = '', query = ''] = url.split(/\?(.*)/s)
  const others = query.split('&').filter(it => it !== '' && !it.startsWith('dir='))
  return [tree, ...(others.length > 0 ? [others.join('&')] : [])].join('?')
}
