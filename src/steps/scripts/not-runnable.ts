import { constants, existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { capture } from '../../host/process/spawn.ts'
import { escapeInvisible, toOneLine } from '../../lib/text.ts'
import type { Step } from '../../model/step.ts'
import { modernBash } from '../bash.ts'
import type { NamedScript } from './named-script.ts'

/** With it bash and dash end where they cannot parse what they read. (bash(1), EXIT STATUS) */
const SYNTAX_ERROR = 2
/** Bytes of the first line of a script that the kernel reads. (BINPRM_BUF_SIZE) */
const LONGEST_FIRST_LINE = 256
/** Milliseconds that a shell may take to parse. */
const PATIENCE = 5000

/** Where a step's command ran. */
export interface Ground {
  /** The step's directory, absolute. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * Why a command that failed cannot have come to what it is for: the shell cannot parse it or the script that it names,
 * or the interpreter of that is not there. The shell itself is asked, whatever was printed.
 * @param code its exit code
 * @returns in words; undefined where nothing of that is so
 */
export async function whyNotRunnable(
  step: Step,
  code: number | null,
  ground: Ground,
): Promise<string | undefined> {
  const { scriptOf } = await import('./named-script.ts')
  const script = scriptOf(step.argument)
  const file = script && resolve(ground.cwd, script.path)
  const first = file && (await firstLineOf(file))
  const interpreter = script?.by === 'itself' && first !== undefined ? wordsOf(first)[0] : undefined
  if (interpreter?.startsWith('/') && !existsSync(interpreter)) {
    return `It failed before it ran: ${interpreter.trim()}, the interpreter of ${script?.path}, is not there.${endsOf(first)}`
  }
  if (code !== SYNTAX_ERROR) return undefined
  const said =
    (await syntaxError(await shellOf('bash', step, ground), ['-c', step.argument], ground)) ??
    (script && first !== undefined
      ? await syntaxError(
          await shellOf(shellFor(script, first), step, ground),
          [script.path],
          ground,
        )
      : undefined)
  return said && `It failed before it ran to its end, because the shell cannot parse it: ${said}`
}

function endsOf(firstLine: string | undefined): string {
  return firstLine?.endsWith('\r') ? ' Its lines end as on Windows (CRLF).' : ''
}

/** The mark of a line of Windows in what a shell or `env` prints. */
const RETURNS = /\$'\\r'|\\r['’]?: (?:No such file|command not found)|\r: (?:command )?not found/

/**
 * What helps where a script of the command has lines that end as on Windows.
 * @param output what the command printed at last
 */
export async function hintOfReturns(
  { argument }: Step,
  { cwd }: Pick<Ground, 'cwd'>,
  output: readonly string[],
): Promise<string | undefined> {
  const { scriptOf } = await import('./named-script.ts')
  const path = scriptOf(argument)?.path
  const first = path && (await firstLineOf(resolve(cwd, path)))
  const which = first?.endsWith('\r') ? path : undefined
  if (!which && !output.some(line => RETURNS.test(line))) return undefined
  return `${which ? escapeInvisible(which) : 'A script'} has Windows line endings (CRLF). Convert it, and keep it so in .gitattributes: *.sh text eol=lf`
}

/** The beginning of a plain file; undefined where there is none that can be read. */
async function firstLineOf(path: string): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined)
  try {
    if (!file || !(await file.stat()).isFile()) return undefined
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_FIRST_LINE))
    return buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? ''
  } finally {
    await file?.close()
  }
}

/** What stands behind `#!`. A carriage return belongs to the name, as for the kernel. */
function wordsOf(firstLine: string): string[] {
  return /^#![ \t]*(.*)$/s.exec(firstLine)?.[1]?.split(/[ \t]+/) ?? []
}

/** The shell that reads a script, as the command or its first line names it; undefined where that is no shell. */
function shellFor({ shell }: NamedScript, firstLine: string): string | undefined {
  const [program, ...more] = wordsOf(firstLine)
  const named = basename(program ?? '') === 'env' ? more.find(word => !/^-|=/.test(word)) : program
  const word = shell ?? named ?? 'bash'
  return /^(?:ba|da)?sh$/.test(basename(word)) ? word : undefined
}

/** The program: what an environment of Nix brings as sh and bash is a bash of today. */
async function shellOf(
  word: string | undefined,
  { kind }: Step,
  { env }: Ground,
): Promise<string | undefined> {
  return word === undefined || word.startsWith('/') || kind === 'run' ? word : modernBash(env)
}

/** What a shell says of a text that it cannot parse; undefined where it can, or does not answer. */
async function syntaxError(
  shell: string | undefined,
  what: readonly string[],
  { cwd, env: { PATH = '' } }: Ground,
): Promise<string | undefined> {
  if (shell === undefined) return undefined
  // `shopt -s extglob` changes what bash can parse, and is not run here.
  const more = basename(shell) === 'bash' ? [[], ['-O', 'extglob']] : [[]]
  let said = ''
  for (const flags of more) {
    const cancel = AbortSignal.timeout(PATIENCE)
    const asked = capture([shell, ...flags, '-n', ...what], { env: { PATH }, cwd, cancel })
    const { code, stderr } = await asked.catch(() => ({ code: 0, stderr: '' }))
    if (code !== SYNTAX_ERROR) return undefined
    said ||= stderr.split('\n')[0] ?? ''
  }
  return toOneLine(said)
}
