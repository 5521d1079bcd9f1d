import type { Position, Root, Sources } from './types.ts'

/**
 * The repository path of a file that Nix or a tool printed.
 * @param path absolute, or a file of a local flake as Nix writes it: `«git+file:///top?…»/flake.nix`
 * @param roots where the repository is on this machine
 * @returns relative to the top; undefined if it is outside the repository
 */
export function inRepository(path: string, roots: readonly Root[]): string | undefined {
  const plain = withoutScheme(path)
  const root = roots
    .filter(it => plain === it.path || plain.startsWith(`${trimmed(it.path)}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0]
  if (!root) return undefined
  return within(root.folder, plain.slice(trimmed(root.path).length + 1))
}

/**
 * Resolves a path relative to a directory of the repository.
 * @returns relative to the top, without `.`; undefined if it leaves the repository or is empty
 */
export function within(folder: string, path: string): string | undefined {
  if (path.startsWith('/')) return undefined
  const parts = [...folder.split('/'), ...path.split('/')].filter(it => it !== '' && it !== '.')
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/')
}

/** The repository position of a position of Nix, if the file exists. */
export async function placeOf(
  { file, line, column }: Position,
  { roots, repository }: Sources,
): Promise<Position | undefined> {
  const name = inRepository(file, roots)
  if (name === undefined || !(await repository.has(name))) return undefined
  return positionAt(name, line, column)
}

/** Builds a position from numbers or digits; a column of 0 is omitted. */
export function positionAt(
  file: string,
  line: string | number | undefined,
  column?: string | number | null,
): Position {
  return { file, line: Number(line), ...(column ? { column: Number(column) } : {}) }
}

/** The local directory in a flake URL. */
function withoutScheme(path: string): string {
  const [, url = '', rest = ''] =
    /^«((?:git\+file:\/\/|path:|file:\/\/)[^»]*)»(\/.*)$/.exec(path) ?? []
  return url === '' ? path : url.replace(/^[^/]*(?:\/\/)?(?=\/)/, '').replace(/\?.*$/, '') + rest
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '')
}

/** A name without its version: `lint` of `lint-1.0`. */
export function stemOf(name: string): string {
  return name.replace(/-\d.*$/, '')
}

/** With a capital letter at the start. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
