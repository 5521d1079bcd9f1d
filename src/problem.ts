/** One thing that is wrong with what the user gave: where it stands, what stands there, what may stand there. */
export interface Problem {
  /** The input (`nix-mode`) or the step's line (`steps, line 3`). */
  readonly where: string
  readonly value: string
  readonly allowed: string
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
export function describe(problem: Problem): string {
  return `${problem.where}: ${show(problem.value)} is not possible here. ${problem.allowed}`
}

function show(value: string): string {
  const line = value.length > 120 ? `${value.slice(0, 117)}...` : value
  return JSON.stringify(line)
}
