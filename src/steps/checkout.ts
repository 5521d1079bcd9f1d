import { askRepository, type GitOptions } from '../host/git.ts'
import type { Checkout } from '../nix/diagnostics/scene.ts'

/** Seconds that each call of git may take. */
const GIT_TIMEOUT_S = 10

/** What git knows about the checkout; git is called on first use. */
export function checkoutAt(
  options: Pick<GitOptions, 'env' | 'workspace' | 'cancel'>,
): () => Promise<Checkout> {
  let checkout: Promise<Checkout> | undefined
  return () => {
    checkout ??= ask(options)
    return checkout
  }
}

async function ask(options: Pick<GitOptions, 'env' | 'workspace' | 'cancel'>): Promise<Checkout> {
  const git = async (...words: string[]) => {
    const rest = { emptyFolder: '/', deadline: GIT_TIMEOUT_S }
    const answer = await askRepository(options.workspace, words, { ...options, ...rest })
    return 'code' in answer && answer.code === 0 ? answer.stdout.trim() : ''
  }
  const [shallow, sparse, changed] = await Promise.all([
    git('rev-parse', '--is-shallow-repository'),
    git('config', '--bool', 'core.sparseCheckout'),
    // Does not compare contents, so it runs no configured filter.
    git('diff-index', '--name-only', 'HEAD', '--'),
  ])
  return {
    isShallow: shallow === 'true',
    isSparse: sparse === 'true',
    changed: changed.split('\n').filter(name => name !== ''),
  }
}
