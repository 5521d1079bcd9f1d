import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parsePathInfo } from '../../src/nix/path-info.ts'
import { Store } from '../../src/nix/store.ts'

const HASH = '0'.repeat(32)
const PATH = `/nix/store/${HASH}-a`
const COMMON = { narHash: 'sha256-AAAA=', narSize: 120, ca: null, ultimate: true }
const SIGNATURES = ['one:c2lnbmF0dXJl', 'two:c2lnbmF0dXJl']
const PARTS = [
  { keyName: 'one', sig: 'c2lnbmF0dXJl' },
  { keyName: 'two', sig: 'c2lnbmF0dXJl' },
]

const whole = { references: [PATH], deriver: `${PATH}.drv`, registrationTime: 5 }
const base = { references: [`${HASH}-a`], deriver: `${HASH}-a.drv`, registrationTime: 5 }

it.each([
  ['of a list', [{ ...COMMON, ...whole, path: PATH, signatures: SIGNATURES }]],
  ['of format 1', { [PATH]: { ...COMMON, ...whole, signatures: SIGNATURES } }],
  [
    'of format 2',
    { version: 2, info: { [`${HASH}-a`]: { ...COMMON, ...base, signatures: SIGNATURES } } },
  ],
  [
    'of format 3',
    { version: 3, info: { [`${HASH}-a`]: { ...COMMON, ...base, signatures: PARTS } } },
  ],
])('a path %s is the same', (_, json) => {
  expect(parsePathInfo(JSON.stringify(json))).toEqual([
    {
      ...{ path: PATH, narHash: 'sha256-AAAA=', narSize: 120, references: [PATH] },
      ...{ deriver: `${PATH}.drv`, signatures: SIGNATURES, ultimate: true },
      ...{ contentAddressed: false, registered: 5 },
    },
  ])
})

it('what is no signature is left out', () => {
  const signatures = ['one:c2ln', { keyName: 'two' }, { sig: 'c2ln' }, 3, null]
  const [info] = parsePathInfo(JSON.stringify({ [PATH]: { ...COMMON, signatures } }))
  expect(info?.signatures).toEqual(['one:c2ln'])
})

describe('the store is asked', () => {
  let bin = ''
  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'store-'))
    const said = `{ "${PATH}": { "narHash": "sha256-AAAA=", "narSize": 1, "deriver": "'"$*"'" } }`
    writeFileSync(join(bin, 'nix'), `#!/bin/sh\necho '${said}'\n`, { mode: 0o755 })
  })
  afterEach(() => rmSync(bin, { recursive: true }))

  it.each([
    ['nix', '2.32.7', false],
    ['nix', '2.33.0', true],
    ['determinate', '2.35.2', true],
    ['lix', '2.95.3', false],
  ] as const)('with %s %s for format 1: %s', async (flavor, version, isAsked) => {
    const [info] = await new Store({ bin, flavor, version }, {}).infos([PATH])
    const format = isAsked ? '--json-format 1 ' : ''
    expect(info?.deriver).toBe(`/nix/store/path-info --json ${format}${PATH}`)
  })
})
