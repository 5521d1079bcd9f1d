import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { type ActionsMetadataProvider, validate } from '@actions/languageservice'
import { describe, expect, it } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { kindsText, PAGES, withTables } from '../scripts/docs.ts'
import { type InputName, readInputs } from '../src/inputs/inputs.ts'
import { OPTIONS } from '../src/inputs/steps/options.ts'
import { KINDS } from '../src/model/step.ts'
import { OFFICIAL_RELEASES } from '../src/nix/release.ts'
import { examplesOf } from './helpers/markdown.ts'
import { repositoryRoot } from './helpers/paths.ts'

const text = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8')

const docs = readdirSync(join(repositoryRoot, 'docs'))
  .filter(name => name.endsWith('.md'))
  .map(name => `docs/${name}`)
const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'bench/README.md',
  'examples/minimint/README.md',
  ...docs,
]
const readme = text('README.md')
type Action = NonNullable<Awaited<ReturnType<ActionsMetadataProvider['fetchActionMetadata']>>>
const action = parse(text('action.yml')) as Action

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

  it('can be read at one go', () => {
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(14_000)
  })

  it('has every input with its default', () => {
    const rows = table('README.md', 'Input').map(([name, value]) => [plain(name), plain(value)])
    const inputs = Object.entries(action.inputs ?? {})
    expect(rows).toEqual(inputs.map(([name, input]) => [name, input.default ?? '']))
  })

  it('has every output', () => {
    expect(column('README.md', 'Output')).toEqual(Object.keys(action.outputs ?? {}))
  })

  it('shows a job page', () => {
    const [, picture = ''] = /!\[[^\]]+\]\(([^)]+\.png)\)/.exec(readme) ?? []
    expect(statSync(join(repositoryRoot, picture)).size).toBeLessThan(300_000)
  })

  it('links to every page of the documentation', () => {
    for (const page of docs) expect(readme).toContain(`](${page})`)
  })
})

describe('README and docs/steps.md', () => {
  it.each(['README.md', 'docs/steps.md'])('%s has every kind of step', page => {
    expect(column(page, 'Kind')).toEqual([...KINDS])
  })

  it('have every option with the kinds that it is for', () => {
    const rows = table('docs/steps.md', 'Option').map(([name, kinds]) => [plain(name), kinds])
    const known = Object.entries(OPTIONS).map(([name, option]) => [name, kindsText(option.kinds)])
    expect(rows).toEqual(known)
  })

  it.each(PAGES)('%s has fresh tables (npm run docs)', page => {
    expect(text(page)).toBe(withTables(text(page)))
  })
})

describe('docs/nix-installation.md', () => {
  it('names every Nix of the table of hashes', () => {
    for (const version of Object.keys(OFFICIAL_RELEASES))
      expect(text('docs/nix-installation.md')).toContain(version)
  })
})

describe('docs/troubleshooting.md', () => {
  it('explains messages that the code really has', () => {
    const code = sources('src').map(text).join('\n')
    const messages = tables('docs/troubleshooting.md', 'Message').flatMap(rows =>
      rows.map(([first]) => plain(first)),
    )
    expect(messages.length).toBeGreaterThan(80)
    for (const message of messages) {
      for (const part of message.split('…').map(it => it.trim()))
        expect(code, message).toContain(part)
    }
  })
})

describe('docs/recipes.md and docs/migrating.md', () => {
  it.each([
    ['docs/recipes.md', 'recipes'],
    ['docs/migrating.md', 'migrations'],
  ])('%s has no example that no test runs', (page, start) => {
    const names = sources('__tests__/e2e').filter(name => name.includes(`/${start}`))
    const tests = names.map(text).join('\n')
    const headings = examplesOf(text(page)).map(({ heading }) => heading)
    expect(headings.length).toBeGreaterThanOrEqual(10)
    expect(headings.filter(heading => !tests.includes(`'${heading}'`))).toEqual([])
  })
})

describe('docs/architecture.md', () => {
  it('names only files and folders that exist', () => {
    const names = [...text('docs/architecture.md').matchAll(/`((?:\w[\w-]*\/)+[\w.-]*)`/g)]
    const missing = names
      .map(([, name = '']) => name)
      .filter(name => !['', 'src'].some(root => existsSync(join(repositoryRoot, root, name))))
    expect(names.length).toBeGreaterThan(20)
    expect(missing).toEqual([])
  })
})

