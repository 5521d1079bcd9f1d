import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { validate } from '@actions/languageservice'
import { validateAction } from '@actions/languageservice/validate-action'
import { describe, expect, it } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { INPUT_NAMES, type InputName, readInputs } from '../src/inputs/inputs.ts'
import { OPTIONS } from '../src/inputs/steps/options.ts'
import { KINDS } from '../src/model/step.ts'
import { OFFICIAL_RELEASES } from '../src/nix/release.ts'
import { publish } from '../src/phases/publish.ts'
import { emptyRun } from '../src/phases/run-state.ts'
import { RunnerFiles } from '../src/runner/command-files.ts'
import { JobPage } from '../src/runner/log.ts'
import { repositoryRoot } from './helpers/paths.ts'

const text = (path: string) => readFileSync(`${repositoryRoot}/${path}`, 'utf8')
const document = (path: string, content: string) =>
  TextDocument.create(`file:///${path}`, 'yaml', 1, content)

const readme = text('README.md')
const action = parse(text('action.yml')) as {
  inputs: Record<string, { default?: string }>
  outputs: Record<string, object>
  runs: { using: string; main: string; post: string }
}
const workflows = readdirSync(`${repositoryRoot}/.github/workflows`).map(
  name => `.github/workflows/${name}`,
)

/** The rows of the README's table with this first column, cell by cell. */
function table(heading: string): string[][] {
  const lines = readme.split('\n')
  const start = lines.findIndex(line => line.startsWith(`| ${heading} |`))
  expect(start, `README has a table of ${heading}`).toBeGreaterThan(0)
  const rows = lines.slice(start + 2)
  const length = rows.findIndex(line => !line.startsWith('|'))
  return rows.slice(0, length).map(row =>
    row
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  )
}

const plain = (cell = '') => cell.replace(/^`|`$/g, '')
const column = (heading: string) => table(heading).map(([first]) => plain(first))

describe('action.yml', () => {
  it('is valid by the schema of GitHub', async () => {
    expect(await validateAction(document('action.yml', text('action.yml')))).toEqual([])
  })

  it('has exactly the inputs that the code knows, and all of them are read', () => {
    const asked = new Set<string>()
    readInputs(name => {
      asked.add(name)
      return ''
    })
    expect(Object.keys(action.inputs)).toEqual([...INPUT_NAMES])
    expect([...asked].sort()).toEqual([...INPUT_NAMES].sort())
  })

  it('has defaults that mean the same as an empty input', () => {
    const defaults = readInputs(name =>
      name === 'github-token' ? '' : (action.inputs[name]?.default ?? ''),
    )
    expect(defaults).toEqual(readInputs(() => ''))
  })

  it('has exactly the outputs that are set, also where nothing came of the run', async () => {
    const files = new RunnerFiles({})
    await publish(emptyRun(), false, new JobPage(), files)
    expect(Object.keys(action.outputs).sort()).toEqual(Object.keys(files.outputs).sort())
  })

  it('starts files that exist, with Node 24', () => {
    expect(action.runs.using).toBe('node24')
    for (const file of [action.runs.main, action.runs.post])
      expect(existsSync(`${repositoryRoot}/${file}`), file).toBe(true)
  })
})

