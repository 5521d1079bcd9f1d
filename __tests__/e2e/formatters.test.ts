import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM, told } from './support/cachix-runs.ts'
import { program } from './support/programs.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

/** Tells how it was called, then does what the file `todo` says. */
const FORMATTER =
  '#!/bin/sh\necho "called $* in $(basename "$PWD"), top $(basename "$PRJ_ROOT")"\nif test -e todo; then . ./todo; fi\n'
const PROJECT = {
  'flake.nix': `{
  outputs = { self }: { formatter.${SYSTEM} = ${program('fmt', 'fmt', FORMATTER)}; };
}
`,
  '.gitignore': '/cache\n/todo\n',
  'a.txt': 'a =  1\n',
  'b.txt': 'b\n',
  'c.txt': 'c\n',
  'sub/keep': '',
}
const NIX = "nix --extra-experimental-features 'nix-command flakes'"

describe.each(['2.8', '2.26', NEWEST])('a formatter with Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' } })
  })
  afterAll(() => stage?.stop())
  beforeEach(async () => {
    await stage.sh('git reset -q --hard && git clean -qfdx')
  })

  const does = (script: string) => writeFile(join(stage.workspace, 'todo'), `${script}\n`)
  const changed = async (steps = '- fmt') => {
    const used = await stage.use(steps)
    const errors = used.annotations.filter(({ kind }) => kind === 'error')
    return { used, errors, step: used.report?.steps[0] }
  }

  it('that changes nothing tracked passes, and is called as nix fmt calls it', async () => {
    await does('echo x > cache')
    const used = await stage.use(
      '- fmt\n- fmt: "--check \'two words\'"\n- fmt:\n  working-directory: sub',
    )
    expect(used.conclusion, used.raw).toBe('success')
    expect(told(used, 'notice').filter(it => it.startsWith('Formatter'))).toEqual([])
    const own = await stage.job.run(
      `${NIX} fmt; ${NIX} fmt -- --check 'two words'; cd sub; ${NIX} fmt`,
    )
    const calls = (lines: readonly string[]) => lines.filter(it => it.startsWith('called'))
    expect(calls(used.log)).toHaveLength(3)
    expect(calls(used.log)).toEqual(calls(own.log))
  })

  it('that changes files fails: each has an annotation, and nothing is put back', async () => {
    await does('echo "a = 1" > a.txt; rm b.txt; chmod +x c.txt; echo new > "$(printf "n\\nw")"')
    const { used, errors, step } = await changed()
    expect(step).toMatchObject({ status: 'failure', exitCode: 0, attempts: 1 })
    expect(step?.error?.message).toContain(
      'changed 4 files: a.txt, b.txt (removed), c.txt, n\\nw (created).',
    )
    expect(errors.map(({ file, message }) => [file, message.split('. ')[0]])).toEqual([
      ['a.txt', 'The formatter changed a.txt'],
      ['b.txt', 'The formatter removed b.txt'],
      ['c.txt', 'The formatter changed c.txt'],
      [undefined, 'The formatter created n\\nw'],
    ])
    expect(used.log).toContain('created: n\\nw')
    expect(await stage.sh('cat a.txt')).toBe('a = 1\n')
  })

  it('that fails is a failure of its own; expect: failure takes both', async () => {
    await does('echo x > b.txt; echo ./a.txt:1: bad; exit 7')
    const { errors, step } = await changed()
    expect(step).toMatchObject({ status: 'failure', exitCode: 7 })
    expect(errors.map(({ file, line: at }) => [file, at])).toEqual([
      ['a.txt', 1],
      ['b.txt', 1],
    ])
    const again = await changed('- fmt:\n  expect: failure')
    expect(again.step).toMatchObject({ status: 'success' })
    await does('echo y > b.txt')
    const unclean = await changed('- fmt:\n  expect: failure')
    expect(unclean.step).toMatchObject({ status: 'success' })
  })

  it('that fails at first and passes later does not hide what it has changed', async () => {
    await does('grep -q formatted a.txt || { echo formatted > a.txt; exit 1; }')
    const { step } = await changed('- fmt:\n  retries: 2')
    expect(step).toMatchObject({ status: 'failure', attempts: 1 })
    expect(step?.error?.message).toContain('changed 1 file: a.txt')
  })
})

describe('a formatter', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' } })
  })
  afterAll(() => stage?.stop())

  it('that changes very many files has a few annotations, and the rest in one', async () => {
    await writeFile(
      join(stage.workspace, 'todo'),
      'for n in $(seq 3000); do echo x > "new-$n"; done; echo x > "::error::x"\n',
    )
    const used = await stage.use('- fmt')
    const errors = used.annotations.filter(({ kind }) => kind === 'error')
    expect(errors).toHaveLength(4)
    expect(errors.at(-1)?.message).toMatch(
      /changed 2998 more files: new-.* \(created\) and 2948 more\./,
    )
    expect(used.log.filter(it => it.startsWith('created: ')).length).toBeLessThan(510)
    expect(used.raw.length).toBeLessThan(200_000)
    await stage.sh('git clean -qfdx')
  })

  it('that the flake does not have is an error that names the attribute', async () => {
    await writeFile(join(stage.workspace, 'flake.nix'), '{ outputs = _: { }; }\n')
    const used = await stage.use('- fmt')
    expect(used.report?.steps[0]?.error?.message).toContain(
      `the flake has no formatter for ${SYSTEM}. Define formatter.${SYSTEM}`,
    )
  })
})
