import { constants } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { isAccessible } from '../../host/access.ts'
import { toOneLine } from '../../lib/text.ts'
import type { Logger } from '../../model/context.ts'
import type { StepRun } from '../step-run.ts'

/** A larger script is no script that people write. */
const LARGEST = 2 ** 18
const MOST_NAMED = 15

/** What belongs to the machine, or to any stdenv. */
const EXPECTED = new Set(
  `nix sudo su docker podman systemctl cachix bash sh cat cp mv rm ls mkdir rmdir ln chmod chown touch sleep date head
tail sort uniq wc cut tr tee seq basename dirname realpath readlink mktemp env id whoami uname stat du df dd expr install
base64 od paste split timeout nproc yes md5sum sha1sum sha256sum comm join nl tac shuf truncate find xargs diff cmp sed
grep egrep fgrep awk gawk tar gzip gunzip zcat bzip2 xz make patch file nohup tty hostname`.split(
    /\s+/,
  ),
)

/** A step and the programs that its shell lacks. */
export interface UndeclaredTools {
  readonly step: string
  readonly programs: readonly string[]
}

/**
 * The programs that a step's command, or the script it names, takes from the machine because its shell brings none.
 * @param path PATH as the command had it
 */
export async function hostTools(run: StepRun, path: string): Promise<string[]> {
  const folders = path.split(delimiter)
  // Without a folder of the store it is no shell that could lack something.
  if (run.step.pure || !folders.some(it => it.startsWith('/nix/store/'))) return []
  const texts = [run.step.argument, await scriptText(run)]
  if (texts.some(entersOther)) return []
  const { programsOf } = await import('./programs.ts')
  const hosts = new Set((run.context.env.PATH ?? '').split(delimiter))
  const named = new Set(texts.flatMap(programsOf))
  const found: string[] = []
  for (const program of named) {
    if (EXPECTED.has(program) || program.startsWith('nix-')) continue
    const folder = await folderOf(program, folders)
    if (folder && hosts.has(folder) && !folder.startsWith('/nix/store/')) found.push(program)
  }
  return found.sort()
}

/** Whether a text changes where programs come from. */
function entersOther(text: string): boolean {
  return /\bPATH=|\bnix-shell\b|\bnix (?:develop|shell|run)\b|\bdirenv\b/.test(text)
}

async function folderOf(program: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    if (folder !== '' && (await isAccessible(join(folder, program), constants.X_OK))) return folder
  }
  return undefined
}

/** The text of the script of bash or sh that the command names; empty without one. */
async function scriptText({ step, cwd }: StepRun): Promise<string> {
  const { scriptOf } = await import('./named-script.ts')
  const script = scriptOf(step.argument)
  if (!script) return ''
  const file = resolve(cwd, script.path)
  const there = await stat(file).catch(() => undefined)
  if (!there?.isFile() || there.size > LARGEST) return ''
  const text = await readFile(file, 'utf8').catch(() => '')
  const isShell = script.by === 'shell' || /^#!.*\b(?:ba)?sh\b/.test(text)
  return isShell ? text : ''
}

/** Tells once of all steps: what runs only because the machine has it may be missing on another. */
export function tellOfHostTools(lacking: readonly UndeclaredTools[], logger: Logger): void {
  const programs = [...new Set(lacking.flatMap(it => it.programs))].sort()
  if (programs.length === 0) return
  const names = programs.slice(0, MOST_NAMED).join(', ')
  const more = programs.length > MOST_NAMED ? ` and ${programs.length - MOST_NAMED} more` : ''
  const steps = toOneLine(lacking.map(({ step }) => step).join('; '), 300)
  logger.notice(
    `The shell brings no ${names}${more}; the commands take the runner's (${steps}). Add them to the shell. With pure: true a step has only what its shell brings.`,
    'Tools of the runner',
  )
}
