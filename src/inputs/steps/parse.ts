import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLSeq } from 'yaml'
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
import { withOwnNames } from './names.ts'
import { OPTIONS, type Option, optionOf } from './options.ts'
import { shellOptions } from './shell-args.ts'
import { expandWords, expansionIn } from './shell-words.ts'
import { lineOf, partsOf, readYaml, type StepsText, trapsOf } from './yaml.ts'

/** What the input `steps` asks for: `auto` and `none` are words of their own. */
export type Steps = 'auto' | readonly Step[]

/**
 * Reads the input `steps`: `auto`, `none`, or a YAML list.
 * @returns the steps, and every problem with its line; with a problem the steps are not complete
 */
export function parseSteps(text: string): { steps: Steps; problems: Problem[] } {
  const word = text.trim()
  if (word === 'auto' || word === '') return { steps: 'auto', problems: [] }
  if (word === 'none' || word === '[]') return { steps: [], problems: [] }

  const { read, problems } = readYaml(text)
  if (problems.length > 0) return { steps: [], problems: problemsOfParts(text, problems) }
  if (!isSeq(read.contents)) {
    const allowed = `${STEPS_ALLOWED}${withDash(word)}`
    return { steps: [], problems: [{ where: 'steps', value: word, expected: allowed }] }
  }
  const all = readItems(read.contents, read)
  return {
    steps: withOwnNames(all.flatMap(({ step }) => (step ? [step] : []))),
    problems: all.flatMap(({ problems }) => problems),
  }
}

type ReadStep = { readonly step: Step | undefined; readonly problems: readonly Problem[] }

function readItems({ items }: YAMLSeq, read: StepsText): ReadStep[] {
  return items.map(item => {
    const node = item as Node | null
    const traps = node ? trapsOf(node, read) : []
    // What else would be said of such a step is mostly said because of it.
    return traps.length > 0
      ? { step: undefined, problems: traps }
      : new StepReader(node, read).read()
  })
}

/** Where the whole is not YAML: the problems of each step read alone. @param whole the problems of the whole */
function problemsOfParts(text: string, whole: readonly Problem[]): Problem[] {
  let isExplained = false
  const problems = partsOf(text).flatMap(part => {
    const { read, problems } = readYaml(part)
    isExplained ||= problems.length > 0
    if (problems.length > 0) return problems.map(it => inPart(part, it))
    if (!isSeq(read.contents)) return []
    return readItems(read.contents, read).flatMap(it => it.problems)
  })
  const lines = new Set(whole.map(({ where }) => where))
  return isExplained ? problems : [...whole, ...problems.filter(it => !lines.has(it.where))]
}

/** Below its first line a step that is not YAML is named by that. */
function inPart(part: string, problem: Problem): Problem {
  const first = part.trimStart().split('\n')[0] ?? ''
  const step = first.replace(/^-\s*|:?\s*$/g, '')
  return /^\s*-/.test(problem.value) || step === '' ? problem : { ...problem, step }
}

/** How a step is written that stands there without a dash of its own. */
function withDash(text: string): string {
  const line = text.split('\n')[0]?.replace(/^-*\s*/, '') ?? ''
  const isStep = KINDS.some(kind => line === kind || line.startsWith(`${kind}:`))
  return isStep ? ` Each step begins with a dash and a space: - ${line}` : ''
}

const STEPS_ALLOWED = `auto, none, or a YAML list of steps: ${KINDS.join(', ')}.`

const KIND_LIST = `The kinds of steps: ${KINDS.join(', ')}.`

