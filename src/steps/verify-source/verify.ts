import { randomUUID } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Tracked } from '../../host/tracked-files.ts'
import { formatError } from '../../lib/errors.ts'
import { listed } from '../../lib/format.ts'
import { toOneLine } from '../../lib/text.ts'
import { BuildStats } from '../build-stats.ts'
import { type Derivations, derivationsOf, type Evaluate } from '../derivations.ts'
import type { Outcome } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'
import { SourceCopy } from './copy.ts'

/** Names that a warning lists. */
const MAX_NAMES = 8

/**
 * With `verify-source`: warns of derivations that a step has built and that stay the same when every checked-out file
 * changes. A copy of the files is evaluated before and after such a change. Never fails the step.
 */
export async function verifySource(run: StepRun, { status }: Outcome): Promise<void> {
  const { step, context } = run
  const evaluate = derivationsOf[step.kind]
  if (!context.verifySource || !evaluate || status !== 'success') return
  const unknown = (why: string) =>
    context.ctx.logger.info(
      `${step.name}: cannot verify that it is built from the checked-out files: ${why}`,
    )
  const into = run.privatePath(`source-${randomUUID()}`)
  let copy: SourceCopy | undefined
  try {
    const tracked = new Tracked(
      await realpath(run.cwd),
      context.workspace,
      context.ctx.env,
      context.ctx.cancel,
    )
    const [top, files] = [await tracked.top(), await tracked.files()]
    if (top === undefined || files === undefined) return unknown('it is not in a git repository.')
    const isCommitted = step.kind === 'nix-build'
    copy = await SourceCopy.make({ top, files, into, isCommitted, env: context.ctx.env })
    if (!copy) return unknown('it is too large to copy.')
    const answer = await unchanged(await inCopy(run, top, copy), copy, evaluate)
    if (typeof answer === 'string') unknown(answer)
    else if (answer.length > 0) warn(run, answer)
  } catch (error) {
    unknown(formatError(error))
  } finally {
    await copy?.remove()
  }
}

/** The names of the derivations that stay the same, or why that is not known. */
async function unchanged(
  run: StepRun,
  copy: SourceCopy,
  evaluate: Evaluate,
): Promise<string[] | string> {
  const before = await evaluate(run)
  if (!before) return 'a copy of the tracked files does not evaluate.'
  await copy.flipModes()
  const flipped = await evaluate(run)
  const suspects = unchangedKeys(before, flipped)
  if (suspects.length === 0) return []
  // A file that is read with readFile has no mode.
  await copy.addLines()
  const longer = await evaluate(run)
  if (!longer) return 'a copy with changed files does not evaluate.'
  return suspects.filter(key => longer.byKey.get(key) === before.byKey.get(key)).map(before.name)
}

/** The keys of the derivations that are the same; all of them if nothing is known. Pure. */
function unchangedKeys(before: Derivations, after: Derivations | undefined): string[] {
  return [...before.byKey.keys()].filter(
    key => !after || after.byKey.get(key) === before.byKey.get(key),
  )
}

/** The step in the copy. */
async function inCopy(run: StepRun, top: string, copy: SourceCopy): Promise<StepRun> {
  const { step, context } = run
  const moved = (text: string) => text.replaceAll(top, copy.top)
  const place = async (folder: string) => join(copy.top, relative(top, await realpath(folder)))
  const { NIX_PATH: path } = context.env
  return run.withoutOutput(
    { ...step, argument: moved(step.argument), args: step.args.map(moved) },
    {
      ...context,
      project: await place(context.project),
      workspace: copy.top,
      env: { ...context.env, ...(path === undefined ? {} : { NIX_PATH: moved(path) }) },
      pusher: undefined,
      // Builds of the copy do not count as builds of the job.
      buildStats: new BuildStats(0),
    },
  )
}

function warn({ step, context }: StepRun, names: readonly string[]): void {
  const list = toOneLine(listed(names, MAX_NAMES), 620)
  const [it, is] = names.length === 1 ? ['its derivation', 'is'] : ['their derivations', 'are']
  context.ctx.logger.warning(
    `${step.name}: ${list} ${is} not built from the checked-out files: ${it} would stay the same if all of them changed. Check src: fetchGit or fetchTarball of a branch builds that branch, not this commit.`,
    'Not built from this checkout',
  )
}
