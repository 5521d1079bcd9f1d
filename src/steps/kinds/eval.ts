import { expandWords } from '../../inputs/steps/shell-words.ts'
import { withLines } from '../../lib/format.ts'
import { defined } from '../../lib/object.ts'
import { escapeInvisible, escapeInvisibleText } from '../../lib/text.ts'
import { nixString } from '../../nix/attribute.ts'
import { outcomeOfNix } from '../diagnose.ts'
import { type Outcome, refused } from '../outcome.ts'
import { type PrintedError, printedErrors, type ValuePath } from '../printed-errors.ts'
import { isPrintedFunction, jsonOfPrinted } from '../printed-value.ts'
import { type CallSource, sourceOf } from '../source-roots.ts'
import type { StepRun } from '../step-run.ts'

/** Output formats in which Nix fails if an error is inside of the value. */
const STRICT_FORMATS = ['--json', '--raw']
/** Limit of a value in the output `step-outputs`. */
const MAX_JSON_BYTES = 64 * 1024
/** Places of further errors that are listed. */
const MAX_PLACES = 5

/** `nix eval`: evaluates without building, even for a system that this runner cannot build for. */
export async function evalStep(run: StepRun): Promise<Outcome> {
  const { step } = run
  const system = step.system ? ['--system', step.system] : []
  const installables = expandWords(step.argument)
  const words = [...installables, ...system, ...step.args]
  const source = sourceOf([...installables, ...step.args])
  const result = await run.nix(['nix', 'eval', ...words])
  const value = result.stdout.trimEnd()
  for (const line of value === '' ? [] : value.split('\n').slice(0, 200)) run.line(line)
  const isPrinted = result.code === 0 && !words.some(word => STRICT_FORMATS.includes(word))
  const errors = isPrinted && !step.allowEvalErrors ? printedErrors(value) : []
  const [first, ...others] = errors
  if (first) return failInside(run, words, source, first, others)
  const outcome = await outcomeOfNix(run, result, {
    ...source,
    reproduce: run.reproduce('nix', 'eval', ...words),
  })
  return outcome.status === 'success'
    ? { ...outcome, ...defined({ value: await jsonValue(run, words, value) }) }
    : outcome
}

/**
 * The printed value for the output `step-outputs`; undefined if it has no JSON form (a function, an error inside) or is
 * too large. Nix is asked once more only if what it printed leaves that open.
 */
async function jsonValue(
  run: StepRun,
  words: readonly string[],
  printed: string,
): Promise<unknown> {
  if (words.includes('--raw')) return ifSmall(run, JSON.stringify(printed))
  if (words.includes('--json')) return ifSmall(run, printed)
  // The two forms of a value have about the same length.
  if (printed.length > 4 * MAX_JSON_BYTES) return ifSmall(run, printed)
  if (isPrintedFunction(printed)) return undefined
  const known = jsonOfPrinted(printed)
  if (known !== undefined) return ifSmall(run, known)
  const result = await run.quietNix(['nix', 'eval', '--json', ...words])
  return result.code === 0 ? ifSmall(run, result.stdout.trim()) : undefined
}

function ifSmall(run: StepRun, json: string): unknown {
  const bytes = Buffer.byteLength(json)
  if (bytes > MAX_JSON_BYTES) {
    run.line(
      `The value has ${bytes} bytes, so it is not in step-outputs: the limit is ${MAX_JSON_BYTES} bytes.`,
    )
    return undefined
  }
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Evaluates the failing part of the value alone, so that Nix reports its error with a position. */
async function failInside(
  run: StepRun,
  words: readonly string[],
  source: CallSource,
  { path, text }: PrintedError,
  others: readonly PrintedError[],
): Promise<Outcome> {
  const name = nameOf(run.step.argument, path)
  // Nix prints the path of a derivation, and continues if that does not evaluate.
  for (const suffix of ['', '.drvPath']) {
    const narrowed = ['eval', ...applied(words, path, suffix)]
    const result = await run.nix(['nix', ...narrowed])
    if (result.code === 0) continue
    const reproduce = run.reproduce('nix', ...narrowed)
    const outcome = await outcomeOfNix(run, result, { ...source, reproduce, within: name })
    return outcome.status === 'failure' ? withOthers(run, outcome, others) : outcome
  }
  const reproduce = run.reproduce('nix', 'eval', ...words)
  const message = `${name} does not evaluate: ${escapeInvisibleText(text)}\nReproduce: ${reproduce}`
  return withOthers(run, refused(message), others)
}

function withOthers({ step }: StepRun, outcome: Outcome, errors: readonly PrintedError[]): Outcome {
  const places = errors.slice(0, MAX_PLACES).map(({ path }) => nameOf(step.argument, path))
  const others = errors.length > places.length ? [...places, '…'] : places
  const also = others.length > 0 ? [`These do not evaluate either: ${others.join(', ')}.`] : []
  const hint = 'To allow errors inside the value, set eval-errors: allow.'
  const message = withLines(outcome.error?.message ?? '', [...also, hint])
  return { ...outcome, error: { ...outcome.error, message } }
}

/** The arguments of `nix eval` for a part of the value. */
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

/** The requested attribute and the path from there: `lib.tests.bad`, `list[1]`. */
function nameOf(argument: string, path: ValuePath): string {
  const [, fragment = ''] = argument.trim().split('#')
  const way = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${attribute(part)}`))
  return escapeInvisible(`${fragment}${way.join('')}`.replace(/^\./, ''))
}
