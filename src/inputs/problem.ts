import { toOneLine } from '../lib/text.ts'

/** One thing that is wrong with what the user gave: where it stands, what stands there, what may stand there. */
export interface Problem {
  /** The input (`nix-mode`) or the step's line (`steps, line 3`). */
  readonly where: string
  /** The name of the step in which it stands. */
  readonly step?: string
  readonly value: string
  readonly expected: string
}

/** Everything that is wrong with the inputs, found in one reading. */
export class InputError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'))
    this.name = 'InputError'
    this.problems = problems
  }
}

/** One sentence for a log line or an annotation. */
export function describe({ where, step, value, expected: allowed }: Problem): string {
  const place = step === undefined ? where : `${where} (${toOneLine(step, 60)})`
  return `${place}: ${show(value)} is not possible here. ${allowed}`
}

/** Problems that are told: the runner keeps ten annotations of a kind. */
const MOST_TOLD = 10

/** A sentence for each of the first problems; the last one says how many more there are. */
export function describeAll(problems: readonly Problem[]): string[] {
  const told = problems.slice(0, MOST_TOLD).map(describe)
  const more = problems.length - told.length
  return more > 0 ? [...told.slice(0, -1), `${told.at(-1)}\n… and ${more} more.`] : told
}

function show(value: string): string {
  const line = value.length > 120 ? `${value.slice(0, 117)}...` : value
  return JSON.stringify(line)
}
