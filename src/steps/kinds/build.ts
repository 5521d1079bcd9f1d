import { expandWords } from '../../inputs/steps/shell-words.ts'
import { isAtLeast } from '../../nix/version.ts'
import { installableDefinitions } from '../definitions.ts'
import { withoutLinks } from '../derivations.ts'
import { outcomeOfNix } from '../diagnose.ts'
import { failedItself } from '../expectation.ts'
import { planEach, WITHOUT_BUILDS } from '../flake/plan-items.ts'
import { type Outcome, SUCCESS } from '../outcome.ts'
import { sourceOf } from '../source-roots.ts'
import { quote, type StepRun } from '../step-run.ts'
import { NOTHING_TO_BUILD, noBuildMessage, noDerivationMessage, untested } from '../untested.ts'
import { handedOverOf, noteBuilds, realise } from './build-items.ts'

/** The first version with --print-out-paths. */
const PRINTS_PATHS = '2.9'

const HINT = 'Name what to build, or set recurseForDerivations = true in the sets that have it.'

/** `nix build`: installables, split and brace-expanded as a shell does. */
export async function build(run: StepRun): Promise<Outcome> {
  if (run.context.plan) return planEach(run, buildOrPlan)
  const handedOver = handedOverOf(run)
  return handedOver ? realise(run, handedOver) : buildOrPlan(run)
}

async function buildOrPlan(run: StepRun): Promise<Outcome> {
  const { step, context } = run
  const system = step.system ? ['--system', step.system] : []
  const asked = expandWords(step.argument)
  const words = [...asked, ...system, ...step.args]
  const isDry = context.plan || words.includes('--dry-run')
  const link = step.outLink ?? (await context.roots.link('build'))
  const asJson = isDry || !isAtLeast(context.nix.version, PRINTS_PATHS) || words.includes('--json')
  const print = asJson ? '--json' : '--print-out-paths'
  const how = context.plan ? ['--dry-run', ...WITHOUT_BUILDS] : ['--out-link', link]
  // The step's own arguments come last, so that they count.
  const result = await run.nix(['nix', 'build', '--keep-going', print, ...how, ...words])
  const built = builtBy(result.stdout, asJson)
  if (!isDry) run.offerEarlier(built)
  const about = {
    ...sourceOf([...asked, ...step.args]),
    definitions: installableDefinitions(run, asked, system),
    reproduce: run.reproduce('nix', 'build', ...words),
  }
  if (context.plan && (await noteBuilds(run, asked, result, about))) return SUCCESS
  const outcome = await failedItself(run, await outcomeOfNix(run, result, about))
  if (outcome.status !== 'success') return outcome
  if (isDry && !context.plan)
    return untested(run, outcome, '--dry-run', noBuildMessage('--dry-run'))
  return built.length > 0
    ? outcome
    : untested(run, outcome, NOTHING_TO_BUILD, await whatInstead(run))
}

/** The paths that a build printed, at least one for each thing that it was of. */
function builtBy(stdout: string, isJson: boolean): string[] {
  if (!isJson) return stdout.split('\n').filter(line => line !== '')
  type Built = string | { readonly path?: string; readonly outputs?: Record<string, string | null> }
  const all = (stdout.trim() === '' ? [] : JSON.parse(stdout)) as Built[]
  return all.flatMap(one => {
    if (typeof one === 'string') return [one]
    const outputs = Object.values(one.outputs ?? {})
    return one.path === undefined ? outputs.map(path => path ?? '') : [one.path]
  })
}

/** Options that `nix eval` does not know, or not beside the form that is asked of it. */
const OF_BUILD = ['--json', '--print-out-paths', '--rebuild']

/** Describes a set or list by what is in it, and evaluates none of that. */
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
  const words = all.filter(word => !OF_BUILD.includes(word))
  const ask = ['eval', '--raw', ...words, '--apply', DESCRIBE] as const
  const { code, stdout } = await run.quietNix(['nix', ...ask])
  const what = words.map(quote).join(' ')
  return noDerivationMessage(what, code === 0 ? stdout : '', HINT)
}
