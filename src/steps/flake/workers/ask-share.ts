import type { CallResult } from '../../../nix/call.ts'
import type { Evaluated } from '../../../nix/log/evaluation.ts'
import { askSomeChecks, loggedAttributes, logsDerivations } from '../../kinds/ask-checks.ts'
import type { StepRun } from '../../step-run.ts'
import { type Attributes, wasCut } from '../flake-checks.ts'
import { asCheck, inOrder } from './merged-result.ts'

/**
 * The checks of a share with their derivations, which are in the store then, for a Nix that does not log them.
 * @param names whole attributes of this system
 */
export async function askShare(
  run: StepRun,
  result: CallResult,
  names: readonly string[],
): Promise<Attributes> {
  const { errors, start, end } = result.log.run()
  const unlogged = { start, end: names.length === 1 ? end : start }
  const logged = new Map(loggedAttributes(result).map(it => [asCheck(it.name), it]))
  const row = (name: string, derivation?: string): Evaluated => {
    const span = logged.get(name) ?? unlogged
    return { kind: 'derivation', name, derivation, start: span.start, end: span.end }
  }
  if (wasCut(result)) {
    const begun = names.filter(name => logged.has(name))
    return { evaluated: begun.map(name => row(name)), explained: [] }
  }
  const bad = new Set(
    errors.flatMap(({ attribute = '', derivation }) => (derivation ? [] : asCheck(attribute))),
  )
  const good = names.filter(name => !bad.has(name))
  const { evaluated, explained } = await askSomeChecks(run, good, start)
  const found = new Map(evaluated.map(({ name, derivation }) => [name, derivation]))
  return { evaluated: names.map(name => row(name, found.get(name))), explained }
}

/**
 * The checks of a share whose derivations its log lacks.
 * @param names whole attributes of this system
 */
export function unloggedChecks(
  run: StepRun,
  result: CallResult,
  names: readonly string[],
): readonly string[] {
  if (!logsDerivations(run, result)) return names
  if (result.code !== 0) return []
  const bare = loggedAttributes(result).filter(it => it.derivation === undefined)
  const wanted = new Set(bare.map(({ name }) => asCheck(name)))
  return names.filter(name => wanted.has(name))
}

/** What the log of all shares has, with what was asked of some. */
export function withAsked(
  run: StepRun,
  result: CallResult,
  shares: readonly Attributes[],
): Attributes {
  const rows = shares.flatMap(it => it.evaluated)
  const known = new Set(rows.map(({ name }) => name))
  const logged = logsDerivations(run, result) ? loggedAttributes(result) : []
  const all = [...logged.filter(({ name }) => !known.has(name)), ...rows]
  const evaluated = inOrder(all, ({ name }) => name)
  return { evaluated, explained: shares.flatMap(it => it.explained) }
}
