import { expect, it } from 'vitest'
import { parsePathInfo } from '../../src/nix/path-info.ts'

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
