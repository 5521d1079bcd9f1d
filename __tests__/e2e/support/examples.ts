import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { repositoryRoot } from '../../helpers/paths.ts'

/** A job of an example, as far as a test reads it. */
export interface ExampleJob {
  readonly if?: string
  readonly needs?: string
  readonly outputs?: Record<string, string>
  readonly strategy?: { readonly matrix?: string }
  readonly 'runs-on': string
  readonly steps: readonly ExampleStep[]
}

interface ExampleStep {
  readonly uses?: string
  readonly id?: string
  readonly with?: Record<string, unknown>
}

/** The YAML examples of a page that have a text, parsed. @param replace texts that are replaced before */
export function examplesWith<T>(page: string, text: string, replace: [RegExp, string][] = []): T[] {
  const all = readFileSync(join(repositoryRoot, page), 'utf8').matchAll(
    /^```yaml\n([\s\S]*?)^```$/gm,
  )
  const found = [...all].map(([, block = '']) => block).filter(block => block.includes(text))
  return found.map(
    block => parse(replace.reduce((all, [a, b]) => all.replaceAll(a, b), block)) as T,
  )
}

/** The use of the action among steps, with its inputs as texts. */
export function actionOf(steps: readonly ExampleStep[]) {
  const step = steps.find(({ uses }) => uses?.startsWith('OWNER/nix-ci@'))
  if (!step) throw new Error('There is no use of the action.')
  const inputs = Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)])
  return { id: step.id, inputs: Object.fromEntries(inputs) as Record<string, string> }
}
