import { ActionError } from '../../lib/errors.ts'
import { round } from '../../lib/format.ts'
import { escapeInvisible, truncate } from '../../lib/text.ts'
import type { MatrixItem, MatrixRow, PlannedItem, PlannedSystem } from '../../model/matrix.ts'
import type { System } from '../../model/system.ts'
import { balance } from './balance.ts'

/** What rows are made with. */
export interface RowOptions {
  readonly systems: readonly PlannedSystem[]
  readonly shards: number | 'per-check'
  readonly commit: string
  /** Names of steps whose items must be in one job (`expect: failure`). */
  readonly bound: ReadonlySet<string>
  /** {@link MatrixRow.plan} */
  readonly plan: string
  /** Seconds that an item took; undefined if unknown. */
  readonly secondsOf: (item: PlannedItem) => number | undefined
  /** The most bytes of {@link matrixText}. */
  readonly room: number
}

/** GitHub's limit on the jobs of a matrix. */
const MAX_ROWS = 256
/** A row comes back to a job as an environment variable, of which Linux allows 128 KiB. */
const MAX_ROW_BYTES = 96 * 1024

/** Items that are built in the same job. */
interface Unit {
  readonly items: readonly PlannedItem[]
  readonly seconds: number
}

/**
 * The rows of a matrix: each item once, the longest rows first. Pure.
 * @throws ActionError if they exceed GitHub's limits
 */
export function makeRows(planned: readonly PlannedItem[], options: RowOptions): MatrixRow[] {
  const known = planned.map(options.secondsOf).filter(it => it !== undefined)
  const usual = known.length > 0 ? medianOf(known) : 1
  const rows = options.systems.flatMap(target => {
    const items = planned.filter(({ system }) => system === target.system)
    const units = unitsOf(items, options.bound, item => options.secondsOf(item) ?? usual)
    const groups =
      options.shards === 'per-check' ? units.map(one => [one]) : shared(units, options.shards)
    const split = groups.flatMap(group => fitting(group, target, options))
    const isNumbered = options.shards !== 'per-check'
    return split.map((group, index): MatrixRow => {
      const name = isNumbered
        ? `${target.system} ${index + 1}/${split.length}`
        : nameOf(group, target.system)
      return rowOf(group, name, target, options, known.length > 0)
    })
  })
  const named = withUniqueNames(rows).toSorted((a, b) => b.seconds - a.seconds)
  checkLimits(named, options)
  return named
}

/** What is built in one job: all items of a step that is bound, all items of a derivation, or one item. */
function unitsOf(
  items: readonly PlannedItem[],
  bound: ReadonlySet<string>,
  secondsOf: (item: PlannedItem) => number,
): Unit[] {
  const units = new Map<unknown, { items: PlannedItem[]; seconds: number }>()
  for (const item of items) {
    const isBound = bound.has(item.step)
    const key = isBound ? `step ${item.step}` : (item.derivation ?? item)
    const unit = units.get(key) ?? { items: [], seconds: 0 }
    const seconds = secondsOf(item)
    unit.seconds = isBound ? unit.seconds + seconds : Math.max(unit.seconds, seconds)
    unit.items.push(item)
    units.set(key, unit)
  }
  return [...units.values()]
}

function shared(units: readonly Unit[], count: number): Unit[][] {
  const bins = balance(
    units.map(({ seconds }) => seconds),
    count,
  )
  return bins.map(({ items }) => items.toSorted((a, b) => a - b).flatMap(at => units[at] ?? []))
}

/** Splits a group whose row would be too large. */
function fitting(group: readonly Unit[], target: PlannedSystem, options: RowOptions): Unit[][] {
  const row = rowOf(group, 'x'.repeat(MAX_ROW_NAME), target, options, false)
  // toJSON indents what it writes.
  if (Buffer.byteLength(JSON.stringify(row, undefined, 2)) <= MAX_ROW_BYTES) return [[...group]]
  if (group.length === 1) {
    throw new ActionError(
      `The step ${escapeInvisible(group[0]?.items[0]?.step ?? '')} has too many checks for one job of the matrix.`,
      'Split it with select: with expect: failure, all checks of a step are built in one job.',
    )
  }
  const middle = Math.ceil(group.length / 2)
  return [group.slice(0, middle), group.slice(middle)].flatMap(half =>
    fitting(half, target, options),
  )
}

function rowOf(
  group: readonly Unit[],
  name: string,
  { system, labels }: PlannedSystem,
  { commit, plan }: RowOptions,
  isTimed: boolean,
): MatrixRow {
  const seconds = isTimed ? round(group.reduce((sum, unit) => sum + unit.seconds, 0)) : 0
  const items = group.flatMap(unit =>
    unit.items.map(
      ({ step, attribute, derivation }): MatrixItem => ({ step, attribute, derivation }),
    ),
  )
  const [first = ''] = labels
  return { name, system, os: labels.length > 1 ? labels : first, commit, seconds, items, plan }
}

const MAX_ROW_NAME = 120

function nameOf(group: readonly Unit[], system: System): string {
  const items = group.flatMap(unit => unit.items)
  const [first, ...others] = items
  const isAlone = others.every(it => it.derivation !== null && it.derivation === first?.derivation)
  const attribute = first?.attribute ?? ''
  const prefix = `checks.${system}.`
  const short = attribute.startsWith(prefix) ? attribute.slice(prefix.length) : attribute
  const what = isAlone && short !== '' ? short : (first?.step ?? '')
  return `${truncate(escapeInvisible(what), MAX_ROW_NAME - 30)} (${system})`
}

/** Checks of several steps may have the same name. */
function withUniqueNames(rows: readonly MatrixRow[]): MatrixRow[] {
  const seen = new Map<string, number>()
  return rows.map(row => {
    const nth = (seen.get(row.name) ?? 0) + 1
    seen.set(row.name, nth)
    return nth === 1 ? row : { ...row, name: `${row.name} ${nth}` }
  })
}

function checkLimits(rows: readonly MatrixRow[], { shards, room }: RowOptions): void {
  const now = `now ${shards}`
  if (rows.length > MAX_ROWS) {
    throw new ActionError(
      `The matrix would have ${rows.length} jobs; GitHub allows ${MAX_ROWS}.`,
      `Set shards to a smaller number of jobs per system (${now}).`,
    )
  }
  const bytes = Buffer.byteLength(matrixText(rows))
  if (bytes > room) {
    throw new ActionError(
      `The matrix would have ${Math.ceil(bytes / 1024)} KiB; a job's outputs have room for ${Math.floor(room / 1024)} KiB.`,
      `Plan fewer systems or, with select, fewer checks, and set shards to a small number of jobs per system (${now}).`,
    )
  }
}

/** The output `matrix`; empty without rows. */
export function matrixText(rows: readonly MatrixRow[]): string {
  return rows.length === 0 ? '' : JSON.stringify({ include: rows })
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}
