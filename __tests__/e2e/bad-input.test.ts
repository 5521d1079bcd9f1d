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
      'steps, line 1: unknown step kind "flake-chek". Did you mean flake-check? Expected a step kind: flake-check, build, nix-build, nix-shell, develop, run, app, fmt, shell, eval.',
    ],
  ],
  [
    'an argument without a colon',
    '- flake-check\n- nix-shell ./test.sh',
    {},
    [
      'steps, line 2: invalid value "nix-shell ./test.sh". Write the argument after a colon: - nix-shell: ./test.sh',
    ],
  ],
  [
    'an option of the wrong type',
    '- nix-shell: make\n  env: NAME=value',
    {},
    [
      'steps, line 2 (nix-shell: make): invalid value "env: NAME=value". Expected a map of variable names to strings, numbers or booleans.',
    ],
  ],
  [
    'a bad duration of a step and of the input timeout',
    '- nix-build:\n  timeout: soon',
    { timeout: '20 parsecs' },
    [
      'steps, line 2 (nix-build): invalid value "timeout: soon".',
      'timeout: invalid value "20 parsecs".',
    ],
  ],
  [
    'steps that are no list',
    'nix-build: default.nix',
    {},
    ['steps: invalid value "nix-build: default.nix". Expected auto, none, or a YAML list of steps'],
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
      'nix-version: invalid value "newest". Expected a release such as',
      'nix-release-url: invalid value "ftp://x/y". Expected an http, https or file URL',
      'nix-sha256: invalid value "abc". Expected the SHA-256 of the tarball as 64 hexadecimal digits.',
      'nix-mode: invalid value "multi". Expected one of auto, daemon, single-user.',
      'nix-conf, line 1: invalid value "sandbox". Expected name = value, as in nix.conf.',
      'keep-going: invalid value "yes". Expected true or false.',
    ],
  ],
  [
    'a working-directory that is not there',
    'none',
    { 'working-directory': 'no/such' },
    ['working-directory: invalid value "no/such". ', 'Did you run actions/checkout first?'],
  ],
  [
    'a project without any Nix file',
    'auto',
    {},
    [
      'steps: auto found no flake.nix, default.nix or shell.nix in ',
      'Did you run actions/checkout first? Set the input working-directory to the directory of the Nix files, or list the steps',
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
    expect(errors[0]).toContain('steps, line 1: invalid value "- run: \\"make".')
    expect(errors[1]).toContain('steps, line 3 (flake-check): unknown option "selcet". Did')
    expect(errors[9]).toContain('steps, line 19 (run: make 7): invalid value "timeout: soon".')
    expect(errors[9]).toMatch(/\n… and 2 more\.$/)
    expectCleanFailure(attempted)
  })

  it('a credential of the wrong form, without showing it', async () => {
    const attempted = await attempt({ project }, stage =>
      stage.use('none', { 'access-tokens': 'gitlab.com: hunter2hunter2', 'github-token': 'gh p' }),
    )
    const { errors, result } = attempted
    expect(errors).toHaveLength(2)
    expect(errors.join('\n')).toContain('access-tokens, line 1: invalid value "(not shown)".')
    expect(errors.join('\n')).toContain('github-token: invalid value "(not shown)".')
    expect(result.raw).not.toContain('hunter2')
    expectCleanFailure(attempted)
  })
})
