import { defaultName, fullName, MAX_DEFAULT_NAME_LENGTH, type Step } from '../../model/step.ts'

/**
 * Steps with names of their own, by which outputs and reports tell them apart: names that are the same because they were
 * cut show where they differ; else the second of a name ends in ` (2)`, the third in ` (3)`. Pure.
 */
export function withOwnNames(steps: readonly Step[]): Step[] {
  const named = withDifferences(steps)
  // A name that was given to another step is not taken from it.
  const taken = new Set(named.map(({ name }) => name))
  const seen = new Set<string>()
  return named.map(step => {
    let { name } = step
    for (let nth = 2; seen.has(name); nth++) {
      const next = `${step.name} (${nth})`
      if (!taken.has(next)) name = next
    }
    taken.add(name)
    seen.add(name)
    return { ...step, name }
  })
}

/** Characters that stay before the gap in a name, and in front of the difference after it. */
const HEAD = 20
const BEFORE = 8

function withDifferences(steps: readonly Step[]): Step[] {
  return steps.map(step => {
    const { kind, argument, name } = step
    const whole = fullName(kind, argument)
    const isCut = name === defaultName(kind, argument) && name !== whole
    const others = steps
      .filter(other => isCut && other.name === name)
      .map(other => fullName(other.kind, other.argument))
      .filter(other => other !== whole)
    if (others.length === 0) return step
    const at = Math.min(...others.map(other => commonLength(whole, other)))
    // The end of a name says more than what follows the difference.
    const start = Math.min(
      at - BEFORE,
      Math.max(0, whole.length - (MAX_DEFAULT_NAME_LENGTH - HEAD - 1)),
    )
    const rest = whole.slice(Math.max(start, HEAD))
    return { ...step, name: `${whole.slice(0, HEAD)}…${rest}`.slice(0, MAX_DEFAULT_NAME_LENGTH) }
  })
}

function commonLength(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}
