import type { Place } from '../../model/report.ts'
import { attributeParts } from '../attribute.ts'
import { derivationName } from '../derivation.ts'
import { attributeExtent, type Extent, extentAt } from './attribute-line.ts'
import { placeOf, stemOf } from './paths.ts'
import type { Position, Repository, SourceRoots, Sources } from './types.ts'

/** Where Nix reports that a derivation is defined: the position of each of these attributes, if it has one. */
export interface Definition {
  /** The attribute that holds the derivation. */
  readonly self?: Position
  readonly name?: Position
  readonly pname?: Position
  readonly src?: Position
  /** From `meta.position`. */
  readonly meta?: Position
}

/** An attribute whose value only refers to something else. */
const REFERENCE = /^\s*inherit\b|=\s*[A-Za-z_][\w.'"-]*;\s*(?:#.*)?$/

/**
 * The line to edit for a derivation that does not build: where it gets its name, unless that is inside its own
 * attribute, or in a function that makes many derivations.
 * @param derivation its store path
 * @param attribute its flake output
 */
export async function definedAt(
  definition: Definition,
  derivation: string,
  attribute: string | undefined,
  sources: SourceRoots,
): Promise<Place | undefined> {
  const inRepository = async (position: Position | undefined) =>
    position && (await placeOf(position, sources))
  const check = await checkOf(await inRepository(definition.self), attribute, sources)
  const name = derivationName(derivation)
  const named = [await inRepository(definition.pname), await inRepository(definition.name)].flatMap(
    it => it ?? [],
  )
  for (const place of [...named, await namingLine(name, sources, assigns)])
    if (place && (await namesItself(place, name, sources)))
      return check && (isInside(place, check) || isGenerated(check, name, attribute))
        ? check.place
        : place
  // A function that takes the name from its caller does not identify this derivation.
  const others = named.length > 0 ? [] : [definition.meta, definition.src]
  for (const position of others) {
    const place = await inRepository(position)
    if (!place) continue
    const isElsewhere = place.file !== check?.place.file || REFERENCE.test(check.value)
    return isElsewhere && !isInside(place, check) ? place : check?.place
  }
  if (!check?.isOfNix) return undefined
  return (await inheritedFrom(check, attribute, sources)) ?? check.place
}

/** For an attribute inherited from another file: the only line that binds its name. */
async function inheritedFrom(
  { place, value }: Check,
  attribute: string | undefined,
  { repository }: SourceRoots,
): Promise<Place | undefined> {
  const name = attribute && attributeParts(attribute).at(-1)
  if (!name || !/^[A-Za-z_][\w'-]*$/.test(name) || !/^\s*inherit\s*\(/.test(value)) return undefined
  const binds = new RegExp(`(?:^|[\\s{;])${name}\\s*=(?!=)`)
  const found = await linesWith(line => binds.test(line), repository)
  const others = found.filter(({ file }) => file !== place.file)
  return others.length === 1 ? others[0] : undefined
}

/** Whether a function defined here generates it, and others with it. */
function isGenerated({ extent, value }: Check, name: string, attribute = ''): boolean {
  const isOfName = attribute.endsWith(`.${stemOf(name)}`)
  const isElsewhere = REFERENCE.test(value) || /\bimport\b|\bcallPackage\b|\.{1,2}\//.test(value)
  return !extent.isSet && !isOfName && !isElsewhere
}

interface Check {
  readonly place: Position
  readonly extent: Extent
  /** The text of its lines. */
  readonly value: string
  /** Nix reported its line. */
  readonly isOfNix: boolean
}

/** The attribute: where Nix reports it, else where a lexical search finds it. */
async function checkOf(
  self: Position | undefined,
  attribute: string | undefined,
  { repository, entry }: SourceRoots,
): Promise<Check | undefined> {
  const file = self?.file ?? entry
  const text = await repository.read(file)
  if (text === undefined) return undefined
  const extent = self
    ? (extentAt(text, self.line) ?? { line: self.line, end: self.line })
    : attribute && attributeExtent(text, attribute)
  if (!extent) return undefined
  const value = text
    .split('\n')
    .slice(extent.line - 1, extent.end)
    .join('\n')
  const place = self ?? { file, line: extent.line }
  return { place, extent, value, isOfNix: self !== undefined }
}

function isInside(place: Position, check: Check | undefined): boolean {
  if (place.file !== check?.place.file) return false
  const { line, end } = check.extent
  return line <= place.line && place.line <= end
}

/**
 * Whether a line contains the name itself: `name = "lint"` or `"lint-${version}"`, not `inherit name` or
 * `"test-${name}"`.
 */
async function namesItself(
  { file, line }: Position,
  name: string,
  { repository }: SourceRoots,
): Promise<boolean> {
  const text = (await repository.read(file))?.split('\n')[line - 1] ?? ''
  const strings = [...text.matchAll(/"((?:[^"\\$]|\$(?!\{))+)/g)].map(([, start = '']) => start)
  const names = [name, stemOf(name)]
  return strings.some(start => names.includes(start.replace(/-$/, '')))
}

/** Whether a line assigns a name: `pname = "lint"`, `runCommand "lint"`. */
function assigns(name: string): (line: string) => boolean {
  const quoted = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  const pattern = new RegExp(`(?:\\bp?name\\s*=|[\\w)'-])\\s*"${quoted}"`)
  return line => pattern.test(line)
}

/** The only line with the name of a derivation, whole or without its version. */
export async function namingLine(
  name: string,
  sources: Sources,
  names: (name: string) => (line: string) => boolean,
): Promise<Position | undefined> {
  for (const it of new Set([name, stemOf(name)])) {
    const place = await onlyLine(sources, names(it))
    if (place) return place
  }
  return undefined
}

/** The only matching line of all Nix files in the repository. */
export async function onlyLine(
  { repository }: Sources,
  isIt: (line: string) => boolean,
): Promise<Position | undefined> {
  const found = await linesWith(isIt, repository)
  return found.length === 1 ? found[0] : undefined
}

/** The matching lines of all Nix files in the repository. */
async function linesWith(
  isIt: (line: string) => boolean,
  repository: Repository,
): Promise<Position[]> {
  const found: Position[] = []
  for (const file of (await repository.files()).filter(it => it.endsWith('.nix'))) {
    const text = (await repository.read(file)) ?? ''
    for (const [at, line] of text.split('\n').entries())
      if (isIt(line)) found.push({ file, line: at + 1 })
  }
  return found
}
