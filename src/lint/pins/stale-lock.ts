import { asMap, asText, type Json, parseJson } from '../../lib/json.ts'
import { defined } from '../../lib/object.ts'
import type { Finding } from './finding.ts'

/** An input as flake.nix declares it. */
export interface DeclaredInput {
  readonly line: number | null
  readonly follows: string | null
  /** The line of `follows`. */
  readonly at: number | null
  /** What it overrides of the input's own inputs. */
  readonly inputs: Readonly<Record<string, DeclaredInput>>
}

/** The inputs of a flake.nix. */
export interface Declared {
  readonly inputs: Readonly<Record<string, DeclaredInput>>
  /** The arguments of `outputs`, each of which is an input, and their lines. */
  readonly arguments: Readonly<Record<string, number | null>>
}

/** A finding, with the input that Nix calls non-existent if it fails because of it. */
export interface StaleFinding extends Finding {
  readonly missing?: string
}

/**
 * Pure: finds inputs that the lock file lacks, and a `follows` or an override that names no existing input.
 * @param lock the text of flake.lock; an invalid one has no findings
 */
export function staleFindings(declared: Declared, lock: string): StaleFinding[] {
  // `inputs.self.submodules` configures how the flake itself is fetched.
  const { self, ...inputs } = declared.inputs
  const graph = readGraph(lock)
  if (!graph) return []
  const implied = Object.entries(declared.arguments)
    .filter(([name]) => name !== 'self' && !Object.hasOwn(inputs, name))
    .map(([name, line]) => [name, { line, follows: null }] as const)
  const all = [...Object.entries(inputs), ...implied]
  const names = new Set(all.map(([name]) => name))
  const followed = Object.entries(inputs).flatMap(([name, input]) =>
    checkFollows(input, [name], names, graph),
  )
  // An input that follows a missing one cannot be locked.
  const lost = new Set(followed.map(({ missing }) => missing))
  const lacking = all.filter(
    ([name, it]) => !graph.has([name]) && !(it.follows !== null && lost.has(it.follows)),
  )
  return [...lacking.map(([name, it]) => finding(it.line, lacks(name, it.follows))), ...followed]
}

function lacks(name: string, target: string | null): string {
  const effect = target ? `which follows ${target}` : 'so each run may get another one'
  return `flake.lock lacks the input ${name}, ${effect}. Run nix flake lock, and commit flake.lock.`
}

function checkFollows(
  { follows: target, at, inputs }: DeclaredInput,
  path: readonly string[],
  names: ReadonlySet<string>,
  graph: Graph,
): StaleFinding[] {
  // An input that follows another has no inputs; an empty text removes the input.
  if (target !== null) return target === '' ? [] : checkTarget(target, at, path, names, graph)
  return Object.entries(inputs).flatMap(([name, input]) => {
    const below = [...path, name]
    if (graph.has(path) && !graph.has(below)) {
      const text = `${path.join('/')} has no input ${name}, so this override has no effect. Remove it.`
      return [finding(input.at ?? input.line, text)]
    }
    return checkFollows(input, below, names, graph)
  })
}

function checkTarget(
  target: string,
  line: number | null,
  path: readonly string[],
  names: ReadonlySet<string>,
  graph: Graph,
): StaleFinding[] {
  const parts = target.split('/')
  const depth = parts.findIndex((name, at) => {
    if (at === 0) return !names.has(name)
    return graph.has(parts.slice(0, at)) && !graph.has(parts.slice(0, at + 1))
  })
  if (depth < 0) return []
  const parent = depth === 0 ? 'this flake' : parts.slice(0, depth).join('/')
  const text = `${path.join('/')} follows ${target}, but ${parent} has no input ${parts[depth]}.`
  return [{ ...finding(line, text), missing: target }]
}

function finding(line: number | null, text: string): StaleFinding {
  return { file: 'flake.nix', ...defined({ line: line ?? undefined }), text }
}

/** The inputs of a lock file, by their paths from the root. */
interface Graph {
  /** Whether an input exists; true if that cannot be determined. */
  has(path: readonly string[]): boolean
}

/** Inputs on the path to one, including those that are followed. */
const MAX_STEPS = 1000

function readGraph(lock: string): Graph | undefined {
  const json = parseJson(lock)
  const nodes = asMap(json?.nodes)
  const root = asText(json?.root)
  if (!nodes || root === undefined || !asMap(nodes[root])) return undefined
  const inputsOf = (node: string): Json => asMap(asMap(nodes[node])?.inputs) ?? {}
  /** The node at a path; null: none, undefined: unknown. */
  const nodeAt = (path: readonly string[], steps: { left: number }): string | null | undefined => {
    let node = root
    for (const name of path) {
      if (typeof name !== 'string' || steps.left-- <= 0) return undefined
      const inputs = inputsOf(node) ?? {}
      if (!Object.hasOwn(inputs, name)) return null
      const next: unknown = inputs[name]
      const target = Array.isArray(next)
        ? next.length > 0
          ? nodeAt(next, steps)
          : undefined
        : asText(next)
      if (typeof target !== 'string') return undefined
      node = target
    }
    return node
  }
  return { has: path => nodeAt(path, { left: MAX_STEPS }) !== null }
}
