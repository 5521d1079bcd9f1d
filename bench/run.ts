import { loadavg } from 'node:os'
import { action } from './action.ts'
import { flakeCheck } from './flake-check.ts'
import { install } from './install.ts'
import { log } from './log.ts'
import { matrix } from './matrix.ts'
import type { Bench, Row } from './measure.ts'
import { plan } from './plan.ts'
import { start } from './start.ts'
import { storeCache } from './store-cache.ts'

const BENCHES: Readonly<Record<string, Bench>> = {
  install,
  action,
  'flake-check': flakeCheck,
  'store-cache': storeCache,
  log,
  plan,
  matrix,
  start,
}

/** Runs the benches that are named, or all, and prints a line for each row, then all as a table. */
async function bench(words: readonly string[]): Promise<boolean> {
  const names = words.filter(word => !word.startsWith('--'))
  const options = words.filter(word => word.startsWith('--'))
  const unknown = names.filter(name => !(name in BENCHES))
  if (unknown.length > 0) {
    const known = Object.keys(BENCHES).join(', ')
    console.error(`No bench is called ${unknown.join(', ')}. There are: ${known}.`)
    return false
  }
  const rows: Row[] = []
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    for (const row of (await BENCHES[name]?.(options)) ?? []) {
      rows.push(row)
      console.log(line(row))
    }
  }
  console.log(`\nThe machine's load: ${loadavg()[0]?.toFixed(1)}\n\n${table(rows)}`)
  return !rows.some(({ isOver }) => isOver)
}

function line(row: Row): string {
  const { what, against, ratio, limit, isOver, note } = row
  const bound = limit === '' ? '' : ` (at most ${limit})`
  return `${isOver ? '✗' : '✓'} ${what}: ${ratio.toFixed(2)} × ${against}${bound}; ${note}`
}

function table(rows: readonly Row[]): string {
  const cells = rows.map(row => [
    row.what,
    row.against,
    `${row.isOver ? '✗ ' : ''}${row.ratio.toFixed(2)}`,
    row.limit,
    row.note,
  ])
  const lines = [
    ['What', 'Against', 'Ratio', 'At most', 'Measured'],
    Array(5).fill('---'),
    ...cells,
  ]
  return lines
    .map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

process.exit((await bench(process.argv.slice(2))) ? 0 : 1)
