import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flake } from '../__tests__/e2e/support/derivations.ts'
import { minimint, type Scene, type SceneOptions, scene } from '../__tests__/e2e/support/scene.ts'
import { againstBefore, beforeOf, median, type Row, rounds, runsOf, times } from './measure.ts'

const RUNS = 15
/** Design's limit: so many times the commands by hand, and so many seconds more. */
const FACTOR = 1.05
const SECONDS = 0.5
/** Of what the build before adds. */
const MAX_ADDED = 0.75

/** A project, the steps of the action on it, and the same as one types it. */
interface Case {
  readonly what: string
  readonly project: NonNullable<SceneOptions['project']>
  /** Changes a source, so that everything is built again. */
  change(stage: Scene, number: number): Promise<void>
  steps(stage: Scene): string
  commands(stage: Scene): string
}

const CHECKS = 12
const names = Array.from({ length: CHECKS }, (_, i) => `check${i + 1}`)

const CASES: readonly Case[] = [
  {
    what: 'whole run of the example: flake check, nix-build, nix-shell',
    project: minimint,
    change: (stage, number) => append(stage, 'src/book.c', `/* change ${number} */\n`),
    steps: ({ standIn }) => `
- flake-check:
  args: [--override-input, nixpkgs, 'path:${standIn}']
- nix-build
- nix-shell: ./scripts/integration-test.sh
`,
    commands: ({ standIn }) =>
      [
        `nix flake check --override-input nixpkgs path:${standIn}`,
        'nix-build --no-out-link',
        'nix-shell --run ./scripts/integration-test.sh',
      ].join('\n'),
  },
  {
    what: `whole run of a flake with ${CHECKS} checks`,
    project: {
      'flake.nix': flake(
        Object.fromEntries(names.map(name => [name, 'echo $' + '{./source} > $out'])),
      ),
      source: 'a source\n',
    },
    change: (stage, number) => append(stage, 'source', `change ${number}\n`),
    steps: () => '- flake-check',
    commands: () => 'nix flake check',
  },
]

/**
 * The whole action where Nix is there already, from the start of main to the end of post, against the same commands of
 * Nix in one `run:` step; a source changes before each, so that both build.
 */
export async function action(options: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const one of CASES)
    rows.push(...(await measure(one, runsOf(options, RUNS), beforeOf(options))))
  return rows
}

async function measure(one: Case, runs: number, earlier: string | undefined): Promise<Row[]> {
  const stage = await scene({ project: one.project, inputs: { 'nix-mode': 'single-user' } })
  try {
    await succeeded(stage.use('none'))
    await stage.job.post()
    let changes = 0
    const changed = async (work: () => Promise<number>) => {
      await one.change(stage, changes++)
      return work()
    }
    // The settings that the action gives to later steps of a job are gone with it.
    const env = { NIX_CONFIG: 'experimental-features = nix-command flakes\nsubstituters =' }
    const old = earlier === undefined ? undefined : stage.nextJob({}, { actionDir: earlier })
    const turns = await rounds(runs, {
      used: () => changed(() => useAction(stage, one.steps(stage))),
      before: old ? () => changed(() => useAction(old, one.steps(stage))) : undefined,
      typed: () =>
        changed(async () => {
          const script = `set -e\n${one.commands(stage)}`
          return (await succeeded(stage.job.run(script, { env }))).seconds
        }),
    })
    const used = median(turns.used)
    const typed = median(turns.typed)
    // What else the machine does changes from round to round.
    const added = (all: readonly number[]) =>
      median(all.map((seconds, round) => seconds - (turns.typed[round] ?? 0)))
    return [
      {
        what: one.what,
        against: 'the same commands by hand',
        ratio: used / typed,
        limit: `${FACTOR} × + ${SECONDS} s`,
        isOver: used > FACTOR * typed + SECONDS,
        note: times(used, typed),
      },
      ...againstBefore(one.what, used, median(turns.before)),
      ...(old ? [addedRow(one.what, added(turns.used), added(turns.before))] : []),
    ]
  } finally {
    await stage.stop()
  }
}

/** Seconds that the action adds to the commands. */
function addedRow(what: string, now: number, before: number): Row {
  return {
    what: `what the action adds to the ${what}`,
    against: 'the build before',
    ratio: now / before,
    limit: `${MAX_ADDED} ×`,
    isOver: now > MAX_ADDED * before,
    note: times(now, before),
  }
}

async function useAction(stage: Scene, steps: string): Promise<number> {
  const asked = { 'nix-version': '', 'nix-sha256': '', 'nix-release-url': '', 'nix-mode': '' }
  const main = await succeeded(stage.use(steps, asked))
  const posts = await stage.job.post()
  return main.seconds + posts.reduce((sum, { seconds }) => sum + seconds, 0)
}

async function succeeded<Result extends { conclusion: string; raw: string }>(
  step: Promise<Result>,
): Promise<Result> {
  const result = await step
  if (result.conclusion === 'success') return result
  throw new Error(`A step of the bench failed:\n${result.raw}`)
}

async function append({ workspace }: Scene, file: string, text: string): Promise<void> {
  await writeFile(join(workspace, file), text, { flag: 'a' })
}
