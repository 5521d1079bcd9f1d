import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROCESS_TAG, processTag } from '../host/process/descendants.ts'
import { Tail } from '../host/process/lines.ts'
import { LimitedOutput } from '../host/process/output-limit.ts'
import { run as spawnGroup } from '../host/process/spawn.ts'
import type { ProcessEntry } from '../host/process/table.ts'
import { withLines } from '../lib/format.ts'
import type { Step } from '../model/step.ts'
import { parsePairs } from '../runner/command-files.ts'
import { type CommandAnnotation, CommandAnnotations } from './command-annotations.ts'
import { outcomeOfCommand } from './diagnose.ts'
import {
  findLeftovers,
  type Leftovers,
  leftoverWarning,
  terminateLeftovers,
} from './leftover-processes.ts'
import type { Outcome } from './outcome.ts'
import type { StepRun } from './step-run.ts'

/**
 * Both streams share one pipe, which keeps their order. The shell protects the action from a command that kills its
 * parent; signals to the group are left to the command.
 */
const WRAPPED = ['/bin/sh', '-c', 'trap : HUP INT TERM; "$@" 2>&1; exit $?', 'sh']
/** Limit of a command's own output and summary files. */
const MAX_FILE_BYTES = 256 * 1024
/** Lines of output that an error shows. */
const TAIL_LINES = 40

/** Files that a command gets instead of the runner's. */
const OWN_FILES = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'] as const
const REFUSED_FILES = ['GITHUB_ENV', 'GITHUB_PATH'] as const

export interface CommandOutcome extends Outcome {
  /** What the command wrote to its GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>
  /** What it wrote to its GITHUB_STEP_SUMMARY. */
  readonly summary: string
  /** Its annotations, with `annotations: true`. */
  readonly annotations: readonly CommandAnnotation[]
  /** The number of annotations over the limit. */
  readonly droppedAnnotations: number
  /** Programs that it takes from the machine, because its shell does not provide them. */
  readonly hostTools?: readonly string[]
}

/** A command of the project, and what it gets. */
export interface ProjectCommand {
  readonly argv: readonly string[]
  /** Variables in addition to those of the context and the step. */
  readonly env?: Readonly<Record<string, string>>
  /** Variables that the step's `env` does not replace. */
  readonly fixed?: Readonly<Record<string, string>>
  /** If set, the command gets only these variables. */
  readonly only?: readonly string[]
  /** The command that reproduces the failure. */
  readonly reproduce: string
}

/**
 * Runs project code outside the sandbox. Crosses the trust boundary first and removes the credentials for fetching,
 * unless the step asks for them.
 */
export async function runProjectCommand(
  run: StepRun,
  command: ProjectCommand,
): Promise<CommandOutcome> {
  const { step, context } = run
  await context.boundary.cross()
  // It may collect garbage.
  await context.roots.settled()
  await (step.credentials ? context.tokens.write() : context.tokens.remove())
  const files = await ownFiles(run)
  const tag = processTag(context.ctx.folder, randomUUID())
  const tail = new Tail(TAIL_LINES)
  const workflowCommands = new CommandAnnotations(run)
  let leader = 0
  let left: Leftovers = { records: [], detached: [] }
  const exit = await spawnGroup([...WRAPPED, ...command.argv], {
    cwd: run.cwd,
    env: { ...commandEnvironment(run, command, files), [PROCESS_TAG]: tag },
    ...run.limits,
    cancel: context.ctx.cancel,
    inspect: pid => run.showProcesses([pid], tag),
    onStart: pid => {
      leader = pid
    },
    onExit: async () => {
      left = await findLeftovers(step.name, leader, tag)
    },
    stdout: new LimitedOutput({
      line: line => {
        if (!workflowCommands.accept(line)) return
        tail.push(line)
        run.line(line)
      },
      limitReached: bytes => run.output.limitReached(bytes),
      skipped: bytes => run.output.skipped(bytes),
    }),
  })
  reportLeftovers(run, left, await terminateLeftovers(leader, tag))
  await context.tokens.remove()
  const outcome = await outcomeOfCommand(run, exit, tail.lines(), command.reproduce)
  const annotations = await workflowCommands.annotations()
  return { ...withHint(outcome, run), ...(await readFiles(run, files)), ...annotations }
}

