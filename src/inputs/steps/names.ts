import { defaultName, fullName, MAX_DEFAULT_NAME_LENGTH, type Step } from '../../model/step.ts'

/**
 * Makes the names of steps unique, for outputs and reports. Default names that are equal because they were cut show
 * where they differ; otherwise the second one ends in ` (2)`, the third in ` (3)`. Pure.
 */
export function withUniqueNames(steps: readonly Step[]): Step[] {
  const named = withDifferences(steps)
  // A name that the user gave to a step stays with that step.
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

/** Characters of a name to show before the gap, and between the gap and the difference. */
const HEAD_LENGTH = 20
const LEAD_LENGTH = 8

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
    // Start earlier if the name then fits to its end.
    const fits = Math.max(0, whole.length - (MAX_DEFAULT_NAME_LENGTH - HEAD_LENGTH - 1))
    const rest = whole.slice(Math.max(Math.min(at - LEAD_LENGTH, fits), HEAD_LENGTH))
    return {
      ...step,
      name: `${whole.slice(0, HEAD_LENGTH)}…${rest}`.slice(0, MAX_DEFAULT_NAME_LENGTH),
    }
  })
}

function commonLength(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}
