import { existsSync } from 'node:fs'
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

  /**
   * What of a closure can be built although some of its derivations failed: the derivations that need none of these, except
   * those that another one needs.
   */
  async buildable(derivation: string, failed: ReadonlySet<string>): Promise<string[]> {
    const found = new Set<string>()
    const seen = new Set<string>()
    const visit = async (path: string): Promise<void> => {
      if (seen.has(path) || failed.has(path)) return
      seen.add(path)
      const unbuilt = (await this.unbuilt(path)) ?? new Set<string>()
      if (unbuilt.size === 0) return
      if (![...unbuilt].some(it => failed.has(it))) found.add(path)
      else for (const need of (await this.#node(path))?.needs ?? []) await visit(need)
    }
    await visit(derivation)
    return [...found]
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
    const isThere = existsSync(path) && !existsSync(`${path}.lock`)
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
