import { describe, expect, it } from 'vitest'
import { attempt, expectCleanFailure } from './support/attempt.ts'

const project = { 'default.nix': '{ }' }

type Case = [title: string, steps: string, inputs: Record<string, string>, errors: string[]]

const formCases: Case[] = [
  [
    'an unknown step',
    '- flake-chek',
    {},
    [
      'steps, line 1: "flake-chek" is not possible here. Did you mean flake-check? The kinds of steps: flake-check, build, nix-build, nix-shell, develop, run, eval.',
    ],
  ],
  [
    'an argument without a colon',
    '- flake-check\n- nix-shell ./test.sh',
    {},
    [
      'steps, line 2: "nix-shell ./test.sh" is not possible here. Write the argument after a colon: - nix-shell: ./test.sh',
    ],
  ],
  [
    'an option of the wrong type',
    '- nix-shell: make\n  env: NAME=value',
    {},
    [
      'steps, line 2 (nix-shell: make): "env: NAME=value" is not possible here. A map of variable names to texts, numbers, true or false.',
    ],
  ],
  [
    'a bad duration of a step and of the input timeout',
    '- nix-build:\n  timeout: soon',
    { timeout: '20 parsecs' },
    [
      'steps, line 2 (nix-build): "timeout: soon" is not possible here.',
      'timeout: "20 parsecs" is not',
    ],
  ],
  [
    'steps that are no list',
    'nix-build: default.nix',
    {},
    ['steps: "nix-build: default.nix" is not possible here. auto, none, or a YAML list of steps'],
  ],
  [
    'inputs of the wrong form, all at once',
    'none',
    {
      'nix-mode': 'multi',
      'nix-sha256': 'abc',
      'nix-conf': 'sandbox',
      'nix-version': 'newest',
      'nix-release-url': 'ftp://x/y',
      'keep-going': 'yes',
    },
    [
      'nix-version: "newest" is not possible here. A release such as',
      'nix-release-url: "ftp://x/y" is not possible here. An http, https or file URL',
      'nix-sha256: "abc" is not possible here. The SHA-256 of the tarball: 64 digits of base 16.',
      'nix-mode: "multi" is not possible here. One of auto, daemon, single-user.',
      'nix-conf, line 1: "sandbox" is not possible here. A line is name = value, as in nix.conf.',
      'keep-going: "yes" is not possible here. true or false.',
    ],
  ],
  [
    'a working-directory that is not there',
    'none',
    { 'working-directory': 'no/such' },
    [
      'working-directory: "no/such" is not possible here. ',
      'is actions/checkout before this step?',
    ],
  ],
  [
    'a project without any Nix file',
    'auto',
    {},
    [
      'has neither flake.nix, default.nix nor shell.nix.\nSet the input working-directory to the folder of the Nix files, or list the steps',
    ],
  ],
]

describe.concurrent('bad input ends the job with a clear error and changes nothing:', () => {
  it.each(formCases)('%s', async (title, steps, inputs, wanted) => {
    const files = title.includes('without any Nix file') ? { 'README.md': 'x' } : project
    const attempted = await attempt({ project: files }, stage => stage.use(steps, inputs))
    for (const text of wanted) expect(attempted.errors.join('\n')).toContain(text)
    expectCleanFailure(attempted)
  })

  it('mistakes in many steps, though some are not YAML, ten at most', async () => {
    const wrong = Array.from({ length: 9 }, (_, at) => `- run: make ${at}\n  timeout: soon`)
    const steps = ['- run: "make', '- flake-check:\n  selcet: x', ...wrong, '- run: ! make']
    const attempted = await attempt({ project }, stage => stage.use(steps.join('\n')))
    const { errors } = attempted
    expect(errors).toHaveLength(10)
    expect(errors[0]).toContain('steps, line 1: "- run: \\"make" is not possible here.')
    expect(errors[1]).toContain('steps, line 3 (flake-check): "selcet" is not possible here. Did')
    expect(errors[9]).toContain('steps, line 19 (run: make 7): "timeout: soon" is not possible')
    expect(errors[9]).toMatch(/\n… and 2 more\.$/)
    expectCleanFailure(attempted)
  })

  it('a credential of the wrong form, without showing it', async () => {
    const attempted = await attempt({ project }, stage =>
      stage.use('none', { 'access-tokens': 'gitlab.com: hunter2hunter2', 'github-token': 'gh p' }),
    )
    const { errors, result } = attempted
    expect(errors).toHaveLength(2)
    expect(errors.join('\n')).toContain('access-tokens, line 1: "(not shown)" is not possible')
    expect(errors.join('\n')).toContain('github-token: "(not shown)" is not possible here.')
    expect(result.raw).not.toContain('hunter2')
    expectCleanFailure(attempted)
  })
})
