import { attributeLine } from './attribute-line.ts'
import type { Checkout } from './checkout.ts'
import { findHash } from './hashes.ts'
import { sourcePlace } from './input-place.ts'
import { type Message, parseMessage } from './message.ts'
import {
  isModuleSystem,
  isOfLibrary,
  moduleOfFrame,
  namedModule,
  namesModules,
  onlySetting,
} from './modules.ts'
import { nameOf } from './names.ts'
import { placeOf } from './paths.ts'
import type { Classified } from './rules.ts'
import type { NixError, Place, Repository, Root } from './types.ts'

/** What the places of a call of Nix are looked for in. */
export interface Scene {
  readonly repository: Repository
  /** Where the repository lies: the workspace, and the store path of the flake's source. */
  readonly roots: readonly Root[]
  /** The file that Nix was told to read, relative to the top: `flake.nix`, `sub/default.nix`. */
  readonly entry: string
  /** What git knows of the checkout: asked only where an error may be due to it. */
  readonly checkout?: () => Promise<Checkout>
}

/**
 * Where a reader repairs what an error of Nix is about: the line of an outdated hash; the module that a module system
 * names; the innermost place in the repository; the words of a `throw`; the attribute in the entry; the entry.
 * @returns undefined for what no text of the repository can repair, and where the entry is not there
 */
export async function placeOfError(
  error: NixError,
  found: Classified,
  scene: Scene,
): Promise<Place | undefined> {
  if (found.isPlaceless) return undefined
  const message = parseMessage(error)
  return (
    (await hashPlace(found, scene)) ??
    (await sourcePlace(message, found, scene)) ??
    (await namedModule(message, scene.roots, scene.repository)) ??
    (await unknownModule(message, scene)) ??
    (await missingFile(message, scene)) ??
    (await innermost(message, scene)) ??
    (await fallback(found, scene))
  )
}

/** The attribute; else the line with the derivation's name; else the entry, for what its text can repair. */
async function fallback(found: Classified, scene: Scene): Promise<Place | undefined> {
  const isAbroad = [
    ...['other', 'network', 'credentials', 'disk-full', 'out-of-memory', 'cancelled'],
  ].includes(found.kind)
  if (found.attribute) return attributePlace(found, scene)
  const named = found.derivation && (await quotedName(nameOf(found.derivation), scene))
  if (named) return named
  return isAbroad ? undefined : attributePlace(found, scene)
}

async function attributePlace(
  { attribute }: Pick<Classified, 'attribute'>,
  { repository, entry }: Scene,
): Promise<Place | undefined> {
  const text = await repository.read(entry)
  if (text === undefined) return undefined
  return { file: entry, line: (attribute && attributeLine(text, attribute)) || 1 }
}

/** The line that gives a derivation its name: `"lint-1.0"`, or without the version. */
async function quotedName(name: string, scene: Scene): Promise<Place | undefined> {
  for (const it of new Set([name, name.replace(/-\d.*$/, '')])) {
    const place = await onlyLine(scene, line => line.includes(`"${it}"`))
    if (place) return place
  }
  return undefined
}

async function hashPlace(found: Classified, { repository }: Scene): Promise<Place | undefined> {
  if (found.kind !== 'hash-mismatch' || !found.specified) return undefined
  return findHash(found.specified, nameOf(found.derivation ?? ''), repository)
}

/**
 * The place of the error itself, then what the trace says, from the inside out. An output that was only being checked
 * comes after the words of the message: it is where Nix began, not where the error is.
 */
async function innermost(message: Message, scene: Scene): Promise<Place | undefined> {
  const { position, frames } = message
  const own = position && (await usable(position, scene))
  if (own) return own
  const failed = await failedAssertion(message, scene)
  if (failed) return failed
  const isInModules = namesModules(frames)
  let checked: Place | undefined
  for (const [at, frame] of frames.entries()) {
    const named = await moduleOfFrame(frames, at, scene.roots, scene.repository)
    if (named) return named
    const place = frame.position && (await usable(frame.position, scene))
    if (!place) continue
    if (/^while checking /.test(frame.text)) checked ??= place
    else if (!isInModules || !(await isOfLibrary(place.file, scene.repository))) return place
  }
  const spoken = await spokenWords(message, scene)
  return spoken ?? checked ?? (await onlySetting(message, scene.repository))
}

async function usable(
  position: { file: string; line: number; column?: number },
  { roots, repository }: Scene,
): Promise<Place | undefined> {
  const place = await placeOf(position, roots, repository)
  return place && !(await isModuleSystem(place.file, repository)) ? place : undefined
}

/** A module without a file, inside another text. */
async function unknownModule(message: Message, { repository }: Scene): Promise<Place | undefined> {
  return message.text.includes('<unknown-file>') ? onlySetting(message, repository) : undefined
}

/** The line that names a file which Nix did not find. */
async function missingFile({ text, position }: Message, scene: Scene): Promise<Place | undefined> {
  const path =
    /^(?:path|getting status of|opening file) ['"]?([^'"\n]+?)['"]?(?: does not exist|: No such file)/i.exec(
      text,
    )?.[1]
  const name = path?.split('/').at(-1)
  if (!name || (position && (await usable(position, scene)))) return undefined
  return onlyLine(
    scene,
    line => line.split(/[\s;"'()[\]{}/]+/).includes(name) && line.includes('/'),
  )
}

/** NixOS collects the assertions that failed; each is a text in the module that makes it. */
async function failedAssertion({ text }: Message, scene: Scene): Promise<Place | undefined> {
  if (!/^Failed assertions:/.test(text)) return undefined
  for (const [, said = ''] of text.matchAll(/^- (.+)$/gm)) {
    const place = await onlyLine(scene, line => said.length > 7 && line.includes(said))
    if (place) return place
  }
  return undefined
}

/** The `throw`, `abort` or `assertMsg` with the words of the message, where one line only has them. */
async function spokenWords({ text }: Message, scene: Scene): Promise<Place | undefined> {
  const words = /^evaluation aborted with the following error message: '(.*)'$/s.exec(text)?.[1]
  const said = (words ?? text).split('\n')[0]?.trim() ?? ''
  if (said === '') return undefined
  return onlyLine(scene, line => /\b(?:throw|abort|assertMsg)\b/.test(line) && line.includes(said))
}

async function onlyLine(
  { repository }: Scene,
  isIt: (line: string) => boolean,
): Promise<Place | undefined> {
  const found: Place[] = []
  for (const file of (await repository.files()).filter(it => it.endsWith('.nix'))) {
    const text = (await repository.read(file)) ?? ''
    for (const [at, line] of text.split('\n').entries())
      if (isIt(line)) found.push({ file, line: at + 1 })
  }
  return found.length === 1 ? found[0] : undefined
}
