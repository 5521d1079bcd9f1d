import picomatch from 'picomatch'
import { isAtLeast } from '../../nix/version.ts'
import type { StepRun } from '../context.ts'
import { type Outcome, outcomeOfNix, refused, SUCCESS } from '../outcome.ts'

/** From here on `nix flake check` leaves a check that a cache has where it is. */
const LEAVES_CACHED = '2.32'
/** Before, all systems were always checked and the flag is not known. */
const KNOWS_ALL_SYSTEMS = '2.16'

/** `nix flake check`, or only the checks that `select` names. */
export async function flakeCheck(run: StepRun): Promise<Outcome> {
  const { step, context } = run
  if (step.select.length > 0) return selected(run)
  const { version } = context.nix
  const systems = step.allSystems && isAtLeast(version, KNOWS_ALL_SYSTEMS) ? ['--all-systems'] : []
  const words = ['flake', 'check', reference(run), ...systems, ...step.args]
  const result = await run.nix(['nix', ...words, '--keep-going'])
  const outcome = outcomeOfNix(result, run.reproduce('nix', ...words, '--keep-going'))
  const realise = step.realise && isAtLeast(version, LEAVES_CACHED)
  return outcome.status === 'success' && realise ? realiseChecks(run) : outcome
}

function reference({ step }: StepRun): string {
  return step.argument.trim() || '.'
}

/** Builds the selected checks in one call; an evaluation that fails is reported beside the builds of the others. */
async function selected(run: StepRun): Promise<Outcome> {
  const { select } = run.step
  const { names, failure } = await checkNames(run)
  if (failure) return failure
  const isSelected = picomatch([...select])
  const { system } = run.context.nix
  const chosen = names.filter(name => isSelected(name) || isSelected(`checks.${system}.${name}`))
  if (chosen.length === 0) {
    const there = names.length > 0 ? names.join(', ') : 'none'
    return refused(
      `select: no check of ${system} fits ${select.join(', ')}. The checks are: ${there}.`,
    )
  }
  run.line(`${chosen.length} of ${names.length} checks: ${chosen.join(', ')}`)
  return buildChecks(run, chosen)
}

async function realiseChecks(run: StepRun): Promise<Outcome> {
  const { names, failure } = await checkNames(run)
  return failure ?? (names.length > 0 ? buildChecks(run, names) : SUCCESS)
}

/** The names of the checks for this system; nothing of them is evaluated. */
async function checkNames(run: StepRun): Promise<{ names: string[]; failure?: Outcome }> {
  const { system } = run.context.nix
  const apply = `checks: builtins.attrNames (checks.${JSON.stringify(system)} or { })`
  const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...run.step.args]
  const result = await run.nix(['nix', ...words])
  if (result.code !== 0)
    return { names: [], failure: outcomeOfNix(result, run.reproduce('nix', ...words)) }
  return { names: JSON.parse(result.stdout) as string[] }
}

/**
 * Each check is evaluated alone, then all are built together: `nix build a b` stops before any build where one of them
 * does not evaluate.
 */
async function buildChecks(run: StepRun, names: readonly string[]): Promise<Outcome> {
  const { system } = run.context.nix
  const derivations: string[] = []
  const failures: Outcome[] = []
  for (const name of names) {
    const words = [
      'eval',
      '--raw',
      `${reference(run)}#checks.${system}.${JSON.stringify(name)}.drvPath`,
      ...run.step.args,
    ]
    const result = await run.nix(['nix', ...words])
    if (result.code === 0) derivations.push(result.stdout.trim())
    else failures.push(outcomeOfNix(result, run.reproduce('nix', ...words)))
    if (result.cancelled || result.timedOut) break
  }
  if (derivations.length > 0) {
    const built = await run.nix(['nix-store', '--realise', '--keep-going', ...derivations])
    const installables = names.map(name => `${reference(run)}#checks.${system}.${name}`)
    const again = run.reproduce(
      'nix',
      'build',
      '--no-link',
      '--keep-going',
      ...installables,
      ...run.step.args,
    )
    failures.push(...[outcomeOfNix(built, again)].filter(({ status }) => status !== 'success'))
  }
  return together(failures)
}

/** One outcome of several failures; success where there are none. */
function together(failures: readonly Outcome[]): Outcome {
  const [first] = failures
  if (!first) return SUCCESS
  return { ...first, error: { message: failures.map(({ error }) => error?.message).join('\n') } }
}
