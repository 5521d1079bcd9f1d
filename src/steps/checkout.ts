import { askRepository, type GitOptions } from '../host/git.ts'
import type { Checkout } from '../nix/diagnostics/types.ts'

/** Seconds that git may take for each answer. */
const DEADLINE = 10

/** What git knows of the checkout, asked when it is first wanted. */
export function checkoutAt(
  options: Pick<GitOptions, 'env' | 'workspace' | 'cancel'>,
): () => Promise<Checkout> {
  let asked: Promise<Checkout> | undefined
  return () => {
    asked ??= ask(options)
    return asked
  }
}

async function ask(options: Pick<GitOptions, 'env' | 'workspace' | 'cancel'>): Promise<Checkout> {
  const git = async (...words: string[]) => {
    const rest = { emptyFolder: '/', deadline: DEADLINE }
    const answer = await askRepository(options.workspace, words, { ...options, ...rest })
    return 'code' in answer && answer.code === 0 ? answer.stdout.trim() : ''
  }
  const [shallow, sparse, changed] = await Promise.all([
    git('rev-parse', '--is-shallow-repository'),
    git('config', '--bool', 'core.sparseCheckout'),
    // Compares no contents, and so runs no filter of anybody's.
    git('diff-index', '--name-only', 'HEAD', '--'),
  ])
  return {
    isShallow: shallow === 'true',
    isSparse: sparse === 'true',
    changed: changed.split('\n').filter(name => name !== ''),
  }
}
