import { expandWords } from '../../inputs/steps/shell-words.ts'
import { withLines } from '../../lib/format.ts'
import { escapeInvisible, escapeInvisibleText } from '../../lib/text.ts'
import { nixString } from '../../nix/attribute.ts'
import { outcomeOfNix } from '../diagnose.ts'
import { type Outcome, refused } from '../outcome.ts'
import { type PrintedError, printedErrors, type ValuePath } from '../printed-errors.ts'
import { type CallSource, sourceOf } from '../source-roots.ts'
import type { StepRun } from '../step-run.ts'

/** With these Nix prints no value in its own language, and ends with an error where one is inside. */
const OTHER_FORMS = ['--json', '--raw']
/** Places of further errors that are told. */
const MOST_PLACES = 5

/** `nix eval`: evaluates without building, also for a system that this runner cannot build. */
export async function evaluate(run: StepRun): Promise<Outcome> {
  const { step } = run
  const system = step.system ? ['--system', step.system] : []
  const asked = expandWords(step.argument)
  const words = [...asked, ...system, ...step.args]
  const source = sourceOf([...asked, ...step.args])
  const result = await run.nix(['nix', 'eval', ...words])
  const value = result.stdout.trimEnd()
  for (const line of value === '' ? [] : value.split('\n').slice(0, 200)) run.line(line)
  const isPrinted = result.code === 0 && !words.some(word => OTHER_FORMS.includes(word))
  const errors = isPrinted && !step.allowEvalErrors ? printedErrors(value) : []
  const [first, ...more] = errors
  if (first) return inside(run, words, source, first, more)
  return outcomeOfNix(run, result, {
    ...source,
    reproduce: run.reproduce('nix', 'eval', ...words),
  })
}

/** Asks for what does not evaluate by itself, which then is the error of the call, with its place. */
async function inside(
  run: StepRun,
  words: readonly string[],
  source: CallSource,
  { path, text }: PrintedError,
  more: readonly PrintedError[],
): Promise<Outcome> {
  const name = nameOf(run.step.argument, path)
  // Of a derivation Nix prints the path, and goes on where that does not evaluate.
  for (const suffix of ['', '.drvPath']) {
    const again = ['eval', ...applied(words, path, suffix)]
    const result = await run.nix(['nix', ...again])
    if (result.code === 0) continue
    const reproduce = run.reproduce('nix', ...again)
    const outcome = await outcomeOfNix(run, result, { ...source, reproduce, within: name })
    return outcome.status === 'failure' ? withOthers(run, outcome, more) : outcome
  }
  const reproduce = run.reproduce('nix', 'eval', ...words)
  const message = `${name} does not evaluate: ${escapeInvisibleText(text)}\nReproduce: ${reproduce}`
  return withOthers(run, refused(message), more)
}

function withOthers({ step }: StepRun, outcome: Outcome, errors: readonly PrintedError[]): Outcome {
  const places = errors.slice(0, MOST_PLACES).map(({ path }) => nameOf(step.argument, path))
  const others = errors.length > places.length ? [...places, '…'] : places
  const also = others.length > 0 ? [`Also not evaluated: ${others.join(', ')}.`] : []
  const hint = 'If the value may have errors inside, set eval-errors: allow.'
  const message = withLines(outcome.error?.message ?? '', [...also, hint])
  return { ...outcome, error: { ...outcome.error, message } }
}

/** The words of a call for what is at a place inside of the value. */
function applied(words: readonly string[], path: ValuePath, suffix: string): string[] {
  const at = words.lastIndexOf('--apply')
  const [own, others] =
    at < 0 ? [undefined, words] : [words[at + 1], [...words.slice(0, at), ...words.slice(at + 2)]]
  const select = path.reduce<string>(
    (of, part) =>
      typeof part === 'number' ? `(builtins.elemAt ${of} ${part})` : `${of}.${attribute(part)}`,
    own === undefined ? 'it' : `((${own}) it)`,
  )
  return [...others, '--apply', `it: ${select}${suffix}`]
}

function attribute(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) ? name : nixString(name)
}

/** `lib.tests.bad`, `list[1]`: the attribute that was asked for, and the way from there. */
function nameOf(argument: string, path: ValuePath): string {
  const [, fragment = ''] = argument.trim().split('#')
  const way = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${attribute(part)}`))
  return escapeInvisible(`${fragment}${way.join('')}`.replace(/^\./, ''))
}