describe('README', () => {
  it('begins with the two commands for a fresh clone, which package.json has', () => {
    const first = readme.split('\n').slice(0, 15)
    expect(first).toContainEqual(expect.stringMatching(/^npm run demo\b/))
    expect(first).toContainEqual(expect.stringMatching(/^npm test\b/))
    expect(JSON.parse(text('package.json')).scripts).toMatchObject({
      demo: expect.any(String),
      test: expect.any(String),
    })
  })

  it('has every input with its default', () => {
    const rows = table('Input').map(([name, value]) => [plain(name), plain(value)])
    const inputs = Object.entries(action.inputs)
    expect(rows).toEqual(inputs.map(([name, input]) => [name, input.default ?? '']))
  })

  it('has every output', () => {
    expect(column('Output')).toEqual(Object.keys(action.outputs))
  })

  it('has every kind of step', () => {
    expect(column('Kind')).toEqual([...KINDS])
  })

  it('has every option with the kinds that it is for', () => {
    const rows = table('Option').map(([name, kinds]) => [plain(name), kinds])
    const known = Object.entries(OPTIONS).map(([name, option]) => [name, kindsText(option.kinds)])
    expect(rows.sort()).toEqual(known.sort())
  })

  it('names every Nix of the table of hashes', () => {
    for (const version of Object.keys(OFFICIAL_RELEASES)) expect(readme).toContain(version)
  })

  it('explains messages that the code really has', () => {
    const code = sources('src').map(text).join('\n')
    const messages = column('The message')
    expect(messages.length).toBeGreaterThan(15)
    for (const message of messages) {
      for (const part of message.split('…').map(it => it.trim()))
        expect(code, message).toContain(part)
    }
  })

  it('links only to files that exist, and to headings that it has', () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(match => match[1] ?? '')
    const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(match => anchor(match[1] ?? ''))
    for (const link of links.filter(it => !it.startsWith('https:'))) {
      if (link.startsWith('#')) expect(headings).toContain(link.slice(1))
      else expect(existsSync(`${repositoryRoot}/${link}`), link).toBe(true)
    }
  })

  it('has examples whose inputs and steps are right', () => {
    const uses = examples().flatMap(example => usesOf(parse(example)))
    expect(uses.length).toBeGreaterThanOrEqual(5)
    for (const inputs of uses) {
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)))
      expect(() => readInputs(name => inputOf(inputs, name))).not.toThrow()
    }
  })

  it('begins with a whole workflow that GitHub takes', async () => {
    const [workflow = ''] = examples()
    expect(await validate(document('.github/workflows/example.yml', workflow))).toEqual([])
  })
})

describe('the workflows', () => {
  it.each(workflows)('%s is valid by the schema of GitHub', async path => {
    expect(await validate(document(path, text(path)))).toEqual([])
  })

  it.each(workflows)('%s pins every action to a commit and names its version', path => {
    const uses = [...text(path).matchAll(/uses:\s*(.*)$/gm)].map(match => match[1] ?? '')
    expect(uses.length).toBeGreaterThan(0)
    for (const use of uses)
      expect(use).toMatch(/^(\.\/(\s.*)?|[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
  })

  it.each(workflows)('%s may only read, and its jobs have a time limit', path => {
    const { permissions, jobs } = parse(text(path)) as { permissions: object; jobs: object }
    expect(permissions).toEqual({ contents: 'read' })
    for (const job of Object.values(jobs)) {
      expect(job).toHaveProperty('timeout-minutes', expect.any(Number))
      expect(job).not.toHaveProperty('permissions')
    }
  })

  it('use the nixpkgs that the example pins', () => {
    const { nixpkgs } = JSON.parse(text('examples/minimint/nix/sources.json'))
    expect(text('.github/workflows/ci.yml')).toContain(`nix-path: nixpkgs=${nixpkgs.url}\n`)
  })
})

describe('package-lock.json', () => {
  it('names no registry', () => {
    const { packages } = JSON.parse(text('package-lock.json')) as { packages: object }
    expect(Object.keys(packages).length).toBeGreaterThan(10)
    for (const [name, entry] of Object.entries(packages))
      expect(entry, name).not.toHaveProperty('resolved')
  })
})

/** How the README names a list of kinds. */
function kindsText(kinds: readonly string[]): string {
  const missing = KINDS.filter(kind => !kinds.includes(kind))
  if (missing.length === 0) return 'all'
  return missing.length === 1 ? `all but ${missing[0]}` : kinds.join(', ')
}

/** The TypeScript files below a folder. */
function sources(folder: string): string[] {
  const names = readdirSync(`${repositoryRoot}/${folder}`, { recursive: true, encoding: 'utf8' })
  return names.filter(name => name.endsWith('.ts')).map(name => `${folder}/${name}`)
}

/** The anchor that GitHub makes of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')
}

/** The YAML examples of the README, in order. */
function examples(): string[] {
  const blocks = readme.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```$/gm)
  return [...blocks].map(([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  )
}

/** The inputs of every use of the action below a YAML value. */
function usesOf(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const { uses, with: inputs } = value as { uses?: unknown; with?: Record<string, unknown> }
  const own = typeof uses === 'string' && uses.startsWith('OWNER/') ? [inputs ?? {}] : []
  return [...own, ...Object.values(value).flatMap(usesOf)]
}

/** An input as the action gets it, with a value in place of each expression. */
function inputOf(inputs: Record<string, unknown>, name: InputName): string {
  const stand = { 'access-tokens': 'gitlab.com=PAT:token', 'nix-version': 'latest' }
  const otherwise = (stand as Record<string, string>)[name] ?? 'true'
  return String(inputs[name] ?? '').replaceAll(/\$\{\{.*?\}\}/g, otherwise)
}
