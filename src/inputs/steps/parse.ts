import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLSeq } from 'yaml'
import { defined } from '../../lib/object.ts'
import { suggest } from '../../lib/suggest.ts'
import {
  defaultName,
  KIND_TRAITS,
  KINDS,
  type Kind,
  plainStep,
  type Step,
} from '../../model/step.ts'
import type { Problem } from '../problem.ts'
import { withUniqueNames } from './names.ts'
import { OPTIONS, type Option, optionOf } from './options.ts'
import { argumentProblems, expansionProblem, SHELL_COMMAND } from './program-words.ts'
import { shellOptions } from './shell-args.ts'
import { expandWords, expansionIn } from './shell-words.ts'
import { lineOf, readYaml, type StepsText, splitSteps, trapsOf } from './yaml.ts'

/** The value of the input `steps`; `none` is an empty list. */
export type Steps = 'auto' | readonly Step[]

/**
 * Parses the input `steps`: `auto`, `none`, or a YAML list.
 * @returns the steps, and all mistakes with their lines; if there are any, the steps are incomplete
 */
export function parseSteps(text: string): { steps: Steps; problems: Problem[] } {
  const word = text.trim()
  if (word === 'auto' || word === '') return { steps: 'auto', problems: [] }
  if (word === 'none' || word === '[]') return { steps: [], problems: [] }

  const { read, problems } = readYaml(text)
  if (problems.length > 0) return { steps: [], problems: problemsOfParts(text, problems) }
  if (!isSeq(read.contents)) {
    const expected = `${EXPECTED_STEPS}${withDash(word)}`
    return { steps: [], problems: [{ where: 'steps', value: word, expected }] }
  }
  const all = readItems(read.contents, read)
  return {
    steps: withUniqueNames(all.flatMap(({ step }) => (step ? [step] : []))),
    problems: all.flatMap(({ problems }) => problems),
  }
}

type ReadStep = { readonly step: Step | undefined; readonly problems: readonly Problem[] }

function readItems({ items }: YAMLSeq, read: StepsText): ReadStep[] {
  return items.map(item => {
    const node = item as Node | null
    const traps = node ? trapsOf(node, read) : []
    // Other mistakes in such a step are mostly consequences.
    return traps.length > 0
      ? { step: undefined, problems: traps }
      : new StepReader(node, read).read()
  })
}

/** If the whole text is not YAML: the mistakes of each step parsed alone. @param whole the mistakes of the whole text */
function problemsOfParts(text: string, whole: readonly Problem[]): Problem[] {
  let isExplained = false
  const problems = splitSteps(text).flatMap(part => {
    const { read, problems } = readYaml(part)
    isExplained ||= problems.length > 0
    if (problems.length > 0) return problems.map(it => inPart(part, it))
    if (!isSeq(read.contents)) return []
    return readItems(read.contents, read).flatMap(it => it.problems)
  })
  const lines = new Set(whole.map(({ where }) => where))
  return isExplained ? problems : [...whole, ...problems.filter(it => !lines.has(it.where))]
}

/** Names the step by its first line, if the mistake is below that line. */
function inPart(part: string, problem: Problem): Problem {
  const first = part.trimStart().split('\n')[0] ?? ''
  const step = first.replace(/^-\s*|:?\s*$/g, '')
  return /^\s*-/.test(problem.value) || step === '' ? problem : { ...problem, step }
}

/** Shows how to write a step that lacks its dash. */
function withDash(text: string): string {
  const line = text.split('\n')[0]?.replace(/^-*\s*/, '') ?? ''
  const isStep = KINDS.some(kind => line === kind || line.startsWith(`${kind}:`))
  return isStep ? ` Start each step with a dash and a space: - ${line}` : ''
}

const EXPECTED_STEPS = `Expected auto, none, or a YAML list of steps: ${KINDS.join(', ')}.`

const EXPECTED_KIND = `Expected a step kind: ${KINDS.join(', ')}.`

/** Describes an item of the list that is neither a string nor a map. */
function describeItem(node: Node | null): string {
  if (isSeq(node)) return 'A list inside the list is not a step; use one dash.'
  if (!isScalar(node) || node.value === null) return 'Empty list item.'
  return `A ${typeof node.value} is not a step.`
}

