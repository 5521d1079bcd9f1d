import {
  asMap,
  asText,
  endedBranch,
  type Finding,
  type Json,
  lineOfKey,
  parseJson,
} from './finding.ts'

/** A source that niv or npins pins. */
export interface Source {
  readonly name: string
  /** The branch, channel or address that it follows. */
  readonly follows: string
}

/** The sources of a sources.json, of niv or of npins. */
export function readSources(text: string): { tool: 'niv' | 'npins'; sources: Source[] } {
  const json = parseJson(text)
  const pins = asMap(json?.pins)
  const isNpins = pins !== undefined && json?.version !== undefined
  const entries = Object.entries((isNpins ? pins : json) ?? {})
  const sources = entries.flatMap(([name, value]) => {
    const pin = asMap(value)
    return pin ? [{ name, follows: followed(pin) }] : []
  })
  return { tool: isNpins ? 'npins' : 'niv', sources }
}

function followed(pin: NonNullable<Json>): string {
  const isChannel = asText(pin.type) === 'Channel'
  return asText(isChannel ? pin.name : pin.branch) ?? ''
}

/**
 * Pure: sources of a release of nixpkgs that has ended.
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
  return own.flatMap(({ name, follows }) => {
    const ended = endedBranch(follows, now)
    const line = lineOfKey(text, name)
    const update = tool === 'niv' ? `niv update ${name} -b BRANCH` : `npins add … --name ${name}`
    return ended
      ? [
          {
            file,
            ...(line ? { line } : {}),
            text: `${name} follows ${ended.branch}, which has had no updates since ${ended.end}. ${update}, with a newer branch.`,
          },
        ]
      : []
  })
}
