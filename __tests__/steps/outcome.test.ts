import { describe, expect, it } from 'vitest'
import { NixLog } from '../../src/nix/log.ts'
import type { Exit } from '../../src/process/spawn.ts'
import { outcomeOfCommand, outcomeOfNix } from '../../src/steps/outcome.ts'

const ENDED: Exit = { code: 0, signal: null, timedOut: false, cancelled: false }

describe('the outcome of a command', () => {
  it.each<[string, Partial<Exit>, object]>([
    ['exit code 0', {}, { status: 'success', exitCode: 0 }],
    ['another exit code', { code: 3 }, { status: 'failure', exitCode: 3 }],
    ['a signal', { code: null, signal: 'SIGSEGV' }, { status: 'failure', exitCode: null }],
    [
      'a timeout',
      { code: null, signal: 'SIGTERM', timedOut: true },
      { status: 'timeout', exitCode: null },
    ],
    [
      'a timeout that the command answered with an exit code',
      { code: 0, timedOut: true },
      { status: 'timeout', exitCode: null },
    ],
    ['a cancelled run', { code: 1, cancelled: true }, { status: 'cancelled', exitCode: null }],
  ])('after %s', (_, exit, expected) => {
    expect(outcomeOfCommand({ ...ENDED, ...exit }, ['last'], 'make')).toMatchObject(expected)
  })

  it('of a failure says how it ended, the last lines, and how to see it again', () => {
    const outcome = outcomeOfCommand({ ...ENDED, code: 2 }, ['a', 'b'], 'make test')
    expect(outcome.error?.message).toBe('exit code 2\nThe last lines:\na\nb\nReproduce: make test')
  })

  it('of a failure without output says that nothing was printed', () => {
    expect(outcomeOfCommand({ ...ENDED, code: 2 }, [], 'x').error?.message).toContain(
      'It printed nothing.',
    )
  })

  it('of an ended process names the signal', () => {
    const exit: Exit = { ...ENDED, code: null, signal: 'SIGKILL' }
    expect(outcomeOfCommand(exit, [], 'x').error?.message).toContain('SIGKILL')
  })
})

describe('the outcome of a call of Nix', () => {
  const drv = `/nix/store/${'0'.repeat(32)}-lint.drv`
  const lines = [
    { action: 'start', id: 1, level: 3, text: '', fields: [drv, '', 1, 1], type: 105 },
    { action: 'result', id: 1, fields: ['clippy: unused'], type: 101 },
    { action: 'msg', level: 0, msg: `error: builder for '${drv}' failed with exit code 1` },
  ]
  const log = new NixLog(() => {})
  for (const line of lines) log.accept(`@nix ${JSON.stringify(line)}`)

  it('of a failed build names the derivation, the end of its log, the error and the command', () => {
    const outcome = outcomeOfNix({ ...ENDED, code: 100, stdout: '', log }, 'nix build .#lint')
    expect(outcome).toMatchObject({ status: 'failure', exitCode: 100 })
    for (const part of ['lint', drv, 'clippy: unused', 'Reproduce: nix build .#lint']) {
      expect(outcome.error?.message).toContain(part)
    }
  })

  it('goes by the exit code: what Nix called an error on the way is none of a success', () => {
    expect(outcomeOfNix({ ...ENDED, stdout: '', log }, 'x')).toEqual({
      status: 'success',
      exitCode: 0,
    })
  })

  it('of a failure without a word says so', () => {
    const silent = new NixLog(() => {})
    const outcome = outcomeOfNix({ ...ENDED, code: 1, stdout: '', log: silent }, 'x')
    expect(outcome.error?.message).toContain('printed no error')
  })
})
