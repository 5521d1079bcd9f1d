import type { Tracked } from '../../host/tracked-files.ts'
import { formatError } from '../../lib/errors.ts'
import { toOneLine } from '../../lib/text.ts'
import type { ActionContext, Logger } from '../../model/context.ts'
import type { Place } from '../../model/report.ts'
import type { Step } from '../../model/step.ts'
import { type NixpkgsUse, searchPathOf } from '../../nix/nix-path.ts'
import type { Finding } from './finding.ts'
import { readPins } from './read.ts'

/** What of the job the pins depend on. */
export interface PinsOptions {
  /** The folder that is looked at. */
  readonly project: string
  /** How they are told of. */
  readonly level: 'notice' | 'warn' | 'off'
  /** The input `nix-path`. */
  readonly nixPath: string
  readonly steps: readonly Pick<Step, 'name' | 'args'>[] | 'auto'
}

/** Findings that are listed. */
const MOST_LISTED = 20

/**
 * Looks at the pins of the project. Never fails.
 * @returns tells of them in one annotation
 */
export async function checkPins(
  { project, level, nixPath, steps }: PinsOptions,
  tracked: Tracked,
  use: Promise<NixpkgsUse>,
  ctx: ActionContext,
): Promise<() => void> {
  if (level === 'off') return () => {}
  const isOwn = nixPath === 'auto' && !ctx.env.NIX_PATH
  const options = {
    project,
    searchPaths: searchPaths({ nixPath, steps }, ctx.env),
    findsPinned: isOwn,
    scriptsAsk: (await use).inScripts,
    env: ctx.env,
    now: new Date(),
  }
  const findings = await readPins(tracked, options).catch(formatError)
  return () => {
    if (typeof findings === 'string')
      ctx.logger.info(`The pins could not be looked at: ${findings}`)
    else tellOf(findings, level === 'warn' ? 'warning' : 'notice', tracked, project, ctx.logger)
  }
}

/** Pure: what Nix is told to look for `<…>` in, by where it is told so. */
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

function tellOf(
  findings: readonly Finding[],
  level: 'notice' | 'warning',
  tracked: Tracked,
  project: string,
  logger: Logger,
): void {
  if (findings.length === 0) return
  const named = findings.map(it =>
    it.file ? { ...it, file: tracked.shown(`${project}/${it.file}`) } : it,
  )
  const lines = named.slice(0, MOST_LISTED).map(it => toOneLine(`${placeOf(it)}${it.text}`, 600))
  const more = named.length > MOST_LISTED ? [`… and ${named.length - MOST_LISTED} more`] : []
  const first = named.find(it => it.file !== undefined)
  const place: Place | undefined = first?.file
    ? { file: first.file, ...(first.line ? { line: first.line } : {}) }
    : undefined
  logger[level]([...lines, ...more].join('\n'), 'Pins', place)
}

function placeOf({ file, line }: Finding): string {
  return file ? `${[file, ...(line ? [line] : [])].join(':')}: ` : ''
}
