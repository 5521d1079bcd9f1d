import { data, Evaluator, Lexer, Parser } from '@actions/expressions'

/** What an expression can name: `github`, `secrets`, `matrix`, …, each as JSON. */
export type Contexts = Record<string, unknown>

/** What `success()`, `failure()` and `cancelled()` go by. */
export type Status = 'success' | 'failure' | 'cancelled'

const EXPRESSION = /\$\{\{(.*?)\}\}/gs
const STATUS = /\b(always|success|failure|cancelled)\(\)/

/** A value of a workflow with GitHub's own evaluation of its expressions; what is one expression may become a list or map. */
export function evaluated(value: unknown, contexts: Contexts): unknown {
  if (Array.isArray(value)) return value.map(item => evaluated(item, contexts))
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, item]) => [key, evaluated(item, contexts)])
    return Object.fromEntries(pairs)
  }
  if (typeof value !== 'string') return value
  const [whole, only] = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value) ?? []
  if (whole !== undefined) return toJson(expressionValue(only ?? '', contexts, 'success'))
  return value.replaceAll(EXPRESSION, (_, text: string) =>
    expressionValue(text, contexts, 'success').coerceString(),
  )
}

/** The same as a text, as `with` and `env` take it. */
export function evaluatedText(value: unknown, contexts: Contexts): string {
  const result = evaluated(value, contexts)
  return typeof result === 'object' && result !== null ? 'Object' : String(result ?? '')
}

/** Whether an `if` holds; without a status function it needs success. */
export function holds(condition: unknown, contexts: Contexts, status: Status): boolean {
  const text = String(condition ?? 'success()').replaceAll(EXPRESSION, '$1')
  const whole = STATUS.test(text) ? text : `success() && (${text})`
  const value = expressionValue(whole, contexts, status)
  return !['', 'false', '0'].includes(value.coerceString())
}

function expressionValue(text: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions = [
    { name: 'always', value: true },
    { name: 'success', value: status === 'success' },
    { name: 'failure', value: status === 'failure' },
    { name: 'cancelled', value: status === 'cancelled' },
  ].map(({ name, value }) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }))
  const { tokens } = new Lexer(text.trim()).lex()
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse()
  const known = fromJson(contexts)
  if (!(known instanceof data.Dictionary)) throw new Error('contexts are a map')
  return new Evaluator(parsed, known, new Map(functions.map(it => [it.name, it]))).evaluate()
}

function fromJson(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value), data.reviver) as data.ExpressionData
}

function toJson(value: data.ExpressionData): unknown {
  return JSON.parse(JSON.stringify(value, data.replacer))
}
