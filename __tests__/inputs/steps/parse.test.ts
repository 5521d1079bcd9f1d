import { describe, expect, it } from 'vitest'
import { parseSteps } from '../../../src/inputs/steps/parse.ts'
import { plainStep, type Step } from '../../../src/model/step.ts'

function steps(text: string): readonly Step[] {
  const { steps, problems } = parseSteps(text)
  expect(problems).toEqual([])
  if (steps === 'auto') throw new Error('auto')
  return steps
}

function step(text: string): Step {
  const [only, ...more] = steps(text)
  if (!only || more.length > 0) throw new Error('not one step')
  return only
}

const problems = (text: string) => parseSteps(text).problems
function problem(text: string) {
  const [only, ...more] = problems(text)
  expect(more).toEqual([])
  return only
}

describe('the whole input', () => {
  it.each([[''], ['auto'], [' auto\n']])('%j is auto', text => {
    expect(parseSteps(text)).toEqual({ steps: 'auto', problems: [] })
  })

  it.each([['none'], ['[]'], ['[ ]'], [' none\n']])('%j has no steps', text => {
    expect(parseSteps(text)).toEqual({ steps: [], problems: [] })
  })

  it('is a list that keeps its order', () => {
    const text = `
      - flake-check
      - nix-build
      - nix-shell: ./scripts/rust-tests.sh
        timeout: 20m
      - build: .#a
      - nix-build
    `
    expect(steps(text).map(({ name }) => name)).toEqual([
      'flake-check',
      'nix-build',
      'nix-shell: ./scripts/rust-tests.sh',
      'build: .#a',
      'nix-build (2)',
    ])
  })

  it.each([['flake-check'], ['build: .#a'], ['5'], ['# only a comment']])(
    '%j is no list: the error names the kinds',
    text => {
      expect(problem(text)).toMatchObject({
        where: 'steps',
        value: text,
        expected: expect.stringMatching(/auto, none, or a YAML list.*flake-check.*nix-shell/),
      })
    },
  )
})

describe('a step', () => {
  it.each<[string, Step]>([
    ['- flake-check', plainStep('flake-check')],
    ['- flake-check:', plainStep('flake-check')],
    ['- nix-shell:', plainStep('nix-shell')],
    ['- develop', plainStep('develop')],
    ['- eval: .#lib.version', plainStep('eval', '.#lib.version')],
    ['- run: make test', plainStep('run', 'make test')],
    ['- run: true', plainStep('run', 'true')],
    ['- { build: ".#a .#b" }', plainStep('build', '.#a .#b')],
    ['- nix-build: ci.nix -A tests', plainStep('nix-build', 'ci.nix -A tests')],
    ['- nix-shell: |\n    make\n    make test\n', plainStep('nix-shell', 'make\nmake test\n')],
    [
      `- run: echo 'not closed here, and bash says so`,
      plainStep('run', "echo 'not closed here, and bash says so"),
    ],
  ])('%j', (text, expected) => {
    expect(step(text)).toEqual(expected)
  })

  it('keeps its argument apart from its options, in any order', () => {
    const text = '- name: unit\n  timeout: 90s\n  nix-shell: make test\n  pure: true'
    expect(step(text)).toEqual(
      plainStep('nix-shell', 'make test', { name: 'unit', timeout: 90, pure: true }),
    )
  })

  it('may have options and no argument', () => {
    expect(step('- flake-check:\n  args: --show-trace')).toEqual(
      plainStep('flake-check', '', { args: ['--show-trace'] }),
    )
  })
})

describe('the name of a step', () => {
  it.each([
    ['- nix-build', 'nix-build'],
    ['- build: .#a', 'build: .#a'],
    ['- run: |\n    cd sub\n    make\n', 'run: cd sub'],
    ['- run: |\n\n    make\n', 'run: make'],
    ['- run: make\n  name: The tests', 'The tests'],
  ])('of %j is %j', (text, name) => {
    expect(step(text).name).toBe(name)
  })

  it('is cut at 60 characters where it was not given', () => {
    const { name } = step(`- run: ${'x'.repeat(100)}`)
    expect(name).toBe(`run: ${'x'.repeat(55)}`)
    expect(step(`- run: ${'x'.repeat(55)}`).name).toBe(name)
  })

  it('is kept whole where it was given', () => {
    expect(step(`- run: x\n  name: ${'n'.repeat(80)}`).name).toHaveLength(80)
  })
})

