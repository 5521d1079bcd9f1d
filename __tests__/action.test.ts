import { spawnSync } from 'node:child_process'
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
interface Job {
  uses?: string
  strategy?: { matrix?: { os?: string[] } }
  steps?: { run?: string; env?: Record<string, string> }[]
}
const workflow = (name: string): { on: { schedule?: object[] }; jobs: Record<string, Job> } =>
  parse(text(`.github/workflows/${name}`))
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
    expect(text('.github/workflows/use.yml')).toContain(`nix-path: nixpkgs=${nixpkgs.url}\n`)
  })

  it('run the action on every runner that the documentation names, at each change and weekly with the newest Nix', () => {
    const called = './.github/workflows/use.yml'
    const { jobs } = workflow('use.yml')
    const { os } = jobs.use?.strategy?.matrix ?? {}
    expect(os).toEqual([
      ...['ubuntu-24.04', 'ubuntu-26.04', 'ubuntu-24.04-arm', 'ubuntu-26.04-arm'],
      ...['macos-26', 'macos-15-intel'],
    ])
    const page = text('docs/nix-installation.md')
    for (const name of os ?? []) expect(page).toContain(`\`${name}\``)
    expect(workflow('ci.yml').jobs.use).toMatchObject({ uses: called })
    const weekly = workflow('weekly.yml')
    expect(weekly.on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \d$/) }])
    expect(Object.values(weekly.jobs)).toEqual([
      expect.objectContaining({ uses: called, with: { 'nix-version': 'latest' } }),
    ])
  })

  it('end in a gate that needs every job, and that a green canary closes', () => {
    const { gate, ...others } = workflow('ci.yml').jobs
    expect(gate).toMatchObject({ if: 'always()', needs: Object.keys(others) })
    expect(others.canary).toMatchObject({ 'continue-on-error': true })
    const { run = '', env = {} } = gate?.steps?.[0] ?? {}
    const good = { TEST: 'success', USE: 'success', OUTCOME: 'failure', VERDICT: env.EXPECTED }
    const isOpen = (results: object) =>
      spawnSync('bash', ['-e', '-c', run], { env: { ...env, ...good, ...results } }).status === 0
    expect(isOpen({})).toBe(true)
    const bad = [{ TEST: 'failure' }, { USE: 'cancelled' }, { OUTCOME: 'success' }, { VERDICT: '' }]
    expect(bad.map(isOpen)).toEqual(bad.map(() => false))
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
