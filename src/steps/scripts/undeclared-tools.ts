import { constants } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { isAccessible } from '../../host/access.ts'
import { listed } from '../../lib/format.ts'
import { toOneLine } from '../../lib/text.ts'
import type { Logger } from '../../model/context.ts'
import type { StepRun } from '../step-run.ts'

/** Larger scripts are generated. */
const MAX_FILE_BYTES = 2 ** 18
const MAX_PROGRAMS = 15

/** Programs of the machine, or of every stdenv. */
const EXPECTED = new Set(
  `nix sudo su docker podman systemctl cachix bash sh cat cp mv rm ls mkdir rmdir ln chmod chown touch sleep date head
tail sort uniq wc cut tr tee seq basename dirname realpath readlink mktemp env id whoami uname stat du df dd expr install
base64 od paste split timeout nproc yes md5sum sha1sum sha256sum comm join nl tac shuf truncate find xargs diff cmp sed
grep egrep fgrep awk gawk tar gzip gunzip zcat bzip2 xz make patch file nohup tty hostname`.split(
    /\s+/,
  ),
)

/** A step and the programs that its shell does not provide. */
export interface UndeclaredTools {
  readonly step: string
  readonly programs: readonly string[]
}

/**
 * The programs that the command of a step, or its script, takes from the machine because the shell does not provide them.
 * @param path PATH of the command
 */
export async function undeclaredTools(run: StepRun, path: string): Promise<string[]> {
  const folders = path.split(delimiter)
  // Without a store path in PATH it is not a Nix shell.
  if (run.step.pure || !folders.some(it => it.startsWith('/nix/store/'))) return []
  const texts = [run.step.argument, await scriptText(run)]
  if (texts.some(changesPath)) return []
  const { programsOf } = await import('./programs.ts')
  const hosts = new Set((run.context.env.PATH ?? '').split(delimiter))
  const named = new Set(texts.flatMap(programsOf))
  const found: string[] = []
  for (const program of named) {
    if (EXPECTED.has(program) || program.startsWith('nix-')) continue
    const folder = await directoryOf(program, folders)
    if (folder && hosts.has(folder) && !folder.startsWith('/nix/store/')) found.push(program)
  }
  return found.sort()
}

/** Whether a script changes where programs come from. */
function changesPath(text: string): boolean {
  return /\bPATH=|\bnix-shell\b|\bnix (?:develop|shell|run)\b|\bdirenv\b/.test(text)
}

async function directoryOf(
  program: string,
  folders: readonly string[],
): Promise<string | undefined> {
  for (const folder of folders) {
    if (folder !== '' && (await isAccessible(join(folder, program), constants.X_OK))) return folder
  }
  return undefined
}

/** The text of the shell script that the command runs; empty if there is none. */
async function scriptText({ step, cwd }: StepRun): Promise<string> {
  const { scriptOf } = await import('./named-script.ts')
  const script = scriptOf(step.argument)
  if (!script) return ''
  const file = resolve(cwd, script.path)
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile() || info.size > MAX_FILE_BYTES) return ''
  const text = await readFile(file, 'utf8').catch(() => '')
  const isShell = script.by === 'shell' || /^#!.*\b(?:ba)?sh\b/.test(text)
  return isShell ? text : ''
}

/** Reports programs of the machine for all steps at once: they may be missing on another machine. */
export function reportHostTools(missing: readonly UndeclaredTools[], logger: Logger): void {
  const programs = [...new Set(missing.flatMap(it => it.programs))].sort()
  if (programs.length === 0) return
  const names = listed(programs, MAX_PROGRAMS)
  const steps = toOneLine(missing.map(({ step }) => step).join('; '), 300)
  logger.notice(
    `The shell does not provide ${names}; the runner's ${programs.length === 1 ? 'copy is' : 'copies are'} used (${steps}). Add ${programs.length === 1 ? 'it' : 'them'} to the shell; with pure: true a step sees only its shell's programs.`,
    'Tools of the runner',
  )
}
