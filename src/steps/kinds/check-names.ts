import picomatch from 'picomatch'
import type { CallResult } from '../../nix/call.ts'
import type { Explained } from '../../nix/errors/describe.ts'
import type { Evaluated } from '../../nix/log/evaluation.ts'
import { isAtLeast } from '../../nix/version.ts'
import type { StepRun } from '../context.ts'
import { explainCall, outcomeOfNix } from '../explain.ts'
import { type Outcome, refused, SUCCESS } from '../outcome.ts'

/** From here on the log tells which attribute is evaluated to which derivation. */
const TELLS_ATTRIBUTES = '2.20'

export function reference({ step }: StepRun): string {
  return step.argument.trim() || '.'
}

/** The attributes that `nix flake check` evaluated, and why some of them did not where the log does not say it of them. */
export interface Attributes {
  readonly evaluated: readonly Evaluated[]
  readonly explained: readonly Explained[]
}

/**
 * What `nix flake check` evaluated to what. Old versions do not say, so the checks are asked for afterwards; what each
 * took to evaluate is not known then.
 */
export async function attributesOf(run: StepRun, result: CallResult): Promise<Attributes> {
  const log = result.log.run()
  const told = log.evaluated.filter(({ kind }) => kind !== 'flake output')
  if (isAtLeast(run.context.nix.version, TELLS_ATTRIBUTES) || result.cancelled || result.timedOut)
    return { evaluated: told, explained: [] }
  const { names } = await checkNames(run)
  const asked = names.length > 0 ? await derivationPaths(run, names) : []
  const evaluated = asked.map(({ name, derivation }) => ({
    kind: 'derivation',
    name,
    derivation,
    start: log.start,
    end: log.start,
  }))
  return { evaluated, explained: asked.flatMap(({ explained }) => explained) }
}

interface Asked {
  /** The whole attribute. */
  readonly name: string
  readonly derivation: string | undefined
  readonly explained: readonly Explained[]
}

/** All in one evaluation; where one of them does not evaluate, each alone. */
async function derivationPaths(run: StepRun, names: readonly string[]): Promise<Asked[]> {
  const checks = `checks.${run.context.nix.system}`
  const apply = 'builtins.mapAttrs (name: check: check.drvPath)'
  const words = ['nix', 'eval', '--json', `${reference(run)}#${checks}`, '--apply', apply] as const
  const all = await run.quietNix([...words, ...run.step.args])
  const paths = all.code === 0 ? (JSON.parse(all.stdout) as Record<string, string>) : undefined
  const asked: Asked[] = []
  for (const short of names) {
    const name = `${checks}.${short}`
    if (paths) asked.push({ name, derivation: paths[short], explained: [] })
    else asked.push(await askAlone(run, name, `${checks}.${JSON.stringify(short)}.drvPath`))
  }
  return asked
}

async function askAlone(run: StepRun, name: string, attribute: string): Promise<Asked> {
  const words = ['eval', '--raw', `${reference(run)}#${attribute}`, ...run.step.args]
  const one = await run.quietNix(['nix', ...words])
  if (one.code === 0) return { name, derivation: one.stdout.trim(), explained: [] }
  const about = { entry: 'flake.nix', reproduce: run.reproduce('nix', ...words), attribute: name }
  const explained = await explainCall(run, one, about)
  return { name, derivation: undefined, explained }
}

/** Builds the selected checks in one call; an evaluation that fails is reported beside the builds of the others. */
export async function selected(run: StepRun): Promise<Outcome> {
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

/** The names of the checks for this system; nothing of them is evaluated. */
export async function checkNames(run: StepRun): Promise<{ names: string[]; failure?: Outcome }> {
  const { system } = run.context.nix
  const apply = `checks: builtins.attrNames (checks.${JSON.stringify(system)} or { })`
  const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...run.step.args]
  const result = await run.nix(['nix', ...words])
  if (result.code === 0) return { names: JSON.parse(result.stdout) as string[] }
  const about = { entry: 'flake.nix', reproduce: run.reproduce('nix', ...words) }
  return { names: [], failure: await outcomeOfNix(run, result, about) }
}

/**
 * Each check is evaluated alone, then all are built together: `nix build a b` stops before any build where one of them
 * does not evaluate.
 */
export async function buildChecks(run: StepRun, names: readonly string[]): Promise<Outcome> {
  const { system } = run.context.nix
  const derivations: string[] = []
  const failures: Outcome[] = []
  for (const name of names) {
    const attribute = `${reference(run)}#checks.${system}.${JSON.stringify(name)}.drvPath`
    const words = ['eval', '--raw', attribute, ...run.step.args]
    const result = await run.nix(['nix', ...words])
    const about = { entry: 'flake.nix', reproduce: run.reproduce('nix', ...words) }
    if (result.code === 0) derivations.push(result.stdout.trim())
    else failures.push(await outcomeOfNix(run, result, about))
    if (result.cancelled || result.timedOut) break
  }
  if (derivations.length > 0) {
    const built = await run.nix(['nix-store', '--realise', '--keep-going', ...derivations])
    const installables = names.map(name => `${reference(run)}#checks.${system}.${name}`)
    const again = ['build', '--no-link', '--keep-going', ...installables, ...run.step.args]
    const about = { entry: 'flake.nix', reproduce: run.reproduce('nix', ...again) }
    failures.push(
      ...[await outcomeOfNix(run, built, about)].filter(({ status }) => status !== 'success'),
    )
  }
  return together(failures)
}

/** One outcome of several failures; success where there are none. */
function together(failures: readonly Outcome[]): Outcome {
  const [first] = failures
  if (!first) return SUCCESS
  return {
    ...first,
    error: { ...first.error, message: failures.map(({ error }) => error?.message).join('\n') },
    failedDependencies: failures.flatMap(({ failedDependencies = [] }) => failedDependencies),
  }
}
