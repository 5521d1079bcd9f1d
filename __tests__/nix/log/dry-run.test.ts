import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const A = '/nix/store/h0qb3wmwhkx4nsnnlp5janwnw1bz9ng8-a.drv'
const B = '/nix/store/rfmi910rjqfgqsgl45wr09dx0s653505-b.drv'
const C = '/nix/store/2pk4n9vsy1s1zlzl9j7a3xsmkr4ja3yd-c'

/** What a log of these messages, each with its level, would have built. */
function toBuild(...messages: [level: number, msg: string][]): readonly string[] {
  const log = new NixLog(() => {})
  for (const [level, msg] of messages) {
    log.accept(`@nix ${JSON.stringify({ action: 'msg', level, msg })}`)
  }
  log.end()
  return log.run().toBuild
}

describe('what a dry run would build', () => {
  it.each([0, 3])('is listed at level %i', level => {
    expect(
      toBuild(
        [level, 'these 2 derivations will be built:'],
        [level, `  ${A}`],
        [level, `  ${B}`],
        [level, 'this path will be fetched (0.1 MiB download, 0.2 MiB unpacked):'],
        [level, `  ${C}`],
      ),
    ).toEqual([A, B])
    expect(toBuild([level, 'this derivation will be built:'], [level, `  ${A}`])).toEqual([A])
  })

  it('is nothing where only fetching is to be done, or where something else names a derivation', () => {
    expect(
      toBuild(
        [3, 'these 2 paths will be fetched (0.1 MiB download, 0.2 MiB unpacked):'],
        [3, `  ${C}`],
        [3, `  ${A}`],
        [3, `derivation evaluated to ${A}`],
        [0, `trace: this derivation will be built:\n  ${A}`],
        [3, `  ${B}`],
      ),
    ).toEqual([])
  })
})
