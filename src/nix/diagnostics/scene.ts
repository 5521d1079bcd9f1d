import type { Repository, Root } from './types.ts'

/** What git knows of the checkout. */
export interface Checkout {
  readonly isShallow: boolean
  readonly isSparse: boolean
  /** Tracked files that differ from the commit. */
  readonly changed: readonly string[]
}

/** What the places of a call of Nix are looked for in. */
export interface SourceRoots {
  readonly repository: Repository
  /** Where the repository lies: the workspace, and the store path of the flake's source. */
  readonly roots: readonly Root[]
  /** The file that Nix was told to read, relative to the top: `flake.nix`, `sub/default.nix`. */
  readonly entry: string
  /** What git knows of the checkout: asked only where an error may be due to it. */
  readonly checkout?: () => Promise<Checkout>
}
