import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beforeCheck, evaluationId } from '../../../../src/model/evaluation-id.ts'
import { shareFlake } from '../../../../src/steps/flake/each/wrapper-flake.ts'
import { type NixBox, startNixBox } from '../../../caches/nix-box.ts'

const STEP = 'my "checks"'
const SYSTEM = 'x86_64-linux'
const NAMES = ['a', 'b', 'c d', 'dot.ted', 'e$' + '{f}', 'g"h', 'ü', 'i', 'j', 'k']

/** The names of the checks of each of `count` shares, as Nix computes them, by what was recorded of which check. */
async function sharesOf(
  box: NixBox,
  count: number,
  recorded: Readonly<Record<string, number>>,
): Promise<string[][]> {
  const seconds = new Map(
    Object.entries(recorded).map(([name, it]) => [
      evaluationId(STEP, `checks.${SYSTEM}.${name}`),
      it,
    ]),
  )
  const flakes = Array.from({ length: count }, (_, index) => {
    const share = { index, count, recorded: { seconds, before: beforeCheck(STEP) } }
    return `(${shareFlake({ url: 'path:/x', nixConfig: {} }, [SYSTEM], share, 'marker')})`
  })
  const checks = `builtins.listToAttrs (map (name: { inherit name; value = 1; }) (builtins.fromJSON ${nix(JSON.stringify(NAMES))}))`
  const outputs = `{ original.outputs.checks = { ${SYSTEM} = ${checks}; elsewhere = 1; }; }`
  const names = `flake: builtins.attrNames (flake.outputs ${outputs}).packages.${SYSTEM}`
  const text = await box.nix([
    ...['nix-instantiate', '--eval', '--strict', '--json', '--expr'],
    `map (${names}) [ ${flakes.join(' ')} ]`,
  ])
  return JSON.parse(text) as string[][]
}

function nix(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&')}"`
}

describe.each(['2.8', 'newest'])('the shares of the checks, Nix %s', line => {
  let box: NixBox
  beforeAll(async () => {
    box = await startNixBox(line)
  })
  afterAll(() => box?.machine.stop())

  const all = NAMES.toSorted()
  it.each([
    ['nothing', 3, {}],
    ['some of them', 2, { a: 4, i: 1.5, k: 0 }],
    ['all of them', 4, Object.fromEntries(NAMES.map((name, at) => [name, at]))],
    ['others only', 3, { gone: 5, 'also gone': 1 }],
    ['times beyond reason', 3, { a: 1e7, b: 1e7, 'g"h': 0.0001 }],
    ['nothing, and there are more shares than checks', 12, {}],
  ] as const)('have each check once, where the list has %s', async (_, count, recorded) => {
    const shares = await sharesOf(box, count, recorded)
    expect(shares).toHaveLength(count)
    expect(shares.flat().toSorted()).toEqual(all)
  })

  it('are dealt in turn where nothing is known', async () => {
    const shares = await sharesOf(box, 2, {})
    expect(shares.map(it => it.length)).toEqual([5, 5])
  })

  it('put the longest first onto the least loaded', async () => {
    const recorded = Object.fromEntries(NAMES.map(name => [name, 1]))
    const shares = await sharesOf(box, 2, { ...recorded, i: 5, j: 5, k: 5 })
    const seconds = shares.map(names =>
      names.reduce((sum, name) => sum + (['i', 'j', 'k'].includes(name) ? 5 : 1), 0),
    )
    expect(seconds.toSorted()).toEqual([11, 11])
  })
})
