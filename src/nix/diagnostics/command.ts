import { endOf } from '../../host/process/spawn.ts'
import type { ErrorKind, Place } from '../../model/report.ts'
import { type Explained, withLog } from './describe.ts'
import type { End } from './explain.ts'
import { scriptLine } from './script-line.ts'
import type { Repository, Sources } from './types.ts'

/** A failed command outside the sandbox: a test script, or a program in a shell. */
export interface FailedCommand {
  /** The name of the step. */
  readonly name: string
  readonly end: End
  /** The last lines of both output streams. */
  readonly output: readonly string[]
  /** The working directory, relative to the top of the repository. */
  readonly folder: string
  /** The script that the step names, relative to the top. */
  readonly script?: string
  readonly reproduce: string
  /** Reasons that its output does not show. */
  readonly hints?: readonly string[]
}

/** Explains why a command failed. The place is the line that the shell or a tool reported, else the script. */
export async function explainCommand(command: FailedCommand, sources: Sources): Promise<Explained> {
  const { name, end, output, folder, reproduce } = command
  const kind = kindOf(end)
  const isGuess = kind === 'out-of-memory'
  const killed = isGuess || end.code === 137 ? ['Probably out of memory (killed by SIGKILL).'] : []
  const reason = [
    `${name} ${howItEnded(end)}.`,
    ...killed,
    ...(command.hints ?? []),
    ...commandHints(output),
    ...runningProcesses(end),
  ].join('\n')
  const place =
    kind === 'cancelled'
      ? undefined
      : ((await scriptLine(output, folder, sources)) ??
        (await scriptPlace(command, sources.repository)))
  return {
    kind,
    isGuess,
    message: withLog(reason, output, reproduce),
    reason,
    ...place,
    attributes: [],
    log: output,
    reproduce,
    isConsequence: false,
    consequences: [],
  }
}

/** The errors of libgit2 and git about a repository that another user owns. */
export const FOREIGN_OWNER = /is not owned by current user|detected dubious ownership/
export const FOREIGN_OWNER_HINT =
  'The workspace is owned by another user, as is common in a container job. Run in an earlier step: git config --global --add safe.directory "$GITHUB_WORKSPACE"'

/** Output lines with a well-known cause, and the fix. */
const KNOWN_ERRORS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    // sudo(8): its secure_path replaces PATH.
    /^sudo: (nix(?:-[a-z]+)*): command not found$/m,
    ([, program]) =>
      `sudo uses its own PATH (secure_path), which does not include Nix: run sudo env "PATH=$PATH" ${program} ..., or sudo "$(command -v ${program})" ...`,
  ],
  [FOREIGN_OWNER, () => FOREIGN_OWNER_HINT],
]

/** Hints for a command, from its last lines of output. */
export function commandHints(output: readonly string[]): string[] {
  const text = output.join('\n')
  return KNOWN_ERRORS.flatMap(([pattern, hint]) => {
    const match = pattern.exec(text)
    return match ? [hint(match)] : []
  })
}

function kindOf({ timedOut, cancelled, signal }: End): ErrorKind {
  if (cancelled) return 'cancelled'
  if (timedOut) return 'timeout'
  return signal === 'SIGKILL' ? 'out-of-memory' : 'test'
}

function howItEnded(end: End): string {
  const isCut = end.cancelled || end.timedOut || end.signal !== null
  return isCut ? endOf(end) : `failed with ${endOf(end)}`
}

/** The processes that were running when a limit was reached. */
export function runningProcesses({ expiry }: Pick<End, 'expiry'>): string[] {
  if (!expiry || expiry.running.length === 0) return []
  return ['Running processes, which were terminated:', ...expiry.running]
}

/** None if the shell did not find the script: a shellHook may have changed the directory. */
async function scriptPlace(
  { script, output }: FailedCommand,
  repository: Repository,
): Promise<Place | undefined> {
  const isSought = (line: string) =>
    /(\S+): (?:No such file or directory|(?:command )?not found)$/.exec(line)?.[1]
  if (script && output.some(line => script.endsWith(isSought(line)?.replace(/^\.\//, '') ?? '/')))
    return undefined
  return script && (await repository.has(script)) ? { file: script, line: 1 } : undefined
}
