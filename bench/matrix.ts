import { SYSTEM } from '../__tests__/e2e/support/cachix-runs.ts'
import { rowsOf, shardOf } from '../__tests__/e2e/support/matrix-runs.ts'
import { type Scene, scene } from '../__tests__/e2e/support/scene.ts'
import { startActionsCacheServer } from '../__tests__/helpers/actions-cache-server.ts'
import { inTurns, type Row, runsOf, times } from './measure.ts'

const RUNS = 3
const LIMIT = 0.35
/** Makes the base of the flake take some 5 s to evaluate. */
const DEPTH = 33

const PROJECT = {
  'flake.nix': `{
  outputs = { self }:
    let
      fib = n: if n < 2 then n else fib (n - 1) + fib (n - 2);
      base = toString (fib ${DEPTH});
    in {
      checks.${SYSTEM}.only = derivation {
        name = "only";
        system = "${SYSTEM}";
        builder = "/bin/sh";
        args = [ "-c" "echo \${base} \${./source} > $out" ];
      };
    };
}
`,
  source: 'a source\n',
}

/**
 * A job with a row of a matrix, to its first build, with derivations that the plan handed over against the same job that
 * evaluates its row; Nix is there already, and a source changes before each.
 */
export async function matrix(options: readonly string[]): Promise<Row[]> {
  const server = await startActionsCacheServer()
  const stages: Scene[] = []
  try {
    for (const _ of ['plan', 'handed', 'evaluated']) {
      const stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' } })
      stages.push(stage)
      await stage.use('none')
    }
    const [planner, handing, evaluating] = stages as [Scene, Scene, Scene]
    let changes = 0
    const toFirstBuild = async (stage: Scene, more: Record<string, string>) => {
      changes++
      for (const one of [planner, stage]) await change(one, changes)
      const env = { ...server.env(), GITHUB_RUN_ID: String(changes) }
      const plan = await planner.nextJob(env).use('- flake-check', { plan: 'true', ...STORE })
      const [row] = rowsOf(plan)
      if (!row) throw new Error(`A plan of the bench has no row:\n${plan.raw}`)
      const job = await stage.nextJob(env).use('- flake-check', { ...shardOf(row), ...more })
      const start = job.report?.derivations[0]?.start
      if (start === undefined) throw new Error(`A job of the bench built nothing:\n${job.raw}`)
      return start
    }
    const { handed, evaluated } = await inTurns(runsOf(options, RUNS), {
      handed: () => toFirstBuild(handing, STORE),
      evaluated: () => toFirstBuild(evaluating, { 'store-cache': 'false' }),
    })
    return [
      {
        what: 'a job of a matrix with handed-over derivations, to its first build',
        against: 'the same job evaluating its row',
        ratio: handed / evaluated,
        limit: `${LIMIT} ×`,
        isOver: handed > LIMIT * evaluated,
        note: times(handed, evaluated),
      },
    ]
  } finally {
    for (const stage of stages) await stage.stop()
    await server.close()
  }
}

const STORE = { 'store-cache': 'auto' }

/** The same commit on each machine. */
async function change({ sh }: Scene, number: number): Promise<void> {
  const date = '2026-11-01T00:00:00Z'
  const who = `GIT_COMMITTER_DATE=${date} git -c user.name=t -c user.email=t@localhost`
  const commit = `commit -qa --amend --reset-author --date=${date} -m start`
  await sh(`echo change ${number} > source; ${who} ${commit}`)
}
