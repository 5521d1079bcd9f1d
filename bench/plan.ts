import { flake } from '../__tests__/e2e/support/derivations.ts'
import { scene } from '../__tests__/e2e/support/scene.ts'
import { inTurns, type Row, runsOf, times } from './measure.ts'

const RUNS = 3
const CHECKS = 100
/** So many times a plan of which everything evaluates. */
const LIMIT = 2

/** A plan of which one check does not evaluate, against the same without it: the others are not asked one by one. */
export async function plan(options: readonly string[]): Promise<Row[]> {
  const names = Array.from({ length: CHECKS }, (_, at) => `check${at}`)
  const checks = Object.fromEntries(names.map(name => [name, 'echo 1 > $out']))
  const good = flake(checks)
  const bad = good.replace('check0 = ', 'broken = throw "one check is broken";\n        check0 = ')
  const project = { 'good/flake.nix': good, 'bad/flake.nix': bad }
  const stage = await scene({ project, inputs: { 'nix-path': '' } })
  try {
    await stage.use('none')
    const secondsOf = async (folder: string, wanted: string) => {
      const inputs = { 'working-directory': folder, plan: 'true' }
      const { conclusion, report, raw } = await stage.use('- flake-check', inputs)
      if (conclusion === wanted) return report?.steps[0]?.seconds ?? 0
      throw new Error(`A plan of the bench is no ${wanted}:\n${raw}`)
    }
    const { red, green } = await inTurns(runsOf(options, RUNS), {
      red: () => secondsOf('bad', 'failure'),
      green: () => secondsOf('good', 'success'),
    })
    return [
      {
        what: `plan of ${CHECKS + 1} checks of which one does not evaluate`,
        against: 'a plan without it',
        ratio: red / green,
        limit: `${LIMIT} ×`,
        isOver: red > LIMIT * green,
        note: times(red, green),
      },
    ]
  } finally {
    await stage.stop()
  }
}
