import { existsSync } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { askRepository, type GitOptions } from '../host/git.ts'
import type { Checkout, Root, SourceRoots } from '../nix/diagnostics/types.ts'
import { askNix } from './ask-nix.ts'
import { inputArguments } from './flake/each/arguments.ts'
import type { StepRun } from './step-run.ts'

/** What a Nix call reads. */
export interface CallSource {
  /** A file or directory, relative to the step's directory; `flake.nix` for a flake; empty: none. */
  readonly entry: string
  /** The flake reference; `.` by default. */
  readonly flake?: string
}

const FLAKE = 'flake.nix'

/** Where the sources of a call lie: the checkout, and its copy in the store. */
export async function sourceRootsOf(
  run: StepRun,
  { entry, flake }: CallSource,
): Promise<SourceRoots> {
  const { workspace, repository, env } = run.context
  const checkout = checkoutAt({ env, workspace, cancel: run.context.ctx.cancel })
  const top = { path: workspace, folder: '' }
  if (entry !== FLAKE) {
    const file = await fileOf(run.cwd, entry)
    const name = file && inside(workspace, file)
    return { repository, checkout, roots: [top], entry: name ?? '' }
  }
  const place = await flakePlace(run, flake ?? '.')
  return { repository, checkout, roots: [top, ...place.roots], entry: place.entry }
}

/** What installables read: a file (`--file`), or the flake of the first. */
export function sourceOf(words: readonly string[]): CallSource {
  const file = words.findIndex(word => word === '-f' || word === '--file')
  if (file >= 0) return { entry: words[file + 1] ?? '' }
  if (words.includes('--expr') || words.includes('-E')) return { entry: '' }
  const [first] = words.filter(word => !word.startsWith('-'))
  if (first?.startsWith('/nix/store/')) return { entry: '' }
  return { entry: FLAKE, flake: first?.replace(/#.*$/s, '') || '.' }
}

/** The file that Nix reads: default.nix in a directory. */
async function fileOf(cwd: string, entry: string): Promise<string | undefined> {
  if (entry === '') return undefined
  const path = resolve(cwd, entry)
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ? join(path, 'default.nix') : path
}

interface FlakePlace {
  /** `flake.nix`, relative to the workspace; empty if it is not inside. */
  readonly entry: string
  readonly roots: readonly Root[]
}

/** Answers per step: they do not change. */
const known = new WeakMap<StepRun, Map<string, Promise<FlakePlace>>>()

function flakePlace(run: StepRun, flake: string): Promise<FlakePlace> {
  const places = known.get(run) ?? new Map<string, Promise<FlakePlace>>()
  known.set(run, places)
  const place = places.get(flake) ?? findFlake(run, flake)
  places.set(flake, place)
  return place
}

async function findFlake(run: StepRun, flake: string): Promise<FlakePlace> {
  const { workspace } = run.context
  const known = await metadata(run, flake)
  if (!known) return unreadFlake(run, flake)
  const top = localPath(known.resolved)
  if (!top) return { entry: '', roots: [] }
  const [from, to] = await Promise.all([workspace, top].map(it => realpath(it).catch(() => it)))
  const entry = inside(from ?? '', join(to ?? '', known.resolved.dir ?? '', FLAKE)) ?? ''
  if (known.path === undefined) return { entry, roots: [] }
  const folder = inside(from ?? '', to ?? '')
  // The workspace may be a directory of the repository.
  const root =
    folder === undefined
      ? { path: join(known.path, inside(to ?? '', from ?? '') ?? '/'), folder: '' }
      : { path: known.path, folder }
  return { entry, roots: [root] }
}

/** A missing file acts as an empty registry; older versions take an empty string as a URL. */
const NO_REGISTRY = '/var/empty/flake-registry.json'

/** Nix gives no metadata of a flake.nix that does not evaluate, but it fetches the source. */
async function unreadFlake(run: StepRun, flake: string): Promise<FlakePlace> {
  const entry = guess(run, flake)
  // A directory needs no registry; by default Nix would download one.
  const words = ['flake', 'prefetch', '--json', '--option', 'flake-registry', NO_REGISTRY, flake]
  const answer = entry === '' ? undefined : await ask(run, words)
  const path = (answer as { storePath?: unknown } | undefined)?.storePath
  if (typeof path !== 'string') return { entry, roots: [] }
  // The source of a git flake is the whole repository.
  const folder = existsSync(join(path, entry)) ? '' : dirname(entry)
  return { entry, roots: [{ path, folder: folder === '.' ? '' : folder }] }
}

interface Metadata {
  /** The source in the store, which older versions use in file names; not every version prints it. */
  readonly path?: string
  readonly resolved: { type?: string; url?: string; path?: string; dir?: string }
}

const METADATA_TIMEOUT_MS = 30_000

/** The metadata of a flake; undefined if Nix fails. */
async function metadata(run: StepRun, flake: string): Promise<Metadata | undefined> {
  const words = ['flake', 'metadata', '--json', '--no-write-lock-file', flake]
  const answer = await ask(run, [...words, ...inputArguments(run.step.args)])
  const { path, resolved } = (answer ?? {}) as Partial<Metadata>
  return resolved && { ...(typeof path === 'string' ? { path } : {}), resolved }
}

function ask(run: StepRun, words: readonly string[]): Promise<unknown> {
  return askNix(run, ['nix', ...words], AbortSignal.timeout(METADATA_TIMEOUT_MS))
}

/** The local directory that a flake is read from. */
function localPath({ type, url = '', path }: Metadata['resolved']): string | undefined {
  if (type === 'path') return path
  return url.startsWith('file://') ? fileURLToPath(url.replace(/\?.*$/s, '')) : undefined
}

/** The flake.nix of a local reference: in that directory or one above. */
function guess({ context: { workspace }, cwd }: StepRun, flake: string): string {
  const [, path, query = ''] =
    /^(?:path:|git\+file:(?:\/\/)?)?((?:\.{1,2}|\/)[^?#]*)?(?:\?([^#]*))?$/.exec(flake) ?? []
  if (path === undefined && query === '') return ''
  const dir = new URLSearchParams(query).get('dir') ?? ''
  for (
    let at = resolve(cwd, path ?? '.', dir);
    inside(workspace, at) !== undefined;
    at = dirname(at)
  )
    if (existsSync(join(at, FLAKE))) return join(inside(workspace, at) ?? '', FLAKE)
  return ''
}

/** A path relative to a directory; undefined if it is not inside. */
function inside(folder: string, path: string): string | undefined {
  const name = relative(folder, path)
  return name === '..' || name.startsWith('../') || name.startsWith('/') ? undefined : name
}

/** Seconds that each call of git may take. */
const GIT_TIMEOUT_S = 10

type Workspace = Pick<GitOptions, 'env' | 'workspace' | 'cancel'>

/** What git knows about the checkout; git is called on first use. */
function checkoutAt(options: Workspace): () => Promise<Checkout> {
  let checkout: Promise<Checkout> | undefined
  return () => {
    checkout ??= askGit(options)
    return checkout
  }
}

async function askGit(options: Workspace): Promise<Checkout> {
  const git = async (...words: string[]) => {
    const rest = { emptyFolder: '/', timeout: GIT_TIMEOUT_S }
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