/** Warns of processes that the command left running. @param survivors those that could not be terminated */
function reportLeftovers(
  { step, context }: StepRun,
  left: Leftovers,
  survivors: readonly ProcessEntry[],
): void {
  if (left.records.length === 0 && survivors.length === 0) return
  const { logger } = context.ctx
  const message = leftoverWarning(step.name, left, survivors)
  // An earlier attempt has warned already.
  if (context.leftovers.some(it => it.step === step.name)) logger.info(message)
  else logger.warning(message, 'Left running')
  context.leftovers.push(...left.records)
}

function commandEnvironment(
  { step, context }: StepRun,
  { env: more, fixed, only }: ProjectCommand,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  const { SSH_AUTH_SOCK, ...env } = context.env
  const agent = step.credentials && SSH_AUTH_SOCK ? { SSH_AUTH_SOCK } : {}
  const all = { ...env, ...context.tmpdirEnv, ...agent, ...files, ...more, ...step.env, ...fixed }
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name]) => !step.unset.includes(name) && (!only || only.includes(name)),
    ),
  )
}

/** The flags of `nix develop`, `nix run` and `nix shell` for the environment of a step's command. */
export function environmentFlags({ pure, keep, unset }: Step): string[] {
  return pure
    ? ['--ignore-environment', ...keep.flatMap(name => ['--keep', name])]
    : unset.flatMap(name => ['--unset', name])
}

/** Variables that a pure environment has to keep for the command. */
export function keptVariables({ step }: StepRun): string[] {
  return [...OWN_FILES, ...REFUSED_FILES, PROCESS_TAG, ...step.keep, ...Object.keys(step.env)]
}

async function ownFiles(run: StepRun): Promise<Record<string, string>> {
  // One directory per command, which an earlier command cannot tamper with.
  const folder = run.privatePath(`command-${randomUUID()}`)
  await mkdir(folder, { recursive: true })
  const files = [...OWN_FILES, ...REFUSED_FILES].map(name => [name, join(folder, name)] as const)
  await Promise.all(files.map(([, file]) => writeFile(file, '')))
  return Object.fromEntries(files)
}

async function readFiles(
  { step, context: { ctx } }: StepRun,
  files: Readonly<Record<string, string>>,
): Promise<Pick<CommandOutcome, 'outputs' | 'summary'>> {
  const replaced: string[] = []
  const read = async (name: string) => {
    const { text, bytes, isPlain } = await readPlain(files[name] ?? '')
    if (!isPlain) replaced.push(name)
    if (bytes <= MAX_FILE_BYTES) return text
    ctx.logger.warning(
      `${step.name} wrote ${bytes} bytes to ${name}, which was ignored: the limit is ${MAX_FILE_BYTES} bytes.`,
    )
    return ''
  }
  for (const name of REFUSED_FILES) {
    if ((await read(name)) !== '') {
      ctx.logger.notice(
        `${step.name} wrote to ${name}, which was ignored: a command cannot change the environment of later steps.`,
      )
    }
  }
  let outputs: Record<string, string> = {}
  try {
    outputs = parsePairs(await read('GITHUB_OUTPUT'))
  } catch (error) {
    ctx.logger.warning(
      `${step.name} wrote an invalid GITHUB_OUTPUT, so none of its outputs is set: ${(error as Error).message}.`,
      'Outputs',
    )
  }
  const summary = await read('GITHUB_STEP_SUMMARY')
  const lost = OWN_FILES.filter(name => replaced.includes(name))
  if (lost.length > 0)
    ctx.logger.warning(
      `${step.name} removed or replaced its ${lost.join(' and ')}; the contents were ignored.`,
    )
  return { outputs, summary }
}

/** The text of a regular file; empty if a command replaced it with a link, a FIFO or a directory. */
async function readPlain(path: string): Promise<{ text: string; bytes: number; isPlain: boolean }> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined)
  try {
    const stat = await file?.stat()
    if (!file || !stat?.isFile()) return { text: '', bytes: 0, isPlain: false }
    const text = stat.size > MAX_FILE_BYTES ? '' : await file.readFile('utf8')
    return { text, bytes: stat.size, isPlain: true }
  } finally {
    await file?.close()
  }
}

/** Explains a failure that may be due to a token that the job has but the command does not get. */
function withHint(outcome: Outcome, { step, context }: StepRun): Outcome {
  const names = context.ctx.withheld.filter(name => !(name in step.env))
  if (!outcome.error || names.length === 0) return outcome
  const hint = `${names.join(', ')}: set for the job but hidden from commands; pass it through the step's env if the command needs it.`
  const message = withLines(outcome.error.message, [hint])
  return { ...outcome, error: { ...outcome.error, message } }
}
