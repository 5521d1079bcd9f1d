import { existsSync } from 'node:fs'
import { isPresent } from '../../../host/access.ts'
import { readDerivation } from '../../../nix/derivation.ts'

/** Derivations of a closure that are read; beyond that nothing is known about it. */
const MAX_DERIVATIONS = 20_000

interface Node {
  readonly outputs: readonly string[]
  /** The derivations that it needs. */
  readonly needs: readonly string[]
}

/** What derivations need, and which of their outputs are on disk. */
export class DerivationGraph {
  readonly #nodes = new Map<string, Promise<Node | undefined>>()
  readonly #onDisk = new Set<string>()
  /** Outputs that the last look did not find. */
  readonly #absent = new Set<string>()

  /** Looks at the disk again for what was not there. */
  refresh(): void {
    this.#absent.clear()
  }

  /**
   * The derivations of a closure whose outputs are not all on disk.
   * @returns undefined if the derivation is not in the store yet, or needs too many others
   */
  async unbuilt(derivation: string): Promise<ReadonlySet<string> | undefined> {
    const found = new Set<string>()
    const seen = new Set([derivation])
    const queue = [derivation]
    for (const path of queue) {
      if (queue.length > MAX_DERIVATIONS) return undefined
      const node = await this.#node(path)
      if (!node) return undefined
      if (this.#isBuilt(node)) continue
      found.add(path)
      for (const need of node.needs) {
        if (seen.has(need)) continue
        seen.add(need)
        queue.push(need)
      }
    }
    return found
  }

  /** Those of these derivations whose outputs are not all on disk. */
  async stillUnbuilt(derivations: Iterable<string>): Promise<ReadonlySet<string>> {
    const left = new Set<string>()
    for (const path of derivations) {
      const node = await this.#node(path)
      if (!node || !this.#isBuilt(node)) left.add(path)
    }
    return left
  }

  /** The derivations that a derivation needs directly. */
  async directNeeds(derivation: string): Promise<readonly string[]> {
    return (await this.#node(derivation))?.needs ?? []
  }

  /** What the unbuilt derivations of a closure need of each other. */
  async needs(derivation: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const unbuilt = (await this.unbuilt(derivation)) ?? new Set<string>()
    const needs = new Map<string, readonly string[]>()
    for (const path of unbuilt) {
      const own = await this.directNeeds(path)
      const missing = own.filter(it => unbuilt.has(it))
      needs.set(path, missing)
    }
    return needs
  }

  #node(path: string): Promise<Node | undefined> {
    const known = this.#nodes.get(path)
    if (known) return known
    const node = readNode(path)
    this.#nodes.set(path, node)
    // It may come later.
    void node.then(it => it === undefined && this.#nodes.delete(path))
    return node
  }

  /** Content-addressed outputs are not known beforehand. */
  #isBuilt({ outputs }: Node): boolean {
    return outputs.length > 0 && outputs.every(path => this.#isOnDisk(path))
  }

  #isOnDisk(path: string): boolean {
    if (this.#onDisk.has(path)) return true
    if (this.#absent.has(path)) return false
    // Nix holds the lock while it builds.
    const isThere = isPresent(path) && !existsSync(`${path}.lock`)
    const known = isThere ? this.#onDisk : this.#absent
    known.add(path)
    return isThere
  }
}

async function readNode(path: string): Promise<Node | undefined> {
  if (!existsSync(path)) return undefined
  const { outputs, inputs } = await readDerivation(path)
  return { outputs, needs: inputs.filter(it => it.endsWith('.drv')) }
}

/** What of a closure is not built where some of it failed. */
interface Around {
  /** What needs, also by way of others, something that failed. */
  readonly blocked: readonly string[]
  /** What these need that can be built. */
  readonly buildable: readonly string[]
}

/** Splits derivations of which some failed. Pure. @param needs what each derivation needs of the others */
export function aroundFailed(
  needs: ReadonlyMap<string, readonly string[]>,
  failed: ReadonlySet<string>,
): Around {
  const dependents = new Map<string, string[]>()
  for (const [path, own] of needs) {
    for (const need of own) {
      const known = dependents.get(need)
      if (known) known.push(path)
      else dependents.set(need, [path])
    }
  }
  const blocked = new Set<string>()
  const queue = [...needs.keys()].filter(path => failed.has(path))
  for (const path of queue) {
    for (const dependent of dependents.get(path) ?? []) {
      if (blocked.has(dependent) || failed.has(dependent)) continue
      blocked.add(dependent)
      queue.push(dependent)
    }
  }
  const isBuildable = (path: string) => !blocked.has(path) && !failed.has(path)
  const buildable = [...blocked].flatMap(path => (needs.get(path) ?? []).filter(isBuildable))
  return { blocked: [...blocked], buildable: [...new Set(buildable)] }
}
