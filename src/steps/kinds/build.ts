import { expandWords } from '../../inputs/steps/shell-words.ts'
import { isAtLeast } from '../../nix/version.ts'
import { installableDefinitions } from '../definitions.ts'
import { withoutLinks } from '../derivations.ts'
import { outcomeOfNix } from '../diagnose.ts'
import { failedItself } from '../expectation.ts'
import { planEach } from '../flake/plan-items.ts'
import { type Outcome, SUCCESS } from '../outcome.ts'
import { sourceOf } from '../source-roots.ts'
import { quote, type StepRun } from '../step-run.ts'
import { noDerivationMessage, unlessUntested } from '../untested.ts'
import { handedOverOf, realise, recordBuilds } from './build-items.ts'

/** The first version with --print-out-paths. */
const PRINT_OUT_PATHS_SINCE = '2.9'

const HINT =
  'Name the attributes to build, or set recurseForDerivations = true in the sets that hold them.'

/** `nix build`: installables, split and brace-expanded as a shell does. */
export async function build(run: StepRun): Promise<Outcome> {
  if (run.context.plan) return planEach(run, buildOrPlan)
  const handedOver = handedOverOf(run)
  return handedOver ? realise(run, handedOver) : buildOrPlan(run)
}

async function buildOrPlan(run: StepRun): Promise<Outcome> {
  const { step, context } = run
  const system = step.system ? ['--system', step.system] : []
  const installables = expandWords(step.argument)
  const words = [...installables, ...system, ...step.args]
  const isDry = context.plan || words.includes('--dry-run')
  const link = step.outLink ?? (await context.roots.link('build'))
  const asJson =
    isDry || !isAtLeast(context.nix.version, PRINT_OUT_PATHS_SINCE) || words.includes('--json')
  const print = asJson ? '--json' : '--print-out-paths'
  const how = context.plan ? ['--dry-run'] : ['--out-link', link]
  // The step's own arguments come last, so they win.
  const result = await run.nix(['nix', 'build', '--keep-going', print, ...how, ...words])
  const built = printedPaths(result.stdout, asJson)
  if (!isDry) run.offerEarlier(built)
  const about = {
    ...sourceOf([...installables, ...step.args]),
    definitions: installableDefinitions(run, installables, system),
    reproduce: run.reproduce('nix', 'build', ...words),
  }
  if (context.plan && (await recordBuilds(run, installables, result, about))) return SUCCESS
  const outcome = await failedItself(run, await outcomeOfNix(run, result, about))
  return unlessUntested(run, outcome, words, built, () => whatInstead(run))
}

/** The output paths that `nix build` printed. */
function printedPaths(stdout: string, isJson: boolean): string[] {
  if (!isJson) return stdout.split('\n').filter(line => line !== '')
  type Built = string | { readonly path?: string; readonly outputs?: Record<string, string | null> }
  const all = (stdout.trim() === '' ? [] : JSON.parse(stdout)) as Built[]
  return all.flatMap(one => {
    if (typeof one === 'string') return [one]
    const outputs = Object.values(one.outputs ?? {})
    return one.path === undefined ? outputs.map(path => path ?? '') : [one.path]
  })
}

/** Options that `nix eval --raw` rejects. */
const BUILD_OPTIONS = ['--json', '--print-out-paths', '--rebuild']

/** Describes a set by its names and a list by its length, without evaluating the values. */
const DESCRIBE = `it:
  let
    value = if builtins.isFunction it then it { } else it;
    names = builtins.concatStringsSep "" (map (name: "\${name} = …; ") (builtins.attrNames value));
    places = builtins.concatStringsSep "" (map (_: "… ") value);
  in
  if builtins.isAttrs value then "{ \${names}}" else "[ \${places}]"`

async function whatInstead(run: StepRun): Promise<string> {
  const { argument, args } = run.step
  const all = withoutLinks([...expandWords(argument), ...args])
  const words = all.filter(word => !BUILD_OPTIONS.includes(word))
  const ask = ['eval', '--raw', ...words, '--apply', DESCRIBE] as const
  const { code, stdout } = await run.quietNix(['nix', ...ask])
  const what = words.map(quote).join(' ')
  return noDerivationMessage(what, code === 0 ? stdout : '', HINT)
}
