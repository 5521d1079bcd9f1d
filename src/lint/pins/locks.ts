import { join } from 'node:path'
import { readPlain } from '../../host/plain-file.ts'
import { capture } from '../../host/process/spawn.ts'
import type { Tracked } from '../../host/tracked-files.ts'
import { toOneLine } from '../../lib/text.ts'
import type { Logger } from '../../model/context.ts'
import type { StepData } from '../../model/report.ts'
import { formatPlace, type LintContext } from '../syntax.ts'
import { type Declared, type StaleFinding, staleFindings } from './stale-lock.ts'

/** Warnings; the last one lists the remaining findings. */
const MAX_WARNINGS = 3
/** Seconds to read the inputs of one flake, which are plain values. */
const EVAL_TIMEOUT_S = 10

/** Reads the declared inputs of a flake.nix: nothing is fetched, built or locked, and no other file is read. */
const DECLARED = `{ path }:
let
  flake = import (/. + path);
  lineOf = name: set: (builtins.unsafeGetAttrPos name set).line or null;
  shape = set: builtins.mapAttrs (name: input: {
    line = lineOf name set;
    follows = input.follows or null;
    at = lineOf "follows" input;
    inputs = shape (input.inputs or { });
  }) set;
  arguments = builtins.functionArgs flake.outputs;
in
{
  inputs = shape (flake.inputs or { });
  arguments = builtins.mapAttrs (name: _: lineOf name arguments) arguments;
}`

/** A finding in a flake.nix, with its path as shown to the user. */
export type LockFinding = StaleFinding & { readonly file: string }

/**
 * Compares flake.nix with flake.lock, during the steps. Never throws.
 * @param folders of flakes, absolute
 */
export async function checkLocks(
  context: LintContext,
  folders: readonly string[],
  tracked: Tracked,
): Promise<LockFinding[]> {
  const found = folders.map(folder => staleIn(folder, context))
  const findings = await Promise.all(found).catch(() => [])
  return findings.flat().map(it => ({ ...it, file: tracked.shown(it.file) }))
}

/** Logs the findings, after the steps: one on which a step failed is left out. */
export function reportLocks(
  findings: readonly LockFinding[],
  steps: readonly StepData[],
  logger: Pick<Logger, 'warning'>,
): void {
  const errors = steps.flatMap(({ error }) => error?.message ?? []).join('\n')
  const fresh = findings.filter(
    ({ missing }) => missing === undefined || !errors.includes(`non-existent input '${missing}'`),
  )
  const single = fresh.length > MAX_WARNINGS ? fresh.slice(0, MAX_WARNINGS - 1) : fresh
  for (const it of single) logger.warning(sentence(it), 'Pins', it)
  const rest = fresh.slice(single.length)
  const [first] = rest
  if (first) logger.warning(rest.map(sentence).join('\n'), 'Pins', first)
}

function sentence(finding: LockFinding): string {
  return toOneLine(`${formatPlace(finding)}: ${finding.text}`, 600)
}

async function staleIn(folder: string, context: LintContext): Promise<LockFinding[]> {
  const file = join(folder, 'flake.nix')
  const [flake, lock] = await Promise.all([readPlain(file), readPlain(join(folder, 'flake.lock'))])
  if (flake === undefined || lock === undefined) return []
  const declared = await declaredIn(file, context)
  return declared ? staleFindings(declared, lock).map(it => ({ ...it, file })) : []
}

/** Undefined if Nix cannot read it, which the steps or the syntax check report. */
async function declaredIn(
  file: string,
  { nix, env, ctx }: LintContext,
): Promise<Declared | undefined> {
  const argv = [
    ...[join(nix.bin, 'nix-instantiate'), '--eval', '--strict', '--json', '-E', DECLARED],
    ...['--argstr', 'path', file, '-I', `flake=${file}`, '--option', 'restrict-eval', 'true'],
  ]
  const cancel = AbortSignal.any([ctx.cancel, AbortSignal.timeout(EVAL_TIMEOUT_S * 1000)])
  const { code, stdout } = await capture(argv, { env: { ...env, NIX_PATH: '' }, cwd: '/', cancel })
  return code === 0 ? (JSON.parse(stdout) as Declared) : undefined
}