describe('names that stand twice', () => {
  it.each<[string[], string[]]>([
    [
      ['a', 'a', 'b', 'a'],
      ['a', 'a (2)', 'b', 'a (3)'],
    ],
    [
      ['a', 'a', 'a (2)'],
      ['a', 'a (3)', 'a (2)'],
    ],
    [
      ['a (2)', 'a (2)', 'a', 'a'],
      ['a (2)', 'a (2) (2)', 'a', 'a (3)'],
    ],
  ])('%j become %j', (given, names) => {
    const text = given.map(name => `- run: make\n  name: ${name}`).join('\n')
    expect(steps(text).map(({ name }) => name)).toEqual(names)
  })
})

describe('a step that cannot be', () => {
  it.each<[string, string, string]>([
    ['- flake-chek', 'flake-chek', 'flake-check'],
    ['- flake_check', 'flake_check', 'flake-check'],
    ['- nixbuild', 'nixbuild', 'nix-build'],
    ['- nix-shel: make', 'nix-shel', 'nix-shell'],
    ['- devlop:\n  timeout: 5m', 'devlop', 'develop'],
  ])('%j suggests the nearest kind', (text, value, right) => {
    expect(problem(text)).toEqual({
      where: 'steps, line 1',
      value,
      unknown: 'step kind',
      expected: expect.stringContaining(`Did you mean ${right}?`),
    })
  })

  it('of a wholly unknown word names the kinds and suggests nothing', () => {
    const { expected: allowed } = problem('- terraform-apply-everything') ?? { expected: '' }
    expect(allowed).not.toContain('Did you mean')
    expect(allowed).toContain(
      'flake-check, build, nix-build, nix-shell, develop, run, app, fmt, shell, eval',
    )
  })

  it('of a kind with an argument but no colon shows the colon', () => {
    expect(problem('- nix-shell make test')?.expected).toContain('- nix-shell: make test')
  })

  it('of two kinds names both', () => {
    expect(problem('- flake-check\n- build: .#a\n  nix-build: ""')).toMatchObject({
      where: 'steps, line 2',
      value: 'build, nix-build',
    })
  })

  it.each<[string, string]>([
    ['- build: [.#a, .#b]', 'Expected a string as the argument of build'],
    ['- nix-shell:\n    timeout: 5m', 'to the same column as nix-shell'],
    ['- run: [make]', 'Expected a string as the argument of run'],
    ['- flake-check: true', 'Expected a string as the argument of flake-check'],
    ['- build: 5', 'Expected a string as the argument of build'],
  ])('%j has no text as its argument', (text, allowed) => {
    expect(problem(text)?.expected).toContain(allowed)
  })

  it.each([["- build: .#a 'x"], ["- nix-build: -A 'x"], ['- eval: ".#a \\"x"']])(
    '%j does not close a quote',
    text => {
      expect(problem(text)?.expected).toContain('quote')
    },
  )

  it.each([
    ['- run'],
    ['- run:'],
    ['- run: ""'],
    ['- run:\n  timeout: 5m'],
    ['- run: |\n    # make test\n\n    # make lint'],
  ])('%j would succeed without doing anything', text => {
    expect(problem(text)?.expected).toContain('run needs a command')
  })

  it.each([['- run: ""\n  if: false'], ['- run:\n  if: "false"']])(
    '%j does nothing, as it says',
    text => {
      expect(problem(text)).toBeUndefined()
    },
  )

  it.each<[string, string]>([
    ['- build: .#x.$(nix eval --raw .#name).y', '$(nix eval --raw .#name)'],
    ['- build: .#a .#`uname -m`', '`uname -m`'],
    ['- nix-build: -A $NAME', '$NAME'],
    [`- nix-build: release.nix --argstr home "\${HOME}/x"`, `\${HOME}`],
    ['- eval: .#lib.$1', '$1'],
    ['- flake-check:\n  args: --override-input a path:$PWD', '$PWD'],
  ])('%j is not expanded by anybody', (text, found) => {
    expect(problem(text)?.expected).toMatch(
      /^\S.* is not expanded, because no shell runs .*run step/,
    )
    expect(problem(text)?.expected.startsWith(found)).toBe(true)
  })

  it.each([
    [`- nix-build: -E '"\${builtins.nixVersion}$(x)"'`],
    ["- nix-build: --argstr a '`x`'"],
    ['- build: .#\\$x'],
    ['- eval: .#a$'],
    ['- run: echo $HOME $(id)'],
    ['- develop: echo $HOME'],
    [`- eval:\n  args: [--apply, 'x: "\${x}"']`],
  ])('%j has nothing that a shell would expand', text => {
    expect(problems(text)).toEqual([])
  })

  it('of run has no other shell', () => {
    const text = '- run: make\n  shell: bash'
    expect(problem(text)).toMatchObject({
      value: 'shell: bash',
      expected: 'run always uses bash; remove shell.',
    })
  })

  it.each([['- build: .#a --log-format bar'], ['- develop:\n  args: [--log-format, raw]']])(
    '%j would hide what Nix says',
    text => {
      expect(problem(text)).toMatchObject({ value: '--log-format' })
    },
  )

  it('of eval allows errors inside of its value with one word', () => {
    expect(step('- eval: .#a\n  eval-errors: allow').allowEvalErrors).toBe(true)
    expect(step('- eval: .#a').allowEvalErrors).toBe(false)
    expect(problem('- eval: .#a\n  eval-errors: true')?.expected).toBe(
      'The only valid value is allow.',
    )
  })

  it.each([
    ['- []', 'A list inside the list'],
    ['- - nix-build', 'A list inside the list'],
    ['- 5', 'A number is not a step'],
    ['- true', 'A boolean is not a step'],
    ['-', 'Empty list item'],
    ['- ~', 'Empty list item'],
  ])('%j is neither a word nor a map', (text, what) => {
    expect(problem(text)?.expected).toContain(what)
    expect(problem(text)?.expected).toContain('Expected a step kind: flake')
  })

  it.each([['- build: .#a\n  args: [--cores, 2]'], ['- build: .#a\n  args: 2']])(
    '%j has a number among its texts',
    text => {
      expect(problem(text)).toMatchObject({
        where: 'steps, line 2',
        expected: expect.stringMatching(/list of strings.* Quote numbers/),
      })
    },
  )

  it.each<[string, number, string]>([
    ['- flake-check\n- run: *.sh', 2, "starts a YAML alias, which is not supported.*'\\*\\.sh'"],
    ['- run: &x make\n- run: *x', 1, 'starts a YAML anchor'],
    ['- flake-check:\n  select: *unit', 2, "start with \\*: '\\*unit'"],
    ['- build: .#a\n- <<: *base\n  run: make', 2, 'starts a YAML alias'],
    ['- flake-check\n- run: ! grep -r TODO src', 2, 'as a tag and drops it'],
    ['- run: !make all', 1, 'as a tag'],
    ['- run: "echo a\\0b"', 1, 'NUL'],
    ['- run: make\n  env: { A: "\\x00" }', 2, 'NUL'],
    ['- nix-shell: make\n    - nix-build', 1, 'all dashes in the same column'],
    ['- flake-check\n  - nix-build', 1, 'all dashes in the same column'],
    ['- flake-check\n -nix-build', 1, 'all dashes in the same column'],
  ])('%j looks like something else than YAML takes it for', (text, line, allowed) => {
    const [first] = problems(text)
    expect(first?.where).toBe(`steps, line ${line}`)
    expect(first?.value).toBe(text.split('\n')[line - 1])
    expect(first?.expected).toMatch(new RegExp(allowed))
  })

  it('takes the same in quotes or in a block', () => {
    const commands = steps("- run: '! grep x y'\n- run: |\n    - nix-build\n    *\n- run: '*.sh'")
    expect(commands.map(({ argument }) => argument)).toEqual([
      '! grep x y',
      '- nix-build\n*\n',
      '*.sh',
    ])
  })

  it('of a kind with options but no colon says so', () => {
    expect(problem('- flake-check\n  timeout 5m')?.expected).toMatch(
      /colon after the kind and after the option.*timeout: 20m/,
    )
  })
})

