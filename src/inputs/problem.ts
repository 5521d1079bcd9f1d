import { toOneLine } from '../lib/text.ts'

/** One mistake in the inputs: where it is, the value, and what is expected. */
export interface Problem {
  /** The input (`nix-mode`) or the step's line (`steps, line 3`). */
  readonly where: string
  /** The name of the step that has it. */
  readonly step?: string
  readonly value: string
  /** What the value would have to be the name of. */
  readonly unknown?: 'option' | 'step kind'
  /** A sentence: `Expected true or false.` */
  readonly expected: string
}

/** All mistakes in the inputs. */
export class InputError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'))
    this.name = 'InputError'
    this.problems = problems
  }
}

/** One sentence for a log line or an annotation. */
function describe({ where, step, value, unknown, expected }: Problem): string {
  const place = step === undefined ? where : `${where} (${toOneLine(step, 60)})`
  const shown = value.length > 120 ? `${value.slice(0, 117)}...` : value
  const what = unknown ? `unknown ${unknown}` : 'invalid value'
  return `${place}: ${what} ${JSON.stringify(shown)}. ${expected}`
}

/** The runner keeps ten annotations of a kind. */
const MAX_PROBLEMS_SHOWN = 10

/** A message for each of the first problems; the last message says how many more there are. */
export function describeProblems(problems: readonly Problem[]): string[] {
  const messages = problems.slice(0, MAX_PROBLEMS_SHOWN).map(describe)
  const rest = problems.length - messages.length
  return rest > 0 ? [...messages.slice(0, -1), `${messages.at(-1)}\n… and ${rest} more.`] : messages
}
