/**
 * `npm run docs`: writes the tables of inputs, outputs, kinds and options of steps into the pages that show them, between
 * `<!-- table: NAME -->` and `<!-- end of table -->`. (__tests__/docs.test.ts: they are fresh.)
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { repositoryRoot } from '../__tests__/helpers/paths.ts'
import { OPTIONS } from '../src/inputs/steps/options.ts'
import { KINDS, type Kind } from '../src/model/step.ts'

const TABLE = /(<!-- table: (\w+) -->\n)[\s\S]*?(<!-- end of table -->)/g
/** The pages that hold a table. */
export const PAGES = ['README.md', 'docs/steps.md']

interface Action {
  inputs: Record<string, { description: string; default?: string }>
  outputs: Record<string, { description: string }>
}
interface Steps {
  kinds: Record<string, { argument: string; runs: string }>
  options: Record<string, string>
}

/** The page with its tables made anew. Throws where a name has no text, or a text no name. */
export function withTables(page: string): string {
  return page.replaceAll(
    TABLE,
    (_, start: string, name: string, end: string) => `${start}${tableOf(name)}${end}`,
  )
}

function tableOf(name: string): string {
  const action = read<Action>('action.yml')
  const steps = read<Steps>('schema/steps.yml')
  switch (name) {
    case 'inputs':
      return table(
        ['Input', 'Default', 'Meaning'],
        Object.entries(action.inputs).map(([input, { description, default: value }]) => [
          code(input),
          value === undefined ? '' : code(value),
          description,
        ]),
      )
    case 'outputs':
      return table(
        ['Output', 'Meaning'],
        Object.entries(action.outputs).map(([output, { description }]) => [
          code(output),
          description,
        ]),
      )
    case 'kinds':
      same(Object.keys(steps.kinds), KINDS)
      return table(
        ['Kind', 'Argument', 'What it runs'],
        Object.entries(steps.kinds).map(([kind, { argument, runs }]) => [
          code(kind),
          argument,
          runs,
        ]),
      )
    case 'options':
      same(Object.keys(steps.options), Object.keys(OPTIONS))
      return table(
        ['Option', 'Kinds', 'Meaning'],
        Object.entries(OPTIONS).map(([option, { kinds }]) => [
          code(option),
          kindsText(kinds),
          steps.options[option] ?? '',
        ]),
      )
    default:
      throw new Error(`no table is called ${name}`)
  }
}

const read = <T>(path: string) => parse(readFileSync(join(repositoryRoot, path), 'utf8')) as T

const code = (text: string) => `\`${text}\``

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ').replaceAll('|  |', '| |')} |\n`
  return [heading, heading.map(() => '---'), ...rows].map(line).join('')
}

/** How the documentation names a list of kinds. */
export function kindsText(kinds: readonly Kind[]): string {
  const missing = KINDS.filter(kind => !kinds.includes(kind))
  if (missing.length === 0) return 'all'
  return missing.length === 1 ? `all but ${missing[0]}` : kinds.join(', ')
}

function same(texts: readonly string[], names: readonly string[]): void {
  const odd = [
    ...texts.filter(it => !names.includes(it)),
    ...names.filter(it => !texts.includes(it)),
  ]
  if (odd.length > 0) throw new Error(`schema/steps.yml and src/ differ in ${odd.join(', ')}`)
}

if (import.meta.main) {
  for (const page of PAGES) {
    const path = join(repositoryRoot, page)
    writeFileSync(path, withTables(readFileSync(path, 'utf8')))
  }
}
