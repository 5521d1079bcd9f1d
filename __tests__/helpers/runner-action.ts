import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** What the runner needs of an action.yml. */
export interface ActionManifest {
  folder: string
  /** Absolute paths. */
  main: string
  post?: string
  postIf: string
  inputs: Record<string, { default?: unknown; deprecationMessage?: string } | null>
}

/** Reads `action.yml` of a JavaScript action; throws if it is none. */
export function readAction(folder: string): ActionManifest {
  const file = join(folder, 'action.yml')
  const { runs, inputs } = parse(readFileSync(file, 'utf8')) ?? {}
  if (typeof runs?.main !== 'string' || !/^node\d+$/.test(runs.using)) {
    throw new Error(`${file} is no JavaScript action: runs.using and runs.main are needed`)
  }
  return {
    folder,
    main: join(folder, runs.main),
    ...(runs.post && { post: join(folder, runs.post) }),
    postIf: String(runs['post-if'] ?? 'always()'),
    inputs: inputs ?? {},
  }
}

/** The `INPUT_*` variables of a step, and what the runner warns of. `context` resolves `${{ name }}` in defaults. */
export function resolveInputs(
  action: ActionManifest,
  given: Record<string, string>,
  context: Record<string, string>,
): { env: Record<string, string>; warnings: string[] } {
  const env: Record<string, string> = {}
  const warnings: string[] = []
  const valid = Object.keys(action.inputs)
  for (const [name, input] of Object.entries(action.inputs)) {
    env[variable(name)] = expand(String(input?.default ?? ''), context)
  }
  const known = new Map(valid.map(name => [name.toLowerCase(), action.inputs[name]]))
  const unexpected = Object.keys(given).filter(name => !known.has(name.toLowerCase()))
  for (const [name, value] of Object.entries(given)) {
    env[variable(name)] = value
    const message = known.get(name.toLowerCase())?.deprecationMessage
    if (message) warnings.push(`Input '${name}' has been deprecated with message: ${message}`)
  }
  if (unexpected.length > 0) {
    warnings.push(`Unexpected input(s) ${quoted(unexpected)}, valid inputs are [${quoted(valid)}]`)
  }
  return { env, warnings }
}

/** Whether a `post-if` holds. Known: always(), success(), failure(), cancelled(), `!`, `&&`, `||` without brackets. */
export function postIfHolds(
  condition: string,
  status: 'success' | 'failure' | 'cancelled',
): boolean {
  const term = (text: string): boolean => {
    const word = text.trim()
    if (word.startsWith('!')) return !term(word.slice(1))
    if (word === 'always()') return true
    const name = /^(success|failure|cancelled)\(\)$/.exec(word)?.[1]
    if (!name) throw new Error(`post-if: the emulator does not know '${word}' in '${condition}'`)
    return name === status
  }
  return condition.split('||').some(part => part.split('&&').every(term))
}

function variable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function quoted(names: string[]): string {
  return names.map(name => `'${name}'`).join(', ')
}

function expand(text: string, context: Record<string, string>): string {
  return text.replaceAll(/\$\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => {
    const value = context[name]
    if (value === undefined) throw new Error(`action.yml: the emulator does not know ${whole}`)
    return value
  })
}
