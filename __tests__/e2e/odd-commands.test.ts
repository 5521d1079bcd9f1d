import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

const PROJECT = {
  ...SHELL_STDENV,
  'flake.nix': flake({
    plain: 'echo plain > $out',
    '"py3.11"': 'echo the snake says no; exit 3',
    '"my test"': 'echo my > $out',
  }).replaceAll(/name = ""(.*?)"";/g, (_, name) => `name = "${name.replaceAll(/[^\w]/g, '-')}";`),
  'exits.nix': shell('shellHook = "exit 0";'),
  'default.nix':
    'derivation { name = "late"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo late > $out" ]; }',
  // It reads the file with the credentials whenever it is there.
  'watch.sh':
    '#!/bin/bash\nwhile :; do cat $RUNNER_TEMP/nix-ci-*/private/tokens.conf >> /tmp/stolen 2>/dev/null; sleep 0.01; done\n',
}

describe('commands that do what nobody expects', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' } })
    await stage.use('none')
  })
  afterAll(() => stage?.stop())

  it('that leave their process group are ended before the credentials are there again', async () => {
    const used = await stage.use(
      '- run: setsid ./watch.sh >/dev/null 2>&1 & sleep 0.3\n- nix-build\n- run: cat /tmp/stolen 2>/dev/null || true',
      { 'access-tokens': 'gitlab.example=stolen-if-you-read-this' },
    )
    expect(used.conclusion).toBe('success')
    expect(await stage.sh('cat /tmp/stolen 2>/dev/null || true', 'root')).toBe('')
    expect((await stage.machine.processes()).filter(it => it.command.includes('watch.sh'))).toEqual(
      [],
    )
    expect(used.annotations).toContainEqual(
      expect.objectContaining({
        title: 'Left running',
        message: expect.stringContaining('watch.sh'),
      }),
    )
  })

  it('that put a FIFO, a folder or a link in place of their files hold nobody and harm no later step', async () => {
    const used = await stage.use(`
- run: rm $GITHUB_STEP_SUMMARY; mkfifo $GITHUB_STEP_SUMMARY
- run: rm $GITHUB_OUTPUT; mkdir $GITHUB_OUTPUT
- run: ln -sf $GITHUB_WORKSPACE/flake.nix $GITHUB_STEP_SUMMARY
- run: echo it=works >> $GITHUB_OUTPUT`)
    expect(used.conclusion).toBe('success')
    expect(used.outputs['step-outputs']).toBe('{"it":"works"}')
    expect(used.summary).not.toContain('outputs =')
    expect(await stage.sh('git status --porcelain')).toBe('')
  })

  it('whose shellHook ends the shell fail: nothing was tested', async () => {
    const used = await stage.use('- nix-shell: exit 3\n  shell: exits.nix')
    expect(used.conclusion).toBe('failure')
    const [error] = used.annotations.filter(({ kind }) => kind === 'error')
    expect(error?.message).toContain('before the command started')
  })

  it('checks whose names need quotes have one row and one error each', async () => {
    const used = await stage.use('- flake-check')
    const checks = used.report?.steps[0]?.checks ?? []
    expect(
      checks.map(({ name, status }) => [name.replace(/^checks\.[^.]+\./, ''), status]).sort(),
    ).toEqual([
      ['my test', 'built'],
      ['plain', 'built'],
      ['py3.11', 'failed'],
    ])
    const errors = used.annotations.filter(({ kind }) => kind === 'error')
    expect(errors).toHaveLength(1)
    expect(errors[0]?.message).toMatch(
      /Reproduce: nix build --no-link '\.#checks\.[\w-]+\."py3\.11"'/,
    )
  })

  it('select has a row for each check that it chose, and tells of a glob that fits none', async () => {
    const used = await stage.use('- flake-check:\n  select: [plain, py3.11, typo*]')
    const checks = used.report?.steps[0]?.checks ?? []
    expect(checks.map(({ status }) => status).sort()).toEqual(['cached', 'failed'])
    expect(used.annotations.map(({ message }) => message).join('\n')).toContain(
      'no check matches typo*',
    )
    expect(used.summary).toContain('Checks of flake-check')
  })

  // The last one: the runner's own files go with it.
  it('that clear RUNNER_TEMP lose nothing of the report', async () => {
    const used = await stage.use('- run: rm -rf "$RUNNER_TEMP"/*\n- nix-build')
    expect(used.outputs).toMatchObject({ result: 'success' })
    expect(used.summary).toContain('nix-build')
  })
})
