import type { Place } from '../../model/report.ts'
import { derivationName } from '../derivation.ts'
import { attributeLine, setLine } from './attribute-line.ts'
import { type Definition, definedAt, namingLine, onlyLine } from './definition.ts'
import { findHash } from './hashes.ts'
import { sourcePlace } from './input-place.ts'
import {
  isModuleSystem,
  isOfLibrary,
  moduleOfFrame,
  namedModule,
  namesModules,
  onlySetting,
} from './module-system.ts'
import { type Frame, type ParsedError, parseError } from './parse-error.ts'
import { placeOf, positionAt } from './paths.ts'
import type { Classified } from './rules.ts'
import type { Position, ReportedError, SourceRoots, Sources } from './types.ts'

/** A position in the text of a message. */
const PLACE_IN_TEXT = /\b(?:at|in) ((?:\/|«)[^\n:'"]*?(?:»[^\n:'"]*?)?):(\d+)(?::(\d+))?/g
const MAX_SEARCHED_LENGTH = 20_000

/**
 * The line to edit for an error of Nix: an outdated hash; the definition of a failed derivation; the module that the
 * module system names; the innermost position in the repository; the text of a `throw`; the attribute in the entry
 * file.
 * @param definition of the derivation in question
 * @returns undefined if unknown: a wrong line is worse than none
 */
export async function placeOfError(
  error: ReportedError,
  found: Classified,
  sources: SourceRoots,
  definition?: Definition,
): Promise<Place | undefined> {
  if (found.isPlaceless) return undefined
  const message = parseError(error)
  return (
    (await hashPlace(found, sources)) ??
    (await sourcePlace(message, found, sources)) ??
    (await definitionPlace(found, sources, definition)) ??
    (await namedModule(message, sources)) ??
    (await unknownModule(message, sources)) ??
    (await missingFile(message, sources)) ??
    (await innermost(message, sources)) ??
    (await fallback(found, message, sources))
  )
}

async function definitionPlace(
  { derivation, attribute }: Classified,
  sources: SourceRoots,
  definition: Definition | undefined,
): Promise<Place | undefined> {
  if (!derivation || !definition) return undefined
  return definedAt(definition, derivation, attribute, sources)
}

/** The attribute; else the line with the derivation's name; else the entry file, if the file as a whole is wrong. */
async function fallback(
  found: Classified,
  message: ParsedError,
  sources: SourceRoots,
): Promise<Place | undefined> {
  const { repository, entry } = sources
  // The step selects it, so the file may be correct.
  if (/^attribute '[^'\n]*' in selection path/.test(message.text)) return undefined
  const text = await repository.read(entry)
  const find = found.kind === 'missing-attribute' ? setLine : attributeLine
  const line = text && found.attribute && find(text, found.attribute)
  if (line) return { file: entry, line }
  const name = found.derivation && derivationName(found.derivation)
  const named = name && (await namingLine(name, sources, it => line => line.includes(`"${it}"`)))
  if (named) return named
  return text !== undefined && isOfFile(message) ? { file: entry, line: 1 } : undefined
}

/** The file lacks something, or is wrong as a whole. */
function isOfFile({ text }: ParsedError): boolean {
  return /^(?:flake '[^']*' (?:does not provide attribute|lacks attribute|has an unsupported)|file '[^']*' must be|syntax error)/.test(
    text,
  )
}

async function hashPlace(
  found: Classified,
  { repository }: SourceRoots,
): Promise<Place | undefined> {
  if (found.kind !== 'hash-mismatch' || !found.specified) return undefined
  return findHash(found.specified, derivationName(found.derivation ?? ''), repository)
}

/**
 * The position of the error itself, then those of the trace, innermost first. An output that was only being checked
 * comes after the text of the message, because Nix started there.
 */
async function innermost(message: ParsedError, sources: SourceRoots): Promise<Place | undefined> {
  const { position, frames } = message
  const isThrown = /^while calling the '(?:throw|abort)' builtin/.test(frames[0]?.text ?? '')
  const own =
    (await callerOf(message, sources)) ??
    (isThrown ? await placeInText(message, sources) : undefined) ??
    (position && (await usable(position, sources))) ??
    (await placeInText(message, sources)) ??
    (await failedAssertion(message, sources))
  if (own) return own
  const isInModules = namesModules(frames)
  let checked: Place | undefined
  for (const [at, frame] of frames.entries()) {
    const named = await moduleOfFrame(frames, at, sources)
    if (named) return named
    const place = frame.position && (await usable(frame.position, sources))
    if (!place) continue
    if (/^while checking /.test(frame.text)) checked ??= place
    else if (!isInModules || !(await isOfLibrary(place.file, sources.repository)))
      return (await throwBelow(place, frame, message, sources)) ?? place
  }
  return (
    (await throwWith(message, sources)) ??
    checked ??
    (await onlySetting(message, sources.repository))
  )
}

/** An unexpected argument is reported at the call site. */
async function callerOf(
  { text, frames }: ParsedError,
  sources: SourceRoots,
): Promise<Place | undefined> {
  if (!/ called with unexpected argument '/.test(text)) return undefined
  const site = frames.find(frame => frame.text.startsWith('from call site'))
  return site?.position && usable(site.position, sources)
}

/** Up to 2.12 a frame has the position of the function, and the `throw` is below it. */
async function throwBelow(
  place: Position,
  { text }: Frame,
  message: ParsedError,
  sources: SourceRoots,
): Promise<Place | undefined> {
  if (!/^while evaluating '[^'\n]*'$/.test(text)) return undefined
  const lines = (await sources.repository.read(place.file))?.split('\n') ?? []
  const inText = thrownLine(message)
  const found = lines.flatMap((line, at) => {
    const start = /\b(?:throw|abort)\s*\(?\s*"((?:[^"\\$]|\$(?!\{))+)/.exec(line)?.[1]
    return at >= place.line && start && inText.startsWith(start) ? [at + 1] : []
  })
  return found[0] && found.length === 1 ? { file: place.file, line: found[0] } : undefined
}

async function usable(position: Position, sources: Sources): Promise<Position | undefined> {
  const place = await placeOf(position, sources)
  return place && !(await isModuleSystem(place.file, sources.repository)) ? place : undefined
}

/** A position in the message text: `'good' is not a valid system type, at …/flake.nix:6:13`. */
async function placeInText(
  { text }: ParsedError,
  sources: SourceRoots,
): Promise<Place | undefined> {
  for (const [, file = '', line, column] of text
    .slice(0, MAX_SEARCHED_LENGTH)
    .matchAll(PLACE_IN_TEXT)) {
    const position = positionAt(file, line, column)
    const place = position.line > 0 && (await usable(position, sources))
    if (place) return place
  }
  return undefined
}

/** A module without a file, inside another file. */
async function unknownModule(
  message: ParsedError,
  { repository }: SourceRoots,
): Promise<Place | undefined> {
  return message.text.includes('<unknown-file>') ? onlySetting(message, repository) : undefined
}

/** The line that names a missing file. */
async function missingFile(
  { text, position }: ParsedError,
  sources: SourceRoots,
): Promise<Place | undefined> {
  const path =
    /^(?:path|getting status of|opening file) ['"]?([^'"\n]+?)['"]?(?: does not exist|: No such file)/i.exec(
      text,
    )?.[1]
  const name = path?.split('/').at(-1)
  if (!name || (position && (await usable(position, sources)))) return undefined
  return onlyLine(
    sources,
    line => line.split(/[\s;"'()[\]{}/]+/).includes(name) && line.includes('/'),
  )
}

/** NixOS collects failed assertions; each is a string in its module. */
async function failedAssertion(
  { text }: ParsedError,
  sources: SourceRoots,
): Promise<Place | undefined> {
  if (!/^Failed assertions:/.test(text)) return undefined
  for (const [, inText = ''] of text.matchAll(/^- (.+)$/gm)) {
    const place = await onlyLine(sources, line => inText.length > 7 && line.includes(inText))
    if (place) return place
  }
  return undefined
}

/** The only `throw`, `abort` or `assertMsg` line with the text of the message. */
async function throwWith({ text }: ParsedError, sources: SourceRoots): Promise<Place | undefined> {
  const inText = thrownLine({ text })
  if (inText === '') return undefined
  return onlyLine(
    sources,
    line => /\b(?:throw|abort|assertMsg)\b/.test(line) && line.includes(inText),
  )
}

/** The first line of the text of a `throw` or `abort`. */
function thrownLine({ text }: Pick<ParsedError, 'text'>): string {
  const message = /^evaluation aborted with the following error message: '(.*)'$/s.exec(text)?.[1]
  return (message ?? text).split('\n')[0]?.trim() ?? ''
}
