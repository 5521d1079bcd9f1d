import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NEWEST, type ReportedStep, type Scene, scene } from './support/scene.ts'

const ESC = '\x1b'

/** Names of checks that pass: what each needs at least one of quotes, an escape in a URL, or a way around installables for. */
const GOOD = [
  '',
  `qu"ote`,
  `qu'ote`,
  'sp ace',
  'do.t',
  'new\nline',
  `${ESC}[31mred`,
  '<b>|pipe`',
  'ümlaut→',
  'back\\slash',
  `dol$\{x}lar`,
  'ha#sh',
  'per%25cent',
  'ca^ret',
  'right\u202eleft',
]
/** Each way to fail, with names that cannot be addressed plainly, and as reports show them. */
const BAD = {
  'bad "x" \'y\' z': `bad "x" 'y' z`,
  'bad\nline': 'bad\\nline',
  [`bad${ESC}[31m`]: 'bad\\u001b[31m',
}
const UNKNOWN = {
  'un "x" \'y\' z': `un "x" 'y' z`,
  'un\nline': 'un\\nline',
  [`un${ESC}[1mx`]: 'un\\u001b[1mx',
}

const shownName = (name: string) =>
  name.replaceAll('\n', '\\n').replaceAll(ESC, '\\u001b').replaceAll('\u202e', '\\u202e')

const literal = (name: string) => `"${name.replace(/["\\]|\$\{/g, '\\$&').replaceAll('\n', '\\n')}"`
const bind = (names: readonly string[], value: string) =>
  names.map(name => `${literal(name)} = ${value};`).join('\n        ')

const FLAKE = `{
  outputs = { self }: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value = let
        make = script: derivation { inherit system; name = "made"; builder = "/bin/sh"; args = [ "-c" script ]; };
        named = builtins.mapAttrs (name: script: make "true \${builtins.hashString "sha256" name}; \${script}");
      in named {
        ${bind(GOOD, '"echo 1 > $out"')}
        ${bind(Object.keys(BAD), '"echo the test says no; exit 3"')}
      } // {
        ${bind(Object.keys(UNKNOWN), 'throw "it does not evaluate"')}
      };
    }) [ "x86_64-linux" "aarch64-linux" ]);
  };
}
`

const STEPS = `
- flake-check:
  name: whole
- flake-check:
  name: each
  eval: each
- flake-check:
  name: select
  select: "*"
- flake-check:
  name: all systems
  all-systems: true
- flake-check:
  name: plan of one
  select: "new?line"
`

/** The names of the test cases of each suite, and how many did not pass, as a reader of XML has them. */
const READ_XML = `import json, sys, xml.etree.ElementTree as tree
suites = tree.parse(sys.argv[1]).getroot()
print(json.dumps({suite.get("name"): [case.get("name") for case in suite] for suite in suites}))
`

describe.each(['2.8', '2.26', NEWEST])('checks of odd names, Nix %s', line => {
  let stage: Scene
  let used: Awaited<ReturnType<Scene['use']>>
  let system = ''
  beforeAll(async () => {
    stage = await scene({
      line,
      project: { 'flake.nix': FLAKE, 'read.py': READ_XML },
      inputs: { 'nix-path': '' },
    })
    used = await stage.use(STEPS)
    system = used.report?.nix?.system ?? ''
  })
  afterAll(() => stage?.stop())

  const step = (name: string) => used.report?.steps.find(it => it.name === name) as ReportedStep
  const rows = (name: string) =>
    (step(name).checks ?? []).filter(it => it.name.startsWith(`checks.${system}.`))
  const statuses = (name: string) =>
    rows(name).map(it => [it.name.slice(`checks.${system}.`.length), it.status])

  it('have one row each, in their status, however they are looked at', () => {
    const expected = (good: string) =>
      [
        ...GOOD.map(name => [name, good]),
        ...Object.keys(BAD).map(name => [name, 'failed']),
        ...Object.keys(UNKNOWN).map(name => [name, 'eval-error']),
      ].sort()
    expect(statuses('whole').sort()).toEqual(expected('built'))
    for (const name of ['each', 'select', 'all systems'])
      expect([name, ...statuses(name).sort()]).toEqual([name, ...expected('cached')])
    expect(step('plan of one')).toMatchObject({ status: 'success', checks: [{ status: 'cached' }] })
  })

  it('have their errors on their lines, each with a command that bash reads back', async () => {
    const failed = rows('whole').filter(({ error }) => error)
    expect(failed).toHaveLength(6)
    for (const { name, error } of failed) {
      const short = name.slice(`checks.${system}.`.length)
      const lines = FLAKE.split('\n')
      expect(error?.file).toBe('flake.nix')
      expect(lines[(error?.line ?? 0) - 1]).toContain(`${literal(short)} =`)
      const command = /^Reproduce: (.*)$/m.exec(error?.message ?? '')?.[1] ?? ''
      const again = await stage.job.run(`${command} 2>&1`)
      expect(again.exitCode, command).not.toBe(0)
      expect(again.log.join('\n'), command).toMatch(
        short.startsWith('un') ? /it does not evaluate/ : /the test says no/,
      )
    }
  })

  it('are shown with what cannot be seen made visible, everywhere', async () => {
    const shown = { ...BAD, ...UNKNOWN }
    const titles = used.annotations.map(({ title = '' }) => title)
    for (const name of Object.values(shown))
      expect(titles).toContainEqual(expect.stringContaining(`checks.${system}.${name}: `))
    // Nothing that a terminal or a browser acts upon, but for the colors of Nix's own messages in the log.
    const unseen = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/
    for (const { title, message } of used.annotations)
      expect(`${title}${message}`).not.toMatch(unseen)
    expect(used.summary).not.toMatch(unseen)
    for (const name of [
      'new&#92;nline',
      '&#92;u001b&#91;31mred',
      '&lt;b&gt;&#124;pipe&#96;',
      'right&#92;u202eleft',
    ])
      expect(used.summary).toContain(`${name}</code>`)
    if (line !== '2.8') {
      const live = used.raw.split('\n').filter(it => it.includes('checking derivation'))
      expect(live).toContainEqual(expect.stringContaining('"\\u001b[31mred"'))
      expect(live.join('')).not.toMatch(unseen)
      const traces = used.raw.split('\n').filter(it => it.includes('while checking the'))
      expect(traces.join('')).toContain('"un\\u001b[1mx"')
    }
    const names = JSON.parse(await stage.sh(`python3 read.py ${used.outputs.junit}`))
    const all = names.whole.map((it: string) => it.replace(`checks.${system}.`, '')).sort()
    expect(all).toEqual([...GOOD.map(shownName), ...Object.values(shown)].sort())
  })

  it('of other systems are not run, where Nix only evaluates them', () => {
    const others = (step('all systems').checks ?? []).filter(
      it => !it.name.startsWith(`checks.${system}.`),
    )
    const unknown = others.filter(({ status }) => status === 'eval-error')
    expect(unknown).toHaveLength(3)
    if (line === '2.8') return
    expect(others.filter(({ status }) => status === 'not-run')).toHaveLength(
      GOOD.length + Object.keys(BAD).length,
    )
    expect(others).toHaveLength(GOOD.length + 6)
    expect(used.summary).toContain('checks for other systems: evaluated, not built.')
  })
})
