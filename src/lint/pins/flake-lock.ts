import { asMap, asText, type Json, parseJson } from '../../lib/json.ts'
import { endedBranch, type Finding, findingAt } from './finding.ts'
import { daysTooOld, isNixpkgs } from './nixpkgs.ts'

/** URLs that always lead to the same nixpkgs, so that an update changes nothing. */
const FIXED_URL =
  /\bflakehub\.com\/f\/(?:pinned\/|[^/]+\/[^/]+\/(?:=|%3d))|\breleases\.nixos\.org\//i

/** The parts of a lock file that the check of pins needs. */
export interface Lock {
  /** The flake's own inputs, and the node of each. */
  readonly inputs: ReadonlyMap<string, string>
  /** Inputs of the flake that another input follows. */
  readonly followed: ReadonlySet<string>
  readonly nodes: ReadonlyMap<string, Json>
  /** The nodes that are nixpkgs, with the names of the nodes that have them as an input. */
  readonly nixpkgs: ReadonlyMap<string, readonly string[]>
}

/** Parses a flake.lock; undefined if invalid. */
export function readLock(text: string): Lock | undefined {
  const json = parseJson(text)
  const all = asMap(json?.nodes)
  const root = asText(json?.root)
  if (!all || root === undefined) return undefined
  const nodes = new Map(Object.entries(all).map(([name, node]) => [name, asMap(node)]))
  const inputs = new Map<string, string>()
  const followed = new Set<string>()
  const users = new Map<string, string[]>()
  for (const [name, node] of nodes) {
    for (const [input, target] of Object.entries(asMap(node?.inputs) ?? {})) {
      const value: unknown = target
      if (Array.isArray(value)) {
        const first = asText(value[0])
        if (first) followed.add(first)
      } else if (typeof value === 'string') {
        if (name === root) inputs.set(input, value)
        users.set(value, [...(users.get(value) ?? []), name])
      }
    }
  }
  const nixpkgs = new Map(
    [...nodes]
      .filter(([, node]) => isNixpkgs(asMap(node?.locked) ?? {}))
      .map(([name]) => [name, (users.get(name) ?? []).filter(user => user !== root)]),
  )
  return { inputs, followed, nodes, nixpkgs }
}

/**
 * Pure: finds an old nixpkgs, one of an unsupported release, and duplicates of nixpkgs.
 * @param without names of inputs that are reported otherwise
 */
export function lockFindings(text: string, now: Date, without: readonly string[] = []): Finding[] {
  const lock = readLock(text)
  if (!lock) return []
  const direct = [...lock.inputs].filter(([, node]) => lock.nixpkgs.has(node))
  const outdated = direct.flatMap(([input, node]) => {
    if (without.includes(input)) return []
    const message = outdatedText(input, lock.nodes.get(node), now)
    return message ? [{ node, text: message }] : []
  })
  const nodes = direct.map(([, node]) => node)
  const found = [...outdated, ...duplicates(lock, nodes)]
  return found.map(it => findingAt('flake.lock', text, it.node, it.text))
}

function outdatedText(input: string, node: Json, now: Date): string | undefined {
  const { ref, rev, url } = asMap(node?.original) ?? {}
  const address = asText(url) ?? ''
  const ended = endedBranch(asText(ref) ?? address, now)
  if (ended)
    return `${input} follows ${ended.branch}, which has had no updates since ${ended.end}. Name a newer branch in flake.nix, then run nix flake update ${input}.`
  const locked = asMap(node?.locked)
  // An input that follows "the newest release" is locked to the newest of that time.
  const old = endedBranch(asText(locked?.url) ?? '', now)
  if (old)
    return `${input} is locked to ${old.branch}, which has had no updates since ${old.end}. Run nix flake update ${input}.`
  const days = daysTooOld(locked?.lastModified, now)
  if (days === undefined) return undefined
  const isFixed = asText(rev) !== undefined || FIXED_URL.test(address)
  const fix = isFixed ? 'Name a newer one in flake.nix' : `Run nix flake update ${input}`
  return `${input} is ${days} days old. ${fix}.`
}

/** Duplicates of nixpkgs, except those that are inputs of the flake itself. */
function duplicates(
  { nixpkgs }: Lock,
  direct: readonly string[],
): { node: string; text: string }[] {
  const others = [...nixpkgs].filter(([node]) => !direct.includes(node))
  if (others.length + Math.min(direct.length, 1) < 2) return []
  const users = [...new Set(others.flatMap(([, by]) => by))]
  const first = users[0] ?? ''
  const target = direct.length > 0 ? 'nixpkgs' : `${first}/nixpkgs`
  const text = `nixpkgs is locked ${nixpkgs.size} times; ${users.slice(0, 6).join(', ')} ${users.length === 1 ? 'has' : 'have'} a separate copy. To share one: inputs.${first}.inputs.nixpkgs.follows = "${target}" in flake.nix.`
  return [{ node: others[0]?.[0] ?? '', text }]
}
