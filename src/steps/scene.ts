import { existsSync } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { capture } from '../host/process/spawn.ts'
import type { Root, SourceRoots } from '../nix/diagnostics/types.ts'
import { checkoutAt } from './checkout.ts'
import { inputArguments } from './flake/each/arguments.ts'
import type { StepRun } from './step-run.ts'

/** What Nix was told to read. */
export interface Source {
  /** A file or folder, relative to the step's directory; `flake.nix` of `flake`; empty: none. */
  readonly entry: string
  /** The flake's reference; `.` without. */
  readonly flake?: string
}

const FLAKE = 'flake.nix'

/** Where places are looked for: the checkout, and what Nix made of it in the store. */
export async function sceneOf(run: StepRun, { entry, flake }: Source): Promise<SourceRoots> {
  const { workspace, repository, env } = run.context
  const checkout = checkoutAt({ env, workspace, cancel: run.context.ctx.cancel })
  const top = { path: workspace, folder: '' }
  if (entry !== FLAKE) {
    const file = await fileOf(run.cwd, entry)
    return {
      repository,
      checkout,
      roots: [top],
      entry: file ? (inside(workspace, file) ?? '') : '',
    }
  }
  const place = await flakePlace(run, flake ?? '.')
  return { repository, checkout, roots: [top, ...place.roots], entry: place.entry }
}

/** The source that installables name: a file (`--file`), or the flake of the first. */
export function sourceOf(words: readonly string[]): Source {
  const file = words.findIndex(word => word === '-f' || word === '--file')
  if (file >= 0) return { entry: words[file + 1] ?? '' }
  if (words.includes('--expr') || words.includes('-E')) return { entry: '' }
  const [first] = words.filter(word => !word.startsWith('-'))
  if (first?.startsWith('/nix/store/')) return { entry: '' }
  return { entry: FLAKE, flake: first?.replace(/#.*$/s, '') || '.' }
}

/** As Nix reads it: of a folder its default.nix. */
async function fileOf(cwd: string, entry: string): Promise<string | undefined> {
  if (entry === '') return undefined
  const path = resolve(cwd, entry)
  const found = await stat(path).catch(() => undefined)
  return found?.isDirectory() ? join(path, 'default.nix') : path
}

interface FlakePlace {
  /** `flake.nix`, relative to the workspace; empty where it is not in there. */
  readonly entry: string
  readonly roots: readonly Root[]
}

/** Of each step what was asked for it: it stays as it is. */
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
  const said = await metadata(run, flake)
  if (!said) return unreadFlake(run, flake)
  const top = localPath(said.resolved)
  if (!top) return { entry: '', roots: [] }
  const [from, to] = await Promise.all([workspace, top].map(it => realpath(it).catch(() => it)))
  const entry = inside(from ?? '', join(to ?? '', said.resolved.dir ?? '', FLAKE)) ?? ''
  if (said.path === undefined) return { entry, roots: [] }
  const folder = inside(from ?? '', to ?? '')
  // The workspace may be a folder of the repository.
  const root =
    folder === undefined
      ? { path: join(said.path, inside(to ?? '', from ?? '') ?? '/'), folder: '' }
      : { path: said.path, folder }
  return { entry, roots: [root] }
}

/** A file that is not there is an empty registry; older versions take the empty text for an address. */
const NO_REGISTRY = '/var/empty/flake-registry.json'

/** Of a flake.nix that does not evaluate Nix tells nothing, but it fetches the source. */
async function unreadFlake(run: StepRun, flake: string): Promise<FlakePlace> {
  const entry = guess(run, flake)
  // A folder needs no registry, and without one Nix would download it.
  const words = ['flake', 'prefetch', '--json', '--option', 'flake-registry', NO_REGISTRY, flake]
  const said = entry === '' ? undefined : await askNix(run, words)
  const path = (said as { storePath?: unknown } | undefined)?.storePath
  if (typeof path !== 'string') return { entry, roots: [] }
  // The source of a git flake is the whole repository.
  const folder = existsSync(join(path, entry)) ? '' : dirname(entry)
  return { entry, roots: [{ path, folder: folder === '.' ? '' : folder }] }
}

interface Metadata {
  /** The source in the store, under which older versions name its files; none where Nix does not tell it. */
  readonly path?: string
  readonly resolved: { type?: string; url?: string; path?: string; dir?: string }
}

const PATIENCE_MS = 30_000

/** What Nix says of a flake; undefined where it cannot. */
async function metadata(run: StepRun, flake: string): Promise<Metadata | undefined> {
  const words = ['flake', 'metadata', '--json', '--no-write-lock-file', flake]
  const said = await askNix(run, [...words, ...inputArguments(run.step.args)])
  const { path, resolved } = (said ?? {}) as Partial<Metadata>
  return resolved && { ...(typeof path === 'string' ? { path } : {}), resolved }
}

/** What `nix` prints, as JSON; undefined where it fails. */
async function askNix({ context, cwd, step }: StepRun, words: string[]): Promise<unknown> {
  const argv = [join(context.nix.bin, 'nix'), ...words]
  const env = { ...context.env, ...step.env }
  const cancel = AbortSignal.timeout(PATIENCE_MS)
  try {
    const { code, stdout } = await capture(argv, { env, cwd, cancel })
    return code === 0 ? JSON.parse(stdout) : undefined
  } catch {
    return undefined
  }
}

/** The folder of this machine that a flake is read from. */
function localPath({ type, url = '', path }: Metadata['resolved']): string | undefined {
  if (type === 'path') return path
  return url.startsWith('file://') ? fileURLToPath(url.replace(/\?.*$/s, '')) : undefined
}

/** The flake.nix that a reference to a folder means: there, or in a folder above. */
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

/** A path relative to a folder; undefined where it is not in there. */
function inside(folder: string, path: string): string | undefined {
  const name = relative(folder, path)
  return name === '..' || name.startsWith('../') || name.startsWith('/') ? undefined : name
}
