import { expect, it } from 'vitest'
import type { CallResult } from '../../src/nix/call.ts'
import { checksOf } from '../../src/steps/flake/check-results.ts'
import { read } from '../nix/log/picture.ts'

const EVALUATED = `/nix/store/${'a'.repeat(32)}-good.drv`
const BUILT = `/nix/store/${'b'.repeat(32)}-good.drv`

it('A check with content-addressed inputs is looked for as what Nix made of it', async () => {
  const text = `resolved derivation: '${EVALUATED}' -> '${BUILT}'`
  const start = { action: 'start', fields: [EVALUATED, BUILT], id: 1, level: 3, parent: 0 }
  const { log } = read(Buffer.from(`@nix ${JSON.stringify({ ...start, text, type: 111 })}\n`))
  const result: CallResult = {
    ...{ code: 0, signal: null, cancelled: false, timedOut: false, stdout: '', log },
  }
  const name = 'checks.x86_64-linux.good'
  const evaluated = [{ kind: 'derivation' as const, name, derivation: EVALUATED, start: 0, end: 1 }]
  const asked: (string | undefined)[] = []
  const look = {
    available: async (
      checks: readonly { readonly derivation?: string | undefined }[],
      resolved: ReadonlyMap<string, string>,
    ) => {
      asked.push(...checks.map(it => resolved.get(it.derivation ?? '')))
      return new Set([EVALUATED])
    },
    nonDerivations: async () => new Set<string>(),
  }
  const { checks } = await checksOf(evaluated, result, [], 'x86_64-linux', look)
  expect(asked).toEqual([BUILT])
  expect(checks.map(({ status }) => status)).toEqual(['cached'])
})
