import { join } from 'node:path'
import { readPlain } from '../../host/plain-file.ts'
import { capture } from '../../host/process/spawn.ts'
import type { Tracked } from '../../host/tracked-files.ts'
import { toOneLine } from '../../lib/text.ts'
import type { StepData } from '../../model/report.ts'
import type { Looked } from '../syntax.ts'

import { type Declared, type StaleFinding, staleFindings } from './stale-lock.ts'

/** Warnings; the last one lists what more there is. */
const MOST_WARNINGS = 3
/** Seconds for the inputs of one flake: they are plain values. */
const DEADLINE = 10

/**
 * The inputs of a flake.nix as Nix reads them, without what they lead to: nothing is fetched, built, locked or read but
 * this one file.
 */
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

/**
 * Holds flake.nix against flake.lock, beside the steps. Never fails.
 * @param folders of flakes, absolute
 * @returns tells of what does not fit, once the steps have ended: what a step failed on is its own error
 */
export function checkLocks(
  looked: Looked,
  folders: readonly string[],
  tracked: Tracked,
): (steps: readonly StepData[]) => Promise<void> {
  const look = async () => {
    const found = await Promise.all(folders.map(folder => staleIn(folder, looked)))
    return found.flat().map(it => ({ ...it, file: tracked.shown(it.file) }))
  }
  const found = look().catch(() => [])
  return async steps => {
    const errors = steps.flatMap(({ error }) => error?.message ?? []).join('\n')
    const untold = (await found).filter(
      ({ missing }) => missing === undefined || !errors.includes(`non-existent input '${missing}'`),
    )
    const own = untold.length > MOST_WARNINGS ? untold.slice(0, MOST_WARNINGS - 1) : untold
    for (const it of own) looked.ctx.logger.warning(sentence(it), 'Pins', it)
    const rest = untold.slice(own.length)
    const [first] = rest
    if (first) looked.ctx.logger.warning(rest.map(sentence).join('\n'), 'Pins', first)
  }
}

type Placed = StaleFinding & { readonly file: string }

function sentence({ file, line, text }: Placed): string {
  return toOneLine(`${[file, ...(line ? [line] : [])].join(':')}: ${text}`, 600)
}

async function staleIn(folder: string, looked: Looked): Promise<Placed[]> {
  const file = join(folder, 'flake.nix')
  const [flake, lock] = await Promise.all([readPlain(file), readPlain(join(folder, 'flake.lock'))])
  if (flake === undefined || lock === undefined) return []
  const declared = await declaredIn(file, looked)
  return declared ? staleFindings(declared, lock).map(it => ({ ...it, file })) : []
}

/** Undefined where Nix does not read it: that is told by the steps, or by the look at the syntax. */
async function declaredIn(file: string, { nix, env, ctx }: Looked): Promise<Declared | undefined> {
  const argv = [
    ...[join(nix.bin, 'nix-instantiate'), '--eval', '--strict', '--json', '-E', DECLARED],
    ...['--argstr', 'path', file, '-I', `flake=${file}`, '--option', 'restrict-eval', 'true'],
  ]
  const cancel = AbortSignal.any([ctx.cancel, AbortSignal.timeout(DEADLINE * 1000)])
  const { code, stdout } = await capture(argv, { env: { ...env, NIX_PATH: '' }, cwd: '/', cancel })
  return code === 0 ? (JSON.parse(stdout) as Declared) : undefined
}
