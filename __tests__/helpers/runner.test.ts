import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Job, type JobOptions } from './runner.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'runner-test-'))
  for (const name of ['workspace', 'temp', 'action']) mkdirSync(join(root, name))
})
afterEach(() => rmSync(root, { recursive: true }))

const manifest = `
name: test
inputs:
  colour: { default: red }
  two words: {}
  github-token: { default: '\${{ github.token }}' }
  old: { deprecationMessage: use colour }
runs: { using: node24, main: index.mjs, post: index.mjs }
`
// What a script needs to speak through the files.
const prelude = `
import { appendFileSync as append, writeFileSync as write, readFileSync as read } from 'node:fs'
import { spawn } from 'node:child_process'
const env = process.env
const say = (...lines) => console.log(lines.join('\\n'))
`

function job(script: string, options: Partial<JobOptions> = {}, actionYml = manifest): Job {
  const actionDir = join(root, 'action')
  writeFileSync(join(actionDir, 'action.yml'), actionYml)
  writeFileSync(join(actionDir, 'index.mjs'), prelude + script)
  return new Job({
    workspace: join(root, 'workspace'),
    temp: join(root, 'temp'),
    actionDir,
    ...options,
  })
}

describe('inputs and environment', () => {
  it('gives every declared input, with defaults, under its upper-case name', async () => {
    const step = await job(`append(env.GITHUB_OUTPUT, 'all=' + JSON.stringify(env) + '\\n')`, {
      token: 'ghs_the-token',
    }).uses({ 'Two Words': 'given' })
    const env = JSON.parse(step.outputs.all ?? '')
    expect(env).toMatchObject({
      INPUT_COLOUR: 'red',
      INPUT_TWO_WORDS: 'given',
      'INPUT_GITHUB-TOKEN': 'ghs_the-token',
      INPUT_OLD: '',
    })
  })

  it('shows nothing of the process of the tests', async () => {
    process.env.SECRET_OF_THE_TESTS = 'x'
    const step = await job(`append(env.GITHUB_OUTPUT, 'all=' + Object.keys(env) + '\\n')`).uses({})
    const names = (step.outputs.all ?? '').split(',')
    expect(names).not.toContain('SECRET_OF_THE_TESTS')
    expect(names).not.toContain('VITEST')
    expect(names).toEqual(
      expect.arrayContaining(['PATH', 'HOME', 'CI', 'RUNNER_TRACKING_ID', 'ACTIONS_RUNTIME_TOKEN']),
    )
  })

  it('warns of unknown and deprecated inputs', async () => {
    const step = await job('').uses({ color: 'blue', old: '1' })
    expect(step.annotations.map(one => one.message)).toEqual([
      "Input 'old' has been deprecated with message: use colour",
      "Unexpected input(s) 'color', valid inputs are ['colour', 'two words', 'github-token', 'old']",
    ])
    expect(step.conclusion).toBe('success')
  })

  it('hides the token and secrets in the log', async () => {
    const step = await job(`say('it is ' + env['INPUT_GITHUB-TOKEN'], 'and hush')`, {
      token: 'ghs_abc',
      secrets: ['hush'],
    }).uses({})
    expect(step.log).toEqual(['it is ***', 'and ***'])
    expect(step.raw).toBe('it is ghs_abc\nand hush')
  })

  it('runs in the workspace, with stdin closed and no terminal', async () => {
    const step = await job(`
      say(process.cwd(), String(process.stdin.isTTY), String(process.stdout.isTTY), JSON.stringify(read(0, 'utf8')))
    `).uses({})
    expect(step.log).toEqual([join(root, 'workspace'), 'undefined', 'undefined', '""'])
  })

  it('writes the event and says what GitHub says of it', async () => {
    const payload = { pull_request: { number: 5, head: { ref: 'topic' }, base: { ref: 'main' } } }
    const step = await job(
      `say(JSON.parse(read(env.GITHUB_EVENT_PATH)).pull_request.number, env.GITHUB_REF, env.GITHUB_HEAD_REF, env.GITHUB_REPOSITORY_OWNER)`,
      { event: { name: 'pull_request', payload }, repository: 'me/mine' },
    ).uses({})
    expect(step.log).toEqual(['5', 'refs/pull/5/merge', 'topic', 'me'])
  })
})