class StepReader {
  readonly #problems: Problem[] = []
  readonly #node: Node | null
  readonly #text: StepsText
  /** Undefined until its kind is known. */
  #name: string | undefined

  constructor(node: Node | null, text: StepsText) {
    this.#node = node
    this.#text = text
  }

  read(): { step: Step | undefined; problems: Problem[] } {
    const step = this.#step()
    return { step: this.#problems.length === 0 ? step : undefined, problems: this.#problems }
  }

  #step(): Step | undefined {
    const node = this.#node
    if (isScalar(node) && typeof node.value === 'string') {
      const kind = this.#kind(node.value, node)
      return kind && plainStep(kind, this.#nothing(kind, node))
    }
    if (!isMap(node)) {
      this.#problem(node, this.#source(node), `${describeItem(node)} ${EXPECTED_KIND}`)
      return undefined
    }
    const pairs = node.items as Pair<Node, Node | null>[]
    const names = pairs.map(({ key }) => keyText(key))
    const kinds = pairs.filter(({ key }) => isKind(keyText(key)) && !isOption(keyText(key), names))
    if (kinds.length > 1) {
      const words = kinds.map(({ key }) => keyText(key)).join(', ')
      this.#problem(node, words, 'A step has one kind; start the second step with its own dash.')
      return undefined
    }
    if (kinds.length === 0) {
      const first = pairs.find(({ key }) => !(keyText(key) in OPTIONS)) ?? pairs[0]
      this.#kind(first ? keyText(first.key) : '{}', first?.key ?? node)
      for (const pair of pairs) {
        const option = optionOf(keyText(pair.key))
        if (option) this.#value(option, pair)
      }
      return undefined
    }
    const [{ key, value }] = kinds as [Pair<Node, Node | null>]
    this.#name = nameIn(pairs) ?? defaultName(keyText(key) as Kind, textOf(value))
    return this.#withOptions(keyText(key) as Kind, value, pairs)
  }

  #withOptions(kind: Kind, value: Node | null, pairs: Pair<Node, Node | null>[]): Step {
    // An expression is often empty where it also turns the step off.
    const isOff = pairs.some(
      it => keyText(it.key) === 'if' && isScalar(it.value) && String(it.value.value) === 'false',
    )
    const argument = this.#argument(kind, value, isOff)
    let options: Partial<Step> = {}
    for (const pair of pairs) {
      const name = keyText(pair.key)
      if (name !== kind) options = { ...options, ...this.#option(kind, name, pair) }
    }
    if (options.expectFailure && options.retries) {
      const both = 'Remove retries: a step with expect: failure is never retried.'
      this.#problem(this.#node, `retries: ${options.retries}`, both)
    }
    const { problems, ...shell } = shellOptions(kind, options)
    const args = pairs.find(({ key }) => keyText(key) === 'args')?.value
    for (const { flag, instead } of problems) this.#problem(args, `args: ${flag}`, instead)
    const name = defaultName(kind, argument)
    const step = plainStep(kind, argument, { name, ...options, ...shell })
    this.#refuseLogFormat(step)
    return step
  }

  /** A missing argument. An empty `run` would succeed without testing anything. */
  #nothing(kind: Kind, node: Node | null): string {
    if (kind === 'run') this.#problem(node, kind, 'run needs a command: - run: make test')
    if (kind === 'shell') this.#problem(node, kind, SHELL_COMMAND)
    return ''
  }

