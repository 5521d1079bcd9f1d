import { asMap, asText, type Json, parseJson } from '../../lib/json.ts'
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

/** A finding, and what Nix calls non-existent where it fails because of it. */
export interface StaleFinding extends Finding {
  readonly missing?: string
}

/**
 * Pure: inputs that the lock file lacks, and a `follows` of an input, or an override for one, that is not there.
 * @param lock the text of flake.lock; where it is none there is nothing to say
 */
export function staleFindings(declared: Declared, lock: string): StaleFinding[] {
  // `inputs.self.submodules` says how the flake itself is fetched.
  const { self, ...inputs } = declared.inputs
  const graph = readGraph(lock)
  if (!graph) return []
  const implied = Object.entries(declared.arguments)
    .filter(([name]) => name !== 'self' && !Object.hasOwn(inputs, name))
    .map(([name, line]) => [name, { line, follows: null }] as const)
  const all = [...Object.entries(inputs), ...implied]
  const own = new Set(all.map(([name]) => name))
  const followed = Object.entries(inputs).flatMap(([name, input]) =>
    follows(input, [name], own, graph),
  )
  // What follows nothing cannot be locked.
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

function follows(
  { follows: target, at, inputs }: DeclaredInput,
  path: readonly string[],
  own: ReadonlySet<string>,
  graph: Graph,
): StaleFinding[] {
  // What follows has no inputs of its own; an empty text takes the input away.
  if (target !== null) return target === '' ? [] : missing(target, at, path, own, graph)
  return Object.entries(inputs).flatMap(([name, input]) => {
    const below = [...path, name]
    if (graph.has(path) && !graph.has(below)) {
      const text = `${path.join('/')} has no input ${name}, so this override has no effect. Remove it.`
      return [finding(input.at ?? input.line, text)]
    }
    return follows(input, below, own, graph)
  })
}

function missing(
  target: string,
  line: number | null,
  path: readonly string[],
  own: ReadonlySet<string>,
  graph: Graph,
): StaleFinding[] {
  const names = target.split('/')
  const depth = names.findIndex((name, at) =>
    at === 0 ? !own.has(name) : graph.has(names.slice(0, at)) && !graph.has(names.slice(0, at + 1)),
  )
  if (depth < 0) return []
  const where = depth === 0 ? 'this flake' : names.slice(0, depth).join('/')
  const text = `${path.join('/')} follows ${target}, but ${where} has no input ${names[depth]}.`
  return [{ ...finding(line, text), missing: target }]
}

function finding(line: number | null, text: string): StaleFinding {
  return { file: 'flake.nix', ...(line ? { line } : {}), text }
}

/** The inputs of a lock file, by paths from the root on. */
interface Graph {
  /** Whether there is an input; of what cannot be followed it says yes. */
  has(path: readonly string[]): boolean
}

/** Inputs on the way to one, with those that it follows. */
const MOST_STEPS = 1000

function readGraph(lock: string): Graph | undefined {
  const json = parseJson(lock)
  const nodes = asMap(json?.nodes)
  const root = asText(json?.root)
  if (!nodes || root === undefined || !asMap(nodes[root])) return undefined
  const inputsOf = (node: string): Json => asMap(asMap(nodes[node])?.inputs) ?? {}
  /** The node at a path; null: there is none, undefined: it cannot be told. */
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
  return { has: path => nodeAt(path, { left: MOST_STEPS }) !== null }
}