describe('a page', () => {
  it.each(pages)('%s links only to files that exist, and to headings that they have', page => {
    const broken = links(page).filter(link => {
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? page : normalize(join(dirname(page), path))
      if (!existsSync(join(repositoryRoot, target))) return true
      return anchor !== undefined && !anchors(target).includes(anchor)
    })
    expect(broken).toEqual([])
  })

  it.each(pages)(
    '%s has examples that GitHub takes, with inputs and steps that are right',
    async page => {
      for (const example of examples(page)) {
        const workflow = asWorkflow(example)
        expect(await wrongIn(workflow), example).toEqual([])
        for (const inputs of usesOf(parse(workflow)))
          expect(() => readInputs(name => inputOf(inputs, name)), example).not.toThrow()
      }
    },
  )

  it('has its examples checked', async () => {
    expect(pages.flatMap(examples).flatMap(it => usesOf(parse(it))).length).toBeGreaterThanOrEqual(
      9,
    )
    const wrong = asWorkflow('- uses: OWNER/nix-ci@v1\n  with:\n    cachix: x\n')
    expect(await wrongIn(wrong)).toMatchObject([{ message: expect.stringContaining('cachix') }])
  })
})

/** Other actions, as far as an example may use them. */
const others: Record<string, Action> = {
  checkout: {
    name: 'Checkout',
    description: 'Checks a repository out',
    inputs: { 'persist-credentials': { description: 'Whether the token stays' } },
  },
  'upload-artifact': {
    name: 'Upload',
    description: 'Keeps files',
    inputs: { name: { description: 'Of the artifact' }, path: { description: 'Of the files' } },
  },
  'rust-cache': { name: 'Rust Cache', description: 'Keeps target' },
}
const actionsMetadataProvider: ActionsMetadataProvider = {
  fetchActionMetadata: async ({ owner, name }) => (owner === 'OWNER' ? action : others[name]),
}
let validated = 0

/** What GitHub's language service finds wrong in a workflow; it remembers what it read by its name. */
function wrongIn(workflow: string) {
  const name = `file:///.github/workflows/example-${++validated}.yml`
  const document = TextDocument.create(name, 'yaml', 1, workflow)
  return validate(document, { actionsMetadataProvider })
}

/** The rows of each table of a page with this first heading, cell by cell. */
function tables(page: string, heading: string): string[][][] {
  const lines = text(page).split('\n')
  const starts = lines.flatMap((line, index) => (line.startsWith(`| ${heading} |`) ? [index] : []))
  expect(starts.length, `${page} has a table of ${heading}`).toBeGreaterThan(0)
  return starts.map(start => {
    const rows = lines.slice(start + 2)
    const length = rows.findIndex(line => !line.startsWith('|'))
    return rows.slice(0, length < 0 ? undefined : length).map(row =>
      row
        .slice(1, -1)
        .split('|')
        .map(cell => cell.trim()),
    )
  })
}

const table = (page: string, heading: string) => tables(page, heading)[0] ?? []
const plain = (cell = '') => cell.replace(/^`|`$/g, '')
const column = (page: string, heading: string) =>
  table(page, heading).map(([first]) => plain(first))

/** The TypeScript files below a folder. */
function sources(folder: string): string[] {
  const names = readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
  return names.filter(name => name.endsWith('.ts')).map(name => `${folder}/${name}`)
}

/** Where a page leads within the repository; code is no link. */
function links(page: string): string[] {
  const prose = text(page).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)]+)\)/g)]
    .map(match => match[1] ?? '')
    .filter(it => !it.startsWith('https:'))
}

/** The anchors that GitHub makes of the headings of a page. */
function anchors(page: string): string[] {
  const prose = text(page).replaceAll(/```[\s\S]*?```/g, '')
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  )
}

/** The YAML examples of a page, in order. */
const examples = (page: string) => examplesOf(text(page)).map(example => example.text)

/** A whole workflow around an example that is steps or jobs only. */
function asWorkflow(example: string): string {
  const value = parse(example) as object
  if (Array.isArray(value)) {
    const steps = example.replaceAll(/^/gm, '      ')
    return `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`
  }
  return 'on' in value ? example : `on: push\n${example}`
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
  const stand = {
    'access-tokens': 'gitlab.com=PAT:token',
    'builders-ssh-key': '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA',
    'nix-version': 'latest',
    shard: '',
  }
  const otherwise = (stand as Record<string, string>)[name] ?? 'true'
  return String(inputs[name] ?? '').replaceAll(/\$\{\{.*?\}\}/g, otherwise)
}
