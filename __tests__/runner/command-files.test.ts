import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parsePairs, RunnerFiles } from '../../src/runner/command-files.ts'
import { parseKeyValues } from '../helpers/runner-commands.ts'

/** As the runner reads it. */
const runner = (text: string) => Object.fromEntries(parseKeyValues(text))

const AWKWARD = {
  plain: 'value',
  empty: '',
  lines: 'one\ntwo\n\nfour',
  ends: 'with a line end\n',
  begins: '\nwith one',
  equals: 'a=b=c',
  heredoc: 'x<<EOF\ninner\nEOF',
  looks: 'other=1\nname<<END',
  command: '::error::no\n##[error]no',
  json: '[{"name":"a","seconds":1.5}]',
  unicode: 'größer → 🎉',
}

/** What is written for the runner. */
function formatPairs(pairs: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'runner-files-'))
  const file = join(folder, 'output')
  const files = new RunnerFiles({ GITHUB_OUTPUT: file })
  Object.assign(files.outputs, pairs)
  files.flush()
  const text = readFileSync(file, 'utf8')
  rmSync(folder, { recursive: true })
  return text
}

describe('pairs', () => {
  it('come out of the runner as they went in, whatever a value holds', () => {
    expect(runner(formatPairs(AWKWARD))).toEqual(AWKWARD)
  })

  it('come out of our own reader as they went in', () => {
    expect(parsePairs(formatPairs(AWKWARD))).toEqual(AWKWARD)
  })

  it('have a delimiter that cannot be foreseen', () => {
    expect(formatPairs({ a: 'x' })).not.toBe(formatPairs({ a: 'x' }))
  })

  it.each<[string, string, Record<string, string>]>([
    ['name=value', 'a=1\nb=two words\n', { a: '1', b: 'two words' }],
    ['a value with equals signs', 'a=b=c\n', { a: 'b=c' }],
    ['an empty value', 'a=\n', { a: '' }],
    ['a value with << after the equals sign', 'a=x<<y\n', { a: 'x<<y' }],
    ['lines until a delimiter', 'a<<E\n1\n2\nE\nb=3\n', { a: '1\n2', b: '3' }],
    ['an empty block', 'a<<E\nE\n', { a: '' }],
    ['a name twice: the last one', 'a=1\na=2\n', { a: '2' }],
    ['no end of the last line', 'a=1', { a: '1' }],
    ['blank lines between', '\na=1\n\n', { a: '1' }],
    ['nothing', '', {}],
  ])('of a command: %s', (_, text, expected) => {
    expect(parsePairs(text)).toEqual(expected)
    expect(runner(text)).toEqual(expected)
  })

  it.each([
    ['a line that is neither', 'a=1\nhello\n', /line 2/],
    ['a delimiter that does not come', 'a<<E\n1\n', /line 1/],
    ['an empty delimiter', 'a<<\n1\n', /line 1/],
    ['no name', '=1\n', /line 1/],
  ])('of a command with %s are an error with the line', (_, text, line) => {
    expect(() => parsePairs(text)).toThrow(line)
  })
})

