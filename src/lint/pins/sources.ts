import { asMap, asText, type Json, parseJson } from '../../lib/json.ts'
import { defined } from '../../lib/object.ts'
import { endedBranch, type Finding, findingAt } from './finding.ts'
import { daysTooOld, isNixpkgs } from './nixpkgs.ts'

/** A tool that writes files of pinned sources. */
export type PinTool = 'niv' | 'npins' | 'lon' | 'nvfetcher'

/** A pinned source. */
export interface PinnedSource {
  readonly name: string
  /** The branch, channel or URL that it follows. */
  readonly follows: string
  /** Time of its revision, in seconds since 1970, if it is a nixpkgs that should be updated. */
  readonly modified?: number
}

/** Sources per file that are checked. */
const MAX_SOURCES = 500

/** Parses a file of pinned sources; its content shows the tool. */
export function readSources(text: string): { tool: PinTool; sources: PinnedSource[] } {
  const json = parseJson(text)
  const tool = toolOf(json)
  const entries =
    tool === 'npins' ? asMap(json?.pins) : tool === 'lon' ? asMap(json?.sources) : json
  const sources = Object.entries(entries ?? {})
    .slice(0, MAX_SOURCES)
    .flatMap(([name, value]) => {
      const pin = asMap(value)
      return pin ? (READERS[tool](name, pin) ?? []) : []
    })
  return { tool, sources }
}

function toolOf(json: Json): PinTool {
  if (json?.version !== undefined && asMap(json.pins)) return 'npins'
  if (asText(json?.version) && asMap(json?.sources)) return 'lon'
  const entries = Object.values(json ?? {})
  return entries.length > 0 && entries.every(it => asMap(asMap(it)?.src)) ? 'nvfetcher' : 'niv'
}

type SourceReader = (name: string, pin: NonNullable<Json>) => PinnedSource | undefined

const READERS: Readonly<Record<PinTool, SourceReader>> = {
  niv: (name, pin) => ({ name, follows: asText(pin.branch) ?? '' }),
  npins: (name, pin) => {
    const isChannel = asText(pin.type) === 'Channel'
    return { name, follows: asText(isChannel ? pin.name : pin.branch) ?? '' }
  },
  lon: (name, pin) => {
    const time: unknown = isNixpkgs(pin) && !isSet(pin.frozen) ? pin.lastModified : undefined
    const modified = typeof time === 'number' ? time : undefined
    return { name, follows: asText(pin.branch) ?? '', ...defined({ modified }) }
  },
  // Most of its sources are programs, whose branches and ages do not matter.
  nvfetcher: (name, pin) => {
    const src = asMap(pin.src) ?? {}
    if (!isNixpkgs(src)) return undefined
    const day = /^\d{4}-\d\d-\d\d/.exec(asText(pin.date) ?? '')?.[0]
    const time = day && !isSet(pin.pinned) ? Date.parse(day) / 1000 : Number.NaN
    const modified = time > 0 ? time : undefined
    return { name, follows: asText(src.url) ?? '', ...defined({ modified }) }
  },
}

function isSet(value: unknown): boolean {
  return value === true
}

/** How to change the branch of a source, and how to update it. */
const FIXES: Readonly<Record<PinTool, Record<'branch' | 'update', (name: string) => string>>> = {
  niv: {
    branch: name => `Run niv update ${name} -b BRANCH with a newer branch.`,
    update: name => `Run niv update ${name}.`,
  },
  npins: {
    branch: name => `Run npins add … --name ${name} with a newer branch.`,
    update: name => `Run npins update ${name}.`,
  },
  lon: {
    branch: name => `Run lon modify ${name} --branch BRANCH with a newer branch.`,
    update: name => `Run lon update ${name}.`,
  },
  nvfetcher: {
    branch: name => `Name a newer branch for ${name} in nvfetcher.toml, then run nvfetcher.`,
    update: name => `Run nvfetcher --filter '^${name}$'.`,
  },
}

/**
 * Pure: finds sources of an unsupported release of nixpkgs, and an old nixpkgs.
 * @param without names that are reported otherwise
 */
export function sourcesFindings(
  file: string,
  text: string,
  now: Date,
  without: readonly string[] = [],
): Finding[] {
  const { tool, sources } = readSources(text)
  const checked = sources.filter(({ name }) => !without.includes(name))
  return checked.flatMap(source => {
    const message = outdatedText(source, tool, now)
    return message ? [findingAt(file, text, source.name, message)] : []
  })
}

function outdatedText(source: PinnedSource, tool: PinTool, now: Date): string | undefined {
  const { name, follows, modified } = source
  const ended = endedBranch(follows, now)
  if (ended)
    return `${name} follows ${ended.branch}, which has had no updates since ${ended.end}. ${FIXES[tool].branch(name)}`
  const days = daysTooOld(modified, now)
  return days === undefined ? undefined : `${name} is ${days} days old. ${FIXES[tool].update(name)}`
}
