import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attempt, expectCleanFailure } from './support/attempt.ts'
import { SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

describe('a script that a step names and that cannot be run', () => {
  it('fails the job before anything is installed', async () => {
    const project = {
      'scripts/tests.sh': '#!/bin/sh\necho ran\n',
      'scripts/plain.sh': 'echo ran\n',
      'sub/here.sh': '#!/bin/sh\necho ran\n',
    }
    const steps = `
- nix-build
- nix-shell: A=1 ./scripts/test.sh --all
  if: true
- run: ./never.sh
`
    const unlike = '- run: ./scripts/plain.sh'
    const inSub = '- run: bash here.sh\n  working-directory: sub/../scripts\n  expect: failure'
    const all: [string, string[]][] = [
      [
        steps,
        [
          'nix-shell: A=1 ./scripts/test.sh --all: ./scripts/test.sh does not exist. Nothing was installed.\nDid you mean ./scripts/tests.sh?',
        ],
      ],
      [
        unlike,
        [
          'run: ./scripts/plain.sh: ./scripts/plain.sh is not executable. Nothing was installed.\nRun git update-index --chmod=+x scripts/plain.sh and commit, or run it with bash ./scripts/plain.sh.',
        ],
      ],
      [
        inSub,
        [
          'run: bash here.sh: here.sh does not exist. Nothing was installed.\nDid you mean ../sub/here.sh?',
        ],
      ],
    ]
    for (const [text, messages] of all) {
      const done = await attempt({ project }, stage => stage.use(text))
      expectCleanFailure(done)
      expect(done.errors).toEqual(messages)
      const failed = done.files.report?.steps.filter(({ status }) => status === 'failure') ?? []
      expect(failed.map(({ error }) => error?.message)).toEqual(messages)
      expect(done.result.outputs['failed-step']).toBe(failed[0]?.name)
    }
  })

  describe.each([NEWEST])('with Nix %s', line => {
    let stage: Scene
    beforeAll(async () => {
      const project = {
        ...SHELL_STDENV,
        'shell.nix': shell('shellHook = "cd scripts";'),
        'scripts/tests.sh': '#!/bin/sh\necho "the tests ran"\n',
        '.gitignore': 'made/\n',
        'made.nix': '(import <nixpkgs> { }).mkShell { }\n',
        'scripts/tools.sh':
          '#!/bin/bash\ngit --version | cat\nmy() { perl; }\nif false; then ldd x; fi\n',
      }
      stage = await scene({ line, project, inputs: { 'nix-path': '' } })
    })
    afterAll(() => stage?.stop())

    it('fails its step where an earlier step may still make it', async () => {
      const main = await stage.use(`
- run: printf '#!/bin/sh\\necho "it was made"\\n' >new.sh; chmod +x new.sh; touch plain.sh
- run: ./new.sh
- run: ./plain.sh
- run: ./never.sh
- run: ./never.sh
  allow-failure: true
`)
      expect(main.report?.steps.map(({ status }) => status)).toEqual([
        'success',
        'success',
        'failure',
        'failure',
        'allowed-failure',
      ])
      expect(main.log).toContain('it was made')
      const errors = main.annotations.filter(({ kind }) => kind === 'error')
      expect(errors.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^run: \.\/plain\.sh: .* is not executable\.\nRun git update-index/),
        expect.stringMatching(
          /^run: \.\/never\.sh: \.\/never\.sh does not exist\.\nIs it committed/,
        ),
      ])
      await stage.sh('rm new.sh plain.sh')
    })

    it('is told of with the programs that its shell does not bring', async () => {
      const nixPath = { 'nix-path': `nixpkgs=${stage.standIn}` }
      const main = await stage.use(
        `
- nix-shell: ./scripts/tools.sh
  shell: made.nix
- nix-shell: git --version; ls
  shell: made.nix
- nix-shell: command -v bash
  shell: made.nix
  pure: true
- run: ldd --version
`,
        nixPath,
      )
      expect(main.conclusion, main.raw).toBe('success')
      const told = main.annotations.filter(({ title }) => title === 'Tools of the runner')
      expect(told).toMatchObject([
        {
          kind: 'notice',
          message:
            "The shell does not provide git, ldd, perl; the runner's copies are used (nix-shell: ./scripts/tools.sh; nix-shell: git --version; ls). Add them to the shell; with pure: true a step sees only its shell's programs.",
        },
      ])
    })

    it('is no matter where the shell decides, or the step is not run here', async () => {
      const main = await stage.use(`
- nix-shell: ./tests.sh
- run: ./made/tool || echo "ignored by git"
- run: cd scripts && ./tests.sh
- run: ./never.sh
  if: false
- run: ./never.sh
  only: darwin
`)
      expect(main.conclusion, main.raw).toBe('success')
      expect(main.log.filter(text => /^(the tests ran|ignored by git)/.test(text))).toEqual([
        'the tests ran',
        'ignored by git',
        'the tests ran',
      ])
      const first = await stage.nextJob().use('- run: ./made/tool')
      expect(first.report?.steps).toMatchObject([{ status: 'failure', exitCode: 127 }])
      const allowed = '- run: ./never.sh\n  allow-failure: true'
      const passed = await stage.nextJob().use(allowed)
      expect(passed.conclusion).toBe('success')
    })
  })
})