  #argument(kind: Kind, value: Node | null, isOff: boolean): string {
    const isEmpty = isScalar(value) && isBlank(kind, String(value.value ?? ''))
    if (value === null || isEmpty) return isOff ? '' : this.#nothing(kind, value ?? this.#node)
    // `run: true` runs the program true.
    const byBash = KIND_TRAITS[kind].argument === 'command'
    if (byBash && isScalar(value) && typeof value.value !== 'string') return value.source ?? ''
    if (!isScalar(value) || typeof value.value !== 'string') {
      const expected = `Expected a string as the argument of ${kind}. Indent options to the same column as ${kind}.`
      this.#problem(value, this.#source(value), expected)
      return ''
    }
    for (const expected of argumentProblems(kind, value.value))
      this.#problem(value, value.value, expected)
    return value.value
  }

  #option(kind: Kind, name: string, pair: Pair<Node, Node | null>): Partial<Step> {
    const { key } = pair
    const option = optionOf(name)
    if (!option) {
      const names = Object.keys(OPTIONS).filter(it => OPTIONS[it]?.kinds.includes(kind))
      const expected = `${suggest(name, names)}Expected an option of ${kind}: ${names.join(', ')}.`
      this.#problem(key, name, expected, 'option')
      return {}
    }
    if (kind === 'run' && name === 'shell') {
      const value = `shell: ${this.#source(pair.value)}`
      this.#problem(key, value, 'run always uses bash; remove shell.')
      return {}
    }
    if (!option.kinds.includes(kind)) {
      this.#problem(key, name, `This is an option of ${option.kinds.join(', ')}, not of ${kind}.`)
      return {}
    }
    return this.#value(option, pair)
  }

  #value(option: Option, { key, value }: Pair<Node, Node | null>): Partial<Step> {
    const plain: unknown = value === null ? null : value.toJSON()
    const read = option.read(plain)
    if (read === undefined) {
      this.#problem(value ?? key, `${keyText(key)}: ${this.#source(value)}`, option.expected)
    }
    const expansion = keyText(key) === 'args' && typeof plain === 'string' && expansionIn(plain)
    if (expansion) this.#problem(value, plain, expansionProblem(expansion, 'args'))
    return read ?? {}
  }

  #refuseLogFormat({ kind, argument, args }: Step): void {
    if (this.#problems.length > 0) return
    const words =
      KIND_TRAITS[kind].argument === 'words' ? [...expandWords(argument), ...args] : args
    if (!words.includes('--log-format')) return
    const expected = 'Remove it: the action sets the log format of Nix, because it parses the log.'
    this.#problem(this.#node, '--log-format', expected)
  }

  #kind(word: string, node: Node): Kind | undefined {
    if (isKind(word)) return word
    const start = KINDS.find(kind => word.startsWith(`${kind} `))
    const help = start
      ? this.#source(node).includes('\n')
        ? `The next line is part of this value. Add a colon after the kind and after the option: - ${start}: with timeout: 20m on the next line`
        : `Write the argument after a colon: - ${start}: ${word.slice(start.length + 1)}`
      : `${suggest(word, KINDS)}${EXPECTED_KIND}`
    this.#problem(node, word, help, start ? undefined : 'step kind')
    return undefined
  }

  #problem(
    node: Node | null | undefined,
    value: string,
    expected: string,
    unknown?: Problem['unknown'],
  ): void {
    const range = node?.range ?? this.#node?.range
    const line = range ? lineOf(this.#text, range[0]) : 1
    const rest = defined({ step: this.#name, unknown })
    this.#problems.push({ where: `steps, line ${line}`, ...rest, value, expected })
  }

  #source(node: Node | null | undefined): string {
    return node?.range ? this.#text.text.slice(node.range[0], node.range[1]).trim() : ''
  }
}

/** Whether an argument is blank; a command of comments only is too. */
function isBlank(kind: Kind, text: string): boolean {
  return (kind === 'run' ? text.replace(/^\s*#.*$/gm, '') : text).trim() === ''
}

function isKind(word: string): word is Kind {
  return (KINDS as readonly string[]).includes(word)
}

/** Whether a key is meant as an option of another kind among the keys: `eval` and `shell` are both kinds and options. */
function isOption(word: string, others: readonly string[]): boolean {
  const isOther = (kind: string) => kind !== word && others.includes(kind)
  // Many a workflow has `shell: bash` next to `run`.
  return (word === 'shell' ? KINDS : (optionOf(word)?.kinds ?? [])).some(isOther)
}

/** The value of the option `name`. */
function nameIn(pairs: readonly Pair<Node, Node | null>[]): string | undefined {
  const given = pairs.find(({ key }) => keyText(key) === 'name')
  return textOf(given?.value).trim() || undefined
}

function textOf(node: Node | null | undefined): string {
  return isScalar(node) && typeof node.value === 'string' ? node.value : ''
}

function keyText(key: Node): string {
  return isScalar(key) ? String(key.value) : key.toString()
}
