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
import { parsePairs } from '../runner/command-files.ts'
import { CommandAnnotations, type OwnAnnotation } from './command-annotations.ts'
import { outcomeOfCommand } from './diagnose.ts'
import { endLeft, findLeftovers, type Left, leftoverWarning } from './leftover-processes.ts'
import type { Outcome } from './outcome.ts'
import type { StepRun } from './step-run.ts'

/**
 * Both streams go through one pipe: two are not ordered between them. The shell stays, so that a command which ends its
 * parent does not end the action; what asks the group to end, it leaves to the command.
 */
const WRAPPED = ['/bin/sh', '-c', 'trap : HUP INT TERM; "$@" 2>&1; exit $?', 'sh']
/** Bytes of a command's own output and summary files that are taken over. */
const LARGEST_FILE = 256 * 1024
const TAIL = 40

/** A command's files in place of the runner's. */
const OWN_FILES = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'] as const
const REFUSED_FILES = ['GITHUB_ENV', 'GITHUB_PATH'] as const

export interface CommandOutcome extends Outcome {
  /** What the command wrote to its GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>
  /** What it wrote to its GITHUB_STEP_SUMMARY. */
  readonly summary: string
  /** What it had to say on the job page, with `annotations: true`. */
  readonly annotations: readonly OwnAnnotation[]
  /** Annotations beyond those that are kept. */
  readonly unheard: number
  /** Programs that it takes from the machine, because its shell brings none. */
  readonly hostTools?: readonly string[]
}

export interface Entry {
  readonly argv: readonly string[]
  /** Variables beside those of the context and the step. */
  readonly env?: Readonly<Record<string, string>>
  /** The names of the only variables that the command gets. */
  readonly only?: readonly string[]
  /** What a reader types to see the same. */
  readonly reproduce: string
}

/**
 * Runs project code outside the sandbox. This is the far side of the boundary: the credentials for fetching are put
 * away before, unless the step asks for them.
 */
export async function enter(run: StepRun, entry: Entry): Promise<CommandOutcome> {
  const { step, context } = run
  await context.boundary.cross()
  await (step.credentials ? context.tokens.write() : context.tokens.remove())
  const files = await ownFiles(run)
  const mark = processTag(context.ctx.folder, randomUUID())
  const tail = new Tail(TAIL)
  const speech = new CommandAnnotations(run)
  let leader = 0
  let left: Left = { records: [], apart: [] }
  const exit = await spawnGroup([...WRAPPED, ...entry.argv], {
    cwd: run.cwd,
    env: { ...commandEnvironment(run, entry, files), [PROCESS_TAG]: mark },
    ...run.limits,
    cancel: context.ctx.cancel,
    inspect: pid => run.look(pid, mark),
    onStart: pid => {
      leader = pid
    },
    onExit: async () => {
      left = await findLeftovers(step.name, leader, mark)
    },
    stdout: new LimitedOutput({
      line: line => {
        if (!speech.take(line)) return
        tail.push(line)
        run.line(line)
      },
      limitReached: bytes => run.output.limitReached(bytes),
      skipped: bytes => run.output.skipped(bytes),
    }),
  })
  tellLeft(run, left, await endLeft(leader, mark))
  await context.tokens.remove()
  const outcome = await outcomeOfCommand(run, exit, tail.lines(), entry.reproduce)
  const said = await speech.annotations()
  return { ...withHint(outcome, run), ...(await readFiles(run, files)), ...said }
}

/** Tells of what the command left running, which has been ended. */
function tellLeft({ step, context }: StepRun, left: Left, staying: readonly ProcessEntry[]): void {
  if (left.records.length === 0 && staying.length === 0) return
  const { logger } = context.ctx
  const message = leftoverWarning(step.name, left, staying)
  // An earlier attempt has told of it.
  if (context.leftovers.some(it => it.step === step.name)) logger.info(message)
  else logger.warning(message, 'Left running')
  context.leftovers.push(...left.records)
}

function commandEnvironment(
  { step, context }: StepRun,
  { env: more, only }: Entry,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  const { SSH_AUTH_SOCK, ...env } = context.env
  const agent = step.credentials && SSH_AUTH_SOCK ? { SSH_AUTH_SOCK } : {}
  const all = { ...env, ...context.temporary, ...agent, ...files, ...more, ...step.env }
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name]) => !step.unset.includes(name) && (!only || only.includes(name)),
    ),
  )
}

/** Names of variables that a pure environment has to keep so that the command gets them all the same. */
export function variablesOf({ step }: StepRun): string[] {
  return [...OWN_FILES, ...REFUSED_FILES, PROCESS_TAG, ...step.keep, ...Object.keys(step.env)]
}

async function ownFiles(run: StepRun): Promise<Record<string, string>> {
  // A folder of each command's own: what an earlier one made of its files is nothing to this one.
  const folder = run.private(`command-${randomUUID()}`)
  await mkdir(folder, { recursive: true })
  const files = [...OWN_FILES, ...REFUSED_FILES].map(name => [name, join(folder, name)] as const)
  await Promise.all(files.map(([, file]) => writeFile(file, '')))
  return Object.fromEntries(files)
}

async function readFiles(
  { step, context: { ctx } }: StepRun,
  files: Readonly<Record<string, string>>,
): Promise<Pick<CommandOutcome, 'outputs' | 'summary'>> {
  const gone: string[] = []
  const read = async (name: string) => {
    const { text, bytes, isPlain } = await readPlain(files[name] ?? '')
    if (!isPlain) gone.push(name)
    if (bytes <= LARGEST_FILE) return text
    ctx.logger.warning(
      `${step.name} wrote ${bytes} bytes to ${name}; more than ${LARGEST_FILE} is not taken over.`,
    )
    return ''
  }
  for (const name of REFUSED_FILES) {
    if ((await read(name)) !== '') {
      ctx.logger.notice(
        `${step.name} wrote to ${name}; a step's command cannot change the environment of later steps.`,
      )
    }
  }
  let outputs: Record<string, string> = {}
  try {
    outputs = parsePairs(await read('GITHUB_OUTPUT'))
  } catch (error) {
    ctx.logger.notice(
      `${step.name} wrote a GITHUB_OUTPUT that is not taken over: ${(error as Error).message}.`,
    )
  }
  const summary = await read('GITHUB_STEP_SUMMARY')
  const lost = OWN_FILES.filter(name => gone.includes(name))
  if (lost.length > 0)
    ctx.logger.warning(
      `${step.name} removed its ${lost.join(' and ')}, or put something else in its place: nothing of that is taken over.`,
    )
  return { outputs, summary }
}

/** The text of a plain file; a command may have put a link, a FIFO or a folder in its place, which reads as nothing. */
async function readPlain(path: string): Promise<{ text: string; bytes: number; isPlain: boolean }> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined)
  try {
    const stat = await file?.stat()
    if (!file || !stat?.isFile()) return { text: '', bytes: 0, isPlain: false }
    const text = stat.size > LARGEST_FILE ? '' : await file.readFile('utf8')
    return { text, bytes: stat.size, isPlain: true }
  } finally {
    await file?.close()
  }
}

/** A command that looks for a token which the job has and it does not get should be told why. */
function withHint(outcome: Outcome, { step, context }: StepRun): Outcome {
  const names = context.ctx.withheld.filter(name => !(name in step.env))
  if (!outcome.error || names.length === 0) return outcome
  const hint = `${names.join(', ')}: set for the job, but withheld from commands; a step that needs one says so in its env.`
  const message = withLines(outcome.error.message, [hint])
  return { ...outcome, error: { ...outcome.error, message } }
}
