import { asMap, asText, type Json, parseJson } from '../../lib/json.ts'
import { endedBranch, type Finding, lineOfKey } from './finding.ts'

import { daysTooOld, isNixpkgs } from './nixpkgs.ts'

/** What writes files of sources. */
export type Tool = 'niv' | 'npins' | 'lon' | 'nvfetcher'

/** A source that one of them pins. */
export interface Source {
  readonly name: string
  /** The branch, channel or address that it follows. */
  readonly follows: string
  /** When its revision was made, in seconds since 1970: of a nixpkgs that is to be updated. */
  readonly made?: number
}

/** Sources of a file that are looked at. */
const MOST_SOURCES = 500

/** The sources of a file, of the tool that its contents are of. */
export function readSources(text: string): { tool: Tool; sources: Source[] } {
  const json = parseJson(text)
  const tool = toolOf(json)
  const entries =
    tool === 'npins' ? asMap(json?.pins) : tool === 'lon' ? asMap(json?.sources) : json
  const sources = Object.entries(entries ?? {})
    .slice(0, MOST_SOURCES)
    .flatMap(([name, value]) => {
      const pin = asMap(value)
      return pin ? (READERS[tool](name, pin) ?? []) : []
    })
  return { tool, sources }
}

function toolOf(json: Json): Tool {
  if (json?.version !== undefined && asMap(json.pins)) return 'npins'
  if (asText(json?.version) && asMap(json?.sources)) return 'lon'
  const entries = Object.values(json ?? {})
  return entries.length > 0 && entries.every(it => asMap(asMap(it)?.src)) ? 'nvfetcher' : 'niv'
}

type Reader = (name: string, pin: NonNullable<Json>) => Source | undefined

const READERS: Readonly<Record<Tool, Reader>> = {
  niv: (name, pin) => ({ name, follows: asText(pin.branch) ?? '' }),
  npins: (name, pin) => {
    const isChannel = asText(pin.type) === 'Channel'
    return { name, follows: asText(isChannel ? pin.name : pin.branch) ?? '' }
  },
  lon: (name, pin) => {
    const made: unknown = isNixpkgs(pin) && !isSet(pin.frozen) ? pin.lastModified : undefined
    const follows = asText(pin.branch) ?? ''
    return typeof made === 'number' ? { name, follows, made } : { name, follows }
  },
  // Most of its sources are programs, whose branches and ages say nothing.
  nvfetcher: (name, pin) => {
    const src = asMap(pin.src) ?? {}
    if (!isNixpkgs(src)) return undefined
    const day = /^\d{4}-\d\d-\d\d/.exec(asText(pin.date) ?? '')?.[0]
    const made = day && !isSet(pin.pinned) ? Date.parse(day) / 1000 : Number.NaN
    const follows = asText(src.url) ?? ''
    return made > 0 ? { name, follows, made } : { name, follows }
  },
}

function isSet(value: unknown): boolean {
  return value === true
}

const UPDATES: Readonly<Record<Tool, { branch(name: string): string; all(name: string): string }>> =
  {
    niv: {
      branch: name => `niv update ${name} -b BRANCH, with a newer branch.`,
      all: name => `niv update ${name}.`,
    },
    npins: {
      branch: name => `npins add … --name ${name}, with a newer branch.`,
      all: name => `npins update ${name}.`,
    },
    lon: {
      branch: name => `lon modify ${name} --branch BRANCH, with a newer branch.`,
      all: name => `lon update ${name}.`,
    },
    nvfetcher: {
      branch: name => `Name a newer one for ${name} in nvfetcher.toml, then nvfetcher.`,
      all: name => `nvfetcher --filter '^${name}$'.`,
    },
  }

/**
 * Pure: sources of a release of nixpkgs that has ended, and an old nixpkgs.
 * @param without names that are told of otherwise
 */
export function sourcesFindings(
  file: string,
  text: string,
  now: Date,
  without: readonly string[] = [],
): Finding[] {
  const { tool, sources } = readSources(text)
  const own = sources.filter(({ name }) => !without.includes(name))
  return own.flatMap(source => {
    const said = saidOf(source, tool, now)
    const line = lineOfKey(text, source.name)
    return said ? [{ file, ...(line ? { line } : {}), text: said }] : []
  })
}

function saidOf({ name, follows, made }: Source, tool: Tool, now: Date): string | undefined {
  const ended = endedBranch(follows, now)
  if (ended)
    return `${name} follows ${ended.branch}, which has had no updates since ${ended.end}. ${UPDATES[tool].branch(name)}`
  const days = daysTooOld(made, now)
  return days === undefined ? undefined : `${name} is ${days} days old: ${UPDATES[tool].all(name)}`
}
