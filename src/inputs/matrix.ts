import { asMap, parseJson } from '../lib/json.ts'
import type { MatrixItem, MatrixRow, PlannedSystem } from '../model/matrix.ts'
import { SYSTEMS, type System } from '../model/system.ts'
import { systemOf } from '../nix/nix.ts'

/** The inputs `systems`, `shards` and `shard`. */
export interface MatrixInputs {
  /** Empty: the system of this machine. */
  readonly systems: readonly PlannedSystem[]
  /** Jobs per system, or one per check. */
  readonly shards: number | 'per-check'
  /** The row that this job builds. */
  readonly shard: MatrixRow | undefined
}

type MatrixInputName = 'systems' | 'shards' | 'shard'
type Tell = (where: string, value: string, expected: string) => void

const MAX_SHARDS = 256
const EXPECTED_ROW = `Expected a row of the output matrix of a job with plan: true: \${{ toJSON(matrix) }}.`

/**
 * Parses the inputs of the matrix.
 * @param tell receives each mistake
 */
export function readMatrixInputs(
  get: (name: MatrixInputName) => string,
  isPlan: boolean,
  tell: Tell,
): MatrixInputs {
  return {
    systems: parseSystems(get('systems'), tell),
    shards: parseShards(get('shards').trim(), tell),
    shard: parseShard(get('shard').trim(), isPlan, tell),
  }
}

function parseSystems(text: string, tell: Tell): PlannedSystem[] {
  const systems: PlannedSystem[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const problem = (expected: string) => tell(`systems, line ${index + 1}`, line.trim(), expected)
    const [name = '', list] = line.split(/=(.*)/s).map(part => part.trim())
    const labels = (list ?? '').split(',').map(label => label.trim())
    const isLabel = (label: string) => /^[^\p{C}]{1,256}$/u.test(label)
    if (!isSystem(name))
      problem(
        `Expected system = label, such as x86_64-linux = ubuntu-latest. Systems are ${SYSTEMS.join(', ')}.`,
      )
    else if (!labels.every(isLabel))
      problem('Expected the labels of its runners after =, separated by commas.')
    else if (systems.some(({ system }) => system === name)) problem('Expected each system once.')
    else systems.push({ system: name, labels })
  }
  return systems
}

function parseShards(text: string, tell: Tell): number | 'per-check' {
  if (text === '' || text === 'per-check') return 'per-check'
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= MAX_SHARDS) return count
  tell('shards', text, `Expected per-check, or a number from 1 to ${MAX_SHARDS}.`)
  return 'per-check'
}

function parseShard(text: string, isPlan: boolean, tell: Tell): MatrixRow | undefined {
  if (text === '') return undefined
  const row = parseRow(text)
  if (!row) {
    const why = text === 'null' ? 'This job has no matrix. ' : ''
    tell('shard', text, `${why}${EXPECTED_ROW}`)
    return undefined
  }
  const own = systemOf(process.platform, process.arch)
  if (!isPlan && row.system === own) return row
  const expected = isPlan
    ? 'Expected no shard with plan: true: plan and shard are inputs of different jobs.'
    : `Expected a row for ${own}, the system of this runner, not for ${row.system}. Use runs-on: \${{ matrix.os }}.`
  tell('shard', row.name, expected)
  return undefined
}

const MAX_NAME_LENGTH = 1000
const MAX_ITEMS = 10_000

/** Parses a row of a matrix strictly; undefined if it is not one. */
export function parseRow(text: string): MatrixRow | undefined {
  const json = parseJson(text) as Record<string, unknown> | undefined
  if (!json) return undefined
  const { name, system, os, commit, seconds, plan } = json
  const items = Array.isArray(json.items) ? json.items.map(parseItem) : []
  const labels = Array.isArray(os) ? os : [os]
  const isValid =
    isName(name) &&
    typeof system === 'string' &&
    isSystem(system) &&
    labels.every(isName) &&
    matches(commit, /^[0-9a-f]{40,64}$/) &&
    typeof seconds === 'number' &&
    seconds >= 0 &&
    matches(plan, /^[0-9a-f]{24}-\d{1,9}$/) &&
    items.length > 0 &&
    items.length <= MAX_ITEMS &&
    items.every(item => item !== undefined)
  return isValid ? ({ name, system, os, commit, seconds, items, plan } as MatrixRow) : undefined
}

const DERIVATION = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-[\w+.?=-]{1,207}\.drv$/

function parseItem(value: unknown): MatrixItem | undefined {
  const { step, attribute, derivation } = asMap(value) ?? ({} as Record<string, unknown>)
  if (!isName(step) || typeof attribute !== 'string') return undefined
  if (derivation !== null && !matches(derivation, DERIVATION)) return undefined
  return { step, attribute, derivation }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}

function isSystem(text: string): text is System {
  return (SYSTEMS as readonly string[]).includes(text)
}
