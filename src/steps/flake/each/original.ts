import type { StepRun } from '../../step-run.ts'
import { readingArguments } from './arguments.ts'
import type { Locks } from './locks.ts'
import type { Original } from './wrapper-flake.ts'

/** The fields of `nix flake metadata --json` that are used. */
export interface Metadata {
  readonly resolvedUrl: string
  /** With the revision or hash. */
  readonly url?: string
  readonly resolved: { readonly dir?: string }
  readonly locked: { readonly narHash?: string; readonly rev?: string }
  readonly locks: Locks
}

/** References that Nix reads in place, so that its errors name the original files. */
const LOCAL = /^(?:git\+file|path|file):/

/** The metadata of the flake of a step; undefined if Nix cannot read it. */
export function metadataOf(
  run: StepRun,
  reference: string,
  args: readonly string[],
): Promise<Metadata | undefined> {
  const words = ['nix', 'flake', 'metadata', '--json', reference] as const
  return run.json([...words, ...readingArguments(args)])
}

/**
 * Reads from the tree that Nix fetches, as for an input: since 2.35 the source of a flake need not be in the store, and
 * Determinate Nix may not report its path.
 */
const READ = `{ url, dir }: (import ((builtins.fetchTree url).outPath + "/" + dir + "/flake.nix")).nixConfig or { }`

/** The flake as an input of another; undefined if its `nixConfig` cannot be read. */
export async function originalOf(run: StepRun, metadata: Metadata): Promise<Original | undefined> {
  const url = urlOf(metadata)
  const { dir = '' } = metadata.resolved
  const words = ['--argstr', 'url', treeOf(url), '--argstr', 'dir', dir, '--expr', READ]
  const argv = ['nix-instantiate', '--eval', '--strict', '--json', ...words] as const
  const nixConfig = await run.json<Original['nixConfig']>(argv)
  return nixConfig && { url, nixConfig }
}

/** The reference of a flake as an input of another. */
export function urlOf({ resolvedUrl, url }: Metadata): string {
  return LOCAL.test(resolvedUrl) ? resolvedUrl : (url ?? resolvedUrl)
}

/** The URL of the tree that holds a flake, without `dir`, which few kinds of tree accept. Pure. */
export function treeOf(url: string): string {
  const [tree = '', query = ''] = url.split(/\?(.*)/s)
  const others = query.split('&').filter(it => it !== '' && !it.startsWith('dir='))
  return [tree, ...(others.length > 0 ? [others.join('&')] : [])].join('?')
}
