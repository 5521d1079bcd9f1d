import type { Position, Repository, Root } from './types.ts'

/**
 * The name of a file in the repository, from a path that Nix or a tool printed.
 * @param path absolute, or a file of a local flake as Nix names it: `«git+file:///top?…»/flake.nix`
 * @param roots where the repository lies on this machine
 * @returns relative to the top; undefined for what is not in the repository
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
 * A path relative to a folder of the repository.
 * @returns relative to the top, without `.`; undefined where it would leave the repository or names nothing
 */
export function within(folder: string, path: string): string | undefined {
  if (path.startsWith('/')) return undefined
  const parts = [...folder.split('/'), ...path.split('/')].filter(it => it !== '' && it !== '.')
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/')
}

/** A position of Nix as one of the repository, if the file is there. */
export async function placeOf(
  { file, line, column }: Position,
  roots: readonly Root[],
  repository: Repository,
): Promise<Position | undefined> {
  const name = inRepository(file, roots)
  if (name === undefined || !(await repository.has(name))) return undefined
  return positionAt(name, line, column)
}

/** A position from the numbers or digits that a text gives; a column of 0 or none is left out. */
export function positionAt(
  file: string,
  line: string | number | undefined,
  column?: string | number | null,
): Position {
  return { file, line: Number(line), ...(column ? { column: Number(column) } : {}) }
}

/** The part of a flake's URL that is a folder of this machine. */
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
