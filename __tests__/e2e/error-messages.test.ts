import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation, flake } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

const PROJECT = {
  'flake.nix': flake({ fine: 'echo > $out' }),
  'default.nix': derivation('fine', 'echo > $out'),
  'closed/default.nix': derivation('closed', 'echo > $out'),
  'closed/test.sh': '#!/bin/sh\n',
  'files/default.nix': derivation('unread', 'echo > $out'),
  'files/shell.nix': '{ }',
  'files/test.sh': '#!/bin/sh\n',
}

describe('what is told plainly:', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' } })
    expect((await stage.use('none')).conclusion).toBe('success')
  })
  afterAll(() => stage?.stop())

  it('a job that is green without having run a step', async () => {
    const warnings = async (steps: string, inputs = {}) => {
      const used = await stage.use(steps, inputs)
      expect(used.conclusion, used.raw).toBe('success')
      return used.annotations.filter(({ kind }) => kind === 'warning').map(it => it.message)
    }
    const none = '- run: make\n  only: darwin\n- nix-build:\n  if: false'
    expect(await warnings(none)).toEqual([
      expect.stringMatching(
        /^No step ran, so nothing was tested: run: make \(only for darwin; .*\); nix-build \(if: false\)\. Check the steps' if and only/,
      ),
    ])
    expect(await warnings(`${none}\n- eval: .#checks`)).toEqual([])
    expect(await warnings('- run: make', { plan: 'true' })).toEqual([])
    expect(await warnings('none')).toEqual([])
  })

  it('which of two steps of one name it is', async () => {
    const used = await stage.use(`
- run: setsid -f sleep 641; sleep 0.2; echo first=1 >>"$GITHUB_OUTPUT"
  name: install
- run: sleep 642 & false
  name: install
`)
    const names = ['install', 'install (2)']
    expect(used.report?.steps.map(({ name, status }) => [name, status])).toEqual([
      ['install', 'success'],
      ['install (2)', 'failure'],
    ])
    expect(used.outputs['failed-step']).toBe('install (2)')
    const timings = JSON.parse(used.outputs.timings ?? '') as { name: string; kind: string }[]
    expect(timings.map(({ name, kind }) => [name, kind])).toEqual([
      ['install', 'phase'],
      ...names.map(name => [name, 'run']),
    ])
    const junit = await readFile(used.outputs.junit ?? '', 'utf8')
    expect([...junit.matchAll(/<testsuite name="([^"]*)"/g)].map(match => match[1])).toEqual(names)
    expect(JSON.parse(used.outputs['step-outputs'] ?? '')).toEqual({ first: '1' })
    const left = used.annotations.filter(({ title }) => title === 'Left running')
    expect(left).toMatchObject([
      {
        kind: 'warning',
        message: expect.stringMatching(
          /^install left a process running, which was terminated: sleep 641 .* A daemon \(its own session, as with setsid\)/,
        ),
      },
      {
        kind: 'warning',
        message: expect.stringMatching(
          /^install \(2\) left a process running, which was terminated: sleep 642 .* Clean up in the test: trap 'kill/,
        ),
      },
    ])
    expect(used.report?.leftovers.map(({ step }) => step)).toEqual(names)
  })

  it('a folder or file that is there and may not be read', async () => {
    await stage.sh('chmod 000 closed files/default.nix files/test.sh flake.nix')
    const errors = async (steps: string, folder = '.') => {
      const used = await stage.use(steps, { 'working-directory': folder })
      expect(used.conclusion).toBe('failure')
      const told = used.annotations.filter(({ kind }) => kind === 'error')
      return told.map(({ message }) => message).join('\n')
    }
    const closed = (path: string) =>
      new RegExp(
        `Permission denied: the user of this job \\(uid \\d+\\) cannot read /\\S*/demo/demo/${path}\\.(.|\\n)*Check the owner and mode`,
      )
    for (const steps of ['auto', 'none', '- nix-build'])
      expect(await errors(steps, 'closed')).toMatch(closed('closed'))
    expect(await errors('none', 'closed/more')).toMatch(closed('closed/more'))
    expect(await errors('auto')).toMatch(closed('flake.nix'))
    expect(await errors('auto', 'files')).toMatch(closed('files/default.nix'))
    const cases: [string, string][] = [
      ['flake-check', 'flake.nix'],
      ['build: .#default', 'flake.nix'],
      ['nix-build: files/default.nix -A x', 'files/default.nix'],
      ['nix-shell:\n  shell: files/default.nix', 'files/default.nix'],
      ['nix-build:\n  working-directory: files', 'files/default.nix'],
      ['nix-build:\n  working-directory: closed', 'closed'],
    ]
    expect(await errors('- run: ./closed/test.sh')).toMatch(closed('closed/test.sh'))
    expect(await errors('- run: bash files/test.sh')).toMatch(closed('files/test.sh'))
    const all = await errors(cases.map(([step]) => `- ${step}`).join('\n'))
    for (const [step, path] of cases) expect(all, step).toMatch(closed(path))
    expect(await errors('- nix-build:\n  working-directory: nowhere')).toContain('does not exist')
    await stage.sh('chmod 755 closed files/test.sh; chmod 644 flake.nix files/default.nix')
  })
})