describe('the files of the runner', () => {
  let folder = ''
  let env: Record<string, string> = {}
  const names = ['OUTPUT', 'STATE', 'ENV', 'PATH', 'STEP_SUMMARY']
  const content = (name: string) => readFileSync(env[name] ?? '', 'utf8')

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'runner-files-'))
    env = Object.fromEntries(names.map(name => [`GITHUB_${name}`, join(folder, name)]))
    for (const file of Object.values(env)) writeFileSync(file, '')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function filled(): RunnerFiles {
    const files = new RunnerFiles(env)
    files.outputs.result = 'success'
    files.state.daemon = '{"pid":1}'
    files.env.NIX_PATH = 'nixpkgs=/x'
    files.path.push('/first', '/second')
    files.summary = '# Nix\n'
    return files
  }

  it('hold what was put in, each in its own', async () => {
    await filled().finish()
    expect(runner(content('GITHUB_OUTPUT'))).toEqual({ result: 'success' })
    expect(runner(content('GITHUB_STATE'))).toEqual({ daemon: '{"pid":1}' })
    expect(runner(content('GITHUB_ENV'))).toEqual({ NIX_PATH: 'nixpkgs=/x' })
    expect(content('GITHUB_STEP_SUMMARY')).toBe('# Nix\n')
  })

  it('give PATH its order: the runner puts each line before the earlier ones', () => {
    filled().flush()
    const path = ['/usr/bin']
    for (const line of content('GITHUB_PATH').trim().split('\n')) path.unshift(line)
    expect(path).toEqual(['/first', '/second', '/usr/bin'])
  })

  it('lose whatever a child appended or wrote, with every flush', async () => {
    const files = filled()
    await files.finish()
    appendFileSync(env.GITHUB_OUTPUT ?? '', 'result=failure\npush=pushed\n')
    appendFileSync(env.GITHUB_ENV ?? '', 'LD_PRELOAD=/tmp/evil.so\n')
    appendFileSync(env.GITHUB_PATH ?? '', '/tmp/evil\n')
    writeFileSync(env.GITHUB_STATE ?? '', 'daemon={"pid":99}\n')
    writeFileSync(env.GITHUB_STEP_SUMMARY ?? '', 'all green')
    await files.finish()
    expect(runner(content('GITHUB_OUTPUT'))).toEqual({ result: 'success' })
    expect(runner(content('GITHUB_STATE'))).toEqual({ daemon: '{"pid":1}' })
    expect(content('GITHUB_ENV')).not.toContain('LD_PRELOAD')
    expect(content('GITHUB_PATH')).not.toContain('evil')
    expect(content('GITHUB_STEP_SUMMARY')).toBe('# Nix\n')
  })

  it('tell post its folder at all times, once they have', () => {
    const files = filled()
    files.flush()
    const seen: unknown[] = []
    Object.defineProperty(files.outputs, 'late', {
      enumerable: true,
      get() {
        seen.push(runner(content('GITHUB_STATE')))
        return ''
      },
    })
    files.flush()
    files.state.more = 'x'
    files.flush()
    const daemon = '{"pid":1}'
    expect(seen).toEqual([{ daemon }, { daemon, more: 'x' }])
  })

  it('are written anew where a child keeps changing them, and where it put something else', () => {
    const files = filled()
    // Between two flushes, and while one is going on.
    Object.defineProperty(files.env, 'LATE', {
      configurable: true,
      enumerable: true,
      get() {
        appendFileSync(env.GITHUB_STATE ?? '', 'daemon={"pid":99}\n')
        return ''
      },
    })
    files.flush()
    expect(runner(content('GITHUB_STATE'))).not.toEqual({ daemon: '{"pid":1}' })
    Object.defineProperty(files.env, 'LATE', { value: '' })
    files.flush()
    expect(runner(content('GITHUB_STATE'))).toEqual({ daemon: '{"pid":1}' })
    for (const name of names.slice(0, 4)) {
      rmSync(env[`GITHUB_${name}`] ?? '')
      symlinkSync('/dev/zero', env[`GITHUB_${name}`] ?? '')
    }
    files.flush()
    expect(runner(content('GITHUB_STATE'))).toEqual({ daemon: '{"pid":1}' })
    expect(runner(content('GITHUB_OUTPUT'))).toEqual({ result: 'success' })
  })

  it('empty what a child wrote where nothing was put in', () => {
    writeFileSync(env.GITHUB_ENV ?? '', 'LD_PRELOAD=/tmp/evil.so\n')
    writeFileSync(env.GITHUB_PATH ?? '', '/tmp/evil\n')
    new RunnerFiles(env).flush()
    expect(content('GITHUB_ENV') + content('GITHUB_PATH')).toBe('')
  })

  it('are emptied where a newer runner has more, but for what it only lets read', () => {
    env.GITHUB_ARTIFACTS = join(folder, 'ARTIFACTS')
    env.GITHUB_ARTIFACTS_LIST = join(folder, 'ARTIFACTS_LIST')
    env.GITHUB_LATER = join(folder, 'LATER')
    env.GITHUB_EVENT_PATH = join(folder, 'event.json')
    for (const file of Object.values(env)) writeFileSync(file, 'of a child\n')
    new RunnerFiles(env).flush()
    expect(content('GITHUB_ARTIFACTS') + content('GITHUB_LATER')).toBe('')
    for (const name of ['GITHUB_ARTIFACTS_LIST', 'GITHUB_EVENT_PATH'])
      expect(content(name)).toBe('of a child\n')
  })

  it('may be missing, as outside a runner', async () => {
    await expect(new RunnerFiles({}).finish()).resolves.toBeUndefined()
  })
})
