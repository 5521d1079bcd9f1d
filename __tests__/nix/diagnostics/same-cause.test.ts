import { describe, expect, it } from 'vitest'
import { type Explained, withLog } from '../../../src/nix/diagnostics/describe.ts'
import { mergeSameCause } from '../../../src/nix/diagnostics/same-cause.ts'

const X = 'x86_64-linux'
const failed = (name: string, said: string, more: Partial<Explained> = {}): Explained => {
  const reproduce = `nix build .#${name}`
  const reason = `${name} does not evaluate: ${said}`
  return {
    kind: 'evaluation',
    isGuess: false,
    message: withLog(reason, [], reproduce),
    reason,
    attributes: [name],
    log: [],
    reproduce,
    reproduceAll: 'nix flake check .',
    nixMessage: said,
    isConsequence: false,
    consequences: [],
    file: 'flake.nix',
    line: 3,
    ...more,
  }
}

describe('one cause', () => {
  it('is one failure that names all that it affects', () => {
    const [one, ...others] = mergeSameCause([
      failed('packages.x.a', 'no tool'),
      failed('checks.x.a', 'no tool'),
      failed('apps.x.b\nc', 'no tool'),
    ])
    expect(others).toEqual([])
    expect(one?.attributes).toEqual(['packages.x.a', 'checks.x.a', 'apps.x.b\nc'])
    expect(one?.message).toBe(
      'packages.x.a does not evaluate: no tool\nAlso affected: checks.x.a, apps.x.b\\nc.\nReproduce: nix build .#packages.x.a',
    )
  })

  it('is the same where only the name in the words differs', () => {
    const said = (name: string) => `flake attribute '${name}' is not a derivation`
    const both = ['checks.x.a', 'checks.x.b'].map(name => failed(name, said(name)))
    expect(mergeSameCause(both)).toHaveLength(1)
  })

  it('changes nothing where it is looked for again', () => {
    const once = mergeSameCause([
      failed('checks.lint', "'lint' is not a valid system type, at a:1:2"),
      failed('checks.fmt', "'fmt' is not a valid system type, at a:1:2"),
      failed('a.a', 'no'),
      failed('a.b', 'no'),
      failed(`checks.${X}.drvPath`, `flake attribute 'checks.${X}.drvPath' is not a derivation`),
    ])
    expect(mergeSameCause(once)).toEqual(once)
  })

  it('names some of very many', () => {
    const all = Array.from({ length: 50 }, (_, at) => failed(`checks.x.n${at}`, 'no tool'))
    expect(mergeSameCause(all)[0]?.reason).toMatch(/checks\.x\.n20 and 29 more\.$/)
  })

  it.each<[string, Explained]>([
    ['words', failed('b', 'another')],
    ['lines', failed('b', 'no tool', { line: 4 })],
    ['columns', failed('b', 'no tool', { column: 4 })],
    ['files', failed('b', 'no tool', { file: 'lib.nix' })],
    ['kinds', failed('b', 'no tool', { kind: 'network' })],
    ['builds', failed('b', 'no tool', { derivation: '/nix/store/b.drv' })],
  ])('is not that of other %s', (_, other) => {
    expect(mergeSameCause([failed('a', 'no tool'), other])).toHaveLength(2)
  })
})

describe('a level of attributes that was forgotten', () => {
  const parts = (set: string, line = 3) =>
    ['outPath', 'drvPath', 'type', 'name'].map(part =>
      failed(`${set}.${part}`, `flake attribute '${set}.${part}' is not a derivation`, {
        line: part === 'name' ? 1 : line,
      }),
    )

  it('is the name: one failure on the line of the set', () => {
    const [one, ...others] = mergeSameCause([...parts(`checks.${X}`), failed('apps.x.a', 'no')])
    expect(others.map(({ attributes }) => attributes)).toEqual([['apps.x.a']])
    expect(one).toMatchObject({ attributes: [`checks.${X}`], file: 'flake.nix', line: 3 })
    expect(one?.message).toBe(
      `checks.${X} is a derivation, but must be a set of derivations; give it a name (checks.${X}.NAME)\nNix says: flake attribute 'checks.${X}.drvPath' is not a derivation\nReproduce: nix flake check .`,
    )
  })

  it('is the system: one failure that names all of the output', () => {
    const [one, ...others] = mergeSameCause([...parts('checks.lint', 4), ...parts('checks.fmt', 5)])
    expect(others).toEqual([])
    expect(one).toMatchObject({ attributes: ['checks.lint', 'checks.fmt'], line: 4 })
    expect(one?.reason).toMatch(
      /^checks\.lint is a derivation, but must be a set of derivations; add its system \(checks\.SYSTEM\.lint\)\n/,
    )
    expect(one?.reason).toMatch(/\nAlso affected: checks\.fmt\.$/)
  })

  it('is the system in the words of newer versions', () => {
    const said = (name: string) => `'${name}' is not a valid system type, at /home/me/flake.nix:4:7`
    const all = mergeSameCause([
      failed('checks.lint', said('lint')),
      failed('checks.fmt', said('fmt'), { line: 5 }),
      failed('packages.tool', said('tool'), { line: 6 }),
    ])
    expect(all.map(({ reason }) => reason)).toEqual([
      "checks.lint: 'lint' is not a valid system type; add its system (checks.SYSTEM.lint)\nAlso affected: checks.fmt.",
      "packages.tool: 'tool' is not a valid system type; add its system (packages.SYSTEM.tool)",
    ])
  })

  it('is none where a system is only misspelt', () => {
    const one = failed('checks.x86-linux', "'x86-linux' is not a valid system type, at a:4:7")
    expect(mergeSameCause([one])).toEqual([one])
  })
})
