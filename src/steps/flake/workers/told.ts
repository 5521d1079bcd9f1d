import type { CallResult } from '../../../nix/call.ts'
import { isOfMemory } from './merged-result.ts'

/** What a share of the checks traces about itself. */
export interface Told {
  readonly system: string
  readonly names: readonly string[]
  /** The number of checks of the system. */
  readonly all: number
}

/** The packages of a share. */
export function packagesOf(told: readonly Told[]): string[] {
  return told.flatMap(({ system, names }) => names.map(name => `packages.${system}.${name}`))
}

/** The checks of a share that ran out of memory which have neither a result nor an error of their own. */
export function leftOf({ system, names }: Told, { log }: CallResult): readonly string[] {
  const { evaluated, errors } = log.run()
  const done = new Set([
    ...evaluated.flatMap(({ name, derivation }) => (derivation ? name : [])),
    ...errors.flatMap(error => (isOfMemory(error) ? [] : (error.attribute ?? []))),
  ])
  const left = names.filter(name => !done.has(`packages.${system}.${name}`))
  // It died after the last one.
  return left.length > 0 ? left : names
}

/** Two shares of the same checks, or one of a single check. */
export function halvesOf({ system, names }: Told): Pick<Told, 'system' | 'names'>[] {
  const middle = Math.ceil(names.length / 2)
  const halves = [names.slice(0, middle), names.slice(middle)].filter(half => half.length > 0)
  return halves.map(half => ({ system, names: half }))
}

/** The result of a process that evaluates one attribute, whose errors are of that one if they name none. */
export function scoped(result: CallResult, attribute: string): CallResult {
  const log = result.log.run()
  const errors = log.errors.map(error =>
    error.kind === 'early' ? error : { ...error, attribute: error.attribute ?? attribute },
  )
  return { ...result, log: { run: () => ({ ...log, errors }), errors: result.log.errors } }
}
