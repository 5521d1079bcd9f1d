import { escapeInvisible } from '../../lib/text.ts'
import type { MatrixItem } from '../../model/matrix.ts'
import { LiveLog } from '../../nix/log/live.ts'
import { buildChecks } from '../flake/flake-checks.ts'
import { ownPrefix } from '../flake/own-checks.ts'
import { workersOf } from '../flake/workers/worker-count.ts'
import { type Outcome, refused } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'
import { askDerivations } from './ask-checks.ts'

/** Builds what a row of a matrix has of the step; what the plan handed over is not evaluated again. */
export async function buildItems(run: StepRun, items: readonly MatrixItem[]): Promise<Outcome> {
  const prefix = ownPrefix(run)
  const handedOver = run.context.shard?.handedOver
  const known = new Map<string, string>()
  for (const { attribute, derivation } of items)
    if (derivation !== null && handedOver?.has(derivation)) known.set(attribute, derivation)
  const names = items.map(({ attribute }) => attribute)
  const foreign = names.find(name => !name.startsWith(prefix))
  if (foreign !== undefined)
    return refused(
      `shard: ${escapeInvisible(foreign)} is not a check for ${run.context.nix.system}. Use a row of the matrix as the plan wrote it.`,
    )
  run.line(`${names.length} of the matrix: ${names.map(escapeInvisible).join(', ')}`)
  const unknown = names.filter(name => !known.has(name))
  return buildChecks(
    run,
    names.map(name => name.slice(prefix.length)),
    new Map([...known, ...(await askSideBySide(run, unknown))]),
  )
}

/** The derivations of several checks, as far as they evaluate, by processes that each have a share of them. */
async function askSideBySide(
  run: StepRun,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length < 2) return new Map()
  const workers = await workersOf(run)
  const now = performance.now()
  const group = { live: new LiveLog(run.line, now), leaders: new Set<number>(), lastOutputAt: now }
  const shares = Array.from({ length: Math.min(workers, names.length) }, (_, share) =>
    names.filter((_, at) => at % workers === share),
  )
  const asked = await Promise.all(shares.map(share => askDerivations(run, share, group)))
  return new Map(asked.flatMap(it => [...it]))
}
