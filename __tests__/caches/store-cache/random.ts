import { createCipheriv, createHash } from 'node:crypto'
import { storePath } from '../nars.ts'

/** Numbers and bytes without a pattern, the same for the same seed. */
export class Random {
  readonly #cipher

  constructor(seed: string) {
    const key = createHash('md5').update(seed).digest()
    this.#cipher = createCipheriv('aes-128-ctr', key, Buffer.alloc(16))
  }

  bytes(count: number): Buffer {
    return this.#cipher.update(Buffer.alloc(count))
  }

  /** A number below `limit`, which is not 0. */
  below(limit: number): number {
    return this.bytes(4).readUInt32LE() % Math.max(1, limit)
  }
}

/** So many hashes of store paths. */
export function hashesOf(seed: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => storePath(`${seed} ${at}`).slice(11, 43))
}
