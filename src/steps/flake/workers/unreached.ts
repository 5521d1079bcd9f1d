import { UNREACHED } from '../check-results.ts'
import { wasCut } from '../flake-checks.ts'
import type { SideBySideResult } from './options.ts'

/**
 * Adds the checks that were not reached before the step was stopped.
 * @param names of all checks that are known, as whole attributes
 */
export function withUnreached(
  { result, asked }: SideBySideResult,
  names: ReadonlySet<string>,
): SideBySideResult {
  if (!wasCut(result)) return { result, ...(asked && { asked }) }
  const log = result.log.run()
  const known = new Set((asked ?? log).evaluated.map(({ name }) => name))
  const row = { kind: UNREACHED, start: log.end, end: log.end, derivation: undefined }
  const left = [...names].filter(name => !known.has(name)).map(name => ({ ...row, name }))
  const run = () => ({ ...log, evaluated: [...log.evaluated, ...left] })
  return {
    result: { ...result, log: { run, errors: result.log.errors } },
    ...(asked && { asked: { ...asked, evaluated: [...asked.evaluated, ...left] } }),
  }
}
