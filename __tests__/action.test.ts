import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { validate } from '@actions/languageservice'
import { validateAction } from '@actions/languageservice/validate-action'
import { describe, expect, it } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { INPUT_NAMES, readInputs } from '../src/inputs/inputs.ts'
import { publish } from '../src/phases/publish.ts'
import { initialRunState } from '../src/phases/run-state.ts'
import { RunnerFiles } from '../src/runner/command-files.ts'
import { RunnerLog } from '../src/runner/log.ts'
import { repositoryRoot } from './helpers/paths.ts'

const text = (path: string) => readFileSync(`${repositoryRoot}/${path}`, 'utf8')
const document = (path: string, content: string) =>
  TextDocument.create(`file:///${path}`, 'yaml', 1, content)

const action = parse(text('action.yml')) as {
  inputs: Record<string, { default?: string }>
  outputs: Record<string, object>
  runs: { using: string; main: string; post: string }
}
const workflows = readdirSync(`${repositoryRoot}/.github/workflows`).map(
  name => `.github/workflows/${name}`,
)

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
    await publish(initialRunState(), false, new RunnerLog(), files)
    expect(Object.keys(action.outputs).sort()).toEqual(Object.keys(files.outputs).sort())
  })

  it('starts files that exist, with Node 24', () => {
    expect(action.runs.using).toBe('node24')
    for (const file of [action.runs.main, action.runs.post])
      expect(existsSync(`${repositoryRoot}/${file}`), file).toBe(true)
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
      expect(use).toMatch(/^(\.\/\S*(\s.*)?|[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
  })

  it.each(workflows)('%s may only read but to release, and its jobs have a time limit', path => {
    const { permissions, jobs } = parse(text(path)) as {
      permissions: object
      jobs: Record<string, object>
    }
    expect(permissions).toEqual({ contents: 'read' })
    for (const [name, job] of Object.entries(jobs)) {
      // A called workflow has limits of its own.
      if (!('uses' in job)) expect(job).toHaveProperty('timeout-minutes', expect.any(Number))
      const granted = path.endsWith('/release.yml') && name === 'release' ? 'write' : undefined
      expect(job).toEqual(
        granted
          ? expect.objectContaining({ permissions: { contents: granted }, environment: 'release' })
          : expect.not.objectContaining({ permissions: expect.anything() }),
      )
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
