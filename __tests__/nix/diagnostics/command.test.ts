import { describe, expect, it } from 'vitest'
import type { Exit } from '../../../src/host/process/spawn.ts'
import { commandHints, explainCommand } from '../../../src/nix/diagnostics/command.ts'
import { scriptLine } from '../../../src/nix/diagnostics/script-line.ts'
import { repositoryOf } from './recorded.ts'

const WORKSPACE = '/home/runner/work/p/p'
const ROOTS = [{ path: WORKSPACE, folder: '' }]
const FILES = [
  'scripts/x.sh',
  'src/main.rs',
  'src/a.c',
  'tests/test_a.py',
  'Makefile',
  'sub/y.sh',
  'test/a.js',
  'src/a.ts',
  'CMakeLists.txt',
  'x_test.go',
  't.pl',
]
const repository = repositoryOf(Object.fromEntries(FILES.map(file => [file, ''])))

async function lineOf(output: string, folder = '') {
  const place = await scriptLine(output.split('\n'), folder, { roots: ROOTS, repository })
  return place && [place.file, place.line, place.column].filter(it => it !== undefined).join(':')
}

describe('the line that a shell or a tool names', () => {
  it.each([
    ['bash', './scripts/x.sh: line 12: foo: command not found', 'scripts/x.sh:12'],
    ['bash, absolute', `${WORKSPACE}/scripts/x.sh: line 3: a: unbound variable`, 'scripts/x.sh:3'],
    [
      'bash, of a killed child',
      'scripts/x.sh: line 7: 123 Segmentation fault  ./a',
      'scripts/x.sh:7',
    ],
    ['dash', './scripts/x.sh: 12: foo: not found', 'scripts/x.sh:12'],
    ['dash, syntax', 'scripts/x.sh: 4: Syntax error: "fi" unexpected', 'scripts/x.sh:4'],
    ['gcc', 'src/a.c:3:5: error: expected ‘;’\nsrc/a.c:1:1: note: to match this', 'src/a.c:3:5'],
    ['gcc, with a warning behind', 'src/a.c:3:5: error: x\nsrc/a.c:9:1: warning: y', 'src/a.c:3:5'],
    ['assert', "a.out: src/a.c:12: main: Assertion `x' failed.", 'src/a.c:12'],
    [
      'rustc',
      'error[E0425]: cannot find value\n  --> src/main.rs:2:5\n   |\nwarning: unused\n  --> src/main.rs:9:1',
      'src/main.rs:2:5',
    ],
    ['rust, panic', "thread 'main' panicked at src/main.rs:8:13:\nno", 'src/main.rs:8:13'],
    ['rust before 1.73', "thread 'main' panicked at 'no', src/main.rs:8:13", 'src/main.rs:8:13'],
    [
      'python',
      'Traceback (most recent call last):\n  File "tests/test_a.py", line 3, in <module>\n    f()\n  File "tests/test_a.py", line 1, in f\n  File "/usr/lib/python3/x.py", line 9, in g\nKeyError: 1',
      'tests/test_a.py:1',
    ],
    [
      'pytest',
      '>   assert 1 == 2\nE   assert 1 == 2\n\ntests/test_a.py:5: AssertionError',
      'tests/test_a.py:5',
    ],
    ['make', 'make: *** [Makefile:4: test] Error 1', 'Makefile:4'],
    [
      'node',
      `Error: no\n    at f (file://${WORKSPACE}/test/a.js:2:9)\n    at file://${WORKSPACE}/test/a.js:7:1\n    at node:internal/x:1:1`,
      'test/a.js:2:9',
    ],
    [
      'node, asserting',
      `AssertionError\n    at ok (node:assert:1:2)\n    at ${WORKSPACE}/test/a.js:7:1`,
      'test/a.js:7:1',
    ],
    ['tsc', "src/a.ts(4,7): error TS2322: Type 'a'", 'src/a.ts:4:7'],
    ['go', '--- FAIL: TestX\n    x_test.go:14: got 1', 'x_test.go:14'],
    ['cmake', 'CMake Error at CMakeLists.txt:6 (message):', 'CMakeLists.txt:6'],
    ['perl', 'no at t.pl line 5.', 't.pl:5'],
    ['colors', '\x1b[1msrc/a.c:3:5: \x1b[31merror: \x1b[0mx', 'src/a.c:3:5'],
  ])('%s', async (_, output, expected) => {
    expect(await lineOf(output)).toBe(expected)
  })

  it.each([
    ['a file that is not there', './scripts/z.sh: line 1: no: command not found'],
    ['a file above', '../scripts/x.sh: line 1: no: command not found'],
    ['a file elsewhere', '/etc/passwd: line 1: no: command not found'],
    ['a note', 'src/a.c:3:5: note: declared here'],
    ['a time', 'at 12:30:11: error'],
    ['nothing', ''],
  ])('is none for %s', async (_, output) => {
    expect(await lineOf(output)).toBeUndefined()
  })

  it('is the last that says an error, not the last of all', async () => {
    const output = 'src/a.c:1:1: error: a\nsrc/a.c:2:2: error: b\nscripts/x.sh: 9: ran fine'
    expect(await lineOf(output)).toBe('src/a.c:2:2')
  })

  it('is relative to the folder of the step', async () => {
    expect(await lineOf('./y.sh: line 2: no: command not found', 'sub')).toBe('sub/y.sh:2')
    expect(await lineOf('scripts/x.sh: line 2: no: command not found', 'sub')).toBe(
      'scripts/x.sh:2',
    )
  })

  it('is found in no time, whatever is printed', async () => {
    const lines = [
      'a'.repeat(10_000),
      ':1'.repeat(5000),
      '    at ('.repeat(2000),
      "panicked at '".repeat(900),
    ]
    const began = performance.now()
    expect(await lineOf(lines.join('\n'))).toBeUndefined()
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('a command that failed', () => {
  const command = {
    name: 'nix-shell: ./scripts/x.sh',
    end: { code: 3, signal: null, timedOut: false, cancelled: false },
    output: ['one', 'two'],
    folder: '',
    script: 'scripts/x.sh',
    reproduce: 'nix-shell --run ./scripts/x.sh',
  }
  const scene = { repository, roots: ROOTS }

  it('is told with its end, its last lines and the command', async () => {
    expect(await explainCommand(command, scene)).toMatchObject({
      kind: 'test',
      file: 'scripts/x.sh',
      line: 1,
      message:
        'nix-shell: ./scripts/x.sh failed with exit code 3.\nLast lines of the log:\none\ntwo\nReproduce: nix-shell --run ./scripts/x.sh',
    })
  })

  it.each<[Partial<Exit>, string]>([
    [{ timedOut: true }, 'timeout'],
    [{ cancelled: true }, 'cancelled'],
    [{ code: null, signal: 'SIGKILL' }, 'out-of-memory'],
    [{ code: null, signal: 'SIGSEGV' }, 'test'],
  ])('after %o is %s', async (end, kind) => {
    const it = await explainCommand({ ...command, end: { ...command.end, ...end } }, scene)
    expect(it.kind).toBe(kind)
  })

  it('does not become an error of Nix by what it prints', async () => {
    const output = ["error: builder for '/nix/store/x.drv' failed with exit code 1"]
    expect((await explainCommand({ ...command, output }, scene)).kind).toBe('test')
  })
})

describe('what may help with a command', () => {
  it.each([
    ['sudo: nix-build: command not found', 'sudo env "PATH=$PATH" nix-build'],
    ["fatal: detected dubious ownership in repository at '/w'", 'safe.directory'],
  ])('is said for %s', (line, hint) => {
    expect(commandHints(['before', line, 'after'])).toEqual([expect.stringContaining(hint)])
  })

  it('is not said for other programs', () => {
    expect(commandHints(['sudo: docker: command not found', 'nix: command not found'])).toEqual([])
  })
})
