import { expect, it } from 'vitest'
import {
  ROUTINE,
  ROUTINE_OF_PART,
  withoutRepeats,
} from '../../../../src/steps/flake/workers/messages.ts'

it('shows of many calls what is not the same for all, and a warning or an error once', () => {
  const shown: string[] = []
  const show = withoutRepeats(text => shown.push(text))
  for (const routine of [ROUTINE, ROUTINE_OF_PART]) {
    show('evaluating flake', routine)
    show(
      "\x1b[35;1mwarning:\x1b[0m not writing modified lock file of flake 'path:/x':\n• Added input",
      routine,
    )
    show('checking derivation checks.x86_64-linux.a', routine)
    show("\x1b[35;1mwarning:\x1b[0m Git tree '/x' is dirty", routine)
    show('\x1b[31;1merror:\x1b[0m nothing here', routine)
    show('trace: hello', routine)
  }
  expect(shown).toEqual([
    'checking derivation checks.x86_64-linux.a',
    "\x1b[35;1mwarning:\x1b[0m Git tree '/x' is dirty",
    '\x1b[31;1merror:\x1b[0m nothing here',
    'trace: hello',
    'trace: hello',
  ])
})
