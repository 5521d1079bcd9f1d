import type { MatrixRow } from '../model/matrix.ts'
import { KIND_TRAITS, KINDS, type Step } from '../model/step.ts'

/** The steps with what a row has of each. Pure. */
export function narrowed(steps: readonly Step[], { items }: MatrixRow): Step[] {
  return steps.map(step => {
    const own = items.filter(item => item.step === step.name)
    if (own.length === 0 || !isDistributed(step)) return step
    const attributes = own.map(({ attribute }) => attribute)
    return step.kind === 'build'
      ? { ...step, argument: attributes.join(' '), items: own }
      : { ...step, select: attributes.map(exactly), items: own }
  })
}

/** The names of steps that a row has and the job does not. */
export function missingSteps(steps: readonly Step[], { items }: MatrixRow): string[] {
  const known = steps.filter(isDistributed).map(({ name }) => name)
  return [...new Set(items.map(({ step }) => step))].filter(name => !known.includes(name))
}

/** Why a job of the matrix does not run a step; undefined if it does. */
export function whyNotInRow({ kind, items }: Pick<Step, 'kind' | 'items'>): string | undefined {
  if (items) return undefined
  return isDistributed({ kind })
    ? 'shard: nothing of it is in this row of the matrix'
    : `shard: a job of the matrix runs ${KINDS.filter(it => isDistributed({ kind: it })).join(' and ')} only`
}

function isDistributed({ kind }: Pick<Step, 'kind'>): boolean {
  return KIND_TRAITS[kind].isDistributed === true
}

/** A glob that only this name fits. */
function exactly(name: string): string {
  return name.replace(/[^\w.-]/g, '\\$&')
}
