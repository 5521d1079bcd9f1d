import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { programWords } from '../../inputs/steps/program-words.ts'
import { listed, listedLines, plural, withLines } from '../../lib/format.ts'
import { escapeInvisible, toOneLine } from '../../lib/text.ts'
import type { StepError } from '../../model/report.ts'
import type { Step } from '../../model/step.ts'
import type { Nix } from '../../nix/nix.ts'
import { hasFeature } from '../../nix/version.ts'
import { type CommandOutcome, runProjectCommand } from '../command.ts'
import type { Outcome } from '../outcome.ts'
import { buildProgram } from '../program/build-program.ts'
import { formatterCandidate } from '../program/candidates.ts'
import {
  type ChangedFile,
  changesSince,
  type Snapshot,
  takeSnapshot,
} from '../program/changed-files.ts'
import type { StepRun } from '../step-run.ts'

/** Older versions of Nix, and of Lix, pass `.` to a formatter without arguments. */
const PASSES_NOTHING_SINCE = ['2.25', '2.92'] as const
/** Since then the formatter gets PRJ_ROOT, the top of the flake's source. */
const SETS_ROOT_SINCE = '2.30'
/** Changed files with an error of their own: GitHub shows ten annotations. */
const MAX_ERRORS = 4
/** Changed files that a message names, and that the log does. */
const MAX_NAMES = 50
const MAX_LINES = 500

/** The state before the first attempt at a step: a later attempt starts with what the first one has formatted. */
const snapshots = new WeakMap<Step, Snapshot>()

/** As `nix fmt`: fails if the formatter does, and if it changes a file. Nothing is put back. */
export async function fmt(run: StepRun): Promise<Outcome | CommandOutcome> {
  const { step, context } = run
  const { nix } = context
  const { words } = programWords(step)
  const after = words.length > 0 ? ['--', ...words] : []
  const reproduce = run.reproduce('nix', 'fmt', ...step.args, ...after)
  const formatter = formatterCandidate(nix)
  const made = await buildProgram(run, {
    candidates: [formatter],
    reproduce,
    missing: () =>
      `${step.name}: the flake has no formatter for ${nix.system}. Define ${formatter.attribute} in flake.nix.`,
  })
  if ('outcome' in made) return made.outcome
  const before = snapshots.get(step) ?? (await takeSnapshot(run))
  snapshots.set(step, before)
  const outcome = await runProjectCommand(run, {
    argv: [made.path, ...(words.length > 0 ? words : defaultArguments(nix))],
    ...(hasFeature(nix, SETS_ROOT_SINCE) ? { fixed: { PRJ_ROOT: sourceTop(run.cwd) } } : {}),
    reproduce,
  })
  if (outcome.status === 'cancelled') return outcome
  if (before.noGit !== undefined) tellNoGit(run, before)
  const changes = await changesSince(run, before)
  return changes.length === 0 ? outcome : withChanges(run, outcome, before, changes, reproduce)
}

/** What `nix fmt` passes to a formatter without arguments. Pure. */
export function defaultArguments(nix: Pick<Nix, 'version' | 'flavor'>): string[] {
  return hasFeature(nix, ...PASSES_NOTHING_SINCE) ? [] : ['.']
}

/** The top of the source of the flake around a folder: its git checkout, or its own folder. */
function sourceTop(cwd: string): string {
  const start = realpathSync(cwd)
  const flake = folderWith('flake.nix', start) ?? start
  return folderWith('.git', flake) ?? flake
}

function folderWith(name: string, folder: string): string | undefined {
  if (existsSync(join(folder, name))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : folderWith(name, parent)
}

function tellNoGit({ step, context }: StepRun, { hashes, noGit = '' }: Snapshot): void {
  context.ctx.logger.notice(
    `${step.name}: git does not list the files of the project (${toOneLine(noGit)}). All ${plural(hashes.size, 'file')} of the workspace were compared, but files that the formatter creates do not count.`,
    'Formatter',
  )
}

/** Adds the changed files to the outcome of the formatter. */
function withChanges(
  run: StepRun,
  outcome: CommandOutcome,
  { top }: Snapshot,
  changes: readonly ChangedFile[],
  reproduce: string,
): CommandOutcome {
  const { step, context } = run
  const files = changes.map(one => {
    const path = join(top, Buffer.from(one.name, 'latin1').toString())
    const file = relative(context.workspace, path)
    const shown = toOneLine(escapeInvisible(file))
    const label = one.change === 'changed' ? shown : `${shown} (${one.change})`
    return { ...one, file, shown, label }
  })
  const lines = files.map(({ change, shown }) => `${change}: ${shown}`)
  for (const line of listedLines(lines, MAX_LINES)) run.line(line)
  const labels = files.map(({ label }) => label)
  const names = listed(labels, MAX_NAMES)
  const count = plural(files.length, 'file')
  const reason = `${step.name}: the formatter changed ${count}: ${names}.`
  const advice = `Run the formatter and commit what it changes.\nReproduce: ${reproduce}`
  const own = files.length > MAX_ERRORS ? files.slice(0, MAX_ERRORS - 1) : files
  const rest = files.length - own.length
  const kind = 'test' as const
  const errors: StepError[] = own.map(({ change, shown, file }) => ({
    message: `The formatter ${change} ${shown}. ${advice}`,
    kind,
    ...(escapeInvisible(file) !== file || file.startsWith('../') ? {} : { file, line: 1 }),
  }))
  if (rest > 0) {
    const more = listed(labels.slice(own.length), MAX_NAMES)
    errors.push({
      message: `The formatter changed ${plural(rest, 'more file')}: ${more}. ${advice}`,
      kind,
    })
  }
  const cause = { kind: 'changed-files', reason } as const
  if (outcome.status !== 'success') {
    const error = outcome.error ?? { message: outcome.status }
    return {
      ...outcome,
      error: { ...error, message: withLines(error.message, [reason]) },
      otherErrors: [error, ...errors],
      causes: [...(outcome.causes ?? []), cause],
    }
  }
  const [first] = errors
  return {
    ...outcome,
    status: 'failure',
    error: { ...first, message: `${reason} ${advice}`, kind },
    otherErrors: errors,
    causes: [cause],
  }
}
