import { describe, expect, it } from 'vitest'
import { explainNix, type Failures } from '../../../src/nix/diagnostics/explain.ts'
import { repositoryOf } from './recorded.ts'

const drv = (name: string) => `/nix/store/${'0'.repeat(32)}-${name}.drv`
const GEN = drv('gen')
const GEN_FAILED = `error: builder for '${GEN}' failed with exit code 7`

async function explain(failures: Omit<Failures, 'reproduce'>) {
  const scene = { repository: repositoryOf({ 'flake.nix': '{ }' }), roots: [], entry: 'flake.nix' }
  return explainNix(
    { ...failures, reproduce: ({ attribute = 'all' }) => `nix build ${attribute}` },
    scene,
  )
}

describe('a build that evaluation needs', () => {
  it('is one failure with all that it ends', async () => {
    const error = { text: GEN_FAILED, attribute: 'checks.x.j', also: ['checks.x.k'] }
    const [one, ...others] = await explain({
      errors: [error],
      builds: [{ derivation: GEN, log: ['no'] }],
    })
    expect(others).toEqual([])
    expect(one?.attributes).toEqual(['checks.x.j', 'checks.x.k'])
    expect(one?.reason).toMatch(
      /^checks\.x\.j: the build of gen failed with exit code 7\.\nAlso affected: checks\.x\.k\./,
    )
  })

  it('is named as the check that it is; who needs it is affected, and nobody else', async () => {
    const error = { text: GEN_FAILED, attribute: 'checks.x.j', also: ['colorless'] }
    const [one] = await explain({
      errors: [error],
      builds: [{ derivation: GEN, log: [] }],
      attributes: new Map([[GEN, ['checks.x.gen', 'checks.x.same']]]),
      names: ['checks.x.gen', 'checks.x.same', 'checks.x.j'],
    })
    expect(one?.attributes).toEqual(['checks.x.gen', 'checks.x.same', 'checks.x.j'])
    expect(one?.reason).toMatch(/Same derivation: checks\.x\.same\.\nAlso affected: checks\.x\.j\./)
    expect(one?.reproduce).toBe('nix build checks.x.gen')
  })
})

describe('an error of a call that was about one attribute', () => {
  it('is of that attribute, whatever it names', async () => {
    const text = `error: flake 'x' does not provide attribute 'packages.x.checks.x.a.drvPath'`
    const [one] = await explain({ errors: [{ text }], builds: [], attribute: 'checks.x.a' })
    expect(one?.attributes).toEqual(['checks.x.a'])
  })
})

describe('what an error says', () => {
  const explainIn = (path: string, attribute: string, text = 'error: it is empty') => {
    const repository = repositoryOf({ 'flake.nix': '{ }' })
    const sources = { repository, roots: [{ path, folder: '' }], entry: 'flake.nix' }
    const failures = { errors: [{ text, attribute }], builds: [], reproduce: () => 'nix build' }
    return explainNix(failures, sources)
  }

  it('has the suggestion of Nix, with or without a place', async () => {
    const text = "error: attribute 'a' in selection path 'a' not found\n       Did you mean b?"
    const [one] = await explainIn('/w', 'a', text)
    expect(one?.reason.split('\n')).toEqual([
      "a does not evaluate: attribute 'a' in selection path 'a' not found",
      'Did you mean b?',
    ])
  })

  it.each([
    ['git+file:///w#shell', '.#shell'],
    ['git+file:///w?dir=sub&ref=main#shell', './sub#shell'],
    ['path:/w#a.b', '.#a.b'],
    ['git+file:///other#shell', 'git+file:///other#shell'],
  ])('names an output of the own flake in few words: %s', async (attribute, shown) => {
    const [one] = await explainIn('/w', attribute)
    expect(one?.reason).toBe(`${shown} does not evaluate: it is empty`)
    expect(one?.attributes).toEqual([attribute])
  })
})

describe('builds that Nix 2.34 says timed out without a name', () => {
  const TIMED_OUT = 'error: timed out after 2 seconds'
  const build = (name: string, isTimedOut = true) => ({
    derivation: drv(name),
    log: [name],
    isTimedOut,
  })
  const words = async (failures: Omit<Failures, 'reproduce'>) =>
    (await explain(failures)).map(({ kind, reason }) => `${kind}: ${reason.split('\n')[0]}`)

  it('are each told as timed out, beside one that failed', async () => {
    const failed = `error: Cannot build '${drv('quick')}'.\n       Reason: builder failed with exit code 3.`
    const all = await words({
      errors: [{ text: failed }, { text: TIMED_OUT }],
      builds: [build('a'), build('b'), build('quick', false)],
    })
    expect(all).toEqual([
      'build: The build of quick failed with exit code 3.',
      'timeout: The build of a timed out after 2 s.',
      'timeout: The build of b timed out after 2 s.',
    ])
  })

  it('have no number where there were two limits', async () => {
    const errors = [{ text: TIMED_OUT }, { text: 'error: timed out after 1 seconds of silence' }]
    expect(await words({ errors, builds: [build('a'), build('b')] })).toEqual([
      'timeout: The build of a timed out.',
      'timeout: The build of b timed out.',
    ])
  })

  it('are told without a name where nothing tells which', async () => {
    const errors = [{ text: TIMED_OUT }]
    expect(await words({ errors, builds: [] })).toEqual(['timeout: A build timed out after 2 s.'])
  })
})
