import { stripVTControlCharacters } from 'node:util'
import { flakeOf } from '../../model/step.ts'
import { attributeParts, installableOf } from '../../nix/attribute.ts'
import { captureNix } from '../ask-nix.ts'
import type { StepRun } from '../step-run.ts'

/** Outputs whose attributes are derivations; other outputs have other commands. */
const DERIVATION_OUTPUTS = [
  ...['checks', 'packages', 'devShells', 'formatter', 'defaultPackage', 'devShell'],
]
/** Errors about the type of a value, which only `nix flake check` reports. */
const TYPE_ERROR = /\bis not an? /

/** Whether `nix build` of an attribute reports this error too. @param message first line of the error */
export function isReproducedByBuild(attribute: string, message: string): boolean {
  const parts = attributeParts(attribute)
  const isDerivation = DERIVATION_OUTPUTS.includes(parts[0] ?? '') && parts.length > 1
  return isDerivation && !TYPE_ERROR.test(message)
}

/**
 * The narrowest command that reproduces an evaluation error. Candidates are tried within {@link MAX_TRIAL_MS}.
 * @param message first line of the error
 * @param whole the command that reproduces the whole step
 */
export async function reproduceOutput(
  run: StepRun,
  attribute: string,
  message: string,
  whole: string,
): Promise<string> {
  const commands = TYPE_ERROR.test(message) ? [] : candidates(flakeOf(run.step), attribute)
  for (const words of commands) {
    const argv = [...words, ...run.step.args]
    if (await isReproducedBy(run, argv, message)) return run.reproduce('nix', ...argv)
  }
  return whole
}

/** Commands that may reproduce an error of an output, the likeliest first. Pure. */
function candidates(reference: string, attribute: string): string[][] {
  const parts = attributeParts(attribute)
  const [output = '', ...rest] = parts
  // A name may contain dots.
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

/** Time for all trials of one step. */
const MAX_TRIAL_MS = 20_000
const spent = new WeakMap<StepRun, number>()

/** Whether a command of Nix reports the same error. */
async function isReproducedBy(
  run: StepRun,
  [command = '', ...words]: readonly string[],
  message: string,
): Promise<boolean> {
  const start = performance.now()
  const remainingMs = Math.ceil(MAX_TRIAL_MS - (spent.get(run) ?? 0))
  if (remainingMs <= 0) return false
  // A trial builds nothing.
  const dry = command === 'build' ? ['--dry-run'] : []
  const question = ['nix', command, ...words, ...dry, '--no-write-lock-file'] as const
  const timeout = AbortSignal.timeout(remainingMs)
  const cancel = AbortSignal.any([run.context.ctx.cancel, timeout])
  try {
    const { code, stderr } = await captureNix(run, question, cancel)
    return code !== 0 && stripVTControlCharacters(stderr).includes(message)
  } catch {
    return false
  } finally {
    spent.set(run, (spent.get(run) ?? 0) + performance.now() - start)
  }
}