/** An item of the list that is neither a word nor a map. */
function whatIs(node: Node | null): string {
  if (isSeq(node)) return 'This is a list in the list; one dash is enough. '
  if (!isScalar(node) || node.value === null) return 'Nothing stands behind the dash. '
  return `This is a ${typeof node.value === 'boolean' ? 'truth value' : typeof node.value}, no step. `
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
      this.#problem(
        node,
        this.#source(node),
        `${whatIs(node)}A step is a word or a map: ${KIND_LIST}`,
      )
      return undefined
    }
    const pairs = node.items as Pair<Node, Node | null>[]
    const names = pairs.map(({ key }) => keyText(key))
    const kinds = pairs.filter(({ key }) => isKind(keyText(key)) && !isOption(keyText(key), names))
    if (kinds.length > 1) {
      const words = kinds.map(({ key }) => keyText(key)).join(', ')
      this.#problem(node, words, 'A step has one kind; begin the second with a dash of its own.')
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
    const argument = this.#argument(kind, value)
    let options: Partial<Step> = {}
    for (const pair of pairs) {
      const name = keyText(pair.key)
      if (name !== kind) options = { ...options, ...this.#option(kind, name, pair) }
    }
    if (options.expectFailure && options.retries) {
      const both =
        'expect: failure and retries do not go together: a step that fails as expected is not tried again, and one that passes unexpectedly is not to be tried until it fails.'
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

  /** No argument. A `run` of nothing would be a success that tested nothing. */
  #nothing(kind: Kind, node: Node | null): string {
    if (kind === 'run') this.#problem(node, kind, 'run needs a command: - run: make test')
    return ''
  }

  #argument(kind: Kind, value: Node | null): string {
    const isEmpty = isScalar(value) && hasNothing(kind, String(value.value ?? ''))
    if (value === null || isEmpty) return this.#nothing(kind, value ?? this.#node)
    // `run: true` means the program of that name.
    const byBash = KIND_TRAITS[kind].argument === 'command'
    if (byBash && isScalar(value) && typeof value.value !== 'string') return value.source ?? ''
    if (!isScalar(value) || typeof value.value !== 'string') {
      const allowed = `The argument of ${kind} is a text; options stand beside it, in the same column as ${kind}.`
      this.#problem(value, this.#source(value), allowed)
      return ''
    }
    if (KIND_TRAITS[kind].argument === 'words') {
      try {
        expandWords(value.value)
      } catch {
        this.#problem(value, value.value, 'A quote is not closed.')
      }
      this.#refuseExpansion(value, value.value, `the argument of ${kind}`)
    }
    return value.value
  }

  #option(kind: Kind, name: string, pair: Pair<Node, Node | null>): Partial<Step> {
    const { key } = pair
    const option = optionOf(name)
    if (!option) {
      const names = Object.keys(OPTIONS).filter(it => OPTIONS[it]?.kinds.includes(kind))
      this.#problem(
        key,
        name,
        `${suggest(name, names)}The options of ${kind}: ${names.join(', ')}.`,
      )
      return {}
    }
    if (kind === 'run' && name === 'shell') {
      this.#problem(key, `shell: ${this.#source(pair.value)}`, 'run uses bash; remove shell.')
      return {}
    }
    if (!option.kinds.includes(kind)) {
      this.#problem(key, name, `It is an option of ${option.kinds.join(', ')}, not of ${kind}.`)
      return {}
    }
    return this.#value(option, pair)
  }

  #value(option: Option, { key, value }: Pair<Node, Node | null>): Partial<Step> {
    const plain: unknown = value === null ? null : value.toJSON()
    const read = option.read(plain)
    if (read === undefined) {
      this.#problem(value ?? key, `${keyText(key)}: ${this.#source(value)}`, option.allowed)
    }
    if (keyText(key) === 'args' && typeof plain === 'string')
      this.#refuseExpansion(value, plain, 'args')
    return read ?? {}
  }

  /** Nothing runs a shell there, and Nix would be given it as it is. */
  #refuseExpansion(node: Node | null, text: string, where: string): void {
    const found = expansionIn(text)
    if (found === undefined) return
    const allowed = `${found} is not expanded: no shell runs ${where}. Use a run step, or put it in single quotes if Nix is to get it as it is.`
    this.#problem(node, text, allowed)
  }

  #refuseLogFormat({ kind, argument, args }: Step): void {
    if (this.#problems.length > 0) return
    const words =
      KIND_TRAITS[kind].argument === 'words' ? [...expandWords(argument), ...args] : args
    if (!words.includes('--log-format')) return
    const allowed = 'The action sets the log format of Nix, because it reads the log. Remove it.'
    this.#problem(this.#node, '--log-format', allowed)
  }

  #kind(word: string, node: Node): Kind | undefined {
    if (isKind(word)) return word
    const start = KINDS.find(kind => word.startsWith(`${kind} `))
    const help = start
      ? this.#source(node).includes('\n')
        ? `The line below belongs to it. Where an option follows there is a colon behind both: - ${start}: and below it timeout: 20m`
        : `Write the argument after a colon: - ${start}: ${word.slice(start.length + 1)}`
      : `${suggest(word, KINDS)}${KIND_LIST}`
    this.#problem(node, word, help)
    return undefined
  }

  #problem(node: Node | null | undefined, value: string, allowed: string): void {
    const range = node?.range ?? this.#node?.range
    const line = range ? lineOf(this.#text, range[0]) : 1
    const step = this.#name === undefined ? {} : { step: this.#name }
    this.#problems.push({ where: `steps, line ${line}`, ...step, value, expected: allowed })
  }

  #source(node: Node | null | undefined): string {
    return node?.range ? this.#text.text.slice(node.range[0], node.range[1]).trim() : ''
  }
}

/** Whether an argument says nothing; a command of comments runs nothing either. */
function hasNothing(kind: Kind, text: string): boolean {
  const said = kind === 'run' ? text.replace(/^\s*#.*$/gm, '') : text
  return said.trim() === ''
}

function isKind(word: string): word is Kind {
  return (KINDS as readonly string[]).includes(word)
}

/** Whether a word is an option of one of the kinds among others: `eval` is both. */
function isOption(word: string, others: readonly string[]): boolean {
  return optionOf(word)?.kinds.some(kind => kind !== word && others.includes(kind)) ?? false
}

/** The name that is given to a step. */
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
