import type { ReportData } from '../model/report.ts'

/** A link of the chain: a build or a download. */
export interface Link {
  readonly name: string
  readonly seconds: number
}

type Node = Link & { readonly after: readonly string[] }

/**
 * The longest chain of builds and downloads that waited for each other, first to last: more cores would not make the run
 * faster than this. Empty if nothing waited for anything.
 */
export function criticalPath({
  derivations,
  fetches,
}: Pick<ReportData, 'derivations' | 'fetches'>): Link[] {
  const nodes = new Map<string, Node>()
  for (const { path, seconds } of fetches)
    nodes.set(path, { name: pathName(path), seconds, after: [] })
  for (const { drv, name, seconds, after = [] } of derivations)
    nodes.set(drv, { name, seconds, after })
  const best = longestTo(nodes)
  let at: string | undefined
  for (const [id, { total }] of best) if (at === undefined || total > totalOf(best, at)) at = id
  const chain: Link[] = []
  for (; at !== undefined; at = best.get(at)?.before) {
    const { name = '', seconds = 0 } = nodes.get(at) ?? {}
    chain.unshift({ name, seconds })
  }
  return chain.length > 1 ? chain : []
}

interface Best {
  readonly total: number
  readonly before: string | undefined
}

/** The longest chain that ends at each node. Not recursive, since chains can be long. */
function longestTo(nodes: ReadonlyMap<string, Node>): Map<string, Best> {
  const best = new Map<string, Best>()
  const open = new Set<string>()
  for (const root of nodes.keys()) {
    const stack = [root]
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const node = nodes.get(id)
      const todo = (node?.after ?? []).filter(it => nodes.has(it) && !best.has(it) && !open.has(it))
      open.add(id)
      if (!best.has(id) && todo.length > 0) {
        stack.push(...todo)
        continue
      }
      stack.pop()
      if (node && !best.has(id)) best.set(id, bestOf(node, best))
      open.delete(id)
    }
  }
  return best
}

/** Nodes that are still open would form a cycle; they are not in `best` and are skipped. */
function bestOf({ seconds, after }: Node, best: ReadonlyMap<string, Best>): Best {
  let before: string | undefined
  for (const id of after)
    if (best.has(id) && (before === undefined || totalOf(best, id) > totalOf(best, before)))
      before = id
  return { total: seconds + (before === undefined ? 0 : totalOf(best, before)), before }
}

function totalOf(best: ReadonlyMap<string, Best>, id: string): number {
  return best.get(id)?.total ?? 0
}

/** `/nix/store/HASH-hello-2.12` -> `hello-2.12`. */
export function pathName(path: string): string {
  return path.replace(/^.*\/[a-z0-9]{32}-/, '')
}
