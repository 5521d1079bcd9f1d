import { describe, expect, it } from 'vitest'
import { type Exit, endOf } from '../../src/host/process/spawn.ts'
import type { Explained } from '../../src/nix/diagnostics/describe.ts'
import { NixLog } from '../../src/nix/log/log.ts'
import { outcomeOfCall } from '../../src/steps/diagnose.ts'
import { exitCodeOf, refused, statusOf } from '../../src/steps/outcome.ts'

const ENDED: Exit = { code: 0, signal: null, timedOut: false, cancelled: false }

describe('how a process ended', () => {
  it.each<[string, Partial<Exit>, string, number | null, string]>([
    ['exit code 0', {}, 'success', 0, 'exit code 0'],
    ['another exit code', { code: 3 }, 'failure', 3, 'exit code 3'],
    ['a signal', { code: null, signal: 'SIGSEGV' }, 'failure', null, 'was terminated by SIGSEGV'],
    ['a timeout', { code: null, timedOut: true }, 'timeout', null, 'timed out'],
    ['a timeout answered with an exit code', { timedOut: true }, 'timeout', null, 'timed out'],
    ['a cancelled run', { code: 1, cancelled: true }, 'cancelled', null, 'was canceled'],
  ])('with %s', (_, exit, status, code, end) => {
    const all = { ...ENDED, ...exit }
    expect([statusOf(all), exitCodeOf(all), endOf(all)]).toEqual([status, code, end])
  })

  it('is a failure without an exit code where nothing was started', () => {
    expect(refused('no folder')).toEqual({
      status: 'failure',
      exitCode: null,
      error: { message: 'no folder' },
    })
  })
})

describe('the outcome of a call of Nix', () => {
  const drv = `/nix/store/${'0'.repeat(32)}-lint.drv`
  const about = { entry: 'flake.nix', reproduce: 'nix build .#lint' }
  const one = (more: Partial<Explained>): Explained => ({
    kind: 'build',
    isGuess: false,
    message: 'lint failed\nReproduce: nix build .#lint',
    reason: 'lint failed',
    attributes: [],
    log: [],
    reproduce: 'nix build .#lint',
    isConsequence: false,
    consequences: [],
    ...more,
  })
  const ended = (exit: Partial<Exit>) => ({
    ...ENDED,
    ...exit,
    stdout: '',
    log: new NixLog(() => {}),
  })

  it('is a success whatever was said where it ended with 0', () => {
    expect(outcomeOfCall(ended({}), [one({})], about).status).toBe('success')
  })

  it('has the place of the error that is no build, and every cause in its message', () => {
    const evaluation = one({ kind: 'evaluation', message: 'undefined', file: 'flake.nix', line: 7 })
    const outcome = outcomeOfCall(ended({ code: 1 }), [one({ derivation: drv }), evaluation], about)
    expect(outcome.error).toMatchObject({ file: 'flake.nix', line: 7 })
    expect(outcome.error?.message).toMatch(/lint failed[\s\S]*undefined/)
    expect(outcome.failedDependencies?.map(({ name, drv }) => [name, drv])).toEqual([['lint', drv]])
  })

  it('leaves what failed because of another to the other', () => {
    const consequence = one({
      isConsequence: true,
      message: 'top needs lint',
      derivation: `${drv}x`,
    })
    const outcome = outcomeOfCall(
      ended({ code: 1 }),
      [one({ derivation: drv }), consequence],
      about,
    )
    expect(outcome.error?.message).not.toContain('top needs lint')
    expect(outcome.failedDependencies).toHaveLength(1)
  })

  it('says so and how to see it again where Nix printed no error', () => {
    const { message } = outcomeOfCall(ended({ code: 1 }), [], about).error ?? {}
    expect(message).toContain('Nix printed no error.')
    expect(message).toContain('Reproduce: nix build .#lint')
  })

  it('is one error where it was cut short, with what was built then and its last lines', () => {
    const log = new NixLog(() => {})
    const record = (fields: object) => log.accept(`@nix ${JSON.stringify(fields)}`)
    record({ action: 'start', fields: [drv, '', 1, 1], id: 1, level: 3, text: '', type: 105 })
    record({ action: 'result', fields: ['still at it'], id: 1, type: 101 })
    log.finish({ timedOut: true })
    const result = { ...ended({ code: null, timedOut: true }), log }
    const cut = one({
      derivation: drv,
      wasInterrupted: true,
      kind: 'timeout',
      file: 'flake.nix',
      line: 3,
    })
    const attributes = new Map([[drv, ['checks.x.a\nb']]])
    const outcome = outcomeOfCall(result, [cut], { ...about, attributes })
    expect(outcome).toMatchObject({ status: 'timeout', failedDependencies: [] })
    expect(outcome.error).toMatchObject({ file: 'flake.nix', line: 3 })
    expect(outcome.error?.message).toMatch(
      /^The step timed out\. Nix was building lint\.\n\nlint \(checks\.x\.a\\nb\) had been building for [\d.]+ s\. Last lines:\nstill at it\n\nReproduce: nix build \.#lint$/,
    )
  })

  it('begins with how the call was cut short', () => {
    const outcome = outcomeOfCall(ended({ code: 1, timedOut: true }), [one({})], about)
    expect(outcome).toMatchObject({ status: 'timeout', exitCode: null })
    expect(outcome.error?.message).toMatch(/^The step timed out\./)
  })
})
