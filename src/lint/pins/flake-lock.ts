import { asMap, asText, type Json, parseJson } from '../../lib/json.ts'
import { endedBranch, type Finding, lineOfKey } from './finding.ts'

import { daysTooOld, isNixpkgs } from './nixpkgs.ts'

const FILE = 'flake.lock'
/** Addresses that are always the same nixpkgs: an update brings no other. */
const FIXED = /\bflakehub\.com\/f\/(?:pinned\/|[^/]+\/[^/]+\/(?:=|%3d))|\breleases\.nixos\.org\//i

/** A lock file, as far as pins are looked at. */
export interface Lock {
  /** The flake's own inputs, and the node of each. */
  readonly inputs: ReadonlyMap<string, string>
  /** Inputs of the flake that another input follows. */
  readonly followed: ReadonlySet<string>
  readonly nodes: ReadonlyMap<string, Json>
  /** The nodes that are nixpkgs, with the names of those that have them as an input of their own. */
  readonly nixpkgs: ReadonlyMap<string, readonly string[]>
}

/** Reads a flake.lock; undefined where it is none. */
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
 * Pure: an old nixpkgs, one of a release that has ended, and several where one would do.
 * @param without names of inputs that are told of otherwise
 */
export function lockFindings(text: string, now: Date, without: readonly string[] = []): Finding[] {
  const lock = readLock(text)
  if (!lock) return []
  const own = [...lock.inputs].filter(([, node]) => lock.nixpkgs.has(node))
  const aged = own.flatMap(([input, node]) => {
    if (without.includes(input)) return []
    const said = ageOf(input, lock.nodes.get(node), now)
    return said ? [{ node, text: said }] : []
  })
  const nodes = own.map(([, node]) => node)
  return [...aged, ...duplicates(lock, nodes)].map(found => {
    const line = lineOfKey(text, found.node)
    return { file: FILE, ...(line ? { line } : {}), text: found.text }
  })
}

function ageOf(input: string, node: Json, now: Date): string | undefined {
  const { ref, rev, url } = asMap(node?.original) ?? {}
  const address = asText(url) ?? ''
  const ended = endedBranch(asText(ref) ?? address, now)
  if (ended)
    return `${input} follows ${ended.branch}, which has had no updates since ${ended.end}. Name a newer one in flake.nix, then nix flake update ${input}.`
  const locked = asMap(node?.locked)
  // What follows "the newest one" is still that of its time.
  const old = endedBranch(asText(locked?.url) ?? '', now)
  if (old)
    return `${input} is locked to ${old.branch}, which has had no updates since ${old.end}: nix flake update ${input}.`
  const days = daysTooOld(locked?.lastModified, now)
  if (days === undefined) return undefined
  const isFixed = asText(rev) !== undefined || FIXED.test(address)
  const way = isFixed ? 'name a newer one in flake.nix' : `nix flake update ${input}`
  return `${input} is ${days} days old: ${way}.`
}

interface Found {
  readonly node: string
  readonly text: string
}

/** Those that the flake asks for itself by two names are meant. */
function duplicates({ nixpkgs }: Lock, own: readonly string[]): Found[] {
  const others = [...nixpkgs].filter(([node]) => !own.includes(node))
  if (others.length + Math.min(own.length, 1) < 2) return []
  const users = [...new Set(others.flatMap(([, by]) => by))]
  const first = users[0] ?? ''
  const target = own.length > 0 ? 'nixpkgs' : `${first}/nixpkgs`
  return [
    {
      node: others[0]?.[0] ?? '',
      text: `nixpkgs is locked ${nixpkgs.size} times; copies of their own have ${users.slice(0, 6).join(', ')}. Where one will do: inputs.${first}.inputs.nixpkgs.follows = "${target}" in flake.nix.`,
    },
  ]
}
