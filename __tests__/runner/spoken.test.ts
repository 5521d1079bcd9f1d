import { describe, expect, it } from 'vitest'
import { parseWorkflowCommand } from '../../src/runner/workflow-commands.ts'

describe('a line that speaks to the runner', () => {
  it.each([
    ['::error::what', 'error', {}, 'what'],
    ['  ::Warning file=a b.rs,line=3::x::y', 'warning', { file: 'a b.rs', line: '3' }, 'x::y'],
    ['::notice title=a%3A b%2C c%25::1%0A2%2525', 'notice', { title: 'a: b, c%' }, '1\n2%25'],
    ['::add-mask::secret=::', 'add-mask', {}, 'secret=::'],
    ['::error endLine=4,=x,bare,col = 5::m', 'error', { endline: '4', col: ' 5' }, 'm'],
  ])('%s', (line, name, properties, data) => {
    expect(parseWorkflowCommand(line)).toEqual({ name, properties, data })
  })

  it.each([
    'error: no',
    'x ::error::no',
    '::set-output name=a::b',
    '::group::a',
    '::errors::a',
    '::error',
    ':: error::a',
    '##[error]a',
  ])('%s says nothing that a step may say', line =>
    expect(parseWorkflowCommand(line)).toBe(undefined),
  )
})
