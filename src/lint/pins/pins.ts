import type { Tracked } from '../../host/tracked-files.ts'
import { formatError } from '../../lib/errors.ts'
import { listedLines } from '../../lib/format.ts'
import { defined } from '../../lib/object.ts'
import { toOneLine } from '../../lib/text.ts'
import type { ActionContext, Logger } from '../../model/context.ts'
import type { Step } from '../../model/step.ts'
import { type NixpkgsUse, searchPathOf } from '../../nix/nix-path.ts'
import { formatPlace } from '../syntax.ts'
import type { Finding } from './finding.ts'
import { readPins } from './read.ts'

/** The inputs on which the check of pins depends. */
export interface PinsOptions {
  /** The folder to check, absolute. */
  readonly project: string
  /** How findings are reported. */
  readonly level: 'notice' | 'warn' | 'off'
  /** The input `nix-path`. */
  readonly nixPath: string
  readonly steps: readonly Pick<Step, 'name' | 'args'>[] | 'auto'
}

const MAX_FINDINGS_SHOWN = 20

/**
 * Checks the pins of the project. Never throws.
 * @returns the findings, with paths as shown to the user, or why there are none
 */
export async function checkPins(
  { project, level, nixPath, steps }: PinsOptions,
  tracked: Tracked,
  use: Promise<NixpkgsUse>,
  { env }: Pick<ActionContext, 'env'>,
): Promise<Finding[] | string> {
  if (level === 'off') return []
  // Git lists them meanwhile.
  void tracked.files('*.nix')
  const options = {
    project,
    searchPaths: searchPaths({ nixPath, steps }, env),
    findsPinned: nixPath === 'auto' && !env.NIX_PATH,
    scriptsAsk: (await use).inScripts,
    env,
    now: new Date(),
  }
  try {
    const findings = await readPins(tracked, options)
    return findings.map(it =>
      it.file ? { ...it, file: tracked.shown(`${project}/${it.file}`) } : it,
    )
  } catch (error) {
    return formatError(error)
  }
}

/** Logs the findings of {@link checkPins} in one annotation. */
export function reportPins(
  findings: readonly Finding[] | string,
  level: PinsOptions['level'],
  logger: Logger,
): void {
  if (typeof findings === 'string') {
    logger.info(`Could not check the pins: ${findings}`)
    return
  }
  if (findings.length === 0) return
  const lines = findings.map(it =>
    toOneLine(it.file ? `${formatPlace(it)}: ${it.text}` : it.text, 600),
  )
  const [place] = findings.flatMap(({ file, line }) => (file ? { file, ...defined({ line }) } : []))
  const text = listedLines(lines, MAX_FINDINGS_SHOWN).join('\n')
  logger[level === 'warn' ? 'warning' : 'notice'](text, 'Pins', place)
}

/** Pure: each search path for `<…>` with the name of its setting. */
function searchPaths(
  { nixPath, steps }: Pick<PinsOptions, 'nixPath' | 'steps'>,
  env: ActionContext['env'],
): [string, string][] {
  const given: [string, string][] =
    nixPath === 'auto' ? [['NIX_PATH', env.NIX_PATH ?? '']] : [['nix-path', nixPath]]
  const ofSteps = (steps === 'auto' ? [] : steps).map(({ name, args }): [string, string] => [
    name,
    searchPathOf(args).join(':'),
  ])
  return [...given, ...ofSteps]
}