describe('file commands', () => {
  it('reads both forms of outputs, the last write wins', async () => {
    const step = await job(`
      append(env.GITHUB_OUTPUT, 'a=1=2<<3\\n\\nb<<END\\nx=1\\n\\ny\\nEND\\nc<<E\\nE\\na=last\\r\\n')
    `).uses({})
    expect(step.outputs).toEqual({ a: 'last\r', b: 'x=1\n\ny', c: '' })
  })

  it.each([
    ['no equals sign', "Invalid format 'no equals sign'"],
    ['x<<END\nnever', "Invalid value. Matching delimiter not found 'END'"],
    ['=1', "Invalid format '=1'. Name must not be empty"],
  ])('a malformed file fails the step: %j', async (content, message) => {
    const step = await job(`write(env.GITHUB_OUTPUT, ${JSON.stringify(content)})`).uses({})
    expect(step).toMatchObject({ exitCode: 0, conclusion: 'failure' })
    expect(step.annotations.map(one => one.message)).toEqual([
      "Unable to process file command 'output' successfully.",
      message,
    ])
  })

  it('takes what stands before a malformed line', async () => {
    const step = await job(`write(env.GITHUB_OUTPUT, 'a=1\\nbad\\nb=2\\n')`).uses({})
    expect(step.outputs).toEqual({ a: '1' })
  })

  it('environment and PATH reach the next steps, later entries come first', async () => {
    const work = job(`
      append(env.GITHUB_ENV, 'GREETING=hello\\nNODE_OPTIONS=--bad\\nGITHUB_SHA=forged\\n')
      append(env.GITHUB_PATH, '/one\\n/two\\n')
    `)
    const first = await work.uses({})
    expect(first.annotations[0]?.message).toContain('NODE_OPTIONS')
    const second = await work.run(
      'echo $GREETING; echo "$PATH" | cut -d: -f1,2; echo $GITHUB_SHA; echo [$NODE_OPTIONS]',
    )
    expect(second.log.slice(0, 2)).toEqual(['hello', '/two:/one'])
    expect(second.log[2]).not.toBe('forged')
    expect(second.log[3]).toBe('[]')
  })

  it('keeps a summary of 1 MiB and drops a longer one with an error', async () => {
    const work = job(
      `write(env.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + Number(env.INPUT_COLOUR)))`,
    )
    expect((await work.uses({ colour: '0' })).summary).toHaveLength(1024 * 1024)
    const longer = await work.uses({ colour: '1' })
    expect(longer.summary).toBe('')
    expect(longer.summaryError).toContain('upload aborted')
    expect(longer).toMatchObject({ conclusion: 'success', annotations: [{ kind: 'error' }] })
  })

  it('masks the summary', async () => {
    const step = await job(
      `say('::add-mask::secret'); write(env.GITHUB_STEP_SUMMARY, 'a secret b\\n')`,
    ).uses({})
    expect(step.summary).toBe('a *** b\n')
  })

  it('leaves no file of a step behind', async () => {
    await job('').uses({})
    expect(readdirSync(join(root, 'temp', '_runner_file_commands'))).toEqual([])
  })
})

describe('workflow commands', () => {
  it('reads annotations from both streams, with properties', async () => {
    const step = await job(`
      say('  ::notice title=A%3A b,file=' + env.GITHUB_WORKSPACE + '/src/x.nix,line=3,col=7::one%0Atwo')
      console.error('::warning::from stderr')
      console.error('text before ##[error title=T]anywhere%3B')
    `).uses({})
    const sorted = step.annotations.toSorted((one, other) => one.kind.localeCompare(other.kind))
    expect(sorted).toEqual([
      { kind: 'error', title: 'T', message: 'anywhere;' },
      { kind: 'notice', title: 'A: b', file: 'src/x.nix', line: 3, col: 7, message: 'one\ntwo' },
      { kind: 'warning', message: 'from stderr' },
    ])
    expect(step.unfencedCommands).toHaveLength(3)
  })

  it('keeps ten of each kind and 4096 characters', async () => {
    const step = await job(`
      for (let i = 0; i < 12; i++) say('::notice::n' + i)
      say('::error::' + 'e'.repeat(5000))
    `).uses({})
    expect(step.annotations).toHaveLength(11)
    expect(step.droppedAnnotations).toBe(2)
    expect(step.log).toContain('##[notice]n11')
    expect(step.annotations.at(-1)?.message).toHaveLength(4096)
  })

  it('obeys nothing inside a fence, and hides its token', async () => {
    const step = await job(`
      say('::stop-commands::a-long-token', '::error::no', '##[warning]no', '::set-output name=x::no')
      say('::group::no', '::a-long-token::', '::notice::yes')
    `).uses({})
    expect(step.annotations).toEqual([{ kind: 'notice', message: 'yes' }])
    expect(step.outputs).toEqual({})
    expect(step.groups).toEqual([])
    expect(step.log[0]).toBe('::stop-commands::***')
    expect(step.log).toContain('::error::no')
    expect(step.unfencedCommands).toEqual(['::stop-commands::a-long-token', '::notice::yes'])
  })

  it('refuses a fence whose token is a command, and disabled commands', async () => {
    const step = await job(`say('::stop-commands::notice', '::set-env name=A::b')`).uses({})
    expect(step.conclusion).toBe('failure')
    expect(step.annotations).toHaveLength(4)
  })

  it('obeys the old set-output and save-state, with a warning', async () => {
    const work = job(`
      if (env.STATE_key) say('state is ' + env.STATE_key)
      say('::set-output name=x::1%25', '::save-state name=key::v')
    `)
    const step = await work.uses({})
    expect(step.outputs).toEqual({ x: '1%' })
    expect(step.state).toEqual({ key: 'v' })
    expect(step.annotations.map(one => one.kind)).toEqual(['warning', 'warning'])
    expect((await work.post())[0]?.log[0]).toBe('state is v')
  })

  it('masks later lines, each line of a value, and overlapping values', async () => {
    const step = await job(`
      say('abcdef', '::add-mask::abcd%0Axyz', '::add-mask::cdef', 'abcdef xyz')
    `).uses({})
    expect(step.log).toEqual(['abcdef', '*** ***'])
    expect(step.masks).toEqual(['abcd\nxyz', 'cdef'])
  })

  it('collects groups, which do not nest', async () => {
    const step = await job(`
      say('::group::A', 'a', '::group::B', 'b', '::endgroup::', 'free')
    `).uses({})
    expect(step.groups).toEqual([
      { title: 'A', lines: ['a'] },
      { title: 'B', lines: ['b'] },
    ])
  })

  it('ends lines at LF, CRLF and CR, wherever the bytes are cut', async () => {
    const step = await job(`
      const parts = ['a\\r', '\\nb\\rc', '\\r\\n', Buffer.from([0xc3]), Buffer.from([0xa4, 10]), '\\nlast']
      for (const part of parts) { process.stdout.write(part); await new Promise(r => setTimeout(r, 20)) }
    `).uses({})
    expect(step.log).toEqual(['a', 'b', 'c', 'ä', '', 'last'])
  })
})

