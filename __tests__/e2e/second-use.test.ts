import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation } from './support/derivations.ts'
import { type Report, type Scene, scene } from './support/scene.ts'

type Used = StepResult & { report: Report | undefined }

/** Shows which credentials a command can get at: what Nix knows, and what the files say. */
const look = `nix config show | grep ^access-tokens
for file in \${NIX_USER_CONF_FILES//:/ }; do cat $file 2>/dev/null || true; done`
const block = (script: string) => `|\n${script.replaceAll(/^/gm, '    ')}`

describe('a second use of the action in the same job', () => {
  let stage: Scene
  let first: Used
  let second: Used
  let later: StepResult
  let posts: StepResult[]
  beforeAll(async () => {
    const project = { 'default.nix': derivation('both', 'echo both > $out') }
    stage = await scene({ project, inputs: { 'nix-path': '' } })
    first = await stage.use(
      '- nix-build\n- run: echo from=first >> $GITHUB_OUTPUT\n- run: "false"\n  name: fails first',
      {
        'access-tokens': 'one.test=first-secret-token',
        'nix-conf': 'substituters =\nlog-lines = 71',
      },
    )
    second = await stage.use(
      `- run: ${block(`${look}\nnix config show log-lines\necho from=second >> $GITHUB_OUTPUT`)}
  name: without
- run: ${block(look)}
  name: with
  credentials: true
- nix-build`,
      { 'access-tokens': 'two.test=second-secret-token' },
    )
    later = await stage.job.run(`${look}\nnix config show log-lines`)
    posts = await stage.job.post()
  })
  afterAll(() => stage.stop())

  it('finds the Nix of the first and installs nothing', () => {
    expect(first.outputs['nix-install']).toBe('installed')
    expect(second.outputs).toMatchObject({ 'nix-install': 'found', result: 'success' })
    expect(second.report?.nix).toMatchObject({ mode: 'daemon', version: stage.release.version })
    expect(second.raw).not.toContain('Unpacking Nix')
    const [fresh = 0, found] = [first, second].map(
      ({ report }) => report?.phases.find(({ name }) => name === 'install')?.seconds,
    )
    expect(found).toBeLessThan(fresh)
  })

  it('has its own steps, outputs, annotations and report', () => {
    expect(first.outputs).toMatchObject({ result: 'failure', 'failed-step': 'fails first' })
    expect(second.outputs).toMatchObject({ 'failed-step': '', 'step-outputs': '{"from":"second"}' })
    expect(second.outputs.report).not.toBe(first.outputs.report)
    expect(second.report?.steps.map(({ name }) => name)).toEqual(['without', 'with', 'nix-build'])
    expect(first.report?.steps.map(({ name }) => name)).toContain('fails first')
    expect(second.annotations.map(({ title }) => title)).toEqual([
      'install',
      'without',
      'with',
      'nix-build',
    ])
    expect(second.summary).not.toContain('fails first')
  })

  it('goes by the nix-conf of the first where it says nothing else', () => {
    expect(second.log).toContain('71')
  })

  it('hides the credentials of both from its commands', () => {
    const log = logOf(second, 'without')
    expect(log).not.toContain('one.test')
    expect(log).not.toContain('two.test')
    expect(log).toMatch(/^access-tokens = *$/m)
  })

  it('shows the credentials of both to a command with credentials: true', () => {
    const log = logOf(second, 'with')
    expect(log).toMatch(/^access-tokens = .*one\.test=.*/m)
    expect(log).toMatch(/^access-tokens = .*two\.test=.*/m)
  })

  it('leaves the credentials of both to later steps of the job', () => {
    const log = later.log.join('\n')
    expect(log).toMatch(/^access-tokens = .*one\.test=.*/m)
    expect(log).toMatch(/^access-tokens = .*two\.test=.*/m)
    for (const { log } of [first, second, later])
      expect(log.join('\n')).not.toMatch(/(first|second)-secret/)
  })

  it('is cleaned up after, as the first is', async () => {
    expect(posts).toHaveLength(2)
    for (const post of posts) {
      expect(post.conclusion).toBe('success')
      expect(post.annotations).toEqual([])
    }
    const files = await stage.sh(`find ${stage.temp} -path '*/nix-ci-*' -type f`, 'root')
    const told = [first, second].flatMap(({ outputs }) => Object.values(outputs))
    expect(files).toContain(second.outputs.report)
    for (const file of files.trim().split('\n')) expect(told).toContain(file)
    const left = await stage.machine.processes()
    expect(left.filter(({ command }) => command.includes('nix'))).toEqual([])
  })
})

/** What a step printed, without what the runner masked of it. */
function logOf({ groups }: StepResult, name: string): string {
  return groups.find(({ title }) => title === name)?.lines.join('\n') ?? ''
}
