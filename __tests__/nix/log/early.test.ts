import { expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const ADVICE = "Try 'nix --help' for more information."
const RECORD = '@nix {"action":"msg","level":3,"msg":"going on"}'
const ERROR = '@nix {"action":"msg","level":0,"msg":"error: of its own"}'

const errorsOf = (...lines: string[]) => {
  const log = new NixLog(() => {})
  for (const line of lines) log.accept(line)
  log.finish()
  return log.run().errors.map(({ kind, text }) => [kind, text])
}

it.each<[string, string[], unknown]>([
  [
    'an error before the log',
    ['warning: unknown setting', "\x1b[31;1merror:\x1b[0m option 'x' is wrong", ADVICE],
    [['early', "error: option 'x' is wrong"]],
  ],
  ['all its lines', ['error: one', '       two', ADVICE], [['early', 'error: one\n       two']]],
  ['nothing that a child prints later', [RECORD, 'error: of a builder'], []],
  [
    'nothing where Nix said more',
    ['error: of git', RECORD, ERROR],
    [['other', 'error: of its own']],
  ],
  ['no other words', ['hello', ADVICE], []],
])('takes %s', (_, lines, errors) => {
  expect(errorsOf(...lines)).toEqual(errors)
})
