import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { capture } from '../../host/process/spawn.ts'
import { attributeParts, installableOf } from '../../nix/attribute.ts'
import type { StepRun } from '../step-run.ts'

/** Outputs whose attributes are derivations; the others have commands of their own. */
const DERIVATIONS = [
  ...['checks', 'packages', 'devShells', 'formatter', 'defaultPackage', 'devShell'],
]
/** What only `nix flake check` says: it judges what a value is. */
const JUDGEMENT = /\bis not an? /

/** Whether `nix build` of an attribute gives the error too, by what it says. */
export function isOfBuild(attribute: string, said: string): boolean {
  const parts = attributeParts(attribute)
  const isDerivation = DERIVATIONS.includes(parts[0] ?? '') && parts.length > 1
  return isDerivation && !JUDGEMENT.test(said)
}

/**
 * The narrowest command that gives an error of evaluation again: those that may are tried, as long as there is time.
 * @param reference of the flake
 * @param said the first line of the error
 * @param whole the command that shows everything again
 */
export async function reproduceOutput(
  run: StepRun,
  reference: string,
  attribute: string,
  said: string,
  whole: string,
): Promise<string> {
  const commands = JUDGEMENT.test(said) ? [] : candidates(reference, attribute)
  for (const words of commands) {
    const all = [...words, ...run.step.args]
    if (await gives(run, all, said)) return run.reproduce('nix', ...all)
  }
  return whole
}

/** Pure: commands that may give an error of an output, the likeliest first. */
export function candidates(reference: string, attribute: string): string[][] {
  const parts = attributeParts(attribute)
  const [output = '', ...rest] = parts
  // A name may have dots.
  const paths = rest.length > 1 ? [parts, [output, rest.join('.')]] : [parts]
  return paths.flatMap(path => {
    const of = (...more: readonly string[]) => installableOf(reference, [...path, ...more])
    const evaluate = (...names: readonly string[]) => names.map(name => ['eval', of(name)])
    const itself = [['eval', of()]]
    const commands = () => {
      if (/^(?:apps|defaultApp)$/.test(output)) return [...evaluate('program', 'type'), ...itself]
      if (/^(?:templates|defaultTemplate)$/.test(output))
        return [...evaluate('path', 'description', 'welcomeText'), ...itself]
      const build = (...names: readonly string[]) => [['build', '--no-link', of(...names)]]
      if (output === 'hydraJobs') return [...build(), ['eval', '--json', of()]]
      if (output === 'nixosConfigurations')
        return [...build('config', 'system', 'build', 'toplevel'), ...itself]
      return itself
    }
    return commands().filter((words): words is string[] => !words.includes(undefined))
  })
}

/** What trying may take in all, for one step. */
const PATIENCE_MS = 20_000
const spent = new WeakMap<StepRun, number>()

/** Whether a command of Nix says it too. */
async function gives(
  run: StepRun,
  [command = '', ...words]: readonly string[],
  said: string,
): Promise<boolean> {
  const { context, step, cwd } = run
  const began = performance.now()
  const left = Math.ceil(PATIENCE_MS - (spent.get(run) ?? 0))
  if (left <= 0) return false
  // Nothing is built to find out.
  const dry = command === 'build' ? ['--dry-run'] : []
  const argv = [join(context.nix.bin, 'nix'), command, ...words, ...dry, '--no-write-lock-file']
  const cancel = AbortSignal.any([context.ctx.cancel, AbortSignal.timeout(left)])
  try {
    const { code, stderr } = await capture(argv, {
      env: { ...context.env, ...step.env },
      cwd,
      cancel,
    })
    return code !== 0 && stripVTControlCharacters(stderr).includes(said)
  } catch {
    return false
  } finally {
    spent.set(run, (spent.get(run) ?? 0) + performance.now() - began)
  }
}
