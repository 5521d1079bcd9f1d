import { isDeepStrictEqual } from 'node:util'

/** `locks` of `nix flake metadata --json`: a lock file. */
export interface Locks {
  readonly nodes: Readonly<Record<string, LockNode>>
  readonly root: string
}

interface LockNode {
  /** The name of the node of each input, or, if it follows another input, the path to that from the root. */
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>
  readonly locked?: unknown
  readonly flake?: boolean
  /** The path to the flake that a relative input is relative to. */
  readonly parent?: readonly string[]
}

/** Longer chains of inputs that follow one another are taken for a cycle. */
const MAX_FOLLOWS = 100

/**
 * Whether a flake has the same transitive inputs by itself as when it is an input of another flake.
 * @param name of that input
 */
export function hasSameInputs(locks: Locks, outer: Locks, name: string): boolean {
  const node = nodeOf(outer, [name])
  const seen = new Set<string>()
  const isSame = (one: string | undefined, other: string | undefined): boolean => {
    const [a, b] = [locks.nodes[one ?? ''], outer.nodes[other ?? '']]
    if (!a || !b || (one === locks.root) !== (other === node)) return false
    const pair = JSON.stringify([one, other])
    if (seen.has(pair)) return true
    seen.add(pair)
    const isEqual = isDeepStrictEqual(a.locked, b.locked) && a.flake === b.flake
    if (one !== locks.root && !isEqual) return false
    const [inputs, others] = [a.inputs ?? {}, b.inputs ?? {}]
    return (
      isSameParent(a, b) &&
      isDeepStrictEqual(Object.keys(inputs).sort(), Object.keys(others).sort()) &&
      Object.keys(inputs).every(key =>
        isSame(nodeOf(locks, inputs[key]), nodeOf(outer, others[key])),
      )
    )
  }
  const isSameParent = ({ parent: one }: LockNode, { parent: other }: LockNode) =>
    one && other ? isSame(nodeOf(locks, one), nodeOf(outer, other)) : one === other
  return isSame(locks.root, node)
}

function nodeOf(
  locks: Locks,
  input: string | readonly string[] | undefined,
  depth = 0,
): string | undefined {
  if (input === undefined || typeof input === 'string' || depth > MAX_FOLLOWS) {
    return typeof input === 'string' ? input : undefined
  }
  return input.reduce<string | undefined>(
    (node, key) => nodeOf(locks, locks.nodes[node ?? '']?.inputs?.[key], depth + 1),
    locks.root,
  )
}
