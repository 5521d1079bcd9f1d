import { basename } from 'node:path'
import { listed } from '../../lib/format.ts'
import { type ParsedError, parseError } from './parse-error.ts'
import { inRepository, within } from './paths.ts'
import type { Classified } from './rules.ts'
import type { Checkout, FailedBuild, ReportedError, Repository, SourceRoots } from './types.ts'
import { brokenFile, type CheckoutCause } from './unreadable.ts'

/**
 * Why Nix cannot find or read something that the repository seems to contain: a submodule, history or files that were
 * not checked out, a Git LFS pointer, merge conflict markers, or an untracked file.
 */
export async function checkoutCause(
  error: ReportedError,
  { kind }: Classified,
  build: FailedBuild | undefined,
  sources: SourceRoots,
): Promise<CheckoutCause | undefined> {
  if (kind === 'build') return ofBuild(build?.log ?? [], sources)
  if (kind !== 'evaluation' && kind !== 'missing-attribute' && kind !== 'other') return undefined
  const message = parseError(error)
  return (
    (await brokenFile(message, sources)) ??
    (await missingFile(message, sources)) ??
    (await missingHistory(message, sources))
  )
}

const MISSING =
  /^(?:path|getting status of|opening file|reading directory) ['"]?([^'"\n]+?)['"]?(?: in the repository [^\n]* is not tracked| does not exist|: No such file)/i

/** Nix sees only files that git tracks, and no submodules of a flake. */
async function missingFile(
  message: ParsedError,
  sources: SourceRoots,
): Promise<CheckoutCause | undefined> {
  const path = MISSING.exec(message.text)?.[1]
  const file = path && (path.startsWith('/') ? inRepository(path, sources.roots) : within('', path))
  if (!file) return undefined
  const { repository } = sources
  const submodule = (await submodulesOf(repository)).find(it => isIn(file, it))
  // Git refuses what Nix advises.
  const nixMessage = message.text.split('\n')[0] ?? ''
  if (submodule) {
    const hint = await submoduleHint(submodule, sources)
    return hint ? { kind: 'checkout', nixMessage, hint } : undefined
  }
  if (await repository.has(file)) {
    if (message.text.includes('To make it visible to Nix')) return undefined
    const hint = `${file} exists but is not tracked by git, so Nix cannot see it: git add ${file}`
    return { hint }
  }
  const { isSparse } = (await sources.checkout?.()) ?? {}
  if (!isSparse) return undefined
  const hint = `The checkout is sparse. If ${file} is in the repository, add its directory to sparse-checkout in actions/checkout, or remove that option.`
  return { kind: 'checkout', hint }
}

const FLAKES =
  'set inputs.self.submodules = true; in flake.nix (Nix 2.27 or newer), or use .?submodules=1 as the flake'

/** @returns undefined if the submodule is checked out and Nix reads the checkout itself */
async function submoduleHint(
  submodule: string,
  { repository, entry }: SourceRoots,
): Promise<string | undefined> {
  const isCheckedOut = (await repository.entries(submodule)).length > 0
  const isFlake = basename(entry) === 'flake.nix'
  if (isCheckedOut)
    return isFlake
      ? `${submodule} is a git submodule, which flakes leave out by default: ${FLAKES}.`
      : undefined
  const checkout = `${submodule} is a git submodule that is not checked out: set submodules: true in actions/checkout.`
  return isFlake ? `${checkout} Flakes also leave submodules out by default: ${FLAKES}.` : checkout
}

async function submodulesOf(repository: Repository): Promise<string[]> {
  const text = (await repository.read('.gitmodules')) ?? ''
  const paths = [...text.matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)]
  return paths.flatMap(([, path = '']) => within('', path) ?? [])
}

function isIn(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`)
}

const HISTORY = /^attribute '(revCount|rev|shortRev)' missing/
const SHALLOW = /\bis a shallow git repository\b|\bshallow\b[^\n]*\brevCount\b/i
const DEPTH = 'set fetch-depth: 0 in actions/checkout'

/** `revCount` needs the whole history; a revision needs unchanged files. */
async function missingHistory(
  { text }: ParsedError,
  { checkout }: SourceRoots,
): Promise<CheckoutCause | undefined> {
  if (SHALLOW.test(text)) {
    const hint = `The checkout is shallow: ${DEPTH}, or use attributes that need no history (lastModified, rev).`
    return { kind: 'checkout', hint }
  }
  const attribute = HISTORY.exec(text)?.[1]
  const state = attribute && (await checkout?.())
  const hint = state && historyHint(attribute, state)
  return hint ? { kind: 'checkout', hint } : undefined
}

function historyHint(
  attribute: string,
  { isShallow, isSparse, changed }: Checkout,
): string | undefined {
  if (isSparse)
    return `The checkout is sparse, so Nix treats it as dirty and provides no ${attribute}: remove sparse-checkout from actions/checkout, or add a fallback (self.${attribute} or DEFAULT).`
  if (changed.length > 0)
    return `Tracked files differ from the commit (${listed(changed, 3)}), so Nix provides no ${attribute}: add a fallback (self.${attribute} or DEFAULT), or keep earlier steps from changing them.`
  if (!isShallow || attribute !== 'revCount') return undefined
  return `The checkout is shallow, so Nix provides no revCount: ${DEPTH}, or use an attribute that needs no history (lastModified), or add a fallback (self.revCount or 0).`
}

const ABSENT = /no such file|not found|does not exist|cannot (?:open|stat|find|access)|can't open/i

/** A build that misses files of a submodule, by its log. */
async function ofBuild(
  log: readonly string[],
  sources: SourceRoots,
): Promise<CheckoutCause | undefined> {
  const absent = log.filter(line => ABSENT.test(line))
  if (absent.length === 0) return undefined
  const submodules = await submodulesOf(sources.repository)
  const submodule = submodules.find(it => absent.some(line => names(line, it)))
  const hint = submodule && (await submoduleHint(submodule, sources))
  return hint ? { hint: `Possible cause (guessed from the log): ${hint}` } : undefined
}

/** Whether a line names a path: whole, or after a source path. */
function names(line: string, path: string): boolean {
  return line
    .split(/[\s'"`:,;()]+/)
    .some(word => isIn(word, path) || `${word}/`.includes(`/${path}/`))
}
