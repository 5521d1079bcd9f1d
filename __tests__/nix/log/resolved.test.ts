import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const drv = (name: string) => `/nix/store/${'1'.repeat(32)}-${name}.drv`
const [ORIGINAL, RESOLVED] = [drv('bad'), drv('bad').replaceAll('1', '2')]

function read(...records: object[]) {
  const log = new NixLog(() => {})
  for (const record of records) log.accept(`@nix ${JSON.stringify(record)}`)
  log.finish()
  return log.run()
}
const start = (id: number, type: number, fields: unknown[], text = '') => ({
  ...{ action: 'start', id, level: 3, type, fields, text },
})
const error = (msg: string) => ({ action: 'msg', level: 0, msg, raw_msg: msg.slice(7) })
const resolved = start(
  1,
  111,
  [ORIGINAL, RESOLVED],
  `resolved derivation: '${ORIGINAL}' -> '${RESOLVED}'`,
)

describe('a derivation with content-addressed inputs', () => {
  it('is built and fails under the name by which it was evaluated', () => {
    const { builds, errors, waits } = read(
      resolved,
      start(2, 105, [RESOLVED, '', 1, 1]),
      { action: 'result', id: 2, type: 101, fields: ['broke'] },
      error(`error: builder for '${RESOLVED}' failed with exit code 3`),
      error(
        `error: failed to build attribute 'checks.x.bad', build of '${ORIGINAL}^*' failed: build of resolved derivation '${RESOLVED}' failed`,
      ),
    )
    expect(builds).toMatchObject([{ derivation: ORIGINAL, status: 'failed' }])
    expect(builds[0]?.tail()).toEqual(['broke'])
    expect(errors.map(({ derivation }) => derivation)).toEqual([ORIGINAL, undefined])
    expect(errors.map(({ text }) => text).join()).not.toContain(RESOLVED)
    expect(waits).toEqual([])
  })

  it('is itself where Nix says nothing of it', () => {
    const { builds } = read(start(2, 105, [RESOLVED, '', 1, 1]))
    expect(builds.map(({ derivation }) => derivation)).toEqual([RESOLVED])
  })
})

describe('an error that ends the evaluation of several attributes', () => {
  it('is kept once, with all of them', () => {
    const of = (name: string) =>
      error(
        `error:\n       … while checking the derivation 'checks.x.${name}'\n\n       error: builder for '${RESOLVED}' failed with exit code 3`,
      )
    const { errors } = read(of('a'), of('b'), of('b'), of('c'))
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ attribute: 'checks.x.a', also: ['checks.x.b', 'checks.x.c'] })
  })

  it('is of a name in the output where Nix expects a system', () => {
    const { errors } = read(
      start(1, 0, [], "checking flake output 'checks'"),
      error(`error: 'lint' is not a valid system type, at /x/flake.nix:4:7`),
    )
    expect(errors[0]?.attribute).toBe('checks.lint')
  })
})
