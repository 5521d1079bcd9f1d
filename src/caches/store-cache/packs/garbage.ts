import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes of Buffers after which those that nothing uses are freed. */
const PERIOD_BYTES = 8 << 20

type Collector = (options: { type: 'minor' }) => void

let freeYoung: Collector | undefined
let count = 0

/**
 * Counts bytes of Buffers that will soon be of no use, and frees such memory now and then. V8, which sees how little their
 * objects take, lets 64 MB of it pile up first.
 */
export function countGarbage(bytes: number): void {
  count += bytes
  if (count < PERIOD_BYTES) return
  count = 0
  freeYoung ??= collector()
  freeYoung({ type: 'minor' })
}

/** The function `gc`, which Node shows only to those who ask for it. */
function collector(): Collector {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return collect
}
