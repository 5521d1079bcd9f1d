import { constants, existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { capture } from '../../host/process/spawn.ts'
import { commandText } from '../../inputs/steps/program-words.ts'
import { escapeInvisible, toOneLine } from '../../lib/text.ts'
import type { Step } from '../../model/step.ts'
import { modernBash } from '../bash.ts'
import type { NamedScript } from './named-script.ts'

/** Exit code of bash and dash for a syntax error. (bash(1), EXIT STATUS) */
const SYNTAX_ERROR = 2
/** Bytes of a script that the kernel reads for its first line. (BINPRM_BUF_SIZE) */
const MAX_SHEBANG_BYTES = 256
/** Time for a shell to parse. */
const PARSE_TIMEOUT_MS = 5000

/** Where the command of a step ran. */
export interface CommandPlace {
  /** The step's directory, absolute. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * Why a failed command cannot have tested anything: a syntax error in it or in its script, as the shell itself reports, or
 * a missing interpreter of the script.
 * @param code its exit code
 * @returns a sentence; undefined if neither applies
 */
export async function whyNotRunnable(
  step: Step,
  code: number | null,
  place: CommandPlace,
): Promise<string | undefined> {
  const { scriptOf } = await import('./named-script.ts')
  const text = commandText(step)
  const script = scriptOf(text)
  const file = script && resolve(place.cwd, script.path)
  const first = file && (await firstLineOf(file))
  const interpreter =
    script?.by === 'itself' && first !== undefined ? shebangWords(first)[0] : undefined
  if (interpreter?.startsWith('/') && !existsSync(interpreter)) {
    return `It did not run: ${interpreter.trim()}, the interpreter of ${script?.path}, does not exist.${lineEndingNote(first)}`
  }
  if (code !== SYNTAX_ERROR) return undefined
  const message =
    (await syntaxError(await shellOf('bash', step, place), ['-c', text], place)) ??
    (script && first !== undefined
      ? await syntaxError(await shellOf(shellFor(script, first), step, place), [script.path], place)
      : undefined)
  return message && `It stopped early with a syntax error: ${message}`
}

function lineEndingNote(firstLine: string | undefined): string {
  return firstLine?.endsWith('\r') ? ' It has Windows line endings (CRLF).' : ''
}

/** Errors of a shell or `env` about a carriage return. */
const CARRIAGE_RETURN =
  /\$'\\r'|\\r['’]?: (?:No such file|command not found)|\r: (?:command )?not found/

/**
 * A hint if a script of the command has Windows line endings.
 * @param output the last lines that the command printed
 */
export async function lineEndingHint(
  step: Step,
  { cwd }: Pick<CommandPlace, 'cwd'>,
  output: readonly string[],
): Promise<string | undefined> {
  const { scriptOf } = await import('./named-script.ts')
  const path = scriptOf(commandText(step))?.path
  const first = path && (await firstLineOf(resolve(cwd, path)))
  const which = first?.endsWith('\r') ? path : undefined
  if (!which && !output.some(line => CARRIAGE_RETURN.test(line))) return undefined
  return `${which ? escapeInvisible(which) : 'A script'} has Windows line endings (CRLF). Convert it, and add to .gitattributes: *.sh text eol=lf`
}

/** The first line of a regular file; undefined if it cannot be read. */
async function firstLineOf(path: string): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => undefined)
  try {
    if (!file || !(await file.stat()).isFile()) return undefined
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_SHEBANG_BYTES))
    return buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? ''
  } finally {
    await file?.close()
  }
}

/** The words after `#!`. A carriage return belongs to the name, as for the kernel. */
function shebangWords(firstLine: string): string[] {
  return /^#![ \t]*(.*)$/s.exec(firstLine)?.[1]?.split(/[ \t]+/) ?? []
}

/** The shell that the command or the first line of the script names; undefined if that is not a shell. */
function shellFor({ shell }: NamedScript, firstLine: string): string | undefined {
  const [program, ...others] = shebangWords(firstLine)
  const named =
    basename(program ?? '') === 'env' ? others.find(word => !/^-|=/.test(word)) : program
  const word = shell ?? named ?? 'bash'
  return /^(?:ba|da)?sh$/.test(basename(word)) ? word : undefined
}

/** The program of a shell: in an environment of Nix, sh and bash are a modern bash. */
async function shellOf(
  word: string | undefined,
  { kind }: Step,
  { env }: CommandPlace,
): Promise<string | undefined> {
  return word === undefined || word.startsWith('/') || kind === 'run' ? word : modernBash(env)
}

/** The syntax error that a shell reports; undefined if there is none, or the shell does not answer. */
async function syntaxError(
  shell: string | undefined,
  what: readonly string[],
  { cwd, env: { PATH = '' } }: CommandPlace,
): Promise<string | undefined> {
  if (shell === undefined) return undefined
  // The script may set extglob, which changes what bash can parse.
  const others = basename(shell) === 'bash' ? [[], ['-O', 'extglob']] : [[]]
  let message = ''
  for (const flags of others) {
    const cancel = AbortSignal.timeout(PARSE_TIMEOUT_MS)
    const asked = capture([shell, ...flags, '-n', ...what], { env: { PATH }, cwd, cancel })
    const { code, stderr } = await asked.catch(() => ({ code: 0, stderr: '' }))
    if (code !== SYNTAX_ERROR) return undefined
    message ||= stderr.split('\n')[0] ?? ''
  }
  return toOneLine(message)
}