describe('a list without dashes', () => {
  it.each([
    ['flake-check', '- flake-check'],
    ['build: .#a', '- build: .#a'],
    ['nix-build:\nrun: make', '- nix-build:'],
    ['-flake-check\n-nix-build', '- flake-check'],
  ])('%j is shown with one', (text, right) => {
    const hint = ` Start each step with a dash and a space: ${right}`
    expect(problem(text)?.expected.endsWith(hint)).toBe(true)
  })
})

describe('problems', () => {
  it('are all told, each with its own line, those of later steps too', () => {
    const text = [
      '- flake-chek',
      '- build: .#a',
      '  timeout: soon',
      '  select: lint',
      '- nix-build',
      '',
      '- run: make',
      '  color: red',
    ].join('\n')
    expect(problems(text).map(({ where, value }) => `${where}: ${value}`)).toEqual([
      'steps, line 1: flake-chek',
      'steps, line 3: timeout: soon',
      'steps, line 4: select',
      'steps, line 8: color',
    ])
  })

  it('are told of every step, though one or more of them are not YAML', () => {
    const text = [
      '# the checks',
      '- flake-check:',
      '  selcet: unit',
      '- run: "make',
      '  timeout: 5m',
      '- build: [a',
      '- nix-shell: |',
      '    - not a step',
      '  timeout: soon',
      '  pure: maybe',
      '- run: *.sh',
      '  timeout: soon',
      '- nix-biuld: x',
      '  retries: 99',
      '  whatever: x',
      '- run: make',
      '  env: echo a: b',
      '- name: the last',
      '  develop: make',
      '  color: red',
    ].join('\n')
    expect(problems(text).map(({ where, step, value }) => [where, step, value])).toEqual([
      ['steps, line 3', 'flake-check', 'selcet'],
      ['steps, line 4', undefined, '- run: "make'],
      ['steps, line 6', undefined, '- build: [a'],
      ['steps, line 9', 'nix-shell: - not a step', 'timeout: soon'],
      ['steps, line 10', 'nix-shell: - not a step', 'pure: maybe'],
      ['steps, line 11', undefined, '- run: *.sh'],
      ['steps, line 13', undefined, 'nix-biuld'],
      ['steps, line 14', undefined, 'retries: 99'],
      ['steps, line 17', 'run: make', '  env: echo a: b'],
      ['steps, line 20', 'the last', 'color'],
    ])
  })

  it('are told once where the whole list and one of its steps have the same', () => {
    const twice = '- run: make\n  timeout: 5m\n  timeout: soon'
    expect(problems(twice).map(({ where }) => where)).toEqual(['steps, line 3'])
    const dashes = problems('  - flake-check\n- nix-build:\n  color: red')
    expect(dashes.map(({ where }) => where)).toEqual(['steps, line 2'])
  })

  it.each<[string, string, number]>([
    ['an indentation that does not fit', '- build: .#a\n   timeout: 5m\n', 1],
    ['a quote that does not end', '- flake-check\n- run: "make\n', 2],
    ['a tab', '- build: .#a\n\ttimeout: 5m\n', 2],
    ['a bracket that does not end', '- flake-check\n- build: [a\n', 2],
    ['an option twice', '- run: make\n  timeout: 5m\n  timeout: 6m\n', 3],
  ])('of the YAML are told with the line: %s', (_, text, line) => {
    const found = problems(text)
    expect(found.length).toBeGreaterThan(0)
    expect(found[0]?.where).toMatch(/^steps, line \d+$/)
    // A quote or bracket that never ends is seen at the end.
    const told = Number(found[0]?.where.match(/\d+/)?.[0])
    expect(told).toBeGreaterThanOrEqual(line)
    expect(told).toBeLessThanOrEqual(line + 1)
    expect(found[0]?.expected).toContain('Not valid YAML')
  })

  it.each<[string, number, RegExp]>([
    [
      '- build: .#a\n   timeout: 5m\n',
      1,
      /next line is indented too far.* column of the step kind/,
    ],
    ['- nix-shell: make\n timeout: 5m', 2, /column of the step kind/],
    ['- nix-shell: make\ntimeout: 5m', 2, /column of the step kind/],
    ['  - flake-check\n- nix-build', 2, /column of the other dashes/],
    ['- build: .#a\n\ttimeout: 5m\n', 2, /not tabs/],
    ['- flake-check:\n\tselect: x', 2, /not tabs/],
    ['- flake-check\n- run: "make\n- nix-build\n', 2, /Unclosed quote or bracket/],
    ['- build: [a\n- flake-check\n', 1, /Unclosed quote or bracket/],
    ['- run: make\n  timeout: 5m\n  timeout: 6m\n', 3, /Duplicate key/],
    ['build: .#a\nbuild: .#b', 2, /Start each step with a dash/],
    ['- flake-check\n  select: lint', 1, /Add a colon after the step kind.*: - flake-check:$/],
    ['- run:make\n  timeout: 5m', 1, /a colon and a space: timeout: 20m/],
    ['- build: .#a\n  only linux', 2, /a colon and a space/],
    ['- build: .#a\n  timeout:5m', 2, /a colon and a space/],
    ['- run: echo a: b', 1, /Quote a value that contains a colon and a space.* with \|/],
    ['- run: "a" b', 1, /after the closing quote/],
    ["- run: 'it's'", 1, /after the closing quote/],
    ['- run: "C:\\dir"', 1, /Use single quotes/],
    ['- run: `ls`', 1, /cannot start with this character/],
    ['- flake-check:\n  select: *', 2, /starts a YAML alias/],
    ['- run: |make\n  foo', 1, /Nothing can follow \|/],
    ['- flake-check\n---\n- nix-build', 2, /three dashes/],
  ])('%j is one problem in plain words', (text, line, allowed) => {
    expect(problem(text)).toMatchObject({
      where: `steps, line ${line}`,
      value: text.split('\n')[line - 1],
      expected: expect.stringMatching(allowed),
    })
  })
})
