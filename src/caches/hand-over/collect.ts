import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { contentPath, parseSha256 } from '../../nix/hash.ts'
import type { PathInfo } from '../../nix/path-info.ts'
import type { Store } from '../../nix/store.ts'
import { type HandedPath, storeName } from './archive.ts'

/** What a plan hands over. */
export interface Collected {
  /** Derivations whose whole closure can be handed over. */
  readonly derivations: readonly string[]
  readonly paths: readonly HandedPath[]
}

/**
 * Collects derivations with their closures, as far as these are texts and sources. A derivation with anything else in its
 * closure, such as an output of a build or `builtins.storePath`, is left out.
 * @param isPrivate whether a source was, or may have been, fetched with a credential
 */
export async function collectHandOver(
  derivations: readonly string[],
  store: Pick<Store, 'closures'>,
  isPrivate: (source: string) => Promise<boolean>,
): Promise<Collected> {
  const known = new Map<string, HandedPath | undefined>()
  const sources = new Set<string>()
  const waiting = [...derivations]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (known.has(path)) continue
    const derivation = await readText(path)
    known.set(path, derivation)
    for (const reference of derivation?.references ?? [])
      if (reference.endsWith('.drv')) waiting.push(reference)
      else sources.add(reference)
  }
  for (const info of await store.closures([...sources])) {
    const handed = await handedPath(info)
    const isLeftOut = handed?.kind === 'source' && (await isPrivate(handed.path))
    known.set(info.path, isLeftOut ? undefined : handed)
  }
  const whole = new Map<string, boolean>()
  const complete = derivations.filter(path => isWhole(path, known, whole))
  const paths = [...known.values()].filter(it => it !== undefined && whole.get(it.path) === true)
  return { derivations: complete, paths: paths.filter(it => it !== undefined) }
}

/**
 * A text as it is on disk, if its content and references give its path.
 * @param known its references; default: those of a derivation
 */
async function readText(path: string, known?: readonly string[]): Promise<HandedPath | undefined> {
  const text = await readFile(path).catch(() => undefined)
  if (!text) return undefined
  const references = known ?? inputsOf(text.toString('latin1'))
  const hash = createHash('sha256').update(text).digest()
  const isProven = contentPath('text', hash, references, storeName(path)) === path
  return isProven ? { path, kind: 'text', references } : undefined
}

/** The derivations and sources that a `.drv` refers to: its second and third list. (ATerm) */
export function inputsOf(text: string): string[] {
  const STRING = String.raw`"(?:[^"\\]|\\.)*"`
  const lists = new RegExp(
    String.raw`^Derive\(\[(?:\(${STRING}(?:,${STRING})*\),?)*\],\[((?:\(${STRING},\[(?:${STRING},?)*\]\),?)*)\],\[((?:${STRING},?)*)\],`,
    's',
  ).exec(text)
  const [, derivations = '', sources = ''] = lists ?? []
  const paths = [
    ...[...derivations.matchAll(/\("([^"]*)",\[/g)].map(([, path = '']) => path),
    ...[...sources.matchAll(/"([^"]*)"/g)].map(([, path = '']) => path),
  ]
  return [...new Set(paths)].sort()
}

/** A valid path that is a text or a source, and nothing that a build made. */
async function handedPath(info: PathInfo): Promise<HandedPath | undefined> {
  const { path, narHash, references, deriver, contentAddressed } = info
  if (!contentAddressed || deriver !== undefined || references.includes(path)) return undefined
  const hash = parseSha256(narHash)
  if (hash && contentPath('source', hash, references, storeName(path)) === path)
    return { path, kind: 'source', references }
  return readText(path, references)
}

function isWhole(
  path: string,
  known: ReadonlyMap<string, HandedPath | undefined>,
  whole: Map<string, boolean>,
): boolean {
  const before = whole.get(path)
  if (before !== undefined) return before
  const references = known.get(path)?.references
  const is = references?.every(it => isWhole(it, known, whole)) ?? false
  whole.set(path, is)
  return is
}