describe('main, run and post', () => {
  it('hands state and inputs to post, last in first out', async () => {
    const work = job(`
      if (env.STATE_who) say('post of ' + env.STATE_who + ' ' + env.INPUT_COLOUR)
      else append(env.GITHUB_STATE, 'who<<E\\n' + env.INPUT_COLOUR + '\\nE\\n')
      if (env.INPUT_COLOUR === 'bad') process.exit(3)
    `)
    await work.uses({ colour: 'good' })
    expect(await work.uses({ colour: 'bad' })).toMatchObject({ exitCode: 3, conclusion: 'failure' })
    const posts = await work.post()
    expect(posts.map(post => post.log)).toEqual([['post of bad bad'], ['post of good good']])
    expect(await work.post()).toEqual([])
  })

  it('leaves out a post whose post-if does not hold', async () => {
    const yml = manifest.replace('post: index.mjs', 'post: index.mjs, post-if: success()')
    const work = job(`process.exit(1)`, {}, yml)
    await work.uses({})
    expect(await work.post()).toEqual([])
  })

  it('runs scripts with bash -e and without what only actions get', async () => {
    const work = job('', { env: { ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/', MINE: '1' } })
    const step = await work.run('env; false; echo never')
    expect(step).toMatchObject({ exitCode: 1, conclusion: 'failure' })
    expect(step.log).toContain('MINE=1')
    expect(step.log.filter(line => /^(ACTIONS|INPUT)_/.test(line))).toEqual([])
    expect(step.log.at(-1)).toBe('##[error]Process completed with exit code 1.')
  })
})

// What a child is left to is looked up in /proc.
describe.skipIf(process.platform !== 'linux')('cancelling', () => {
  it('sends SIGINT to the process and to no child of it', async () => {
    const work = job(`
      const child = spawn('sleep', ['60'], { stdio: 'ignore' })
      process.on('SIGINT', () => { say('got it'); append(env.GITHUB_OUTPUT, 'alive=' + child.pid + '\\n'); process.exit(130) })
      say('ready')
      setInterval(() => {}, 1000)
    `)
    const step = await work.uses({}, { cancelAfter: /^ready$/ })
    expect(step).toMatchObject({ exitCode: 130, conclusion: 'cancelled' })
    expect(step.log).toContain('got it')
    expect(existsSync(`/proc/${step.outputs.alive}`)).toBe(true)
    expect(await work.end()).toEqual([{ pid: Number(step.outputs.alive), command: 'sleep 60' }])
  })

  it('goes on to SIGTERM and SIGKILL', async () => {
    const step = await job(`
      for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => say(signal + ' ' + Math.round(performance.now() / 100)))
      say('ready')
      setInterval(() => {}, 1000)
    `).uses({}, { cancelAfter: /^ready$/ })
    expect(step).toMatchObject({ exitCode: null, conclusion: 'cancelled' })
    const words = ['ready', 'SIGINT', 'SIGTERM', '##[error]The']
    expect(step.log.map(line => line.split(' ')[0])).toEqual(words)
    expect(step.seconds).toBeGreaterThan(10)
  })

  it('is told apart from a step that is out of time', async () => {
    const step = await job('setInterval(() => {}, 1000)').uses({}, { timeoutMs: 500 })
    expect(step).toMatchObject({ exitCode: null, conclusion: 'failure' })
    expect(step.log).toEqual(['##[error]The action has timed out.'])
  })

  it('waits five seconds for a child that holds the pipes', async () => {
    const work = job(
      `spawn('sleep', ['60'], { stdio: 'inherit' }).unref(); say('bye'); process.exit(0)`,
    )
    const step = await work.uses({})
    expect(step).toMatchObject({ exitCode: 0, conclusion: 'success', log: ['bye'] })
    expect(step.seconds).toBeGreaterThan(4.9)
    expect(step.seconds).toBeLessThan(50)
    await work.end()
  })
})
