import type { Step } from './step.ts'

/**
 * Steps with names of their own, by which outputs and reports tell them apart: the second of a name ends in ` (2)`, the
 * third in ` (3)`. Pure.
 */
export function withOwnNames(steps: readonly Step[]): Step[] {
  // A name that was given to another step is not taken from it.
  const taken = new Set(steps.map(({ name }) => name))
  const seen = new Set<string>()
  return steps.map(step => {
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
