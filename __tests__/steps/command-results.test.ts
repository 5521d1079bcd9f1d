import { describe, expect, it } from 'vitest'
import type { Logger } from '../../src/model/context.ts'
import { plainStep } from '../../src/model/step.ts'
import { collect, noCommandResults, stepOutputs } from '../../src/steps/command-results.ts'
import { judge } from '../../src/steps/expectation.ts'
import { type Outcome, SUCCESS } from '../../src/steps/outcome.ts'

function collected(...all: readonly (readonly [string, object])[]) {
  const messages: string[] = []
  const tell = (text: string) => void messages.push(text)
  const logger = { notice: tell, warning: tell } as unknown as Logger
  const results = noCommandResults()
  for (const [name, more] of all) collect(results, name, { ...SUCCESS, ...more }, logger)
  return { outputs: stepOutputs(results), messages }
}

const command = (outputs: Record<string, string>) => ({
  outputs,
  summary: '',
  annotations: [],
  droppedAnnotations: 0,
})

describe('step-outputs', () => {
  it('has values of eval steps and what commands wrote', () => {
    const { outputs, messages } = collected(
      ['version', { value: null }],
      ['toString', { value: { a: [1] } }],
      ['test', command({ other: 'x' })],
      ['build', {}],
    )
    expect(outputs).toEqual({ version: null, toString: { a: [1] }, other: 'x' })
    expect(messages).toEqual([])
  })

  it.each([
    ['first', ['version', command({ version: 'x' })], ['version', { value: 1 }]],
    ['last', ['version', { value: 1 }], ['test', command({ version: 'x' })]],
  ] as const)(
    'keeps what a command wrote, with a warning, where the command is %s',
    (_, one, two) => {
      const { outputs, messages } = collected(one, two)
      expect(outputs).toEqual({ version: 'x' })
      expect(messages).toEqual([expect.stringContaining('a command wrote version, which is also')])
    },
  )

  it('is bounded as a whole', () => {
    const large = 'x'.repeat(64_000)
    const all = Array.from({ length: 20 }, (_, at) => [`eval ${at}`, { value: large }] as const)
    const { outputs, messages } = collected(...all)
    expect(Object.keys(outputs)).toHaveLength(14)
    expect(messages).toHaveLength(6)
  })
})

describe('expect: failure of a program', () => {
  const failed = (kind: 'test' | 'build' | 'changed-files' | 'no-command'): Outcome => ({
    status: 'failure',
    exitCode: 0,
    causes: [{ kind, reason: 'so' }],
  })
  it.each([
    ['app', 'test', 'met'],
    ['app', 'build', 'missed'],
    ['fmt', 'test', 'met'],
    ['fmt', 'changed-files', 'met'],
    ['shell', 'no-command', 'missed'],
  ] as const)('%s that fails by %s: %s', (kind, cause, expectation) => {
    const step = plainStep(kind, '', { expectFailure: true })
    expect(judge(failed(cause), step).expectation).toBe(expectation)
  })
})
