import { expect, it } from 'vitest'
import { withoutRepeats } from '../../../../src/steps/flake/each/each.ts'

it('shows of many calls what is not the same for all, and a warning once', () => {
  const shown: string[] = []
  const show = withoutRepeats(text => shown.push(text))
  for (const name of ['a', 'b']) {
    show('evaluating flake')
    show(
      "\x1b[35;1mwarning:\x1b[0m not writing modified lock file of flake 'path:/x':\n• Added input",
    )
    show(`checking derivation packages.x86_64-linux.${name}`)
    show("\x1b[35;1mwarning:\x1b[0m Git tree '/x' is dirty")
    show('trace: hello')
  }
  expect(shown).toEqual([
    "\x1b[35;1mwarning:\x1b[0m Git tree '/x' is dirty",
    'trace: hello',
    'trace: hello',
  ])
})
