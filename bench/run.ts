import { log } from './log.ts'

/** One line of the table: how often `what` takes the time of `against`. */
export interface Row {
  readonly what: string
  readonly against: string
  readonly ratio: number
  /** The highest ratio that is good. */
  readonly limit?: number
  /** Anything else that was measured. */
  readonly note: string
  /** Whether a limit beside the ratio was passed. */
  readonly isOver?: boolean
}

/** A bench: gets the arguments behind its name, such as `--size=64M`. */
export type Bench = (options: readonly string[]) => Promise<readonly Row[]>

const BENCHES: Readonly<Record<string, Bench>> = { log }

const words = process.argv.slice(2)
const names = words.filter(word => !word.startsWith('--'))
const options = words.filter(word => word.startsWith('--'))
const unknown = names.filter(name => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(
    `No bench is called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`,
  )
  process.exit(2)
}

for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
  for (const row of (await BENCHES[name]?.(options)) ?? []) {
    const { what, against, ratio, limit, note, isOver } = row
    const isBad = isOver || (limit !== undefined && ratio > limit)
    if (isBad) process.exitCode = 1
    const bound = limit === undefined ? '' : ` (at most ${limit})`
    console.log(`${isBad ? '✗' : '✓'} ${what}: ${ratio.toFixed(2)} × ${against}${bound}; ${note}`)
  }
}
