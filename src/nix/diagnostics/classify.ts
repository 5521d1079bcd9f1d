import { defined } from '../../lib/object.ts'
import { checkedAttribute } from '../checked.ts'
import { derivationName } from '../derivation.ts'
import { fetchFailure, networkErrorLine } from './fetching.ts'
import { type ParsedError, parseError } from './parse-error.ts'
import { byRule, type Classified, DISK_HINT, SETTINGS_HINT } from './rules.ts'
import type { FailedBuild, ReportedError } from './types.ts'

/** Errors of this machine or the command line, not of the project; none of them has a position. */
const NOT_OF_PROJECT = new RegExp(
  [
    'opening|reading|writing|creating|removing|locking|renaming|executing|changing|unable to fork',
    'cannot (?:open|connect to socket)|could not set permissions|operation not permitted|permission denied',
    String.raw`error \(ignored\)|(?:aborting|committing) transaction`,
    'SQLite|binary cache|store path|repository path|the user|failed to start',
    `experimental Nix feature|unrecognised flag|unknown setting|not a recognised|path '[^']*\\.drv' is not valid`,
    String.raw`getting status of '?\/(?!nix\/store\/\S+\.nix)`,
  ]
    .map(it => `^(?:${it})`)
    .join('|'),
  'i',
)

/** The frame of a process that ended before it became the builder, with what it said. */
const BEFORE_BUILDER = /^while waiting for the build environment for '([^'\n]+\.drv)' to initialize/

/** The frame of an error of the sandbox, which names no derivation. */
const PREPARING_SANDBOX = 'while setting up the build environment'
const SANDBOX_PATHS_HINT =
  'Nix could not prepare the sandbox. If sandbox-paths or extra-sandbox-paths name this path, create it in an earlier step, or remove it there.'

const ATTRIBUTE_FAILED =
  /^failed to build attribute '(.+?)', build of '(\/nix\/store\/[^'^!\n]+)[^'\n]*' failed:\s*/s

/**
 * Classifies an error of Nix. Builder output only adds hints and never decides the kind, except for a fixed-output
 * derivation, which only fetches.
 * @param build the failed build, with the last lines of its log
 */
export function classify(error: ReportedError, build: Partial<FailedBuild> = {}): Classified {
  const isOverflow = /^error: stack overflow/.test(error.text)
  if (error.kind === 'early' && !isOverflow) return { kind: 'other', hint: SETTINGS_HINT }
  if (error.hook) return ofHook(error, error.hook)
  const message = parseError(error)
  const found = ofMessage(message, error.recentOutput)
  const isOfText = found.kind === 'evaluation' || found.kind === 'missing-attribute'
  const frames = message.frames.map(it => it.text).reverse()
  const checked = checkedAttribute(frames)
  // A message may name a path that is relative to the attribute that was checked.
  const isWhole = checked === undefined || found.attribute?.startsWith(`${checked}.`)
  return {
    ...defined({
      derivation: isOfText ? undefined : error.derivation,
      attribute: error.attribute,
    }),
    ...withHint(found, message, build),
    ...(isWhole ? {} : { attribute: error.attribute ?? checked }),
    ...droppedSystem(message),
  }
}

/** The hint for nixpkgs dropping a system, as it did for Intel Macs in 26.11. */
function droppedSystem({ text }: ParsedError): Pick<Classified, 'hint'> {
  const match = /^Nixpkgs (\d\d)\.(05|11) has dropped support for ([\w-]+)\./.exec(text)
  if (!match) return {}
  const [, year = '', month, system] = match
  const last = month === '11' ? `${year}.05` : `${Number(year) - 1}.11`
  return { hint: `Remove ${system} from the flake's systems, or stay on nixpkgs ${last}.` }
}

/** The build succeeded; only the hook after it failed, and with it the call. */
function ofHook({ text }: ReportedError, hook: NonNullable<ReportedError['hook']>): Classified {
  const how = /(?:failed with|failed due to|died)[^\n]*$/m.exec(text)?.[0] ?? 'failed'
  const after = hook.derivation ? ` after the build of ${derivationName(hook.derivation)}` : ''
  const valid = hook.derivation
    ? `${derivationName(hook.derivation)} was built and is valid: Nix will not rebuild it or run the hook for it again.`
    : 'What was built before is valid: Nix will not rebuild it or run the hook for it again.'
  return {
    kind: 'hook',
    nixMessage: `The post-build-hook ${hook.program} ${how}${after}.`,
    hint: valid,
    isPlaceless: true,
  }
}

function ofMessage(message: ParsedError, recentOutput: readonly string[] = []): Classified {
  const { text, position, frames } = message
  // The text of a `throw` belongs to the project and may look like Nix's own messages.
  const isThrown = /^while calling the '(?:throw|abort)' builtin/.test(frames[0]?.text ?? '')
  if (isThrown) return { kind: 'evaluation' }
  const outer = ATTRIBUTE_FAILED.exec(text)
  if (outer) {
    const inner = byRule(text.slice(outer[0].length)) ?? { kind: 'build' }
    return { ...defined({ derivation: outer[2] }), ...inner, ...defined({ attribute: outer[1] }) }
  }
  const starting = BEFORE_BUILDER.exec(frames[0]?.text ?? '')
  if (starting)
    return {
      kind: 'build',
      outcome: 'failed before its builder started',
      ...defined({ derivation: starting[1] }),
    }
  if (frames[0]?.text === PREPARING_SANDBOX)
    return { kind: 'build', hint: SANDBOX_PATHS_HINT, isPlaceless: true }
  const fetching = fetchFailure(message, recentOutput)
  if (fetching) return fetching
  const isOutside = !position && frames.length === 0 && NOT_OF_PROJECT.test(text)
  return byRule(text) ?? { kind: isOutside ? 'other' : 'evaluation' }
}

const DISK_NOTE = 'note: build failure may have been caused by lack of free disk space'
const LOG_HINTS: readonly (readonly [RegExp, string])[] = [
  [/no space left on device/i, 'the disk was full'],
  [/disk quota exceeded/i, 'disk quota exceeded'],
  [/\b(?:out of memory|cannot allocate memory|std::bad_alloc)\b/i, 'out of memory'],
  [
    /could not resolve host|temporary failure in name resolution/i,
    'no network, which sandboxed builds do not have',
  ],
]

/** For a failed builder only: the likely cause, from Nix's note and the end of the log. */
function withHint(
  found: Classified,
  { text }: ParsedError,
  { log = [], isFixed }: Partial<FailedBuild>,
): Classified {
  if (found.kind !== 'build') return found
  const line = isFixed ? networkErrorLine(log) : undefined
  if (line) return { ...found, kind: 'network', hint: `Could not fetch its source: ${line}` }
  if (text.includes(`\n${DISK_NOTE}`))
    return {
      ...found,
      kind: 'disk-full',
      isGuess: true,
      hint: `Nix reported low disk space. ${DISK_HINT}`,
    }
  const guess = LOG_HINTS.find(([pattern]) => log.some(line => pattern.test(line)))?.[1]
  return guess ? { ...found, hint: `Possible cause (guessed from the log): ${guess}.` } : found
}
