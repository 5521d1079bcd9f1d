import { describe, expect, it } from 'vitest'
import { workflowCommand } from '../../src/runner/workflow-commands.ts'

describe('a command for the runner', () => {
  it.each([
    ['alone', workflowCommand('endgroup'), '::endgroup::\n'],
    ['with a message', workflowCommand('debug', 'a: b, c'), '::debug::a: b, c\n'],
    [
      'whose message has several lines and percent signs',
      workflowCommand('error', '100 %\r\nof\nit'),
      '::error::100 %25%0D%0Aof%0Ait\n',
    ],
    [
      'with properties, which end at a comma or a colon if they are not escaped',
      workflowCommand('notice', 'm', { title: 'a: b, 5 %\n', line: 3 }),
      '::notice title=a%3A b%2C 5 %25%0A,line=3::m\n',
    ],
    [
      'without the properties that are not there',
      workflowCommand('warning', 'm', { file: undefined, title: '' }),
      '::warning::m\n',
    ],
  ])('is written %s', (_, made, expected) => expect(made).toBe(expected))
})
