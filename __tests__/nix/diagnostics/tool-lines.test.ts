import { describe, expect, it } from 'vitest'
import { scriptLine } from '../../../src/nix/diagnostics/script-line.ts'
import { repositoryOf } from './recorded.ts'

const WORKSPACE = '/home/runner/work/p/p'
const FILES = [
  ...[
    'test/a.bats',
    'test/helper.bash',
    'scripts/x.sh',
    'src/lib.rs',
    'src/a.py',
    'tests/test_a.py',
  ],
  ...[
    'main.go',
    'test/a.test.ts',
    'src/a.js',
    'spec/a_spec.rb',
    'src/Y.java',
    'a.php',
    'default.nix',
  ],
  ...['Makefile', 'sub/Makefile', 'src/a.c'],
]
const repository = repositoryOf(Object.fromEntries(FILES.map(file => [file, ''])))

async function lineOf(...output: readonly string[]) {
  const place = await scriptLine(output, '', {
    roots: [{ path: WORKSPACE, folder: '' }],
    repository,
  })
  return place && [place.file, place.line, place.column].filter(it => it !== undefined).join(':')
}

describe('the line to repair is', () => {
  it.each<[string, readonly string[], string]>([
    [
      'that of the test in bats, not of its helper',
      [
        'not ok 1 adds',
        "# (from function `same' in file test/helper.bash, line 3,",
        '#  in test file test/a.bats, line 7)',
        "#   `same 1 2' failed",
      ],
      'test/a.bats:7',
    ],
    [
      'what shellcheck names',
      ['', 'In scripts/x.sh line 3:', 'echo $foo', '     ^--^ SC2086 (info): Double quote.'],
      'scripts/x.sh:3',
    ],
    [
      'where a test of Rust panicked, with the number of its thread',
      [
        "thread 'adds' (4711) panicked at src/lib.rs:8:5:",
        'assertion `left == right` failed',
        'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
        'test result: FAILED. 0 passed; 1 failed; 0 ignored',
      ],
      'src/lib.rs:8:5',
    ],
    [
      'that of the innermost frame of Go in the project',
      [
        'panic: runtime error: index out of range [3] with length 0',
        '',
        'goroutine 1 [running]:',
        'runtime.panicIndex(...)',
        '\t/usr/lib/go/src/runtime/panic.go:88 +0x1d',
        'main.inner(...)',
        `\t${WORKSPACE}/main.go:7`,
        'main.main()',
        `\t${WORKSPACE}/main.go:12 +0x1d`,
        'exit status 2',
      ],
      'main.go:7',
    ],
    [
      'that of the last exception of Python, where one led to another',
      [
        'Traceback (most recent call last):',
        '  File "src/a.py", line 3, in f',
        'KeyError: 1',
        '',
        'During handling of the above exception, another exception occurred:',
        '',
        'Traceback (most recent call last):',
        '  File "tests/test_a.py", line 9, in <module>',
        '  File "src/a.py", line 5, in f',
        '  File "/usr/lib/python3/x.py", line 9, in g',
        'ValueError: no',
      ],
      'src/a.py:5',
    ],
    [
      'that of pytest, not of a warning of Python behind it',
      [
        'tests/test_a.py:5: AssertionError',
        '=============================== warnings summary ===============================',
        'src/a.py:3: DeprecationWarning: this fails soon',
        'FAILED tests/test_a.py::test_a - assert 1 == 2',
      ],
      'tests/test_a.py:5',
    ],
    [
      'what Vitest points at',
      [' FAIL  test/a.test.ts > adds', ' ❯ test/a.test.ts:5:13'],
      'test/a.test.ts:5:13',
    ],
    [
      'in the stack that a test of Node prints as TAP',
      [
        'not ok 1 - adds',
        '  stack: |-',
        `    TestContext.<anonymous> (file://${WORKSPACE}/src/a.js:4:10)`,
        '    Test.runInAsyncScope (node:async_hooks:206:9)',
      ],
      'src/a.js:4:10',
    ],
    [
      'what Node cannot parse',
      [
        `file://${WORKSPACE}/src/a.js:1`,
        'let x = ;',
        "SyntaxError: Unexpected token ';'",
        '    at compile (node:internal/x:1:2)',
      ],
      'src/a.js:1',
    ],
    [
      'below the file that ESLint names',
      [
        `${WORKSPACE}/src/a.js`,
        '  1:7  warning  no  no-console',
        "  3:5  error  'x' is not defined  no-undef",
        '',
        '✖ 2 problems',
      ],
      'src/a.js:3:5',
    ],
    [
      'in RSpec',
      ['     Failure/Error: expect(1).to eq 2', "     # ./spec/a_spec.rb:5:in 'block'"],
      'spec/a_spec.rb:5',
    ],
    ['in Maven', [`[ERROR] ${WORKSPACE}/src/Y.java:[5,10] cannot find symbol`], 'src/Y.java:5:10'],
    ['in PHP', [`PHP Fatal error:  Uncaught Error: no in ${WORKSPACE}/a.php on line 3`], 'a.php:3'],
    [
      'the innermost that Nix names in a script',
      [
        'error:',
        '       … while x',
        `         at ${WORKSPACE}/default.nix:2:3:`,
        '       error: no',
        `       at ${WORKSPACE}/default.nix:9:5:`,
      ],
      'default.nix:9:5',
    ],
    [
      'of what make ran, before the line of make',
      ['./scripts/x.sh: line 9: foo: command not found', 'make: *** [Makefile:3: all] Error 127'],
      'scripts/x.sh:9',
    ],
    [
      'of the make that failed first, in its own folder',
      [
        `make[1]: Entering directory '${WORKSPACE}/sub'`,
        'make[1]: *** [Makefile:2: test] Error 1',
        `make[1]: Leaving directory '${WORKSPACE}/sub'`,
        'make: *** [Makefile:5: sub] Error 2',
      ],
      'sub/Makefile:2',
    ],
    [
      'of bash, whatever set -x shows of the commands',
      [
        './scripts/x.sh: line 9: foo: command not found',
        "+ echo 'src/a.c:3:5: error: x'",
        '++ python3 src/a.py:3: error',
      ],
      'scripts/x.sh:9',
    ],
  ])('%s', async (_, output, expected) => {
    expect(await lineOf(...output)).toBe(expected)
  })

  it.each<[string, readonly string[]]>([
    ['a line that says that all is well', ['src/a.c:9: ran fine', 'Makefile:3: ok']],
    ['a warning of Python', ['src/a.py:3: DeprecationWarning: this fails soon']],
    [
      'the script that the shell made of a command',
      ['/tmp/nix-shell-1-0/rc: line 5: syntax error near `fi)`'],
    ],
    ['a command of several lines', ["bash: -c: line 3: syntax error near unexpected token `)'"]],
    ['a make below that says no folder', ['make[1]: *** [Makefile:2: test] Error 1']],
    [
      'a frame of a library',
      ['\t/usr/lib/go/src/runtime/panic.go:88 +0x1d', '    at f (/usr/lib/x.js:1:2)'],
    ],
  ])('none for %s', async (_, output) => {
    expect(await lineOf(...output)).toBeUndefined()
  })
})
